import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { findContact } from "@/lib/contacts/find-contact";
import { cancelEntries, reinstateEntries } from "@/lib/logging/cancel-entries";
import { cancelLoggedSegments, reinstateLoggedSegments } from "@/lib/logging/cancel-logged-segments";
import { deleteCanceled, findDeletion } from "@/lib/logging/delete-canceled";
import { addComment, editComment, listEntryComments, removeComment } from "@/lib/logging/entry-comments";
import { evaluateEntries, undoEvaluation } from "@/lib/logging/evaluate-entries";
import { findInteractionLogEntry } from "@/lib/logging/find-interaction-log-entry";
import { findLoggedSegment } from "@/lib/logging/find-logged-segment";
import { listDeletions } from "@/lib/logging/list-deletions";
import { listInteractionLogEntries } from "@/lib/logging/list-interaction-log-entries";
import { listLoggedSegments } from "@/lib/logging/list-logged-segments";
import { type DeleteCanceled, type EntryFilter, entryFilterSchema } from "@/lib/logging/schema";
import { createSegment } from "@/lib/segmentation/create-segment";
import { givenBaseWorld } from "../../support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { value } from "../segmentation/worksheet";
import { givenWorksheet, log, logTables } from "./support";

let db: TestDatabase;
let context: OperationContext;
let other: OperationContext;
beforeEach(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  other = await testContext(db, {
    user: { id: "mark", name: "Mark", email: "mark@example.test", role: "marketer", salespersonCode: null },
  });
});
afterEach(() => db.drop());

async function givenLogged(contactNos = ["P101", "P201", "P202"]): Promise<{ loggedNo: number; entryNos: number[] }> {
  const loggedNo = value(await log(context, await givenWorksheet(context, contactNos, { campaignNo: "CP1" }))).entryNo;
  const { rows } = await listInteractionLogEntries(context, { loggedSegmentEntryNo: loggedNo, direction: "asc" });
  return { loggedNo, entryNos: rows.map(({ entryNo }) => entryNo) };
}
const matching = (filter: EntryFilter) => ({ matching: filter });
const found = async (filter: EntryFilter) =>
  (await listInteractionLogEntries(context, filter)).rows.map((row) => row.entryNo).sort((a, b) => a - b);
const noted = async () =>
  (await db.prisma.interactionLogEntry.findMany({ orderBy: { entryNo: "asc" } })).map(({ entryNo, evaluation, attemptFailed }) => [
    Number(entryNo),
    evaluation,
    attemptFailed,
  ]);
async function remove(of: DeleteCanceled["of"]) {
  return deleteCanceled(context, { of, expected: await findDeletion(context, { of }) });
}

