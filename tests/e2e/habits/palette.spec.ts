import { expect, type Page, test } from "@playwright/test";
import { findSegment } from "@/lib/segmentation/find-segment";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { updateSegmentHeader } from "@/lib/segmentation/update-segment-header";
import { expectAccessible } from "../../support/accessible";
import { type DemoWinnow, startDemoWinnow } from "../../support/demo-winnow";

test.describe.configure({ timeout: 150_000, mode: "serial" });

let winnow: DemoWinnow;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  winnow = await startDemoWinnow();
});
test.afterAll(() => winnow.stop());
test.beforeEach(async ({ context }) => winnow.signIn(context));

const palette = (page: Page) => page.getByRole("combobox", { name: "Search or jump" });

test("by keyboard alone: find a segment, pin it, do something on a page, and put pins into order", async ({ page }) => {
  await page.goto(`${winnow.url}/segments`);
  await expect(page.getByRole("heading", { level: 1, name: "Segments" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toBeFocused();
  await page.keyboard.type("press");
  const found = page.getByRole("group", { name: "Contacts" }).getByRole("option");
  await expect(found.first()).toContainText("DHL Express");
  await expect(page.getByRole("group", { name: "Segments" }).getByRole("option").first()).toHaveAttribute("aria-selected", "true");
  await expectAccessible(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("option", { name: /^Log…/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette(page)).toHaveValue("press");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const pinned = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /Working place arrangement, Press/ });
  await expect(pinned).toBeVisible();
  // With no pause after the last key, Enter means the row that the answer puts first.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("#100009");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "DHL Express" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("group", { name: "Recent" }).getByRole("option").first()).toContainText("DHL Express");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();
  await page.getByRole("button", { name: "Pin", exact: true }).press("Enter");
  const links = page.getByRole("list", { name: "Pinned" }).getByRole("link");
  await expect(links).toHaveCount(2);
  await links.nth(1).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(links.first()).toContainText("DHL Express");
  await expect(page.getByText("DHL Express is now 1 of 2.")).toBeAttached();
  await page.reload();
  await expect(links.first()).toContainText("DHL Express");
  await links.nth(1).dragTo(links.first());
  await expect(links.first()).toContainText("Working place arrangement, Press");
});

test("the keys of a page: found in the help sheet, from the palette, and given the focus back", async ({ page }) => {
  await page.goto(`${winnow.url}/segments/SM10001`);
  await expect(page.getByRole("heading", { level: 1, name: "Increase sale" })).toBeVisible();
  await page.keyboard.press("?");
  await page.getByRole("textbox", { name: "Find a key" }).fill("refine");
  await expect(page.getByRole("dialog").getByRole("term")).toHaveText([/^Refine/]);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.locator("#content")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("table", { name: "Segment lines" }).locator("[data-opens]").first()).toBeFocused();
  await page.keyboard.press("Control+k");
  await page.keyboard.type(">refine");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Refine Contacts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("addresses lead to a dialog, a line on any page and a step", async ({ page }) => {
  await page.goto(`${winnow.url}/segments/SM10001?add`);
  await expect(page.getByRole("dialog", { name: "Add Contacts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(`${winnow.url}/segments/SM10001`);
  const lines = await listSegmentLines(winnow.context, { segmentNo: "SM10001", order: "company", direction: "asc", limit: 1, last: true });
  const line = lines?.lines[0];
  if (!line) throw new Error("the demo segment has no last line");
  await page.goto(`${winnow.url}/segments/SM10001?line=${line.contactNo}`);
  await expect(page.getByRole("complementary", { name: "Line" })).toContainText(line.name);
  await page.goto(`${winnow.url}/segments?new=Autumn%20letters`);
  await expect(page.getByRole("textbox", { name: "Description" })).toHaveValue("Autumn letters");
});

test("a view keeps filter, order and columns; it opens the list, counts, is shared by its address, and deleting it can be undone", async ({
  page,
}) => {
  await page.goto(`${winnow.url}/contacts?type=person`);
  const tabs = page.getByRole("navigation", { name: "Contacts by type" });
  const headings = page.getByRole("table", { name: "Contacts" }).getByRole("columnheader");
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Company" }).click();
  await expect(page).toHaveURL(/columns=/);
  await page.getByRole("button", { name: "City further to the left" }).click();
  await expect(headings.filter({ hasText: "Company" })).toHaveCount(0);
  await expect(headings.filter({ hasText: /^(No\.|City)/ })).toHaveText([/^City/, /^No\./]);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await headings.getByRole("link", { name: "Name" }).click();
  await expect(headings.filter({ hasText: "Name" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("button", { name: "Save view" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("People by name");
  await page.getByRole("checkbox", { name: "The list opens with it, for me" }).click();
  await expectAccessible(page);
  await page.keyboard.press("Control+Enter");
  const view = tabs.getByRole("link", { name: /^People by name/ });
  await expect(view).toHaveAttribute("aria-current", "page");
  await expect(view).toHaveText(/People by name\d{3}/);
  await expect(page.getByRole("button", { name: "Save view" })).toHaveCount(0);
  const [, id] = /view=(\d+)/.exec(page.url()) ?? [];
  for (const address of ["/contacts", `/contacts?view=${id}`]) {
    await page.goto(`${winnow.url}${address}`);
    await expect(view).toHaveAttribute("aria-current", "page");
    await expect(headings.filter({ hasText: /^(No\.|City)/ })).toHaveText([/^City/, /^No\./]);
  }
  await expectAccessible(page);
  await tabs.getByRole("link", { name: "All", exact: true }).click();
  await expect(page).toHaveURL(/view=all/);
  await expect(headings.filter({ hasText: "Company" })).toHaveCount(1);
  await view.click();
  await page.getByRole("button", { name: "The view People by name" }).click();
  await page.getByRole("menuitem", { name: "Pin" }).click();
  const pinned = page.getByRole("list", { name: "Pinned" }).getByRole("link", { name: "People by name" });
  await expect(pinned).toBeVisible();
  await page.getByRole("button", { name: "The view People by name" }).click();
  await page.getByRole("menuitem", { name: "Delete the view" }).click();
  await expect(view).toHaveCount(0);
  await expect(pinned).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(view).toBeVisible();
  await expect(pinned).toBeVisible();
});

test("a segment says who changed what, and the audit trail finds it", async ({ page }) => {
  const { headerVersion } = (await findSegment(winnow.context, { segmentNo: "SM10002" }))?.header ?? { headerVersion: 0 };
  const changed = await updateSegmentHeader(winnow.context, {
    segmentNo: "SM10002",
    headerVersion,
    changes: { description: "Open house" },
  });
  if (!changed.ok) throw new Error(changed.error.code);
  await page.goto(`${winnow.url}/segments/SM10002`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "History" }).click();
  const history = page.getByRole("region", { name: "History" }).getByRole("listitem");
  await expect(history.first()).toContainText("Changed the header");
  await expect(history.first()).toContainText("Open house");
  await expect(history.last()).toContainText("Made the segment");
  await expectAccessible(page);
  await page.goto(`${winnow.url}/audit`);
  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByRole("combobox", { name: "Kind of record" }).click();
  await page.getByRole("option", { name: "Segment", exact: true }).click();
  await expect(page).toHaveURL(/kind=segment/);
  await expect(history.first().getByRole("link", { name: "Open house, SM10002" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox", { name: "Number of a record" }).fill("SM10001");
  await expect(history.first()).toContainText("SM10001");
  await expectAccessible(page);
});

/** Lets what the browser asks for arrive later. */
const slowly = (page: Page, asked: RegExp, ms: number) =>
  page.route(asked, async (route) => {
    await new Promise((go) => setTimeout(go, ms));
    await route.continue().catch(() => undefined); // a newer search has taken it back
  });

test("a list's search box keeps what is typed while the page or an answer still arrives, and the list follows the last of it", async ({
  page,
}) => {
  await slowly(page, /_next\/static\/.*\.js/, 150);
  await page.goto(`${winnow.url}/segments`, { waitUntil: "commit" });
  const box = page.getByRole("searchbox", { name: "Find a segment" });
  await box.focus();
  await page.keyboard.type("incr"); // before the page hears keys
  await expect(page).toHaveURL(/\?search=incr$/);
  await expect(box).toHaveValue("incr");
  await slowly(page, /_rsc=/, 400);
  /** Types, and goes on once the browser has asked for it. */
  const typeAndAsk = async (text: string, search: string) => {
    const asked = page.waitForRequest((request) => request.url().includes(`search=${search}&_rsc`));
    await page.keyboard.type(text);
    await asked;
  };
  const answered = () => expect(page.getByRole("search").locator(".progress-endless")).toHaveCount(0);
  await answered();
  await typeAndAsk("ease", "increase");
  for (const key of ["d", ...Array<string>(5).fill("Backspace")]) await page.keyboard.press(key);
  await expect(box).toHaveValue("incr");
  await answered();
  await expect(page).toHaveURL(/\?search=incr$/); // what the list had shown all the while
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/segments$/);
  await typeAndAsk("x", "x");
  await page.keyboard.press("Escape");
  await answered();
  await expect(page).toHaveURL(/\/segments$/);
  await expect(box).toHaveValue("");
});

test.describe("at 390 px", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("a tab opens the palette, which holds what is pinned and what was opened", async ({ page }) => {
    await page.goto(`${winnow.url}/contacts`);
    await page.getByRole("button", { name: "Search", exact: true }).tap();
    await expect(page.getByRole("group", { name: "Pinned" }).getByRole("option")).toHaveCount(3);
    await expectAccessible(page);
    await palette(page).fill("@dhl");
    await page
      .getByRole("option", { name: /DHL Express/ })
      .first()
      .tap();
    await expect(page.getByRole("heading", { level: 1, name: "DHL Express" })).toBeVisible();
    await page.goto(`${winnow.url}/audit`);
    await expectAccessible(page);
    await page.goto(`${winnow.url}/contacts`);
    await expect(page.getByRole("link", { name: /^People by name/ })).toHaveAttribute("aria-current", "page");
    await expectAccessible(page);
  });
});
