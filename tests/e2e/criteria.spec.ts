import { expect, test } from "@playwright/test";
import { press } from "../integration/logging/support";
import { contactsOf, country, givenSegment, take } from "../integration/segmentation/worksheet";
import { expectAccessible } from "../support/accessible";
import { type DemoWinnow, startDemoWinnow } from "../support/demo-winnow";
import { look } from "../support/look";

test.describe.configure({ timeout: 150_000, mode: "serial" });

let winnow: DemoWinnow;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  winnow = await startDemoWinnow();
});
test.afterAll(() => winnow.stop());
test.beforeEach(async ({ context }) => winnow.signIn(context));

/** Great Britain, then Denmark, then Germany taken away again. */
async function givenStack(description: string): Promise<string> {
  const segmentNo = await givenSegment(winnow.context, { description });
  await take(winnow.context, segmentNo, "add", country("GB"));
  await take(winnow.context, segmentNo, "add", country("DK"));
  await take(winnow.context, segmentNo, "reduce", country("DE"));
  return segmentNo;
}

for (const width of [1440, 390]) {
  test(`a step is edited and switched off, criteria are saved and reused, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    const segmentNo = await givenStack(`Stack ${width}`);
    const before = await contactsOf(winnow.context, segmentNo);
    const showSteps = async () => (width < 640 ? page.getByRole("button", { name: /^Criteria \d/ }).click() : undefined);
    await page.goto(`${winnow.url}/segments/${segmentNo}`);
    await showSteps();
    await page.getByRole("button", { name: "Change step 1" }).click();
    await page.getByRole("menuitem", { name: "Edit…" }).click();
    const editor = page.getByRole("dialog", { name: /^Edit step 1/ });
    await editor
      .getByRole("switch", { name: /^Related companies/ })
      .first()
      .click();
    await editor.getByRole("button", { name: "Show the difference" }).click();
    const difference = page.getByRole("dialog", { name: "Edit step 1", exact: true });
    await expect(difference.getByRole("table", { name: "Steps before and now" }).getByRole("row")).toHaveCount(4);
    await expectAccessible(page);
    await look(page, "difference");
    await difference.getByRole("button", { name: "Edit step 1" }).click();
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect(page.getByText(/^As before the change/)).toBeVisible();
    expect(await contactsOf(winnow.context, segmentNo)).toEqual(before);

    await page.getByRole("button", { name: "Change step 2" }).click();
    await page.getByRole("menuitem", { name: "Switch off…" }).click();
    await page.getByRole("button", { name: "Switch step 2 off" }).click();
    await expect(page.getByText("Switched off", { exact: true })).toBeVisible();
    await expectAccessible(page);
    await look(page, "switched-off");

    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Save criteria…" }).click();
    await page.getByRole("button", { name: "Save 2 steps" }).click();
    await expect(page.getByText("A code is needed, for example NEWSLETTER.")).toBeVisible();
    await page.getByRole("textbox", { name: "Code" }).fill(`UK ${width}`);
    await expectAccessible(page);
    await look(page, "save");
    await page.getByRole("button", { name: "Save 2 steps" }).click();
    await expect(page.getByText(`2 steps saved as UK ${width}.`)).toBeVisible();

    const next = await givenSegment(winnow.context, { description: `Reused ${width}` });
    await take(winnow.context, next, "add", country("DE"));
    await page.goto(`${winnow.url}/segments/${next}`);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Reuse criteria…" }).click();
    await page.getByRole("combobox", { name: "Saved criteria" }).click();
    await page.getByRole("option", { name: new RegExp(`^UK ${width}`) }).click();
    await page.getByRole("switch", { name: /^Instead of what is there/ }).click();
    await expect(page.getByRole("heading", { name: /^Leave −/ })).toBeVisible();
    await expectAccessible(page);
    await look(page, "reuse");
    await page.getByRole("button", { name: "Take 2 steps" }).click();
    await expect(page.getByText(/ joined/).first()).toBeVisible();
    await showSteps();
    await expect(page.getByRole("button", { name: "Change step 2" })).toBeVisible();

    await page.goto(`${winnow.url}/segments/${next}/criteria`);
    await expect(page.getByText(/^Saved criteria were reused/)).toBeVisible();
    await expectAccessible(page);
    await look(page, "criteria-list");
    await page.goto(`${winnow.url}/segments/saved-criteria`);
    await expectAccessible(page);
    await look(page, "saved-list");
    await page.getByRole("link", { name: `UK ${width}` }).click();
    await expect(page.getByRole("heading", { name: "Where it was used" })).toBeVisible();
    await expect(page.getByRole("link", { name: `Reused ${width}` })).toBeVisible();
    await expectAccessible(page);
    await look(page, "saved-one");
    await page.getByRole("button", { name: "Delete" }).focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`${winnow.url}/segments/saved-criteria`);
    await expect(page.getByText(`UK ${width} deleted`)).toBeVisible();
    await expect(page.getByRole("link", { name: `UK ${width}` })).toHaveCount(0);
    await look(page, "saved-deleted");
    if (width > 640) await page.getByRole("button", { name: "Undo" }).last().click();
    else await page.keyboard.press("u");
    await expect(page.getByText(`UK ${width} is back, as it was.`)).toBeVisible();
    await expect(page.getByRole("link", { name: `Reused ${width}` })).toBeVisible();
    await page.getByRole("link", { name: "Compare…" }).click();
    await page.getByRole("combobox", { name: "With a segment" }).click();
    await page.keyboard.type(segmentNo);
    await page.getByRole("option", { name: new RegExp(segmentNo) }).click();
    await page.getByRole("link", { name: "Count whom each finds today" }).click();
    await expect(page.getByText(`Only UK ${width}`)).toBeVisible();
    await expectAccessible(page);
    await look(page, "compare");
  });
}

test("a logged segment is followed up with the number shown before", async ({ page }) => {
  await press(winnow.context, "SM10004");
  await expect.poll(() => winnow.db.prisma.loggedSegment.count(), { timeout: 60_000 }).toBe(1);
  await page.goto(`${winnow.url}/logged-segments/1`);
  await page.getByRole("button", { name: "Follow up…" }).click();
  await page.getByRole("radio", { name: /did not answer/ }).click();
  const make = page.getByRole("button", { name: /^Make a segment of [\d,]+ contacts?/ });
  await expect(make).toBeVisible();
  await expectAccessible(page);
  await look(page, "follow-up");
  const count = /of ([\d,]+) contact/.exec((await make.textContent()) ?? "")?.[1];
  await make.click();
  await expect(page.getByRole("heading", { level: 1, name: /^Follow-up on segment/ })).toBeVisible();
  await expect(page.getByText("From logged segment 1")).toBeVisible();
  expect(await contactsOf(winnow.context, page.url().split("/").at(-1) ?? "")).toHaveLength(Math.min(200, Number(count?.replace(",", ""))));
});

test("a step is moved and the stack refreshed by the keyboard alone", async ({ page }) => {
  const segmentNo = await givenStack("By keys");
  await page.goto(`${winnow.url}/segments/${segmentNo}`);
  await page.getByRole("button", { name: "Change step 3" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Move up…" }).waitFor();
  await page.keyboard.press("m");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Move step 3 to 2" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Move step 3 to 2" })).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("button", { name: "Look at step 2, Reduce" })).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Ref");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Refresh 3 steps" })).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(/^0 joined/).first()).toBeVisible();
});
