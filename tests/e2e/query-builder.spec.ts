import { expect, type Locator, type Page, test } from "@playwright/test";
import { givenSegment } from "../integration/segmentation/worksheet";
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
});
test.afterAll(() => winnow.stop());
test.beforeEach(async ({ context }) => winnow.signIn(context));

/** One thing to do: what a mouse presses, and the keys that do the same. */
type Act = { press: Locator | null; keys: readonly string[] };
type Hands = (act: Act) => Promise<void>;

const mouse: Hands = async ({ press }) => press?.click();
const keyboardOf =
  (page: Page): Hands =>
  async ({ keys }) => {
    for (const key of keys) await page.keyboard.press(key);
  };

/** Contacts in Germany or Austria who bought for over 1,000 in the last year but got no letter since spring. */
async function sayIt(page: Page, hands: Hands, tree: Locator): Promise<void> {
  const search = page.getByRole("combobox", { name: "Find a field or a value" });
  const choose = async (text: string, option: RegExp) => {
    await expect(search).toBeFocused();
    await page.keyboard.type(text);
    const found = page.getByRole("option", { name: option }).first();
    await expect(found).toBeVisible();
    await hands({ press: found, keys: ["Enter"] });
    await expect(found).toBeHidden();
  };
  await choose("germany", /^DE/);
  await choose("austria", /^AT/);
  await choose("amount >1000", /^Amount: >1000/);
  await choose("posting date -1Y..t", /^Posting Date: -1Y/);
  await choose("letters", /^Letters/);
  const interaction = tree.getByRole("treeitem", { name: /^Interaction where Interaction Group is Letters/ });
  const how = interaction.getByRole("combobox", { name: "How Interactions are asked for" });
  await hands({ press: how, keys: ["Tab", "ArrowLeft"] });
  await hands({ press: page.getByRole("option", { name: "has no" }), keys: ["n"] });
  await hands({ press: search, keys: ["c"] });
  await choose(`date 01/03/${year}..`, /^Date: 01/);
}

const sentence = `Country/Region is DE or AT and Purchase where Amount is above 1000 and Posting Date is in the last year and no Interaction where Interaction Group is Letters and Date is from 1 Mar ${year} on`;

for (const [by, width] of [
  ["mouse", 1440],
  ["keyboard", 1440],
  ["mouse", 390],
] as const) {
  test(`who bought but got no letter is said with at most 20 ${by === "mouse" ? "clicks" : "keys"} at ${width} px (T-09, T-10, T-15)`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const segmentNo = await givenSegment(winnow.context, { description: `Builder ${by} ${width}` });
    await page.goto(`${winnow.url}/segments/${segmentNo}`);
    const acts: Acts = await countActs(page);
    const hands = by === "mouse" ? mouse : keyboardOf(page);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const add = page.getByRole("group", { name: "Criteria" }).getByRole("button", { name: /^Add\b/ });
    await expect.poll(() => add.evaluate((found) => Object.keys(found).some((key) => key.startsWith("__react")))).toBe(true);
    await hands({ press: add, keys: ["a"] });
    const dialog = page.getByRole("dialog");
    await expect(page.getByRole("combobox", { name: "Find a field or a value" })).toBeFocused();
    await hands({ press: dialog.getByRole("button", { name: "Groups", exact: true }), keys: ["Control+g"] });
    const tree = dialog.getByRole("tree", { name: "Conditions" });
    await sayIt(page, hands, tree);
    await expect(dialog.getByText(`Add: ${sentence}.`).first()).toBeAttached();
    await look(page, `builder-${by}`);
    expect(acts.beside).toEqual([]);
    expect(by === "mouse" ? acts.keys : acts.clicks).toBe(0);
    console.log(`the sentence by ${by} at ${width} px: ${acts.clicks} clicks, ${acts.keys} keys`);
    expect(acts.clicks + acts.keys).toBeLessThanOrEqual(20);
    await expectAccessible(page);
  });
}
