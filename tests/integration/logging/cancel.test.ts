import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { cancelEntries, reinstateEntries } from "@/lib/logging/cancel-entries";
import { cancelLoggedSegments, reinstateLoggedSegments } from "@/lib/logging/cancel-logged-segments";
import { findInteractionLogEntry } from "@/lib/logging/find-interaction-log-entry";
import { findLoggedSegment } from "@/lib/logging/find-logged-segment";
import { listInteractionLogEntries } from "@/lib/logging/list-interaction-log-entries";
import { listLoggedMembers } from "@/lib/logging/list-logged-members";
import { listLoggedSegments } from "@/lib/logging/list-logged-segments";
import { givenBaseWorld } from "../../support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { value } from "../segmentation/worksheet";
import { givenWorksheet, log, logTables } from "./support";

let db: TestDatabase;
let context: OperationContext;
beforeEach(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterEach(() => db.drop());

async function givenLogged(contactNos = ["P101", "P201", "P202"]): Promise<number> {
  return value(await log(context, await givenWorksheet(context, contactNos, { campaignNo: "CP1" }))).entryNo;
}
const entriesOf = async (loggedSegmentEntryNo: number) =>
  (await db.prisma.interactionLogEntry.findMany({ where: { loggedSegmentEntryNo }, orderBy: { entryNo: "asc" } })).map((entry) =>
    Number(entry.entryNo),
  );
const numbers = async (entryNo: number) => {
  const found = await findLoggedSegment(context, { entryNo });
  return found && [found.interactions, found.campaignEntries, found.canceled, found.costLcy];
};

describe("canceling", () => {
  it("LOGSEG-003 cancels a logged segment with its entries and campaign entry; the counts stay", async () => {
    const entryNo = await givenLogged();
    expect(await numbers(entryNo)).toEqual([3, 1, false, 30]);
    expect(value(await cancelLoggedSegments(context, { entryNos: [entryNo] }))).toEqual({ changed: 1, already: 0, interactions: 3 });
    const { entries, campaignEntries } = await logTables(context);
    expect([...entries, ...campaignEntries].every(({ canceled }) => canceled)).toBe(true);
    expect(await numbers(entryNo)).toEqual([3, 1, true, 30]);
  });

  it("LOGSEG-004 counts follow the state of the logged segment; reinstating clears entries canceled before", async () => {
    const entryNo = await givenLogged();
    const [single = 0] = await entriesOf(entryNo);
    value(await cancelEntries(context, { entryNos: [single] }));
    expect(await numbers(entryNo)).toEqual([2, 1, false, 20]);
    value(await cancelLoggedSegments(context, { entryNos: [entryNo] }));
    expect(await numbers(entryNo)).toEqual([3, 1, true, 30]);
    expect(value(await reinstateLoggedSegments(context, { entryNos: [entryNo] }))).toEqual({ changed: 1, already: 0, interactions: 3 });
    expect(await numbers(entryNo)).toEqual([3, 1, false, 30]);
    expect((await logTables(context)).entries.some(({ canceled }) => canceled)).toBe(false);
  });

  it("LOGSEG-005 cancel and reinstate are two actions, so a mixed selection goes one way", async () => {
    const [first, second, third] = [await givenLogged(["P101"]), await givenLogged(["P201"]), await givenLogged(["P202"])];
    value(await cancelLoggedSegments(context, { entryNos: [second] }));
    expect(value(await cancelLoggedSegments(context, { entryNos: [second, first, third] }))).toEqual({
      changed: 2,
      already: 1,
      interactions: 2,
    });
    expect((await listLoggedSegments(context, {})).counts).toEqual({ all: 3, counted: 0, canceled: 3, deleted: 0 });
    expect(value(await reinstateLoggedSegments(context, { entryNos: [first, second, third] }))).toMatchObject({ changed: 3, already: 0 });
  });

  it("LOGSEG-006 an entry cannot be reinstated while its logged segment or campaign entry is canceled", async () => {
    const entryNo = await givenLogged();
    const [single = 0, other = 0] = await entriesOf(entryNo);
    value(await cancelLoggedSegments(context, { entryNos: [entryNo] }));
    expect(await reinstateEntries(context, { entryNos: [single] })).toMatchObject({
      ok: false,
      error: { code: "logged_segment_is_canceled", loggedSegmentEntryNo: entryNo },
    });
    expect((await findInteractionLogEntry(context, { entryNo: single }))?.heldBy).toBe("logged_segment");
    value(await reinstateLoggedSegments(context, { entryNos: [entryNo] }));
    value(await cancelEntries(context, { entryNos: [single, other] }));
    await db.pool.query("update campaign_entry set canceled = true");
    expect(await reinstateEntries(context, { entryNos: [other] })).toMatchObject({
      ok: false,
      error: { code: "campaign_entry_is_canceled", campaignNo: "CP1" },
    });
    await db.pool.query("update campaign_entry set canceled = false");
    expect(value(await reinstateEntries(context, { entryNos: [single, other] }))).toMatchObject({
      changed: 2,
      already: 0,
      interactions: 2,
    });
  });

  it("says what is not there, and refuses a viewer", async () => {
    expect(await cancelLoggedSegments(context, { entryNos: [77] })).toEqual({
      ok: false,
      error: { code: "logged_segment_not_found", entryNo: 77 },
    });
    expect(await cancelEntries(context, { entryNos: [5] })).toEqual({ ok: false, error: { code: "entry_not_found", entryNo: 5 } }); // postponed
    const viewer = await testContext(db, {
      user: { id: "viewer", name: "Vic", email: "vic@example.test", role: "viewer", salespersonCode: null },
    });
    expect(await cancelLoggedSegments(viewer, { entryNos: [1] })).toMatchObject({ ok: false, error: { code: "not_allowed" } });
    expect(await reinstateEntries(viewer, { entryNos: [1] })).toMatchObject({ ok: false, error: { code: "not_allowed" } });
  });
});

describe("looking at what was logged", () => {
  it("lists entries by keyset in both directions, filtered and searched", async () => {
    const entryNo = await givenLogged(["C100", "P101", "P201", "P202", "P900"]);
    const all = await entriesOf(entryNo);
    const list = (input: Parameters<typeof listInteractionLogEntries>[1]) => listInteractionLogEntries(context, { limit: 2, ...input });
    const first = await list({ loggedSegmentEntryNo: entryNo });
    expect([first.rows.map((row) => row.entryNo), first.total, first.previous]).toEqual([[all[4], all[3]], 5, null]);
    const second = await list({ loggedSegmentEntryNo: entryNo, after: first.next });
    expect(second.rows.map((row) => row.entryNo)).toEqual([all[2], all[1]]);
    const back = await list({ loggedSegmentEntryNo: entryNo, before: second.previous });
    expect(back.rows).toEqual(first.rows);
    expect((await list({ loggedSegmentEntryNo: entryNo, last: true, sort: "date" })).rows.map((row) => row.entryNo)).toEqual([
      all[1],
      all[0],
    ]);
    expect((await list({ search: "bell" })).rows.map((row) => row.contactNo)).toEqual(["P201", "P201"]);
    expect((await list({ search: String(all[0]) })).rows[0]?.entryNo).toBe(all[0]);
    expect((await list({})).total).toBe(9); // four of the base world; the postponed one is not shown
    expect((await list({ canceled: "canceled" })).total).toBe(1);
    expect(
      (await list({ channel: "hard_copy", salespersonCode: "JO", from: "2026-03-16", to: "2026-03-16", campaignNo: "CP1" })).total,
    ).toBe(4);
    expect((await list({ channel: "none" })).total).toBe(4);
    expect((await list({ search: "no such thing" })).rows).toEqual([]);
  });

  it("shows the members as they were logged, without those deleted since", async () => {
    const entryNo = await givenLogged();
    const page = await listLoggedMembers(context, { entryNo });
    expect([page?.rows.map(({ contactNo }) => contactNo), page?.total, page?.standing]).toEqual([["P101", "P201", "P202"], 3, 3]);
    expect(await listLoggedMembers(context, { entryNo: 99 })).toBeNull();
    expect(await findLoggedSegment(context, { entryNo: 99 })).toBeNull();
    expect(await findInteractionLogEntry(context, { entryNo: 5 })).toBeNull();
  });

  it("finds logged segments by number, title, campaign and day", async () => {
    const entryNo = await givenLogged();
    const found = async (input: Parameters<typeof listLoggedSegments>[1]) =>
      (await listLoggedSegments(context, input)).rows.map((row) => row.entryNo);
    expect(await found({ search: "spring" })).toEqual([entryNo]);
    expect(await found({ search: "summer" })).toEqual([]);
    expect(await found({ campaignNo: "CP1", from: "2026-03-16", to: "2026-03-16" })).toEqual([entryNo]);
    expect(await found({ from: "2026-03-17" })).toEqual([]);
    expect(await found({ canceled: "canceled" })).toEqual([]);
  });
});