describe("evaluating", () => {
  it("notes an evaluation on selected entries, leaves canceled ones alone, and undoes it exactly, once and only for oneself", async () => {
    const before = await noted();
    const report = value(
      await evaluateEntries(context, { entries: { entryNos: [1, 2, 3, 4] }, change: { set: "evaluation", evaluation: "positive" } }),
    );
    expect(report).toMatchObject({ changed: 2, already: 1, canceled: 1 }); // 1 is positive, 4 is canceled
    expect((await noted()).map(([, evaluation]) => evaluation)).toEqual(["positive", "positive", "positive", null, null]);
    const changeNo = ("changeNo" in report && report.changeNo) || 0;
    expect(await undoEvaluation(other, { changeNo })).toEqual({ ok: false, error: { code: "undo_gone" } });
    expect(value(await undoEvaluation(context, { changeNo }))).toEqual({ restored: 2, since: 0 });
    expect(await noted()).toEqual(before);
    expect(await undoEvaluation(context, { changeNo })).toEqual({ ok: false, error: { code: "undo_gone" } });
  });

  it("undoing leaves what somebody else noted since", async () => {
    const first = value(
      await evaluateEntries(context, { entries: { entryNos: [1, 2] }, change: { set: "evaluation", evaluation: "neutral" } }),
    );
    value(await evaluateEntries(other, { entries: { entryNos: [2] }, change: { set: "evaluation", evaluation: "very_positive" } }));
    expect(value(await undoEvaluation(context, { changeNo: ("changeNo" in first && first.changeNo) || 0 }))).toEqual({
      restored: 1,
      since: 1,
    });
    expect((await noted()).slice(0, 2)).toEqual([
      [1, "positive", false],
      [2, "very_positive", false],
    ]);
  });

  it("changes all that match in one go, and nothing when another number matches now", async () => {
    const { loggedNo } = await givenLogged();
    const entries = { ...matching({ loggedSegmentEntryNo: loggedNo }), expected: 4 };
    const change = { set: "attemptFailed", attemptFailed: true } as const;
    expect(await evaluateEntries(context, { entries, change })).toEqual({ ok: false, error: { code: "count_moved", now: 3 } });
    expect(await cancelEntries(context, entries)).toEqual({ ok: false, error: { code: "count_moved", now: 3 } });
    expect(value(await evaluateEntries(context, { entries: { ...entries, expected: 3 }, change }))).toMatchObject({ changed: 3 });
    expect((await found({ attemptFailed: true })).length).toBe(3);
    expect(await evaluateEntries(context, { entries: { entryNos: [4] }, change })).toEqual({
      ok: false,
      error: { code: "entry_is_canceled", entryNo: 4 },
    });
    expect(await evaluateEntries(context, { entries: { entryNos: [1, 99] }, change })).toEqual({
      ok: false,
      error: { code: "entry_not_found", entryNo: 99 },
    });
    expect((await found({ attemptFailed: true })).length).toBe(3);
  });

  it("LOGSEG-004, LOGSEG-005, W-43 cancels and reinstates all that match, and the logged segment counts what is left", async () => {
    const { loggedNo, entryNos } = await givenLogged();
    value(await cancelEntries(context, { entryNos: entryNos.slice(0, 1) }));
    const all = { ...matching({ loggedSegmentEntryNo: loggedNo }), expected: 3 };
    expect(value(await cancelEntries(context, all))).toMatchObject({ changed: 2, already: 1, entryNos: entryNos.slice(1) });
    expect((await findLoggedSegment(context, { entryNo: loggedNo }))?.interactions).toBe(0);
    expect(value(await reinstateEntries(context, all))).toMatchObject({ changed: 3, already: 0 });
    expect(await findLoggedSegment(context, { entryNo: loggedNo })).toMatchObject({ interactions: 3, costLcy: 30, durationMin: 45 });
  });

  it("LOGSEG-006 refuses to reinstate all that match while a logged segment among them is canceled", async () => {
    const { loggedNo } = await givenLogged();
    value(await cancelLoggedSegments(context, { entryNos: [loggedNo] }));
    expect(await reinstateEntries(context, { ...matching({ canceled: "canceled" }), expected: 4 })).toMatchObject({
      error: { code: "logged_segment_is_canceled", loggedSegmentEntryNo: loggedNo },
    });
    expect((await found({ canceled: "canceled" })).length).toBe(4);
  });

  it("finds entries by evaluation, failed attempt, comment and group", async () => {
    value(await addComment(context, { entryNo: 3, text: "Called back" }));
    value(await evaluateEntries(context, { entries: { entryNos: [2] }, change: { set: "attemptFailed", attemptFailed: true } }));
    expect(await found({ evaluation: "positive" })).toEqual([1]);
    expect(await found({ evaluation: "none" })).toEqual([3, 4]);
    expect(await found({ evaluation: "any" })).toEqual([1, 2]);
    expect(await found({ attemptFailed: true })).toEqual([2]);
    expect(await found({ commented: true })).toEqual([3]);
    expect(await found({ commented: false })).toEqual([1, 2, 4]);
    expect(await found({ interactionGroupCode: "LETTERS" })).toEqual([1, 3]);
  });

  it("W-42 canceled interactions count neither as last interaction nor as last attempt", async () => {
    value(await cancelEntries(context, { entryNos: [2] }));
    const numbers = (await findContact(context, { contactNo: "P101" }))?.numbers;
    expect(numbers).toMatchObject({ interactions: 1, lastInteraction: "2026-01-10", lastAttempt: "2026-01-10" });
  });
});

