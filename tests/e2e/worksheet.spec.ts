import { expect, type Page, test } from "@playwright/test";
import { closeDatabase, type Database, openDatabase } from "@/lib/db/client";
import { loadDemoCompany } from "@/lib/demo/load-demo-company";
import { asAdministrator } from "@/lib/demo/loader-user";
import { addLines } from "@/lib/segmentation/add-lines";
import { createSegment } from "@/lib/segmentation/create-segment";
import { expectAccessible } from "../support/accessible";
import { type FreshWinnow, startFreshWinnow } from "../support/fresh-winnow";
import { givenPerson, type Person } from "../support/people";
import { pressUntil } from "../support/press-until";

// Each looks at several states in both themes, which takes its time on two cores.
test.describe.configure({ timeout: 120_000 });

/** The demo company's worksheet to play with: customers, retail or wholesale, less US and CA; 203 are left. */
const tryMe = "SM10005";

let winnow: FreshWinnow;
let db: Database;
let mara: Person;
let victor: Person;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  winnow = await startFreshWinnow();
  db = openDatabase(winnow.databaseUrl, { connections: 3 });
  const loaded = await asAdministrator(db, loadDemoCompany);
  if (!loaded.ok) throw new Error(loaded.error.code);
  mara = await givenPerson(db, "marketer");
  victor = await givenPerson(db, "viewer");
});
test.afterAll(async () => {
  await closeDatabase(db);
  await winnow.stop();
});

