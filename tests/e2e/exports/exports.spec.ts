import { readFileSync } from "node:fs";
import { get } from "node:http";
import { expect, type Page, test } from "@playwright/test";
import { addLines } from "@/lib/segmentation/add-lines";
import { createSegment } from "@/lib/segmentation/create-segment";
import { expectAccessible } from "../../support/accessible";
import { type DemoWinnow, startDemoWinnow } from "../../support/demo-winnow";

// Axe looks at many states in both themes, which takes its time on two cores.
test.describe.configure({ timeout: 150_000, mode: "serial" });

let winnow: DemoWinnow;
let segmentNo: string;
let contactNos: string[];
test.beforeAll(async () => {
  test.setTimeout(180_000);
  winnow = await startDemoWinnow();
  const { rows } = await winnow.db.pool.query<{ no: string }>(
    "select contact_no as no from contact where address is not null and post_code is not null and not exclude_from_segment order by company_name, contact_no limit 30",
  );
  contactNos = rows.map(({ no }) => no);
  await winnow.db.pool.query("insert into mailing_group values ('LETTERS', 'Letters twice a year')");
  await winnow.db.pool.query(
    `insert into contact_mailing_group select id, 'LETTERS' from contact
     where contact_no = any($1) or contact_no = (select contact_no from contact order by company_name desc nulls last, contact_no desc limit 1)`,
    [contactNos.slice(0, 4)],
  );
  const created = await createSegment(winnow.context, { description: "Spring letter", interactionTemplateCode: "BUS" });
  if (!created.ok) throw new Error(created.error.code);
  segmentNo = created.value.segmentNo;
  const added = await addLines(winnow.context, { segmentNo, contacts: { contactNos } });
  if (!added.ok) throw new Error(added.error.code);
});
test.afterAll(() => winnow.stop());
test.beforeEach(async ({ context }) => winnow.signIn(context));

const millimetre = 96 / 25.4;
const menu = (page: Page) => page.getByRole("button", { name: "Export / Print" });
const groupOf = async (code: string) =>
  (
    await winnow.db.pool.query<{ no: string }>(
      "select contact_no as no from contact_mailing_group join contact on id = contact_id where mailing_group_code = $1 order by 1",
      [code],
    )
  ).rows.map(({ no }) => no);
/** How many pages a file has that Chromium printed. */
const pagesOf = (pdf: Buffer): number => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

for (const width of [1440, 390]) {
  test(`EXP-001 lines go out as a file with chosen columns, and the export is written down, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${winnow.url}/segments/${segmentNo}`);
    await menu(page).click();
    await expect(page.getByRole("menuitem", { name: "Labels" })).toBeVisible();
    await page.getByRole("menuitem", { name: "Choose columns…" }).click();
    const dialog = page.getByRole("dialog", { name: "Choose columns" });
    await dialog.getByRole("checkbox", { name: "All columns" }).click();
    await expect(dialog.getByRole("button", { name: "Choose at least one column" })).toBeDisabled();
    for (const name of ["Name", "No.", "Line Date"]) await dialog.getByRole("checkbox", { name, exact: true }).click();
    await expectAccessible(page);
    const download = page.waitForEvent("download");
    await dialog.getByRole("link", { name: "Export 30 lines" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`Segment ${segmentNo}.csv`);
    const lines = readFileSync(await file.path(), "utf8")
      .trimEnd()
      .split("\r\n");
    expect(lines[0]).toBe("\ufeffNo.,Name,Line Date");
    expect(lines).toHaveLength(32);
    expect(lines.at(-1)).toMatch(/^# End of export: 30 rows\. SHA-256 of all lines above: [0-9a-f]{64}$/);
    await menu(page).click();
    const workbook = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Excel (XLSX)" }).click();
    expect((await workbook).suggestedFilename()).toBe(`Segment ${segmentNo}.xlsx`);
    expect(await (await workbook).failure()).toBeNull();
    await page.goto(`${winnow.url}/exports`);
    const newest = page.getByRole("table", { name: "Exports" }).getByRole("row").nth(1);
    await expect(newest).toContainText(`Segment ${segmentNo}`);
    await expect(newest).toContainText("Complete");
    if (width > 640) {
      const when = newest.getByRole("cell").last();
      expect(await when.evaluate((cell) => cell.scrollWidth - cell.clientWidth), "nothing of it is cut").toBeLessThanOrEqual(0);
    }
    await expectAccessible(page);
  });

  test(`labels, contact list and cover sheets are paper of the exact size at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${winnow.url}/segments/${segmentNo}`);
    await menu(page).click();
    const popup = page.waitForEvent("popup");
    await page.getByRole("menuitem", { name: "Labels" }).click();
    const labels = await popup;
    await labels.setViewportSize({ width, height: 900 });
    await expect(labels.getByText("Spring letter", { exact: false }).first()).toContainText("30 labels");
    await expectAccessible(labels);
    await labels.goto(`${winnow.url}/print/segments/${segmentNo}/labels?format=37x70&start=3`);
    await labels.emulateMedia({ media: "print" });
    await expect(labels.getByRole("heading", { name: "Labels" })).toBeHidden();
    const places = await labels
      .locator("address")
      .evaluateAll((all) => all.map((each) => ({ ...each.getBoundingClientRect().toJSON(), text: each.textContent })));
    expect(places[0]?.text).toBe("");
    for (const [at, [left, top]] of new Map([
      [2, [140, 0.5]],
      [3, [0, 37.5]],
      [23, [140, 259.5]],
    ] as const)) {
      expect(places[at]?.text).not.toBe("");
      expect(places[at]?.x / millimetre).toBeCloseTo(left, 0);
      expect(places[at]?.y / millimetre).toBeCloseTo(top, 0);
    }
    expect(pagesOf(await labels.pdf({ preferCSSPageSize: true }))).toBe(2);
    await labels.goto(`${winnow.url}/print/segments/${segmentNo}/labels?format=36x105`);
    expect(pagesOf(await labels.pdf({ preferCSSPageSize: true }))).toBe(2);
    await labels.goto(`${winnow.url}/print/segments/${segmentNo}/contact-list`);
    await labels.emulateMedia({ media: null });
    await expect(labels.getByRole("row", { name: /^All 30 lines/ })).toBeVisible();
    await expectAccessible(labels);
    await labels.goto(`${winnow.url}/print/segments/${segmentNo}/cover-sheets`);
    expect(pagesOf(await labels.pdf({ preferCSSPageSize: true }))).toBe(30);
    await labels.close();
  });
}

