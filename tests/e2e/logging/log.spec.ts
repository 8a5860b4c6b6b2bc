import { expect, test } from "@playwright/test";
import { addLines } from "@/lib/segmentation/add-lines";
import { changeLines } from "@/lib/segmentation/change-lines";
import { createSegment } from "@/lib/segmentation/create-segment";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { givenSegment, value } from "../../integration/segmentation/worksheet";
import { expectAccessible } from "../../support/accessible";
import { type DemoWinnow, startDemoWinnow } from "../../support/demo-winnow";
import { look } from "../../support/look";
import { pressUntil } from "../../support/press-until";

// Axe looks at many states in both themes, which takes its time on two cores.
test.describe.configure({ timeout: 150_000, mode: "serial" });

let winnow: DemoWinnow;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  winnow = await startDemoWinnow();
});
test.afterAll(() => winnow.stop());
test.beforeEach(async ({ context }) => winnow.signIn(context));

/** Two lines under campaigns of their own, and none on the header. */
async function givenTwoCampaigns(): Promise<string> {
  const { context } = winnow;
  const segmentNo = await givenSegment(context, { description: "Two campaigns", interactionTemplateCode: "BUS", salespersonCode: "HR" });
  value(await addLines(context, { segmentNo, contacts: { contactNos: ["CT100202", "CT000088"] }, ignoreExclusion: true }));
  value(await changeLines(context, { segmentNo, which: { lines: [{ contactNo: "CT100202" }] }, set: { campaignNo: "CP1001" } }));
  value(await changeLines(context, { segmentNo, which: { lines: [{ contactNo: "CT000088" }] }, set: { campaignNo: "CP1002" } }));
  return segmentNo;
}