describe("comments", () => {
  it("are added, changed and removed by their author, and brought back", async () => {
    const { commentNo } = value(await addComment(context, { entryNo: 1, text: "  <b>Likes</b>\0 the letter\n" }));
    value(await addComment(other, { entryNo: 1, text: "So do I" }));
    expect((await listEntryComments(context, { entryNo: 1 }))?.map(({ text, own }) => [text, own])).toEqual([
      ["<b>Likes</b> the letter", true],
      ["So do I", false],
    ]);
    expect(await editComment(other, { commentNo, text: "No" })).toMatchObject({ error: { code: "comment_of_another" } });
    expect(await removeComment(other, { commentNo, removed: true })).toMatchObject({ error: { code: "comment_of_another" } });
    value(await editComment(context, { commentNo, text: "Likes it" }));
    value(await removeComment(context, { commentNo, removed: true }));
    expect((await listEntryComments(context, { entryNo: 1 }))?.map(({ text }) => text)).toEqual(["So do I"]);
    value(await removeComment(context, { commentNo, removed: false }));
    expect((await listEntryComments(context, { entryNo: 1 }))?.[0]).toMatchObject({
      text: "Likes it",
      userName: "Ada Admin",
      changedAt: context.now,
    });
    expect((await listInteractionLogEntries(context, { search: "1" })).rows.find((row) => row.entryNo === 1)?.comments).toBe(2);
    expect(await addComment(context, { entryNo: 1, text: " " })).toMatchObject({ error: { code: "invalid_input" } });
  });

  it("stand still on a canceled entry", async () => {
    expect(await addComment(context, { entryNo: 4, text: "Late" })).toEqual({
      ok: false,
      error: { code: "entry_is_canceled", entryNo: 4 },
    });
    const { commentNo } = value(await addComment(context, { entryNo: 1, text: "Early" }));
    value(await cancelEntries(context, { entryNos: [1] }));
    expect(await removeComment(context, { commentNo, removed: true })).toMatchObject({ error: { code: "entry_is_canceled" } });
  });
});