test("EXP-005, EXP-006 cover sheets mark the chosen remark only, and are logged by a press, never by printing", async ({ page }) => {
  const entries = async () => (await winnow.db.pool.query("select from interaction_log_entry where description = 'Coversheet'")).rowCount;
  await page.goto(`${winnow.url}/company`);
  await page.getByRole("textbox", { name: "Address", exact: true }).fill("7122 South Ashford Street");
  await page.getByRole("combobox", { name: "Interaction template of cover sheets" }).click();
  await page.keyboard.type("cover");
  await page.getByRole("option", { name: /Coversheet/ }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved. It holds from now on.")).toBeVisible();
  await page.goto(`${winnow.url}/print/segments/${segmentNo}/cover-sheets`);
  await page.getByRole("checkbox", { name: "Please call" }).click();
  await page.getByRole("textbox", { name: "Own text" }).fill("See you in June.");
  const first = page.getByRole("region", { name: /^Cover sheet for/ }).first();
  await expect(first).toContainText("7122 South Ashford Street");
  await expect(first).toContainText("See you in June.");
  await expect(first.getByText(", marked")).toHaveCount(1);
  await expect(first.getByRole("listitem").filter({ hasText: "Please call" })).toContainText("marked");
  await expectAccessible(page);
  await page.pdf();
  expect(await entries()).toBe(0);
  await page.getByRole("button", { name: "Log 30 interactions" }).click();
  await expect(page.getByText("30 interactions logged")).toBeVisible();
  expect(await entries()).toBe(30);
});

test("W-47 a mailing group is replaced by the keyboard alone after its effect is shown, and put back", async ({ page }) => {
  const before = await groupOf("LETTERS");
  await page.goto(`${winnow.url}/segments/${segmentNo}`);
  await menu(page).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "CSV", exact: true })).toBeVisible();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Apply mailing group" });
  await expect(dialog.getByRole("combobox", { name: "Mailing group" })).toBeFocused();
  await page.keyboard.type("letters twice");
  await expect(page.getByRole("option", { name: /Letters twice a year/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await dialog.getByRole("switch", { name: "Replace who is in it now" }).focus();
  await page.keyboard.press("Space");
  await expect(dialog.getByRole("button", { name: /^Add 26, remove 1/ })).toBeEnabled();
  await expectAccessible(page);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("26 added to LETTERS")).toBeVisible();
  expect(await groupOf("LETTERS")).toEqual(contactNos.toSorted());
  await page.getByRole("button", { name: "Undo" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("26 removed again")).toBeVisible();
  expect(await groupOf("LETTERS")).toEqual(before);
});

test("a new mailing group is made in place and undone from the list, at 390 px", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${winnow.url}/segments/${segmentNo}`);
  await menu(page).click();
  await page.getByRole("menuitem", { name: "Apply mailing group…" }).click();
  const dialog = page.getByRole("dialog", { name: "Apply mailing group" });
  await dialog.getByRole("button", { name: "A new group" }).click();
  await dialog.getByRole("textbox", { name: "Code" }).fill("spring");
  await dialog.getByRole("textbox", { name: "Description" }).fill("Spring letter");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: /^Add 30 contacts/ }).click();
  await expect(page.getByText("30 added to SPRING")).toBeVisible();
  await page.goto(`${winnow.url}/mailing-groups`);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Undo SPRING" }).click();
  await expect(page.getByText("SPRING is gone again")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo SPRING" })).toHaveCount(0);
  expect(await winnow.db.prisma.mailingGroup.count({ where: { code: "SPRING" } })).toBe(0);
});

test("contacts and the interaction log have the same menu; a download that is broken off shows as aborted", async ({ page, context }) => {
  for (const path of ["/contacts?type=company", "/interaction-log-entries"]) {
    await page.goto(`${winnow.url}${path}`);
    await menu(page).click();
    await expect(page.getByRole("menuitem", { name: "CSV", exact: true })).toBeVisible();
    await page.keyboard.press("Escape");
  }
  await winnow.db.pool.query(
    "insert into contact (contact_no, type, name, address) select 'M' || n, 'company', 'Many ' || n, repeat('x', 80) from generate_series(1, 60000) n",
  );
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  await new Promise<void>((resolve, reject) => {
    const request = get(`${winnow.url}/api/contacts/export`, { headers: { cookie } }, (response) => {
      response.once("data", () => {
        request.destroy();
        resolve();
      });
    });
    request.once("error", reject);
  });
  await expect(async () => {
    await page.goto(`${winnow.url}/exports`);
    await expect(page.getByRole("table", { name: "Exports" }).getByRole("row").nth(1)).toContainText("Aborted", { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
});