test("a blocked salesperson stops the log until he is replaced; then it is logged and says what to do now", async ({ page }) => {
  await winnow.db.pool.query("update salesperson set blocked = true where code = 'OF'");
  await page.goto(`${winnow.url}/segments/SM10004/log`);
  await expect(page.getByText("165 lines name a blocked salesperson")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Log 165 interactions/ })).toBeDisabled();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Show 165 lines" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "165 lines name a blocked salesperson" })).toBeVisible();
  await expectAccessible(page);
  await page.goBack();
  await page.getByRole("button", { name: /^(Another|Choose salesperson)/ }).click();
  await page.getByRole("combobox", { name: "Salesperson" }).click();
  await page.getByRole("option", { name: /Helena Ray/ }).click();
  await expect(page.getByText("165 lines now have Helena Ray.")).toBeVisible();
  await expect(page.getByText("Every line has a salesperson")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Log 165 interactions/ }).click();
  await expect(page.getByRole("heading", { name: "165 interactions logged" })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await page.getByRole("link", { name: /^Open logged segment/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Working place arrangement, Customer" })).toBeVisible();
});

test("what the header lacks is filled in on the check itself", async ({ page }) => {
  const created = await createSegment(winnow.context, {});
  if (!created.ok) throw new Error(created.error.code);
  const { segmentNo } = created.value;
  const added = await addLines(winnow.context, { segmentNo, contacts: { contactNos: ["CT100202"] } });
  if (!added.ok) throw new Error(added.error.code);
  await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
  await expect(page.getByText("2 problems must be fixed first")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Write a description…" }).click();
  await page.getByRole("textbox", { name: "Description" }).fill("Spring letter");
  await page.keyboard.press("Enter");
  await expect(page.getByText("It has a description")).toBeVisible();
  await page.getByRole("button", { name: "Choose a template…" }).click();
  await expect(page.getByRole("combobox", { name: "Interaction template" })).toBeFocused();
  await page.keyboard.type("business letter");
  await page.getByRole("option", { name: /^Business letter/ }).click();
  await expect(page.getByText("Every line has a date and a template")).toBeVisible();
  await expect(page.getByRole("button", { name: "Log 1 interaction" })).toBeEnabled();
});

test("a segment is logged by the keyboard alone, and its worksheet is read-only afterwards", async ({ page }) => {
  await page.goto(`${winnow.url}/segments/SM10005`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await pressUntil(page, "l", page.getByRole("complementary", { name: "What will happen" }));
  const button = page.getByRole("button", { name: /^Log \d+ interactions/ });
  if (await button.isDisabled()) await page.getByRole("button", { name: /^leave/ }).click();
  await page.getByRole("checkbox", { name: "And make a follow-up segment of all who are logged" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: /interactions logged/ })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("link", { name: /^Go on with the follow-up segment/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Follow-up on segment SM10005" })).toBeVisible();
  await page.goto(`${winnow.url}/segments/SM10005`);
  await expect(page.getByRole("main").getByText("Logged", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Add\b/ })).toHaveCount(0);
});

for (const width of [1440, 390]) {
  test(`LOGSEG-002 lines with campaigns of their own get an entry each and keep them in the follow-up, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const segmentNo = await givenTwoCampaigns();
    await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
    await expect(page.getByText("2 campaign entries: CP1001 with 1 interaction, CP1002 with 1 interaction")).toBeVisible();
    await page.getByRole("checkbox", { name: "And make a follow-up segment of all who are logged" }).check();
    await look(page, "log-campaigns");
    await page.getByRole("button", { name: "Log 2 interactions" }).click();
    await expect(page.getByRole("heading", { name: "2 interactions logged" })).toBeVisible({ timeout: 60_000 });
    await page.getByRole("link", { name: /^Go on with the follow-up segment/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: `Follow-up on segment ${segmentNo}` })).toBeVisible();
    const followUpNo = decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? "");
    const lines = await listSegmentLines(winnow.context, { segmentNo: followUpNo });
    expect(lines?.lines.map(({ campaignNo }) => campaignNo).toSorted()).toEqual(["CP1001", "CP1002"]);
    const { rows } = await winnow.db.pool.query("select entry_no from logged_segment where segment_no = $1", [segmentNo]);
    await page.goto(`${winnow.url}/logged-segments/${rows[0].entry_no}?tab=campaign`);
    const entries = page.getByRole("table", { name: "Campaign entries" }).getByRole("row");
    await expect(entries).toHaveCount(3);
    for (const campaignNo of ["CP1001", "CP1002"])
      await expect(entries.filter({ hasText: campaignNo }).getByRole("cell", { name: "1", exact: true }).last()).toBeVisible();
    await look(page, "campaign-entries");
  });

  test(`every part of a logged segment and an entry reads well at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const path of [
      "/logged-segments",
      "/logged-segments/1",
      "/logged-segments/1?tab=members",
      "/logged-segments/1?tab=criteria",
      "/logged-segments/1?tab=campaign",
      "/interaction-log-entries?search=corporation",
      "/interaction-log-entries/60",
    ]) {
      await page.goto(`${winnow.url}${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
    }
  });
}

test("canceling marks everything and can be undone; entries are canceled by selection", async ({ page }) => {
  await page.goto(`${winnow.url}/logged-segments/1`);
  await page.getByRole("button", { name: "Cancel…" }).click();
  await expect(page.getByRole("alertdialog", { name: "Cancel 165 interactions?" })).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("1 logged segment canceled with 165 interactions.")).toBeVisible();
  await expect(page.getByText("counted, 165 canceled")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("1 logged segment reinstated with 165 interactions.")).toBeVisible();
  const entries = page.getByRole("table", { name: "Interaction log entries" });
  await entries.getByRole("checkbox").nth(1).click();
  await entries.getByRole("checkbox").nth(2).click();
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(page.getByText("2 entries canceled.")).toBeVisible();
  await expect(page.getByText("counted, 2 canceled")).toBeVisible();
});

test("a large logged segment is canceled by a worker, which the page follows to its end", async ({ page }) => {
  await winnow.db.pool.query(
    `insert into interaction_log_entry (contact_no, contact_name, date, description, information_flow, initiated_by, logged_segment_entry_no, user_id, logged_at)
     select 'L' || n, 'Many', current_date, 'Letter', 'outbound', 'us', 2, $1, now() from generate_series(1, 30000) n`,
    [winnow.context.user.id],
  );
  await page.goto(`${winnow.url}/logged-segments/2`);
  await page.getByRole("button", { name: "Cancel…" }).click();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("1 logged segment is being canceled.")).toBeVisible();
  await expect(page.getByRole("progressbar", { name: /^Cancel / })).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel…" })).toHaveCount(0);
  await expectAccessible(page);
  await expect(page.getByRole("button", { name: "Reinstate…" })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("progressbar")).toHaveCount(0);
});

test("a log whose worker was killed at every attempt was given up: back to draft, and it can be logged", async ({ page }) => {
  await winnow.db.pool.query("update segment set state = 'logging' where segment_no = 'SM10003'");
  await winnow.db.pool.query(
    `insert into job (kind, title, subject_kind, subject_key, payload, user_id, state, error, finished_at)
     values ('segment.log', 'Log', 'segment', 'SM10003', '{}', $1, 'failed', '{"code": "fault", "message": "This did not work."}', now())`,
    [winnow.context.user.id],
  );
  await page.goto(`${winnow.url}/segments/SM10003/log`);
  await expect(page.getByRole("heading", { name: "The log was given up" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Back to draft" }).click();
  await expect(page.getByRole("button", { name: /^Log [\d,]+ interactions/ })).toBeVisible();
  await page.goto(`${winnow.url}/segments/SM10003`);
  await expect(page.getByRole("button", { name: /^Add\b/ })).toBeVisible();
});
