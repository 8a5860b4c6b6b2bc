import { expect, type Page, test } from "@playwright/test";
import { contextOf } from "@/lib/access/context";
import { takeCall } from "@/lib/calls/take-call";
import { changeLines } from "@/lib/segmentation/change-lines";
import { givenWorksheet, press } from "../../integration/logging/support";
import { value } from "../../integration/segmentation/worksheet";
import { expectAccessible } from "../../support/accessible";
import { type DemoWinnow, startDemoWinnow } from "../../support/demo-winnow";
import { look } from "../../support/look";
import { givenPerson } from "../../support/people";
import { pressUntil } from "../../support/press-until";

test.describe.configure({ timeout: 60_000 });

let winnow: DemoWinnow;
let people: { contactNo: string; name: string }[];
/** A worksheet whose lines go by phone, and the entry number of one that was logged. */
let draft: string;
let listNo: number;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  winnow = await startDemoWinnow();
  await winnow.db.pool.query("update contact set phone_no = '+44 20 7946 0' || lpad((id % 1000)::text, 3, '0')"); // the demo company has none
  const { rows } = await winnow.db.pool.query<{ contact_no: string; name: string }>(
    `select contact_no, contact.name from contact join salesperson on salesperson.code = contact.salesperson_code
     where type = 'person' and not contact.privacy_blocked and not minor and not exclude_from_segment and not blocked
     order by company_name, contact.name limit 9`,
  );
  people = rows.map(({ contact_no, name }) => ({ contactNo: contact_no, name }));
  const byPhone = async (contactNos: string[], description: string) => {
    const segmentNo = await givenWorksheet(winnow.context, contactNos, {
      description,
      interactionTemplateCode: "OUTGOING",
      salespersonCode: null,
    });
    const which = { matching: {}, expected: contactNos.length };
    value(
      await changeLines(winnow.context, { segmentNo, which, set: { correspondenceType: "phone", personalText: "Ask for the new bikes." } }),
    );
    return segmentNo;
  };
  const numbers = people.map(({ contactNo }) => contactNo);
  draft = await byPhone(numbers.slice(0, 3), "Ring the dealers");
  value(await press(winnow.context, await byPhone(numbers, "Ring round")));
  await expect
    .poll(() => winnow.db.prisma.job.findMany({ where: { kind: "segment.log" }, select: { state: true, error: true } }), {
      timeout: 60_000,
    })
    .toEqual([{ state: "done", error: null }]);
  listNo = (await winnow.db.prisma.loggedSegment.findFirstOrThrow()).entryNo;
});
test.afterAll(() => winnow.stop());
test.beforeEach(async ({ context }) => winnow.signIn(context));

const entryWith = (comment: string) =>
  winnow.db.prisma.interactionLogEntry.findFirstOrThrow({
    where: { interactionLogCommentByEntry: { some: { text: comment } } },
    select: { entryNo: true, attemptFailed: true, evaluation: true, segmentNo: true, loggedSegmentEntryNo: true, canceled: true },
  });
const calling = (page: Page) => page.getByRole("region", { name: "Call", exact: true }).getByRole("heading", { level: 2 });
const results = (page: Page) => page.getByRole("group", { name: "Result" });