async function signInAs(page: Page, person: Person): Promise<void> {
  await page.goto(`${winnow.url}/sign-in`);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByRole("textbox", { name: "Password" }).fill(person.password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${winnow.url}/segments`);
}

/** A worksheet of one's own, made by the keyboard; its number. */
async function newSegment(page: Page, description: string): Promise<string> {
  await page.goto(`${winnow.url}/segments`);
  await page.getByRole("heading", { name: "Segments", level: 1 }).waitFor();
  await pressUntil(page, "n", page.getByRole("dialog", { name: "New segment" }));
  await page.getByRole("dialog", { name: "New segment" }).getByLabel("Description").fill(description);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { name: description, level: 1 }).waitFor();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Chooses what the search box finds for a text, with the cursor that is in it already. */
async function find(page: Page, text: string, choice: string | RegExp): Promise<void> {
  const box = page.getByRole("combobox", { name: "Find a field or a value" });
  await expect(box).toBeFocused();
  await box.fill(text);
  await page.getByRole("option", { name: choice }).first().click();
}

/** One of the buttons Add, Reduce and Refine; its key is part of its name. */
const criteria = (page: Page, name: string) =>
  page.getByRole("group", { name: "Criteria" }).getByRole("button", { name: new RegExp(`^${name}\\b`) });
const stack = (page: Page) => page.getByRole("region", { name: "Criteria actions" });
const steps = (page: Page) => stack(page).getByRole("listitem");
const total = (page: Page) => page.getByRole("region", { name: "Total" });
const lines = (page: Page) => page.getByRole("table", { name: "Segment lines" });
const messages = (page: Page) => page.getByRole("region", { name: "Messages" });
const primary = (page: Page) => page.getByRole("dialog").getByRole("button", { name: /contacts?\b.*Ctrl Enter|^(Add|Remove|Keep) / });

test("the list finds, sorts and opens segments", async ({ page }) => {
  await signInAs(page, mara);
  const rows = page.getByRole("table", { name: "Segments" }).getByRole("row");
  await expect(rows).toHaveCount(6);
  await expectAccessible(page);
  await page.keyboard.press("/");
  await page.keyboard.type("working");
  await expect(rows).toHaveCount(3);
  await expect(page).toHaveURL(/search=working/);
  await page.getByRole("link", { name: "Size" }).click();
  await expect(rows.nth(1)).toContainText("SM10003");
  await page.keyboard.press("Escape");
  await page.goto(`${winnow.url}/segments?search=nothing+like+this`);
  await expect(page.getByRole("heading", { name: "No segment fits" })).toBeVisible();
  await page.goto(`${winnow.url}/segments`);
  await page.getByRole("link", { name: "Try me" }).click();
  await expect(page).toHaveURL(`${winnow.url}/segments/${tryMe}`);
  await expect(steps(page)).toHaveCount(3);
  await expect(total(page)).toContainText("203");
  await expect(total(page)).toContainText("65 companies, 138 people");
  await expectAccessible(page);
});

test("a link pressed while a search still waits has the last word", async ({ page }) => {
  await signInAs(page, mara);
  await page.route(/segments\/SM10005[?].*_rsc/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500)); // longer than the search waits
    await route.continue();
  });
  await page.getByRole("searchbox", { name: "Find a segment" }).fill("try");
  await page.getByRole("link", { name: "Try me" }).click();
  await expect(page.getByRole("heading", { name: "Try me", level: 1 })).toBeVisible();
  await expect(page).toHaveURL(`${winnow.url}/segments/${tryMe}`);
});

test("Add shows exactly what it will do, does it, and Undo takes it back", async ({ page }) => {
  await signInAs(page, mara);
  await page.goto(`${winnow.url}/segments/${tryMe}`);
  await criteria(page, "Add").click();
  const dialog = page.getByRole("dialog", { name: "Add Contacts" });
  await expect(dialog).toContainText("Everybody: nothing is asked for yet.");
  await expect(primary(page)).toHaveText(/Add 330 contacts/);
  await find(page, "denmark", /DK.*Denmark/);
  await expect(dialog.getByText("Add: Country/Region is DK.").filter({ visible: true }).first()).toBeVisible();
  await expect(primary(page)).toHaveText(/Add 6 contacts/);
  await expect(dialog.getByRole("region", { name: "Effect" })).toContainText(
    /43\s*Matching.*37\s*Already on the segment.*\+6\s*Will be added/,
  );
  await expectAccessible(page);
  await primary(page).click();
  await expect(messages(page)).toContainText("6 added, 37 were here already. 209 now.");
  await expect(steps(page)).toHaveCount(4);
  await expect(total(page)).toContainText("209");
  await messages(page).getByRole("button", { name: "Undo" }).click();
  await expect(total(page)).toContainText("203");
  await expect(steps(page).nth(3)).toContainText("Gone back");
});

test("an expression that cannot be read keeps its text, names the place, and the numbers leave it out", async ({ page }) => {
  await signInAs(page, mara);
  await page.goto(`${winnow.url}/segments/${tryMe}`);
  await criteria(page, "Add").click();
  const postCode = page.getByRole("dialog").getByLabel("Post Code");
  await expect(primary(page)).toHaveText(/Add 330 contacts/);
  await postCode.fill("DK-2000..DK-29*");
  await expect(page.getByRole("alert").filter({ hasText: "A range cannot end in *" })).toBeVisible();
  await expect(page.getByText("Post Code cannot be read, so the numbers leave it out.").filter({ visible: true }).first()).toBeVisible();
  await expect(primary(page)).toBeDisabled();
  await expect(postCode).toHaveValue("DK-2000..DK-29*");
  await expect(postCode).toBeFocused();
  await expectAccessible(page);
  await postCode.fill("DK-2*");
  await expect(page.getByText("begins with DK-2").filter({ visible: true }).first()).toBeVisible();
  await expect(primary(page)).toBeEnabled();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await pressUntil(page, "a", page.getByRole("dialog", { name: "Add Contacts" }));
  await expect(page.getByRole("dialog").getByLabel("Post Code")).toHaveValue("DK-2*"); // input is kept until the page is left
});

test("Add, Refine, Go Back and Go Forward by the keyboard alone", async ({ page }) => {
  await signInAs(page, mara);
  await newSegment(page, "Keyboard");
  await expect(page.getByRole("heading", { name: "Nobody is on this segment yet" })).toBeVisible();
  await expectAccessible(page);
  await pressUntil(page, "a", page.getByRole("dialog", { name: "Add Contacts" }));
  await expect(page.getByRole("combobox", { name: "Find a field or a value" })).toBeFocused();
  await page.keyboard.type("customer");
  await expect(page.getByRole("option", { name: /^Customer.*Business Relation/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(primary(page)).toHaveText(/Add 165 contacts/);
  await expect(primary(page)).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await expect(total(page)).toContainText("165");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await pressUntil(page, "f", page.getByRole("dialog", { name: "Refine Contacts" }));
  await expect(page.getByRole("combobox", { name: "Find a field or a value" })).toBeFocused();
  await page.keyboard.type("country gb", { delay: 5 });
  await page.keyboard.press("Enter"); // before the codes are there
  await expect(page.getByRole("dialog").getByText("Keep only: Country/Region is GB.").filter({ visible: true }).first()).toBeVisible();
  await expect(primary(page)).toHaveText(/Keep 25 contacts/);
  await expect(primary(page)).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await expect(total(page).getByText("25", { exact: true })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.keyboard.press("Control+z");
  await expect(total(page)).toContainText("165");
  await page.keyboard.press("Control+Shift+z");
  await expect(total(page).getByText("25", { exact: true })).toBeVisible();
  await page.keyboard.press("[");
  await expect(total(page)).toContainText("At step 1");
  await expect(total(page)).toContainText("165");
  await page.keyboard.press("]");
  await expect(total(page)).toContainText("On the segment");
});

test("any step can be looked at and gone back to, and shows who left", async ({ page }) => {
  await signInAs(page, mara);
  await page.goto(`${winnow.url}/segments/${tryMe}`);
  await page.getByRole("button", { name: "53 left with step 3: show who" }).click();
  const names = page.getByRole("dialog", { name: "Step 3: 53 left" });
  await expect(names.getByText("Candoxy Canada Inc.").filter({ visible: true }).first()).toBeVisible();
  await expect(names).toContainText("and 48 more");
  await names.getByRole("link", { name: "Open as list" }).click();
  await expect(page.getByRole("heading", { name: "Reduce, step 3" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Contacts" }).getByRole("row")).toHaveCount(54);
  await expectAccessible(page);
  await page.goto(`${winnow.url}/segments/${tryMe}`);
  await page.getByRole("button", { name: "Look at step 2, Add" }).click();
  await expect(steps(page).nth(1)).toContainText("Looking at step 2");
  await expect(total(page)).toContainText("256");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Go back to here" }).click();
  await expect(total(page)).toContainText("On the segment");
  await expect(total(page)).toContainText("256");
  await expect(steps(page).nth(2)).toContainText("Gone back");
  await page.keyboard.press("Control+Shift+z");
  await expect(total(page)).toContainText("203");
});

test("a line says why its contact is here", async ({ page }) => {
  await signInAs(page, mara);
  await page.goto(`${winnow.url}/segments/${tryMe}`);
  await lines(page).getByRole("button", { name: "Janice Galvin" }).click();
  const drawer = page.getByRole("complementary", { name: "Line" });
  await expect(drawer).toContainText("Line 2 of 203");
  await expect(drawer).toContainText("Came in with step 1");
  await expect(drawer).toContainText("Step 2 did not match");
  await expect(drawer).toContainText("Stayed in step 3");
  await expectAccessible(page);
  await page.keyboard.press("j");
  await expect(drawer).toContainText("Mrs. Ariane Peeters");
  await expect(page).toHaveURL(/line=CT000088/);
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
});

test("lines are added by hand, with a report, and removed one by one or all that match", async ({ page }) => {
  await signInAs(page, mara);
  const segmentNo = await newSegment(page, "By hand");
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
  const { rows } = await db.pool.query<{ no: string; name: string }>(
    "select contact_no as no, name from contact where country_region_code = 'DK' and type = 'person' order by contact_no limit 1",
  );
  const [dane] = rows;
  if (!dane) throw new Error("the demo company has no Dane");
  const segmentNo = await asAdministrator(db, async (context) => {
    const created = await createSegment(context, { description: "Twice" });
    if (!created.ok) throw new Error(created.error.code);
    await addLines(context, { segmentNo: created.value.segmentNo, contacts: { contactNos: [dane.no] } });
    return created.value.segmentNo;
  });
  await signInAs(page, mara);
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
  await signInAs(page, mara);
  await newSegment(page, "Facts");
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

test("numbers that moved while choosing are shown, and one more press goes on", async ({ page, browser }) => {
  await signInAs(page, mara);
  const segmentNo = await newSegment(page, "Two people");
  await pressUntil(page, "a", page.getByRole("dialog", { name: "Add Contacts" }));
  await find(page, "denmark", /DK.*Denmark/);
  await expect(primary(page)).toHaveText(/Add 43 contacts/);
  await expect(primary(page)).toBeEnabled();
  const other = await (await browser.newContext()).newPage();
  await signInAs(other, mara);
  await other.goto(`${winnow.url}/segments/${segmentNo}`);
  await pressUntil(other, "h", other.getByRole("dialog", { name: "Add by hand" }));
  await other.getByLabel("Or paste numbers and e-mail addresses").fill("CT100202");
  await other.keyboard.press("Control+Enter");
  await expect(total(other)).toContainText("1");
  await other.context().close();

  await page.keyboard.press("Control+Enter");
  const note = page.getByRole("alert").filter({ hasText: "The step was not taken." });
  await expect(note).toContainText("Your filter is still here.");
  await expect(page.getByRole("region", { name: "Effect" })).toContainText("1 → 44");
  await expect(primary(page)).toBeEnabled();
  await expectAccessible(page);
  await primary(page).click();
  await expect(total(page)).toContainText("44");
});

test("SEG-CRIT-001: the criteria list counts actions and their filters", async ({ page }) => {
  await signInAs(page, mara);
  await page.goto(`${winnow.url}/segments/${tryMe}/criteria`);
  const rows = page.getByRole("table", { name: "Criteria" }).getByRole("row");
  await expect(rows.nth(1)).toContainText("Add contacts");
  await expect(rows.nth(2)).toContainText("Business Relation is Customer");
  await expectAccessible(page);
});

test("a number with signs of its own opens, previews and exports", async ({ page }) => {
  await signInAs(page, mara);
  const segmentNo = await newSegment(page, "Odd number");
  const odd = "50% Ä/1?#";
  await db.prisma.segment.update({ where: { segmentNo }, data: { segmentNo: odd } });
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
  await db.prisma.campaign.create({ data: { campaignNo: "50% off", description: "Half price" } });
  await page.goto(`${winnow.url}/campaigns/${encodeURIComponent("50% off")}`);
  await expect(page.getByRole("heading", { name: "Half price", level: 1 })).toBeVisible();
});

test("a viewer looks and cannot change", async ({ page }) => {
  await signInAs(page, victor);
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
    await signInAs(page, mara);
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

// The last one, since it changes contacts.
test("the options of Add, a relative date and who is blocked show in the numbers before the step", async ({ page }) => {
  const count = async (condition: string) => {
    const { rows } = await db.pool.query(
      `select count(*)::int as n from contact where not exclude_from_segment and not privacy_blocked and (${condition})`,
    );
    return String(rows[0].n);
  };
  await db.pool.query(
    "update contact set privacy_blocked = true where id = (select min(id) from contact where type = 'person' and country_region_code = 'DE')",
  );
  await db.pool.query(
    "update contact set country_region_code = 'SE' where id = (select max(id) from contact where type = 'person' and country_region_code = 'DE')",
  );
  await signInAs(page, mara);
  await newSegment(page, "Options");
  await pressUntil(page, "a", page.getByRole("dialog", { name: "Add Contacts" }));
  const dialog = page.getByRole("dialog", { name: "Add Contacts" });
  const effect = dialog.getByRole("region", { name: "Effect" });
  await find(page, "germany", /DE.*Germany/);
  await expect(primary(page)).toContainText(await count("country_region_code = 'DE'"));
  await expect(effect).toContainText("Refused: 1 blocked");
  await dialog
    .getByRole("switch", { name: /^Expand companies/ })
    .first()
    .click();
  const expanded =
    "country_region_code = 'DE' or company_id in (select id from contact where type = 'company' and country_region_code = 'DE')";
  expect(await count(expanded)).not.toBe(await count("country_region_code = 'DE'"));
  await expect(primary(page)).toContainText(await count(expanded));
  await page.getByRole("combobox", { name: "Find a field or a value" }).click();
  await find(page, "date of last interaction", /Date of Last Interaction/);
  await dialog.getByLabel("Date of Last Interaction").fill("-30D..t");
  const day = (back: number) =>
    new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(
      Date.now() - back * 86_400_000,
    );
  await expect(
    dialog
      .getByText(`${day(30)} to ${day(0)}`)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
});
