import { expect, type Locator, type Page, test } from "@playwright/test";
import { createLiveSegment } from "@/lib/live-segments/create-live-segment";
import { goLive } from "@/lib/live-segments/go-live";
import { country, value } from "../../integration/segmentation/worksheet";
import { expectAccessible } from "../../support/accessible";
import { type DemoWinnow, startDemoWinnow } from "../../support/demo-winnow";
import { look } from "../../support/look";

test.describe.configure({ timeout: 150_000 });

let winnow: DemoWinnow;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  winnow = await startDemoWinnow();
});
test.afterAll(() => winnow.stop());
test.beforeEach(async ({ context }) => winnow.signIn(context));

async function givenDanes(name: string, live = true): Promise<string> {
  const made = value(await createLiveSegment(winnow.context, { kind: "dynamic", name, filter: country("DK") }));
  if (live) value(await goLive(winnow.context, made));
  return made.segmentNo;
}

/** Contacts by number, in the order of their names. */
async function contactsIn(code: string, limit: number): Promise<{ no: string; name: string }[]> {
  const { rows } = await winnow.db.pool.query<{ no: string; name: string }>(
    "select contact_no as no, name from contact where country_region_code = $1 order by contact_no limit $2",
    [code, limit],
  );
  return rows;
}

const members = (page: Page) => page.getByRole("table", { name: "Members" });
const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Views of the segment" }).getByRole("link", { name: new RegExp(`^${name}`) });

/** Two segments whose members are looked at. */
const seen: string[] = [];

/** Searches in a view and keeps that; the bare list is as it was, and the view comes back with it. */
async function narrowView(page: Page, name: string): Promise<void> {
  const views = page.getByRole("navigation", { name: "Views of the members" });
  const search = page.getByRole("searchbox", { name: "Find a member" });
  await search.fill("a");
  await expect(page).toHaveURL(/view=\d+.*search=a/);
  await page.getByRole("button", { name: `The view ${name}` }).click();
  await page.getByRole("menuitem", { name: "Keep it as it is now" }).click();
  await expect(page.getByText("is as you see it now.")).toBeVisible();
  await views.getByRole("link", { name: "All members" }).click();
  await expect(page).toHaveURL(/tab=members&view=all$/);
  await expect(search).toHaveValue("");
  await views.getByRole("link", { name }).click();
  await expect(search).toHaveValue("a");
}

