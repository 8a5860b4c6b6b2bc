import { expect, test } from "@playwright/test";
import { asAdministrator } from "@/lib/demo/loader-user";
import { addLines } from "@/lib/segmentation/add-lines";
import { createSegment } from "@/lib/segmentation/create-segment";
import { expectAccessible } from "../support/accessible";
import { pressUntil } from "../support/press-until";
import {
  find,
  lines,
  messages,
  newSegment,
  primary,
  stack,
  startWorksheets,
  steps,
  total,
  tryMe,
  type WorksheetWinnow,
} from "../support/worksheet-page";

// Each looks at several states in both themes, which takes its time on two cores.
test.describe.configure({ timeout: 120_000 });

let winnow: WorksheetWinnow;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  winnow = await startWorksheets();
});
test.afterAll(() => winnow.stop());

test("lines are added by hand, with a report, and removed one by one or all that match", async ({ page }) => {
  await winnow.signIn(page, "marketer");
  const segmentNo = await newSegment(page, winnow.url, "By hand");
  await pressUntil(page, "h", page.getByRole("dialog", { name: "Add by hand" }));
  const dialog = page.getByRole("dialog", { name: "Add by hand" });
  await dialog.getByLabel("Or paste numbers and e-mail addresses").fill("CT100202; ct000088, nobody@nowhere.test\nCT999999");
  const add = dialog.getByRole("button", { name: /Add 4 contacts/ });
  await expect(add).toBeEnabled();
  await expectAccessible(page);
  await add.click();
  await expect(dialog.getByRole("alert").filter({ hasText: "2 of 4 added." })).toContainText("nobody@nowhere.test");
  await expect(dialog.getByLabel("Or paste numbers and e-mail addresses")).toHaveValue("nobody@nowhere.test\nCT999999");
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(total(page)).toContainText("2");
  await expect(steps(page).first()).toContainText("By hand");

  await pressUntil(page, "h", page.getByRole("dialog", { name: "Add by hand" }));
  const file = dialog.getByLabel("File of contacts");
  await file.setInputFiles({ name: "letter.docx", mimeType: "text/csv", buffer: Buffer.from("PK\0") });
  await expect(dialog.getByRole("alert").filter({ hasText: "letter.docx is no text." })).toBeVisible();
  const table = "Name;E-Mail\nJaime;jaime.gomez@nowhere.test\nAriane;CT000088\n";
  await file.setInputFiles({ name: "fair.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await expect(dialog.getByLabel("Or paste numbers and e-mail addresses")).toHaveValue("jaime.gomez@nowhere.test\nCT000088");
  await dialog.getByLabel("Or paste numbers and e-mail addresses").fill("");
  await dialog.getByRole("combobox", { name: "Find contacts" }).click();
  await page.keyboard.type("bilabankinn");
  await page.getByRole("option").first().click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: /Add 1 contact/ }).click();
  await expect(total(page)).toContainText("3");

  await lines(page).getByRole("checkbox", { name: "Select Janice Galvin" }).click();
  await page.getByRole("button", { name: "Remove 1 line" }).click();
  await expect(total(page)).toContainText("2");
  await page.goto(`${winnow.url}/segments/${segmentNo}?search=ariane`);
  await lines(page)
    .getByRole("checkbox", { name: /on this page/ })
    .click();
  await page.getByRole("button", { name: "Remove 1 line" }).click();
  await expect(page.getByRole("heading", { name: "No line fits" })).toBeVisible();
  await expect(messages(page)).toContainText("1 now.");
});