describe("deleting what is canceled", () => {
  it("INT-016 deletes only the canceled entries among those asked for, and leaves one row in the register", async () => {
    await givenLogged();
    const of = matching(entryFilterSchema.parse({ to: "2026-03-01" }));
    expect(await findDeletion(context, { of })).toEqual({ loggedSegments: 0, entries: 1, campaignEntries: 0, comments: 0 });
    expect(value(await remove(of))).toMatchObject({ entries: 1 });
    expect((await found({})).filter((entryNo) => entryNo <= 5)).toEqual([1, 2, 3]);
    expect(await remove(of)).toMatchObject({ error: { code: "nothing_canceled" } });
    const { rows, total } = await listDeletions(context, {});
    expect([total, rows[0]]).toMatchObject([
      1,
      {
        kind: "entries",
        filterWords: "Canceled entries, until 2026-03-01",
        entries: 1,
        firstEntryNo: 4,
        lastEntryNo: 4,
        userName: "Ada Admin",
        deletedAt: context.now,
      },
    ]);
  });

  it("LOGSEG-007, W-44, W-45 deletes only canceled logged segments, with all that is theirs, and keeps their rows", async () => {
    const [first, second] = [await givenLogged(), await givenLogged(["P101", "P201"])];
    value(await addComment(context, { entryNo: first.entryNos[0] ?? 0, text: "Gone with it" }));
    value(await cancelLoggedSegments(context, { entryNos: [first.loggedNo] }));
    const of = { loggedSegments: [first.loggedNo, second.loggedNo] };
    expect(value(await remove(of))).toMatchObject({ loggedSegments: 1, entries: 3, campaignEntries: 1, comments: 1 });
    const { loggedSegments, campaignEntries, entries } = await logTables(context);
    expect(loggedSegments.map(({ setId }) => setId !== null)).toEqual([false, true]);
    expect(campaignEntries.map(({ loggedSegmentEntryNo }) => loggedSegmentEntryNo)).toEqual([second.loggedNo]);
    expect(entries.map(({ entryNo }) => Number(entryNo))).toEqual(second.entryNos);
    expect(await db.prisma.interactionLogComment.count()).toBe(0);
    expect(await findLoggedSegment(context, { entryNo: first.loggedNo })).toMatchObject({
      interactions: 3,
      costLcy: 30,
      campaignEntries: 1,
      deletedAt: context.now,
      deletion: { userName: "Ada Admin", comments: 1 },
    });
    const list = await listLoggedSegments(context, { canceled: "deleted" });
    expect([list.rows.map(({ entryNo }) => entryNo), list.counts]).toEqual([
      [first.loggedNo],
      { all: 1, counted: 1, canceled: 0, deleted: 1 },
    ]);
    expect(await reinstateLoggedSegments(context, { entryNos: [first.loggedNo] })).toEqual({
      ok: false,
      error: { code: "logged_segment_is_deleted", entryNo: first.loggedNo },
    });
    expect((await listDeletions(context, {})).rows[0]).toMatchObject({ kind: "loggedSegments", loggedSegments: 1, entries: 3 });
  });

  it("LOGSEG-009 gives no number twice (a departure): neither that of a deleted logged segment nor that of its worksheet", async () => {
    const [first, second] = [await givenLogged(["P101"]), await givenLogged(["P201"])];
    value(await cancelLoggedSegments(context, { entryNos: [second.loggedNo] }));
    const segmentNo = (await findLoggedSegment(context, { entryNo: second.loggedNo }))?.segmentNo ?? "";
    value(await remove({ loggedSegments: [second.loggedNo] }));
    expect((await givenLogged(["P202"])).loggedNo).toBe(second.loggedNo + 1);
    await db.pool.query("update number_series set manual_allowed = true; delete from segment where state = 'logged'");
    expect(await createSegment(context, { segmentNo })).toMatchObject({ error: { code: "segment_no_taken" } });
    expect(first.loggedNo).toBe(1);
  });

  it("single entries of a canceled logged segment go from its counts; it can still be reinstated", async () => {
    const { loggedNo, entryNos } = await givenLogged();
    value(await cancelLoggedSegments(context, { entryNos: [loggedNo] }));
    value(await remove({ entryNos: entryNos.slice(0, 1) }));
    expect(await findLoggedSegment(context, { entryNo: loggedNo })).toMatchObject({ interactions: 2, costLcy: 20, canceled: true });
    value(await reinstateLoggedSegments(context, { entryNos: [loggedNo] }));
    expect(await findLoggedSegment(context, { entryNo: loggedNo })).toMatchObject({ interactions: 2, entries: 2 });
  });

  it("is refused when another number would go than was shown, and to everybody but administrators", async () => {
    const of = matching(entryFilterSchema.parse({}));
    const expected = await findDeletion(context, { of });
    value(await cancelEntries(context, { entryNos: [3] }));
    expect(await deleteCanceled(context, { of, expected })).toEqual({
      ok: false,
      error: { code: "deletion_moved", now: { ...expected, entries: 2 } },
    });
    expect(await deleteCanceled(other, { of, expected })).toMatchObject({ error: { code: "not_allowed" } });
    await expect(findDeletion(other, { of })).rejects.toThrow();
    expect((await found({})).length).toBe(4);
    expect(await findInteractionLogEntry(context, { entryNo: 3 })).toMatchObject({
      canceled: true,
      title: "Product letter – by Jim Olive",
    });
  });
});