for (const [by, width] of [
  ["keyboard", 1440],
  ["mouse", 390],
] as const) {
  test(`the members keep views, which every live segment opens with, by ${by} at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    const act = (on: Locator) => (by === "mouse" ? on.click() : on.press("Enter"));
    if (seen.length === 0) seen.push(await givenDanes("Seen"), await givenDanes("Seen too"));
    const [here, there] = seen;
    const views = page.getByRole("navigation", { name: "Views of the members" });
    const headings = members(page).getByRole("columnheader");
    await page.goto(`${winnow.url}/segments/${here}?tab=members&view=all`);
    await expect(views.getByRole("link", { name: "All members" })).toHaveAttribute("aria-current", "page");
    await expect(page.getByRole("button", { name: "Save view" })).toHaveCount(0);
    if (width === 1440) {
      await act(page.getByRole("button", { name: "Columns" }));
      await page.getByRole("checkbox", { name: "Country" }).press("Space");
      await expect(page).toHaveURL(/columns=/);
      await page.keyboard.press("Escape");
    }
    await act(headings.getByRole("link", { name: "Name" }));
    await expect(headings.filter({ hasText: "Name" })).toHaveAttribute("aria-sort", "ascending");
    const name = `By name at ${width}, ${by}`;
    await act(page.getByRole("button", { name: "Save view" }));
    await page.getByRole("textbox", { name: "Name" }).fill(name);
    await page.getByRole("checkbox", { name: "The list opens with it, for me" }).press("Space");
    await page.keyboard.press("Control+Enter");
    const view = views.getByRole("link", { name: new RegExp(`^${name}`) });
    await expect(view).toHaveAttribute("aria-current", "page");
    await expect(view).toHaveText(/\d\d$/);
    await expectAccessible(page);
    await look(page, `member-views-${by}`);

    await page.goto(`${winnow.url}/segments/${there}`);
    await act(tab(page, "Members"));
    await expect(page).toHaveURL(new RegExp(`/${there}\\?tab=members&view=\\d+&sort=name`));
    await expect(view).toHaveAttribute("aria-current", "page");
    await expect(headings.filter({ hasText: "Name" })).toHaveAttribute("aria-sort", "ascending");
    if (width === 1440) await expect(headings.filter({ hasText: "Country" })).toHaveCount(0);
    if (by === "mouse") await narrowView(page, name);
    await act(page.getByRole("button", { name: `The view ${name}` }));
    await expect(page.getByRole("menuitem", { name: "Pin" })).toHaveCount(0);
    await act(page.getByRole("menuitem", { name: "Delete the view" }));
    await expect(view).toHaveCount(0);
    await expect(page).toHaveURL(/tab=members$/);
  });
}

for (const width of [1440, 390]) {
  test(`members are left out from their row and put in by hand, taken out as a file, and looked at by what they are, at ${width} px (S-34, T-50, T-53, T-75)`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const segmentNo = await givenDanes(`Danes at ${width}`);
    const danes = await contactsIn("DK", 100);
    const [german] = await contactsIn("DE", 1);
    await page.goto(`${winnow.url}/segments/${segmentNo}?tab=members`);
    await expect(members(page)).toBeVisible();
    const first = members(page).getByRole("row").nth(1);
    await first.hover();
    await first.getByRole("button", { name: /^Leave .* out$/ }).click();
    await expect(page.getByText(/is left out as soon as you publish/)).toBeVisible();
    await expect(page.getByRole("button", { name: "Publish" })).toBeVisible();
    await expectAccessible(page);
    await look(page, "members");

    await tab(page, "Definition").click();
    await page.getByRole("button", { name: "Put in or leave out…" }).click();
    const dialog = page.getByRole("dialog", { name: "By hand" });
    await dialog.getByLabel("Or paste numbers and e-mail addresses").fill(`${german?.no}, nobody@nowhere.example`);
    await expectAccessible(page);
    await look(page, "by-hand");
    await dialog.getByRole("button", { name: "Put in 2 contacts" }).click();
    await expect(dialog.getByRole("alert").filter({ hasText: "1 not found" })).toBeVisible();
    await dialog.getByRole("button", { name: "Close" }).first().click();
    const byHand = page.getByRole("region", { name: "By hand" });
    await expect(byHand.getByRole("region", { name: "Put in" })).toContainText(String(german?.name));
    await expect(byHand.getByRole("region", { name: "Left out" }).getByRole("listitem")).toHaveCount(1);
    await look(page, "by-hand-lists");
    await page.getByRole("button", { name: "Publish" }).click();
    await expect(page.getByText(`${danes.length} members now. The new version is live.`)).toBeVisible();

    await tab(page, "Insights").click();
    const countries = page.getByRole("region", { name: "Country/Region" });
    await expect(countries.getByRole("link")).toHaveCount(2);
    await expect(page.getByRole("region", { name: "Can be reached" }).getByRole("listitem").first()).toContainText("Reached by e-mail");
    await expect(page.getByRole("table", { name: "Overlap" })).toBeVisible();
    await expectAccessible(page);
    await look(page, "insights");
    await countries.getByRole("link", { name: /^Germany/ }).click();
    await expect(members(page).getByRole("row")).toHaveCount(2);
    await expect(members(page)).toContainText(String(german?.name));
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export / Print" }).click();
    await page.getByRole("menuitem", { name: "CSV" }).click();
    expect((await download).suggestedFilename()).toContain(segmentNo);
    await expect.poll(() => winnow.db.prisma.exportRecord.count({ where: { subjectKey: segmentNo, state: "done", rowCount: 1 } })).toBe(1);

    await page.goto(`${winnow.url}/contacts/${german?.no}`);
    const isIn = page.getByRole("link", { name: new RegExp(`^Danes at ${width}.*Live.*since`) });
    await isIn.scrollIntoViewIfNeeded();
    await expectAccessible(page);
    await look(page, "live-segments-of-a-contact");
    await isIn.click();
    await expect(page).toHaveURL(new RegExp(`/segments/${segmentNo}$`));
  });
}

test("by keyboard alone: a contact is added to a live segment from its page, and taken off the list again", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const segmentNo = await givenDanes("Danes and friends");
  const [german] = await contactsIn("DE", 1);
  await page.goto(`${winnow.url}/contacts/${german?.no}`);
  const open = page.getByRole("button", { name: "Add to segment…" });
  await expect.poll(() => open.evaluate((found) => Object.keys(found).some((key) => key.startsWith("__react")))).toBe(true);
  await open.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Add to segment" })).toBeVisible();
  await page.getByRole("combobox", { name: "Segment", exact: true }).focus();
  await page.keyboard.type("Danes and");
  await expect(page.getByRole("option", { name: /Danes and friends/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expectAccessible(page);
  await look(page, "add-to-segment");
  await page.getByRole("button", { name: "Add", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(`Put into ${segmentNo} as soon as you publish.`)).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("danes and friends");
  await expect(page.getByRole("group", { name: "Segments" }).getByRole("option").first()).toContainText("Danes and friends");
  await page.keyboard.press("Enter");
  const take = page.getByRole("button", { name: `Take ${german?.name} off this list` });
  await expect(take).toBeVisible();
  await take.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "By hand" })).toContainText("Nobody is put in or left out");
});

/** A live segment that expires in ten days, as nobody asked for its members. */
async function givenUnused(name: string): Promise<string> {
  const segmentNo = await givenDanes(name);
  await winnow.db.pool.query("update marketing_setup set live_expiry_days = 120");
  await winnow.db.pool.query("update live_segment set live_since = now() - interval '110 days', used_at = null where segment_no = $1", [
    segmentNo,
  ]);
  return segmentNo;
}

for (const { how, width, press } of [
  { how: "at 1440 px", width: 1440, press: (target: Locator) => target.click() },
  { how: "at 390 px", width: 390, press: (target: Locator) => target.click() },
  {
    how: "by keyboard alone",
    width: 1440,
    press: async (target: Locator) => {
      await target.focus();
      await target.press("Enter");
    },
  },
]) {
  test(`T-66 its owner reads that a live segment expires soon and keeps it, above the list and on its page, ${how}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    const [listed, opened] = [`Quiet Danes ${how}`, `Silent Danes ${how}`];
    await givenUnused(listed);
    const segmentNo = await givenUnused(opened);
    await page.goto(`${winnow.url}/segments`);
    const expiring = page.getByRole("list", { name: "Segments that expire soon" }).getByRole("listitem");
    await expect(expiring).toHaveCount(2);
    await expectAccessible(page);
    await look(page, "expiring-list");
    await press(page.getByRole("button", { name: `Keep it: ${listed}` }));
    await expect(page.getByText(`${listed} was kept`)).toBeVisible();
    await expect(expiring).toHaveText([new RegExp(opened)]);
    await press(expiring.getByRole("link", { name: opened }));
    await expect(page.getByText(/^It expires on \d/)).toBeVisible();
    await expectAccessible(page);
    await look(page, "expiring-segment");
    await press(page.getByRole("button", { name: "Keep it" }));
    await expect(page.getByText(`${opened} was kept`)).toBeVisible();
    await expect(page.getByText(/^It expires on \d/)).toHaveCount(0);
    await page.goto(`${winnow.url}/segments`);
    await expect(page.getByRole("table", { name: "Segments" })).toContainText(opened);
    await expect(expiring).toHaveCount(0);
    const { rows } = await winnow.db.pool.query(
      "select used_at > now() - interval '1 hour' as kept from live_segment where segment_no = $1",
      [segmentNo],
    );
    expect(rows).toEqual([{ kept: true }]);
  });
}

test("going live that takes long goes on as a job, whose outcome the page shows, also after a reload; then it is archived (T-60, T-67, T-70)", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const segmentNo = await givenDanes("Slow Danes", false);
  await winnow.db.pool.query(`
    create function be_slow() returns trigger language plpgsql as $$ begin perform pg_sleep(2.5); return new; end $$;
    create trigger slow before update on live_version for each row execute function be_slow()`);
  await page.goto(`${winnow.url}/segments/${segmentNo}`);
  await page.getByRole("button", { name: "Go live" }).click();
  await expect(page.getByRole("progressbar", { name: /Take live/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Edit", exact: true })).toBeVisible();
  await winnow.db.pool.query("drop trigger slow on live_version");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Stop…" }).click();
  await page.getByRole("dialog", { name: /Stop/ }).or(page.getByRole("alertdialog")).getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("Stopped. Its members stay")).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await expect(page.getByRole("button", { name: "Restore" })).toBeVisible();
  await expectAccessible(page);
  await look(page, "archived");
});
