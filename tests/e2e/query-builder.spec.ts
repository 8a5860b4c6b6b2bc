import { expect, type Locator, type Page, test } from "@playwright/test";
import { Prisma } from "@/lib/db/sql";
import type { Filter } from "@/lib/filters/schema";
import { createLiveSegment } from "@/lib/live-segments/create-live-segment";
import { goLive } from "@/lib/live-segments/go-live";
import { findSegment } from "@/lib/segmentation/find-segment";
import { country, givenSegment, value } from "../integration/segmentation/worksheet";
import { expectAccessible } from "../support/accessible";
import { type Acts, countActs } from "../support/counted-acts";
import { type DemoWinnow, startDemoWinnow } from "../support/demo-winnow";
import { look } from "../support/look";

test.describe.configure({ timeout: 150_000 });

let winnow: DemoWinnow;
const year = new Date().getFullYear();
test.beforeAll(async () => {
  test.setTimeout(180_000);
  winnow = await startDemoWinnow();
  // Three Austrians and a Dane bought; the first of them for little, the second got a letter since spring.
  await winnow.db.prisma.$executeRaw(Prisma.sql`
    with buyer as (
      select id, row_number() over (order by country_region_code, contact_no) as place from (
        (select id, contact_no, country_region_code from contact where country_region_code = 'AT' order by contact_no limit 3) union all
        (select id, contact_no, country_region_code from contact where country_region_code = 'DK' order by contact_no limit 1)) few),
    letter as (
      insert into interaction_log_entry (contact_id, contact_no, contact_name, date, description, interaction_group_code)
      select c.id, c.contact_no, c.name, make_date(${year}::int, 3, 2), 'Letter', 'LETTER' from buyer join contact c using (id) where place = 2)
    insert into value_entry (contact_id, item_no, posting_date, quantity, amount_lcy)
    select id, '1000', current_date - 20, 1, case when place = 1 then 500 else 1500 end from buyer`);
});
test.afterAll(() => winnow.stop());
test.beforeEach(async ({ context }) => winnow.signIn(context));

/** One thing to do: what a mouse presses, and the keys that do the same. */
type Act = { press: Locator; keys: readonly string[] };
type Hands = (act: Act) => Promise<void>;

const mouse: Hands = ({ press }) => press.click();
const keyboardOf =
  (page: Page): Hands =>
  async ({ keys }) => {
    for (const key of keys) await page.keyboard.press(key);
  };

/** Until the app has taken over what the server drew and hears keys. */
async function listening(element: Locator): Promise<void> {
  await expect.poll(() => element.evaluate((found) => Object.keys(found).some((key) => key.startsWith("__react")))).toBe(true);
}

/** Contacts in Germany or Austria who bought for over 1,000 in the last year but got no letter since spring. */
async function sayIt(page: Page, hands: Hands): Promise<void> {
  const search = page.getByRole("combobox", { name: "Find a field or a value" });
  const choose = async (text: string, option: RegExp) => {
    await expect(search).toBeFocused();
    await page.keyboard.type(text);
    const found = page.getByRole("option", { name: option }).first();
    await expect(found).toBeVisible();
    await hands({ press: found, keys: ["Enter"] });
    await expect(found).toBeHidden();
  };
  await hands({ press: search, keys: ["/"] });
  await choose("germany", /^DE/);
  await choose("austria", /^AT/);
  await choose("amount >1000", /^Amount: >1000/);
  await choose("posting date -1Y..t", /^Posting Date: -1Y/);
  await choose("letters", /^Letters/);
  const how = page.getByRole("combobox", { name: "How Interactions are asked for" });
  await hands({ press: how, keys: ["Tab", "ArrowLeft"] });
  await hands({ press: page.getByRole("option", { name: "has no" }), keys: ["n"] });
  await hands({ press: search, keys: ["c"] });
  await choose(`date 01/03/${year}..`, /^Date: 01/);
}

const sentence = `Country/Region is DE or AT and Purchase where Amount is above 1,000 and Posting Date is in the last year and no Interaction where Interaction Group is Letters and Date is from 1 Mar ${year} on`;