test("a contact stands on two lines when that is asked for; duplicates go, and Go Back brings them back", async ({ page }) => {
  const { rows } = await winnow.db.pool.query<{ no: string; name: string }>(
    "select contact_no as no, name from contact where country_region_code = 'DK' and type = 'person' order by contact_no limit 1",
  );
  const [dane] = rows;
  if (!dane) throw new Error("the demo company has no Dane");
  const segmentNo = await asAdministrator(winnow.db, async (context) => {
    const created = await createSegment(context, { description: "Twice" });
    if (!created.ok) throw new Error(created.error.code);
    await addLines(context, { segmentNo: created.value.segmentNo, contacts: { contactNos: [dane.no] } });
    return created.value.segmentNo;
  });
  await winnow.signIn(page, "marketer");
  await page.goto(`${winnow.url}/segments/${segmentNo}`);
  await pressUntil(page, "a", page.getByRole("dialog", { name: "Add Contacts" }));
  await find(page, "denmark", /DK.*Denmark/);
  await expect(primary(page)).toHaveText(/Add 42 contacts/);
  await page.getByRole("switch", { name: "Allow existing contacts" }).filter({ visible: true }).click();
  await expect(primary(page)).toHaveText(/Add 43 lines/);
  await expect(page.getByRole("region", { name: "Effect" })).toContainText("Will be added, 1 once more");
  await expectAccessible(page);
  await primary(page).click();
  await expect(messages(page)).toContainText("43 added, 1 once more. 44 now.");
  await lines(page)
    .getByRole("row", { name: /2nd line/ })
    .getByRole("button", { name: dane.name })
    .click();
  await expect(page).toHaveURL(new RegExp(`line=${dane.no}%7E2|line=${dane.no}~2`));
  const drawer = page.getByRole("complementary", { name: "Line" });
  await expect(drawer.getByRole("heading", { name: `${dane.name} 2nd line` })).toBeVisible();
  await expect(drawer).toContainText("One more line with step 2");
  await page.keyboard.press("Escape");

  // From here on by the keyboard alone.
  await pressUntil(page, "h", page.getByRole("dialog", { name: "Add by hand" }));
  await page.keyboard.press("Tab");
  await page.keyboard.type(dane.no);
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: "Add by hand" });
  await expect(dialog.getByRole("alert").filter({ hasText: "0 of 1 added." })).toContainText("1 was here already");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Add another line" }).press("Enter");
  await expect(total(page).getByText("45", { exact: true })).toBeVisible();
  await expect(steps(page).nth(2)).toContainText(`One more line for ${dane.name}`);
  await page.getByRole("button", { name: "More actions" }).press("Enter");
  await page.getByRole("menuitem", { name: "Remove duplicates" }).press("Enter");
  const duplicates = page.getByRole("dialog", { name: "Remove duplicates" });
  await expect(duplicates).toContainText("2 lines will go.");
  await expectAccessible(page);
  await page.keyboard.press("Control+Enter");
  await expect(total(page).getByText("43", { exact: true })).toBeVisible();
  await expect(steps(page).nth(3)).toContainText("2 more lines of the same contact removed");
  await page.keyboard.press("Control+z");
  await expect(total(page).getByText("45", { exact: true })).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(lines(page).getByRole("row", { name: /3rd line/ })).toBeVisible();
  await expectAccessible(page);
  await lines(page)
    .getByRole("checkbox", { name: `Select ${dane.name}, 2nd line` })
    .click();
  await page.getByRole("button", { name: "Remove 1 line" }).click();
  await expect(messages(page)).toContainText("1 removed. 44 now.");
  await expect(lines(page).getByRole("row", { name: /3rd line/ })).toHaveCount(0);
});

test("the header is changed field by field and reaches every line", async ({ page }) => {
  await winnow.signIn(page, "marketer");
  await newSegment(page, winnow.url, "Facts");
  await pressUntil(page, "h", page.getByRole("dialog", { name: "Add by hand" }));
  await page.getByLabel("Or paste numbers and e-mail addresses").fill("CT100202");
  await page.keyboard.press("Control+Enter");
  await expect(total(page)).toContainText("1");
  await page.getByRole("button", { name: "All facts" }).click();
  const facts = page.getByRole("complementary", { name: "All facts" });
  await facts.getByLabel("Description").fill("Facts and figures");
  await facts.getByLabel("Date").focus();
  await expect(page.getByRole("heading", { name: "Facts and figures", level: 1 })).toBeVisible();
  await facts.getByRole("combobox", { name: "Template" }).click();
  await page.keyboard.type("business letter");
  await page.getByRole("option", { name: /Business letter/ }).click();
  await expect(page.getByLabel("Facts", { exact: true })).toContainText("£8.00");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await lines(page).getByRole("button", { name: "Janice Galvin" }).click();
  await expect(page.getByRole("complementary", { name: "Line" })).toContainText("Facts and figures");
});