for (const [at, width] of [1440, 390].entries()) {
  test(`CALL-001 a call from a line is logged at once, the line is done, and canceling the entry takes it back, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const { contactNo, name } = people[at] ?? { contactNo: "", name: "" };
    await page.goto(`${winnow.url}/segments/${draft}?line=${contactNo}`);
    await page.getByRole("button", { name: "Make Phone Call" }).click();
    const dialog = page.getByRole("dialog", { name: `Call ${name}` });
    await expect(dialog.getByRole("textbox", { name: "Number" })).toHaveValue(/\d/);
    await expect(dialog.getByRole("textbox", { name: "Description" })).toHaveValue("Ring the dealers");
    await expect(dialog.getByRole("link", { name: "Dial" })).toHaveAttribute("href", /^tel:[\d+]+$/);
    await dialog.getByRole("combobox", { name: "Evaluation" }).click();
    await page.getByRole("option", { name: "Neutral" }).click();
    await dialog.getByRole("textbox", { name: "Comment" }).fill(`Wants a visit ${width}`);
    await look(page, "make-phone-call");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Finish" }).click();
    await expect(page.getByText("Done by phone, so it is not logged again")).toBeVisible();
    const { entryNo, ...entry } = await entryWith(`Wants a visit ${width}`);
    expect(entry).toEqual({ attemptFailed: false, evaluation: "neutral", segmentNo: draft, loggedSegmentEntryNo: null, canceled: false });
    if (width === 390) {
      await page.getByText("1 call logged with").locator("..").getByRole("button", { name: "Undo" }).click();
      await expect(page.getByRole("button", { name: "Make Phone Call" })).toBeVisible();
      return;
    }
    await look(page, "line-done");
    await page.goto(`${winnow.url}/segments/${draft}/log`);
    await expect(page.getByText("1 line is done by phone already")).toBeVisible();
    await expect(page.getByText(`entry ${entryNo}`)).toBeVisible();
    await expect(page.getByRole("button", { name: "Log 2 interactions" })).toBeVisible();
    await look(page, "log-check");
    await expectAccessible(page);
  });

  test(`a call list is worked through: reached, called again later, who has which, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${winnow.url}/logged-segments/${listNo}/calls`);
    await look(page, "call-list-start");
    await page.getByRole("button", { name: "Start calling" }).click();
    await page.getByRole("button", { name: "Save and next" }).waitFor();
    const first = await calling(page).textContent();
    await expect(page.getByText("Ask for the new bikes.")).toBeVisible();
    await page.getByRole("textbox", { name: "Comment" }).fill(`Ordered two ${width}`);
    await look(page, "call-desk");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save and next" }).click();
    await expect(calling(page)).not.toHaveText(first ?? "");
    expect(await entryWith(`Ordered two ${width}`)).toMatchObject({ attemptFailed: false, loggedSegmentEntryNo: listNo });
    const second = (await calling(page).textContent()) ?? "";
    await results(page).getByRole("button", { name: "Call again" }).click();
    await expect(page.getByLabel("Call again at")).toHaveValue(/T/);
    await page.getByRole("button", { name: "Save and next" }).click();
    await expect(calling(page)).not.toHaveText(second);
    const third = (await calling(page).textContent()) ?? "";
    const other = await givenPerson(winnow.db, "marketer");
    const marketer = await contextOf(winnow.db, other.userId, new Date());
    if (marketer) value(await takeCall(marketer, { want: "next", loggedSegmentEntryNo: listNo }));
    await page.reload();
    await expect(calling(page)).toHaveText(third);
    const calls = page.getByRole("list", { name: "Calls" });
    await expect(calls.getByRole("listitem").filter({ hasText: "Marketer Person has this one" })).not.toHaveCount(0);
    await expect(calls.getByRole("listitem").filter({ hasText: third })).toContainText("You have this one");
    await expect(calls.getByRole("listitem").filter({ hasText: second })).toContainText("Call again");
    await look(page, "call-list");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Pause" }).click();
    await expect(page.getByRole("button", { name: "Start calling" })).toBeVisible();
  });
}

test("by the keyboard alone a list is called from, skipped and gone back on, and a contact is called", async ({ page }) => {
  await page.goto(`${winnow.url}/logged-segments/${listNo}/calls`);
  await page.getByRole("button", { name: "Start calling" }).waitFor();
  await pressUntil(page, "s", page.getByRole("button", { name: "Save and next" }));
  const first = (await calling(page).textContent()) ?? "";
  await page.keyboard.press("2");
  await expect(results(page).getByRole("button", { name: "Not reached" })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("c");
  await page.keyboard.type("Nobody there");
  await page.keyboard.press("Control+Enter");
  await expect(calling(page)).not.toHaveText(first);
  expect(await entryWith("Nobody there")).toMatchObject({ attemptFailed: true });
  const second = (await calling(page).textContent()) ?? "";
  await page.keyboard.press("j");
  await expect(calling(page)).not.toHaveText(second);
  await page.keyboard.press("k");
  await expect(calling(page)).toHaveText(second);

  const { contactNo, name } = people[4] ?? { contactNo: "", name: "" };
  await page.goto(`${winnow.url}/contacts/${contactNo}`);
  await page.getByRole("heading", { level: 1, name }).waitFor();
  const dialog = page.getByRole("dialog", { name: `Call ${name}` });
  await pressUntil(page, "m", dialog);
  await expect(dialog.getByRole("textbox", { name: "Number" })).toBeFocused();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("+44 20 7946 0018");
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("link", { name: "Dial" })).toBeFocused();
  await dialog.getByRole("textbox", { name: "Comment" }).focus();
  await page.keyboard.type("By keyboard");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("1 call logged")).toBeVisible();
  expect(await entryWith("By keyboard")).toMatchObject({ segmentNo: null, loggedSegmentEntryNo: null });
});