for (const [by, width] of [
  ["mouse", 1440],
  ["keyboard", 1440],
  ["mouse", 390],
] as const) {
  test(`who bought but got no letter is said by ${by} with at most 20 acts at ${width} px, and goes live (T-09, T-10, T-15, T-60)`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const created = await createLiveSegment(winnow.context, { kind: "dynamic", name: `Buyers by ${by} at ${width}` });
    const { segmentNo } = value(created);
    await page.goto(`${winnow.url}/segments/${segmentNo}`);
    const acts: Acts = await countActs(page);
    const hands = by === "mouse" ? mouse : keyboardOf(page);
    await listening(page.getByRole("combobox", { name: "Find a field or a value" }));
    await sayIt(page, hands);
    await expect(page.getByRole("region", { name: "In plain words" })).toContainText(`${sentence}.`);
    const size = page.getByRole("region", { name: "Size" });
    await expect(size).toContainText(/^1matches now.*exact/);
    expect(acts.beside).toEqual([]);
    expect(by === "mouse" ? acts.keys : acts.clicks).toBe(0);
    console.log(`the sentence by ${by} at ${width} px: ${acts.clicks} clicks, ${acts.keys} keys`);
    expect(acts.clicks + acts.keys).toBeLessThanOrEqual(20);
    await expect(page.getByRole("region", { name: "Funnel" }).getByRole("listitem").last()).toContainText("1");
    await look(page, `builder-${by}`);
    await expectAccessible(page);

    await hands({ press: page.getByRole("button", { name: "Go live" }), keys: ["Control+Enter"] });
    await expect(page.getByRole("heading", { level: 1 }).locator("..")).toContainText("Live");
    await expect(page.getByRole("button", { name: "Edit", exact: true })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("region", { name: "In plain words" })).toContainText(`${sentence}.`);
    await expectAccessible(page);
    await look(page, `live-${by}`);
    if (by === "keyboard") return;
    for (const tab of width < 640 ? ["Members"] : ["Members", "Insights", "Versions", "Used in"]) {
      await page
        .getByRole("navigation", { name: "Views of the segment" })
        .getByRole("link", { name: new RegExp(`^${tab}`) })
        .click();
      await expect(page.getByRole("link", { name: new RegExp(`^${tab}`) }).first()).toHaveAttribute("aria-current", "page");
      if (tab === "Members") await expect(page.getByRole("table", { name: "Members" }).getByRole("row")).toHaveCount(2);
      await expectAccessible(page);
      await look(page, tab.toLowerCase().replace(" ", "-"));
    }
  });
}

