import { expect, type Locator, type Page, test } from "@playwright/test";
import { type Acts, countActs } from "../support/counted-acts";
import { type DemoWinnow, type OwnWinnow, startDemoWinnow, startOwnWinnow } from "../support/demo-winnow";
import { peopleFile } from "../support/people-file";

test.describe.configure({ timeout: 180_000 });

/** From the page after sign-in to *logged*, beyond the values typed. */
const most = 25;

/** What is typed at each step, and the numbers that are seen then. */
type Company = {
  name: string;
  add: { text: string; option: RegExp; count: number };
  refine: { text: string; option: RegExp; count: number };
};
const demo: Company = {
  name: "the demo company",
  add: { text: "customer", option: /^Customer\s*CUST/, count: 165 },
  refine: { text: "country gb", option: /GB/, count: 25 },
};
const imported: Company = {
  name: "an imported file",
  add: { text: "person", option: /^Person.*Type/, count: 500 },
  refine: { text: "town 3", option: /^City is town 3/, count: 13 },
};

/** One thing to do: what a mouse presses, and the keys that do the same. */
type Act = { press: Locator; keys: readonly string[] };
type Hands = { by: "mouse" | "keyboard"; act: (act: Act) => Promise<void>; count: () => number };

/** A mouse and nothing else; the count fails when there was anything else. */
function mouseOf(acts: Acts): Hands {
  const count = () => {
    expect(acts).toEqual({ clicks: acts.clicks, keys: 0, beside: [] });
    return acts.clicks;
  };
  return { by: "mouse", act: ({ press }) => press.click(), count };
}

/** A keyboard and nothing else. */
function keyboardOf(acts: Acts, page: Page): Hands {
  const count = () => {
    expect(acts).toEqual({ clicks: 0, keys: acts.keys, beside: [] });
    return acts.keys;
  };
  const act = async ({ press, keys }: Act) => {
    await expect(press).toBeEnabled();
    await listening(press);
    for (const key of keys) await page.keyboard.press(key);
  };
  return { by: "keyboard", act, count };
}

const bothHands = [
  ["mouse", mouseOf],
  ["keyboard", keyboardOf],
] as const;

/** Until the app has taken over what the server drew and hears keys, which it does a moment after it is seen. */
async function listening(element: Locator): Promise<void> {
  await expect.poll(() => element.evaluate((found) => Object.keys(found).some((key) => key.startsWith("__react")))).toBe(true);
  await element.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))));
}

