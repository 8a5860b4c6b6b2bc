import { expect, type Locator, type Page, test } from "@playwright/test";
import { createLiveSegment } from "@/lib/live-segments/create-live-segment";
import { goLive } from "@/lib/live-segments/go-live";
import { addLines } from "@/lib/segmentation/add-lines";
import { createSegment } from "@/lib/segmentation/create-segment";
import { expectAccessible } from "../support/accessible";
import { type OwnWinnow, startOwnWinnow } from "../support/demo-winnow";
import { look } from "../support/look";

test.describe.configure({ timeout: 120_000 });

let winnow: OwnWinnow;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  winnow = await startOwnWinnow();
  await winnow.db.pool.query(`
    insert into salesperson (code, name) values ('JO', 'Jim Olive');
    insert into contact (contact_no, type, name, salesperson_code) values ('P1', 'person', 'Otto One', 'JO'), ('P2', 'person', 'Ida Two', 'JO');
    insert into interaction_group (code, description) values ('LETTERS', 'Letters');
    insert into interaction_template (code, description, interaction_group_code) values ('NOTE', 'Spring note', 'LETTERS')`);
  await givenLive("Said no", "P1");
});
test.afterAll(() => winnow.stop());
test.beforeEach(({ context }) => winnow.signIn(context));

/** A live segment of one contact. */
async function givenLive(name: string, contactNo: string): Promise<void> {
  const filter = { kind: "field", field: "contactNo", op: "is", value: contactNo } as const;
  const made = await createLiveSegment(winnow.context, { kind: "dynamic", name, filter });
  if (!made.ok) throw new Error(made.error.code);
  const live = await goLive(winnow.context, made.value);
  if (!live.ok) throw new Error(live.error.code);
}

/** A worksheet with both contacts. */
async function givenWorksheet(description: string): Promise<string> {
  const made = await createSegment(winnow.context, { description, interactionTemplateCode: "NOTE" });
  if (!made.ok) throw new Error(made.error.code);
  const added = await addLines(winnow.context, { segmentNo: made.value.segmentNo, contacts: { contactNos: ["P1", "P2"] } });
  if (!added.ok) throw new Error(added.error.code);
  return made.value.segmentNo;
}

/** Does it by the mouse, or by the keyboard alone. */
type Hand = { press: (target: Locator) => Promise<void>; choose: (page: Page, field: Locator, typed: string) => Promise<void> };
const mouse: Hand = {
  press: (target) => target.click(),
  choose: async (page, field, typed) => {
    await field.click();
    await page.keyboard.type(typed);
    await page.getByRole("option", { name: typed }).first().click();
  },
};
const keys: Hand = {
  press: async (target) => {
    await target.focus();
    await target.press("Enter");
  },
  choose: async (page, field, typed) => {
    await field.focus();
    await page.keyboard.type(typed);
    await expect(page.getByRole("option", { name: typed }).first()).toHaveAttribute("data-highlighted");
    await page.keyboard.press("Enter");
  },
};

for (const { how, width, hand } of [
  { how: "at 1440 px", width: 1440, hand: mouse },
  { how: "at 390 px", width: 390, hand: mouse },
  { how: "by the keyboard alone", width: 1440, hand: keys },
]) {
  test(`T-84 a suppression segment is named, the check says who is left out, and the rest is logged, ${how}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    const segmentNo = await givenWorksheet(`Note ${how}`);
    await page.goto(`${winnow.url}/segments/${segmentNo}`);
    await hand.press(page.getByRole("button", { name: "More actions" }));
    await hand.press(page.getByRole("menuitem", { name: "All facts" }));
    const facts = page.getByRole(width < 640 ? "dialog" : "complementary", { name: "All facts" });
    await hand.choose(page, facts.getByRole("combobox", { name: "Suppression segments" }), "Said no");
    await page.keyboard.press("Escape");
    await expect(facts.getByText(/^Said no/).first()).toBeVisible();
    if (hand === mouse) await expectAccessible(page);
    await look(page, `suppression-facts-${hand === keys}`);
    await expect.poll(async () => (await winnow.db.prisma.segment.findUniqueOrThrow({ where: { segmentNo } })).suppression.length).toBe(1);
    await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
    await expect(page.getByText("1 contact is on a suppression segment")).toBeVisible();
    await expect(page.getByText(/^Said no \(.*\): Otto One/)).toBeVisible();
    if (hand === mouse) await expectAccessible(page);
    await look(page, `suppression-check-${hand === keys}`);
    await hand.press(page.getByRole("button", { name: /^Log 1 interaction/ }));
    await expect(page.getByRole("heading", { name: "1 interaction logged" })).toBeVisible({ timeout: 60_000 });
  });

  test(`a schedule is made, run now, and shows the segment that it logged, ${how}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await givenWorksheet(`Source ${how}`);
    await page.goto(`${winnow.url}/schedules`);
    await hand.press(page.getByRole("button", { name: "New schedule" }));
    const dialog = page.getByRole("dialog", { name: "New schedule" });
    await dialog.getByRole("textbox", { name: "Name" }).fill(`Monthly ${how}`);
    await hand.choose(page, dialog.getByRole("combobox", { name: "Segment", exact: true }), `Source ${how}`);
    await hand.choose(page, dialog.getByRole("combobox", { name: "Interaction template" }), "Spring note");
    const days = dialog.getByRole("textbox", { name: "Not those reached in the last" });
    await days.fill("");
    await days.press("Tab");
    const at = dialog.getByRole("textbox", { name: "At", exact: true });
    await expect(at).toHaveValue("09:00"); // 24 hours, whatever the browser speaks
    await at.fill("1330");
    await at.press("Tab");
    await expect(at).toHaveValue("13:30");
    await expect(
      dialog.getByText(
        `On the first Monday of every month at 13:30 (${winnow.context.timeZone}), log and send “Spring note” to Source ${how}.`,
      ),
    ).toBeVisible();
    await expect(dialog.getByRole("list", { name: "Next times" }).getByRole("listitem")).toHaveCount(5);
    if (hand === mouse) await expectAccessible(page);
    await look(page, `schedule-dialog-${hand === keys}`);
    await hand.press(dialog.getByRole("button", { name: "Save schedule" }));
    await expect(page.getByRole("heading", { level: 1, name: `Monthly ${how}` })).toBeVisible();
    if (hand === mouse) await expectAccessible(page);
    await hand.press(page.getByRole("button", { name: "Run now…" }));
    await hand.press(page.getByRole("button", { name: "Log and send now" }));
    await expect(page.getByRole("link", { name: "Logged 2 interactions" })).toBeVisible({ timeout: 60_000 });
    if (hand === mouse) await expectAccessible(page);
    await look(page, `schedule-${hand === keys}`);
    await hand.press(page.getByRole("link", { name: "Logged 2 interactions" }));
    await expect(page.getByRole("heading", { level: 1, name: `Monthly ${how}` })).toBeVisible();
  });
}