test("parts are moved, copied, undone and changed as text by keys alone; the list and the life of a segment", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const danes = value(await createLiveSegment(winnow.context, { kind: "dynamic", name: "Danes", filter: country("DK") }));
  value(await goLive(winnow.context, danes));
  await page.goto(`${winnow.url}/segments?new=Two+countries`);
  const dialog = page.getByRole("dialog", { name: "New segment" });
  await dialog.getByRole("button", { name: "Dynamic" }).click();
  await expectAccessible(page);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Two countries" })).toBeVisible();
  const tree = page.getByRole("list", { name: "Conditions" });
  const search = page.getByRole("combobox", { name: "Find a field or a value" });
  await search.focus();
  await page.keyboard.type("city: *ondon*|*xeter*");
  await page.keyboard.press("Enter");
  await expect(tree.getByRole("combobox", { name: "Operator of City" })).toContainText("contains");
  await expect(page.getByRole("region", { name: "In plain words" })).toContainText("City contains ondon or contains xeter.");
  await tree.getByRole("textbox", { name: "City, one more value" }).focus();
  await page.keyboard.type("ottingham");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "In plain words" })).toContainText(
    "City contains ondon, contains xeter, or contains ottingham.",
  );
  await page.keyboard.press("Escape");
  await page.keyboard.press("Delete");
  await search.focus();
  await page.keyboard.type("city: London");
  await page.keyboard.press("Enter");
  const city = tree.getByRole("button", { name: "City is London", exact: true });
  await expect(city).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(city).toBeFocused();
  await page.keyboard.press("Control+d");
  await expect(city).toHaveCount(2);
  await page.keyboard.press("g");
  await page.keyboard.press("n");
  await expect(page.getByRole("region", { name: "In plain words" })).toContainText("City is London and not (City is London).");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(city).toHaveCount(1);
  await page.keyboard.press("Control+c");
  await page.keyboard.press("Control+v");
  await expect(city).toHaveCount(2);
  await page.keyboard.press("Delete");
  await expect(city).toHaveCount(1);

  await page.getByRole("button", { name: "Templates" }).click();
  await page.getByRole("button", { name: /^Purchases\s*Bought in the last year, but no letter since/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Use it" }).click();
  await expect(tree.getByText(/^Fill in: (Kind of letter|Since)\./)).toHaveCount(2);
  await expect(page.getByRole("region", { name: "Size" })).toContainText(
    /^—.*Kind of letter is still to be filled in \(Interaction Group\)\./,
  );
  await look(page, "template");
  await page.getByRole("button", { name: "Text", exact: true }).click();
  const text = page.getByRole("textbox", { name: "Filter as text" });
  await text.fill('{ "kind": "member", "of": "segment", "no": "NONE", "is": true }');
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Check for errors" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "error" })).toContainText("NONE");
  await look(page, "findings");
  await text.fill(JSON.stringify({ kind: "member", of: "segment", no: danes.segmentNo, is: true }));
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("button", { name: "Edit", exact: true })).toBeVisible();

  await page.goto(`${winnow.url}/segments/${danes.segmentNo}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Stop…" }).click();
  await expect(page.getByRole("alertdialog")).toContainText(/It is used by Two countries \(SM\d+\)\./);
  await page.keyboard.press("Escape");
  await page.goto(`${winnow.url}/segments?state=live`);
  const row = page.getByRole("table", { name: "Segments" }).getByRole("row").filter({ hasText: "Danes" });
  await expect(row).toContainText(/Dynamic.*Live.*43.*1 segment/s);
  await expectAccessible(page);
  await look(page, "list");
});

for (const [by, width] of [
  ["mouse", 1440],
  ["mouse", 390],
  ["keyboard", 1440],
] as const) {
  test(`S-23: a query is kept as a template by ${by} at ${width} px, which asks for its value and is begun with (T-24, T-25, T-22, T-23)`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const act = (on: Locator) => (by === "mouse" ? on.click() : on.press("Enter"));
    const filter: Filter = {
      ...{ kind: "all", of: [country("DK"), { kind: "field", field: "createdAt", op: "anniversary", values: ["t", "7D"] }] },
    };
    const { segmentNo } = value(await createLiveSegment(winnow.context, { kind: "dynamic", name: `Template ${by} ${width}`, filter }));
    await page.goto(`${winnow.url}/segments/${segmentNo}`);
    await listening(page.getByRole("combobox", { name: "Find a field or a value" }));
    const name = `Around the day, ${by} ${width}`;
    await act(page.getByRole("button", { name: "More actions" }));
    await act(page.getByRole("menuitem", { name: "Save as template…" }));
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill(name);
    await dialog.getByRole("checkbox", { name: "Country/Region is DK" }).press("Space");
    await dialog.getByLabel("Asked for as, instead of: Country/Region is DK").fill("Countries");
    await dialog.getByLabel("Hint for Countries").fill("Where they live.");
    await expectAccessible(page);
    await look(page, `save-template-${by}`);
    await act(dialog.getByRole("button", { name: "Save template" }));
    await expect(dialog).toBeHidden();
    await act(page.getByRole("button", { name: "Templates" }));
    await act(dialog.getByRole("button", { name: `Yours ${name}` }));
    await expect(dialog).toContainText("Where they live.");
    await dialog.getByRole("combobox", { name: "Country/Region" }).pressSequentially("GB");
    const found = page.getByRole("option", { name: /^GB/ }).first();
    await expect(found).toBeVisible();
    if (by === "mouse") await found.click();
    else await page.keyboard.press("Enter");
    await expect(dialog.getByText("still open")).toBeHidden();
    await expectAccessible(page);
    await look(page, `fill-template-${by}`);
    await page.keyboard.press("Control+Enter");
    await expect(dialog).toBeHidden();
    const words = page.getByRole("region", { name: "In plain words" });
    await expect(words).toContainText("Country/Region is GB and Created has its anniversary in the next 7 days.");
    const operator = page.getByRole("combobox", { name: "Operator of Created" });
    await act(operator);
    await act(page.getByRole("option", { name: "is in the last", exact: true }));
    const unit = page.getByRole("combobox", { name: "Created, unit" });
    await act(unit);
    await act(page.getByRole("option", { name: "hours" }));
    await expect(words).toContainText("Created is in the last 7 hours.");
    await expectAccessible(page);
    await look(page, `template-used-${by}`);
    await act(page.getByRole("button", { name: "Templates" }));
    await act(dialog.getByRole("button", { name: `More about the template ${name}` }));
    await look(page, `gallery-${by}`);
    await act(page.getByRole("menuitem", { name: "Delete the template" }));
    await expect(dialog.getByRole("button", { name: `Yours ${name}` })).toBeHidden();
    await act(page.getByRole("button", { name: /^Undo( U)?$/ }).last());
    await expect(dialog.getByRole("button", { name: `Yours ${name}` })).toBeVisible();
  });
}

for (const [by, width] of [
  ["keyboard", 1440],
  ["mouse", 390],
] as const) {
  test(`S-23: a step of a worksheet begins with a template, and its filter is kept as one, by ${by} at ${width} px (T-24, T-25)`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const act = (on: Locator) => (by === "mouse" ? on.click() : on.press("Enter"));
    const segmentNo = await givenSegment(winnow.context, { description: `By template, ${by} ${width}` });
    await page.goto(`${winnow.url}/segments/${segmentNo}?add`);
    const dialog = page.getByRole("dialog", { name: /^Add Contacts/ });
    const search = dialog.getByRole("combobox", { name: "Find a field or a value" });
    await listening(search);
    const keep = dialog.getByRole("button", { name: "Save as template" });
    await expect(keep).toBeDisabled();
    await search.fill("denmark");
    const denmark = page.getByRole("option", { name: /^DK/ }).first();
    await expect(denmark).toBeVisible();
    await act(by === "mouse" ? denmark : search);
    const name = `In a country, ${by} ${width}`;
    await act(keep);
    const form = page.getByRole("dialog", { name: "Save as template" });
    await form.getByLabel("Name", { exact: true }).fill(name);
    await form.getByRole("checkbox", { name: "Country/Region is DK" }).press("Space");
    await form.getByLabel("Asked for as, instead of: Country/Region is DK").fill("Countries");
    await page.keyboard.press("Control+Enter");
    await expect(form).toBeHidden();

    await act(dialog.getByRole("button", { name: "Clear", exact: true }));
    const templates = dialog.getByRole("button", { name: "Templates" });
    await act(templates);
    await act(page.getByRole("button", { name: `Yours ${name}` }));
    const filling = page.getByRole("dialog", { name });
    await filling.getByRole("combobox", { name: "Country/Region" }).pressSequentially("GB");
    await expect(page.getByRole("option", { name: /^GB/ }).first()).toBeVisible();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+Enter");
    await expect(filling).toBeHidden();
    await expect(dialog.getByRole("button", { name: "Fields" })).toHaveAttribute("aria-pressed", "true");
    await expect(dialog.getByRole("region", { name: "Effect" })).toContainText(/Will be added/);
    await expectAccessible(page);
    await look(page, `step-template-${by}`);

    // Something stands there now: the next template goes to the groups, where Undo brings it back.
    await act(templates);
    await look(page, `step-gallery-${by}`);
    await act(page.getByRole("button", { name: /New in the last month/ }));
    const tree = dialog.getByRole("list", { name: "Conditions" });
    await expect(tree.getByRole("button", { name: "Created is in the last month", exact: true })).toBeVisible();
    await expect(search).toBeFocused();
    await look(page, `step-groups-${by}`);
    await act(dialog.getByRole("button", { name: "Undo" }));
    await expect(tree.getByRole("button", { name: "Country/Region is GB", exact: true })).toBeVisible();
    await expect(dialog.getByRole("button", { name: /^Add \d+/ })).toBeEnabled();
    await page.keyboard.press("Control+Enter");
    await expect(dialog).toBeHidden();
    expect((await findSegment(winnow.context, { segmentNo }))?.steps).toMatchObject([
      { kind: "add", filter: { kind: "all", of: [country("GB")] } },
    ]);
  });
}

test("a filter that says more than the fields can hold is added to a worksheet as groups", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const segmentNo = await givenSegment(winnow.context, { description: "Groups" });
  await page.goto(`${winnow.url}/segments/${segmentNo}`);
  await page
    .getByRole("group", { name: "Criteria" })
    .getByRole("button", { name: /^Add\b/ })
    .click();
  const dialog = page.getByRole("dialog", { name: /^Add Contacts/ });
  await page.keyboard.type("denmark");
  await page.getByRole("option", { name: /^DK/ }).first().click();
  await page.keyboard.press("Control+g");
  const tree = dialog.getByRole("list", { name: "Conditions" });
  await expect(tree.getByRole("button", { name: "Country/Region is DK", exact: true })).toBeVisible();
  await tree.getByRole("combobox", { name: "What its conditions have in common" }).click();
  await page.getByRole("option", { name: "any of" }).click();
  await dialog.getByRole("combobox", { name: "Find a field or a value" }).fill("city");
  await page
    .getByRole("option", { name: /^City\s*text/ })
    .first()
    .click();
  await page.keyboard.type("London");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("region", { name: "Effect" })).toContainText(/Will be added/);
  await look(page, "dialog");
  await expectAccessible(page);
  await page.keyboard.press("Control+Enter");
  const steps = page.getByRole("region", { name: "Criteria actions" }).getByRole("listitem");
  await expect(steps).toContainText("Country/Region is DK or City is London");
});