test("a number with signs of its own opens, previews and exports", async ({ page }) => {
  await winnow.signIn(page, "marketer");
  const segmentNo = await newSegment(page, winnow.url, "Odd number");
  const odd = "50% Ä/1?#";
  await winnow.db.prisma.segment.update({ where: { segmentNo }, data: { segmentNo: odd } });
  await page.goto(`${winnow.url}/segments`);
  await page.getByRole("link", { name: "Odd number" }).click();
  await expect(page.getByRole("heading", { name: "Odd number", level: 1 })).toBeVisible();
  await expect(page).toHaveURL(`${winnow.url}/segments/${encodeURIComponent(odd)}`);
  await pressUntil(page, "a", page.getByRole("dialog", { name: "Add Contacts" }));
  await find(page, "denmark", /DK.*Denmark/);
  await page.getByRole("dialog").getByRole("button", { name: "Clear", exact: true }).click();
  await find(page, "country dk", /DK/);
  await expect(primary(page)).toHaveText(/Add 43 contacts/);
  await primary(page).click();
  await expect(total(page).getByText("43", { exact: true })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export / Print" }).click();
  await page.getByRole("menuitem", { name: "CSV", exact: true }).click();
  expect((await download).suggestedFilename()).toBe("Segment 50_Ä_1.csv");
  await page.goto(`${winnow.url}/segments/${encodeURIComponent(odd)}/log`);
  await expect(page.getByRole("heading", { name: "Log", level: 1 })).toBeVisible();
  await winnow.db.prisma.campaign.create({ data: { campaignNo: "50% off", description: "Half price" } });
  await page.goto(`${winnow.url}/campaigns/${encodeURIComponent("50% off")}`);
  await expect(page.getByRole("heading", { name: "Half price", level: 1 })).toBeVisible();
});

test("a viewer looks and cannot change", async ({ page }) => {
  await winnow.signIn(page, "viewer");
  await expect(page.getByRole("button", { name: /New segment/ })).toHaveCount(0);
  await page.goto(`${winnow.url}/segments/${tryMe}`);
  await expect(total(page)).toContainText("203");
  for (const name of [/^Add\b/, /^Reduce\b/, /^Refine\b/, /^Go Back/, /^Go Forward/])
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  await expect(page.getByRole("link", { name: /^Log/ }).filter({ hasText: "Log…" })).toHaveCount(0);
  await page.keyboard.press("a");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test.describe("at 390 px", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("one pane at a time, the stream lies down, dialogs fill the screen", async ({ page }) => {
    await winnow.signIn(page, "marketer");
    await page.goto(`${winnow.url}/segments/${tryMe}`);
    await expect(page.getByRole("img", { name: "Running total 165, 256, 203" })).toBeVisible();
    await expect(lines(page)).toBeVisible();
    await expect(stack(page)).toBeHidden();
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Criteria 3/ }).click();
    await expect(stack(page)).toBeVisible();
    await expect(lines(page)).toBeHidden();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Numbers" }).click();
    await expect(page.getByRole("region", { name: "Numbers" })).toContainText("203");
    await page.getByRole("toolbar", { name: "Worksheet" }).getByRole("button", { name: "Reduce" }).click();
    const dialog = page.getByRole("dialog", { name: "Reduce Contacts" });
    await expect(primary(page)).toHaveText(/Remove 203 contacts/);
    expect(await dialog.boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