/** New segment, Add, Refine, Go Back, Log, and a look at what came of it. */
async function doMainJob(page: Page, hands: Hands, { name, add, refine }: Company): Promise<void> {
  const title = `Main job by ${hands.by}`;
  const button = (label: RegExp) => page.getByRole("button", { name: label });
  const total = page.getByRole("region", { name: "Total" }).locator("b");
  const steps = page.getByRole("region", { name: "Criteria actions" }).getByRole("listitem");
  const effect = page.getByRole("region", { name: "Effect" });

  await hands.act({ press: button(/^New segment/), keys: ["n"] });
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Description")).toBeFocused();
  await page.keyboard.type(title);
  const template = dialog.getByRole("combobox", { name: "Interaction template" });
  await hands.act({ press: template, keys: ["Tab", "Tab"] });
  await page.keyboard.type("business letter");
  await hands.act({ press: page.getByRole("option", { name: /^Business letter/ }), keys: ["Enter"] });
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await expect(template).toContainText("Business letter");
  await hands.act({ press: dialog.getByRole("button", { name: /^Create segment/ }), keys: ["Control+Enter"] });
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(total).toHaveText("0");

  const takeStep = async (open: Act, { text, option }: Company["add"], confirm: string, numbers: RegExp) => {
    await hands.act(open);
    await expect(page.getByRole("combobox", { name: "Find a field or a value" })).toBeFocused();
    await page.keyboard.type(text);
    await hands.act({ press: page.getByRole("option", { name: option }).first(), keys: ["Enter"] });
    await expect(effect).toContainText(numbers);
    await hands.act({ press: dialog.getByRole("button", { name: new RegExp(`^${confirm}\\b`) }), keys: ["Control+Enter"] });
    await expect(dialog).toHaveCount(0);
  };
  const group = page.getByRole("group", { name: "Criteria" });
  const { count: some } = refine;
  const all = add.count;
  await takeStep(
    { press: group.getByRole("button", { name: /^Add\b/ }), keys: ["a"] },
    add,
    `Add ${all} contacts`,
    new RegExp(`${all}\\s*Matching.*\\+${all}\\s*Will be added.*0 → ${all}`, "s"),
  );
  await expect(total).toHaveText(`${all}`);
  await expect(steps).toHaveCount(1);
  await takeStep(
    { press: group.getByRole("button", { name: /^Refine\b/ }), keys: ["f"] },
    refine,
    `Keep ${some} contacts`,
    new RegExp(`−${all - some}.*${all} → ${some}`, "s"),
  );
  await expect(total).toHaveText(`${some}`);
  await expect(steps.nth(1)).toContainText(`−${all - some}`);
  await hands.act({ press: page.getByRole("button", { name: /^Go Back/ }), keys: ["Control+z"] });
  await expect(total).toHaveText(`${all}`);
  await expect(steps.nth(1)).toContainText("Gone back");

  await hands.act({ press: page.getByRole("link", { name: /^Log…/ }), keys: ["l"] });
  await hands.act({ press: button(new RegExp(`^Log ${all} interactions`)), keys: ["Control+Enter"] });
  await expect(page.getByRole("heading", { name: `${all} interactions logged` })).toBeVisible({ timeout: 60_000 });
  const taken = hands.count();
  console.log(`main job by ${hands.by} on ${name}: ${taken} ${hands.by === "mouse" ? "clicks" : "keys"}`);
  expect(taken).toBeLessThanOrEqual(most);

  await hands.act({
    press: page
      .getByRole("navigation")
      .getByRole("link", { name: /^Logged segments/i })
      .first(),
    keys: ["g", "l"],
  });
  const row = page.getByRole("table", { name: "Logged segments" }).getByRole("row").filter({ hasText: title });
  await expect(row).toContainText(`${all}`);
  await hands.act({ press: row.getByRole("link", { name: title }), keys: ["j", "Enter"] });
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const entries = page.getByRole("table", { name: "Interaction log entries" }).getByRole("row");
  await expect(entries).toHaveCount(51);
  await expect(page.getByText(new RegExp(`of ${all} entries`))).toBeVisible();
  hands.count();
}

test.describe("on the demo company", () => {
  let winnow: DemoWinnow;
  test.beforeAll(async () => {
    winnow = await startDemoWinnow();
  });
  test.afterAll(() => winnow.stop());
  for (const [by, handsOf] of bothHands)
    test(`the main job is done by ${by} alone`, async ({ page, context }) => {
      await winnow.signIn(context);
      await page.goto(`${winnow.url}/segments`);
      await doMainJob(page, handsOf(await countActs(page), page), demo);
    });
});

test.describe("on an imported file", () => {
  let winnow: OwnWinnow;
  test.beforeAll(async ({ browser }) => {
    winnow = await startOwnWinnow();
    const context = await browser.newContext();
    await winnow.signIn(context);
    const page = await context.newPage();
    await page.goto(`${winnow.url}/import`);
    await page.locator("input[type=file]").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(peopleFile()) });
    await page.getByRole("button", { name: /^Import \d+ of 12 columns/ }).click();
    await expect(page.getByText("500 companies were made for people")).toBeVisible({ timeout: 60_000 });
    await context.close();
  });
  test.afterAll(() => winnow.stop());
  for (const [by, handsOf] of bothHands)
    test(`the main job is done by ${by} alone`, async ({ page, context }) => {
      await winnow.signIn(context);
      await page.goto(`${winnow.url}/segments`);
      await doMainJob(page, handsOf(await countActs(page), page), imported);
    });

  test("what is done without mouse and keys is found out", async ({ page, context }) => {
    await winnow.signIn(context);
    await page.goto(`${winnow.url}/segments`);
    const acts = await countActs(page);
    const search = page.getByRole("searchbox");
    await listening(search);
    await search.focus();
    await search.fill("nobody");
    await page.getByRole("button", { name: /^New segment/ }).dispatchEvent("click");
    await page.goto(`${winnow.url}/contacts`);
    await expect
      .poll(() => acts.beside)
      .toEqual([
        expect.stringMatching(/^a focus on/),
        expect.stringMatching(/^a value in/),
        expect.stringMatching(/^a click on New segment/),
        "the address /contacts",
      ]);
    expect(acts).toMatchObject({ clicks: 0, keys: 0 });
  });
});
