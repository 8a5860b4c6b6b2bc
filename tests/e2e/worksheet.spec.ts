import { expect, test } from "@playwright/test";
import { expectAccessible } from "../support/accessible";
import { pressUntil } from "../support/press-until";
import {
  criteria,
  find,
  lines,
  messages,
  newSegment,
  primary,
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

test("the list finds, sorts and opens segments", async ({ page }) => {
  await winnow.signIn(page, "marketer");
  const rows = page.getByRole("table", { name: "Segments" }).getByRole("row");
  await expect(rows).toHaveCount(9);
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
  await winnow.signIn(page, "marketer");
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
  await winnow.signIn(page, "marketer");
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
  await winnow.signIn(page, "marketer");
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
  await winnow.signIn(page, "marketer");
  await newSegment(page, winnow.url, "Keyboard");
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
  await winnow.signIn(page, "marketer");
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
  await winnow.signIn(page, "marketer");
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

test("numbers that moved while choosing are shown, and one more press goes on", async ({ page, browser }) => {
  await winnow.signIn(page, "marketer");
  const segmentNo = await newSegment(page, winnow.url, "Two people");
  await pressUntil(page, "a", page.getByRole("dialog", { name: "Add Contacts" }));
  await find(page, "denmark", /DK.*Denmark/);
  await expect(primary(page)).toHaveText(/Add 43 contacts/);
  await expect(primary(page)).toBeEnabled();
  const other = await (await browser.newContext()).newPage();
  await winnow.signIn(other, "marketer");
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
  await winnow.signIn(page, "marketer");
  await page.goto(`${winnow.url}/segments/${tryMe}/criteria`);
  const rows = page.getByRole("table", { name: "Criteria" }).getByRole("row");
  await expect(rows.nth(1)).toContainText("Add contacts");
  await expect(rows.nth(2)).toContainText("Business Relation is Customer");
  await expectAccessible(page);
});

// The last one, since it changes contacts.
test("the options of Add, a relative date and who is blocked show in the numbers before the step", async ({ page }) => {
  const count = async (condition: string) => {
    const { rows } = await winnow.db.pool.query(
      `select count(*)::int as n from contact where not exclude_from_segment and not privacy_blocked and (${condition})`,
    );
    return String(rows[0].n);
  };
  await winnow.db.pool.query(
    "update contact set privacy_blocked = true where id = (select min(id) from contact where type = 'person' and country_region_code = 'DE')",
  );
  await winnow.db.pool.query(
    "update contact set country_region_code = 'SE' where id = (select max(id) from contact where type = 'person' and country_region_code = 'DE')",
  );
  await winnow.signIn(page, "marketer");
  await newSegment(page, winnow.url, "Options");
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
