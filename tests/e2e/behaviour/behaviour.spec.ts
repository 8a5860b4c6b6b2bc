import { expect, type Page, test } from "@playwright/test";
import { saveBehaviourType } from "@/lib/behaviour/types";
import { createLiveSegment } from "@/lib/live-segments/create-live-segment";
import { createApiKey } from "@/lib/users/api-keys";
import { value } from "../../integration/segmentation/worksheet";
import { expectAccessible } from "../../support/accessible";
import { type OwnWinnow, startOwnWinnow } from "../../support/demo-winnow";
import { look } from "../../support/look";

test.describe.configure({ timeout: 120_000 });

let winnow: OwnWinnow;
let key: string;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  winnow = await startOwnWinnow();
  key = value(await createApiKey(winnow.context, { name: "Shop", role: "marketer", days: 7 })).secret;
  await winnow.db.pool.query(`
    insert into contact (contact_no, type, name, email) select 'B' || n, 'person', name, lower(name) || '@example.test'
    from (values (1, 'Ann'), (2, 'Ben'), (3, 'Cal')) p (n, name)`);
});
test.afterAll(() => winnow.stop());
test.beforeEach(async ({ context }) => winnow.signIn(context));

const today = () => new Date(Date.now() - 60_000).toISOString();

/** Sends visits as a web site would; answers with what became of each. */
async function visits(type: string, ...rows: { id: string; contactNo: string; page: string; occurredAt?: string }[]): Promise<string[]> {
  const response = await fetch(`${winnow.url}/api/v1/behaviour`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({
      source: "site",
      rows: rows.map(({ id, contactNo, page, occurredAt = today() }) => ({
        id: `${type} ${id}`,
        type,
        contactNo,
        occurredAt,
        properties: { page },
      })),
    }),
  });
  const answer: { rows: { outcome: string }[] } = await response.json();
  expect(response.status, JSON.stringify(answer)).toBe(200);
  return answer.rows.map(({ outcome }) => outcome);
}

/** Describes a type with a property that holds text. */
async function describeType(page: Page, code: string, keyboard: boolean): Promise<void> {
  await page.goto(`${winnow.url}/behaviour`);
  const open = page.getByRole("button", { name: "New type" });
  if (keyboard) {
    await open.focus();
    await page.keyboard.press("Enter");
  } else await open.click();
  const dialog = page.getByRole("dialog", { name: "New type of behaviour" });
  await dialog.getByLabel("Code").fill(code);
  await dialog.getByLabel("Name", { exact: true }).fill(`Visited ${code}`);
  const add = dialog.getByRole("button", { name: "Property", exact: true });
  if (keyboard) {
    await add.focus();
    await page.keyboard.press("Enter");
  } else await add.click();
  await dialog.getByLabel("Name of property 1").fill("page");
  await expectAccessible(page);
  await look(page, "type");
  const save = dialog.getByRole("button", { name: "Save type" });
  if (keyboard) {
    await save.focus();
    await page.keyboard.press("Enter");
  } else await save.click();
  await expect(dialog).toBeHidden();
  await expect(
    page
      .getByRole("table", { name: "Types of behaviour" })
      .getByRole("row")
      .filter({ hasText: `Visited ${code}` }),
  ).toContainText("Page (text)");
}

for (const [by, width] of [
  ["mouse", 1440],
  ["keyboard", 1440],
  ["mouse", 390],
] as const) {
  test(`visited at least 3 times in the last 30 days, by ${by} at ${width} px: the number is exact and moves with one more row (S-24, S-26, T-30 … T-36)`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const keyboard = by === "keyboard";
    const code = `${by}${width}`;
    if (by === "mouse" && width === 1440) {
      await page.goto(`${winnow.url}/behaviour`);
      await expect(page.getByRole("heading", { name: "Nobody has told yet what contacts do" })).toBeVisible();
      await expectAccessible(page);
      await look(page, "nothing");
    }
    await describeType(page, code, keyboard);
    const old = new Date(Date.now() - 40 * 86_400_000).toISOString();
    const first = [
      { id: "1", contactNo: "B1", page: "/pricing" },
      { id: "2", contactNo: "B1", page: "/eu/Pricing" },
      { id: "3", contactNo: "B1", page: "/pricing?x" },
      { id: "4", contactNo: "B2", page: "/pricing" },
      { id: "5", contactNo: "B2", page: "/pricing" },
      { id: "6", contactNo: "B2", page: "/about" },
      { id: "7", contactNo: "B2", page: "/pricing", occurredAt: old },
    ];
    expect(await visits(code, ...first)).toEqual(first.map(() => "taken"));
    expect(await visits(code, ...first)).toEqual(first.map(() => "seen"));

    const { segmentNo } = value(await createLiveSegment(winnow.context, { kind: "dynamic", name: `Keen on ${code}` }));
    await page.goto(`${winnow.url}/segments/${segmentNo}`);
    const search = page.getByRole("combobox", { name: "Find a field or a value" });
    const choose = async (text: string, option: RegExp) => {
      await search.fill(text);
      const found = page.getByRole("option", { name: option }).first();
      await expect(found).toBeVisible();
      if (keyboard) await page.keyboard.press("Enter");
      else await found.click();
      await expect(found).toBeHidden();
    };
    await expect.poll(() => search.evaluate((element) => Object.keys(element).some((name) => name.startsWith("__react")))).toBe(true);
    await choose(`visited ${code}`, new RegExp(`^Visited ${code}`));
    const how = page.getByRole("combobox", { name: "How Behaviours are asked for" });
    if (keyboard) {
      await how.focus();
      await page.keyboard.press("Enter");
      await page.keyboard.type("has at least");
      await page.keyboard.press("Enter");
    } else {
      await how.click();
      await page.getByRole("option", { name: "has at least" }).click();
    }
    const count = page.getByLabel("How many Behaviours");
    await count.fill("3");
    await page.keyboard.press("Tab");
    await choose("occurred -30D..t", /^Occurred: -30D/);
    await choose("page", /^Page\s*Behaviour/);
    await page.getByLabel("Operator of Page").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("contains");
    await page.keyboard.press("Enter");
    await page.getByLabel("Page, value").fill("pricing");
    await page.keyboard.press("Enter");

    const words = page.getByRole("region", { name: "In plain words" });
    await expect(words).toContainText(`Visited ${code} at least 3 times in the last 30 days where Page contains pricing.`);
    const size = page.getByRole("region", { name: "Size" });
    await expect(size).toContainText(/^1matches now.*exact/);
    await expectAccessible(page);
    await look(page, `row-${by}`);
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("button", { name: "Edit", exact: true })).toBeVisible();

    expect(await visits(code, { id: "8", contactNo: "B2", page: "/PRICING/faq" })).toEqual(["taken"]);
    await page.goto(`${winnow.url}/segments/${segmentNo}?tab=members`);
    const members = page.getByRole("table", { name: "Members" });
    await expect(members.getByRole("row")).toHaveCount(3);
    await expect(members).toContainText("Ben");
    if (keyboard) return;

    await page.goto(`${winnow.url}/segments/${segmentNo}?tab=insights`);
    const bar = page.getByRole("link", { name: new RegExp(`^Visited ${code}`) });
    await expect(bar).toContainText("2 contacts");
    await expectAccessible(page);
    await look(page, "insights");
    await bar.click();
    await expect(members.getByRole("row")).toHaveCount(3);
    await expect(page.getByText("in the last 30 days")).toBeVisible();
    await page.goto(`${winnow.url}/contacts/B1`);
    await expect(page.getByRole("heading", { name: "Behaviour" }).locator("..")).toContainText("Page /pricing?x, from SITE");
    await expectAccessible(page);
    await look(page, "contact");
  });
}

for (const [by, width] of [
  ["keyboard", 1440],
  ["mouse", 390],
] as const) {
  test(`what a choice is asked for is picked among its options, by ${by} at ${width} px (S-26)`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    const properties = [{ name: "size", kind: "choice" as const, options: ["Small", "Medium", "Large"] }];
    const type = { code: `PICKED ${width}`, description: `Picked at ${width}`, keepDays: null, properties, isNew: true };
    value(await saveBehaviourType(winnow.context, type));
    const { segmentNo } = value(await createLiveSegment(winnow.context, { kind: "dynamic", name: `Sizes at ${width}` }));
    await page.goto(`${winnow.url}/segments/${segmentNo}`);
    const search = page.getByRole("combobox", { name: "Find a field or a value" });
    await expect.poll(() => search.evaluate((element) => Object.keys(element).some((name) => name.startsWith("__react")))).toBe(true);
    const option = (name: RegExp) => page.getByRole("option", { name });
    const picker = page.getByRole("list", { name: "Conditions" }).getByRole("combobox", { name: "Size", exact: true });
    if (by === "keyboard") {
      await search.fill("large");
      await expect(option(/^Large\s*Size, behaviour/)).toBeVisible();
      await page.keyboard.press("Enter");
      await picker.pressSequentially("Me");
      await expect(option(/^Medium/)).toBeVisible();
      await expect(option(/^Large/)).toHaveCount(0);
      await page.keyboard.press("Enter");
    } else {
      await search.fill("size");
      await option(/^Size\s*Behaviour/).click();
      await picker.click();
      await option(/^Large/).click();
      await option(/^Medium/).click();
    }
    await expect(page.getByRole("region", { name: "In plain words" })).toContainText("Size is Large or Medium.");
    await expectAccessible(page);
    await look(page, `choice-${by}`);
  });
}
