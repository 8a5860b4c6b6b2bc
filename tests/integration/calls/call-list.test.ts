import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { findCall, findCallList, listCalls } from "@/lib/calls/queries";
import { recordCall } from "@/lib/calls/record-call";
import type { RecordCall } from "@/lib/calls/schema";
import { keepCall, leaveCalls, takeCall } from "@/lib/calls/take-call";
import { cancelEntries } from "@/lib/logging/cancel-entries";
import { listEntryComments } from "@/lib/logging/entry-comments";
import { findLoggedSegment } from "@/lib/logging/find-logged-segment";
import { givenBaseWorld } from "../../support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { heard } from "../consent/support";
import { givenWorksheet, log } from "../logging/support";
import { value } from "../segmentation/worksheet";
import { givenCallList, listOf } from "./support";

let db: TestDatabase;
let ada: OperationContext;
let esther: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  ada = await testContext(db);
  esther = await testContext(db, {
    user: { id: "esther", name: "Esther", email: "esther@example.test", role: "marketer", salespersonCode: null },
  });
});
afterAll(() => db.drop());

const at = (context: OperationContext, minutes: number) => ({ ...context, now: new Date(context.now.getTime() + minutes * 60_000) });
const next = async (context: OperationContext, loggedSegmentEntryNo: number, later = false) =>
  value(await takeCall(context, { want: "next", loggedSegmentEntryNo, later })).entryNo;
const recorded = (context: OperationContext, entryNo: number, more: Partial<RecordCall> = {}) =>
  recordCall(context, { entryNo, result: "reached", costLcy: 5, durationMin: 3, ...more });

it("a logged segment's interactions by phone stand on a call list; one without has none, and canceled ones do not stand there", async () => {
  const { loggedSegmentEntryNo, entryOf } = await givenCallList(ada, ["P101", "P201", "C300"]);
  expect(await listOf(ada, loggedSegmentEntryNo)).toMatchObject({ total: 3, counts: { left: 3, reached: 0 }, mine: null });
  value(await cancelEntries(ada, { entryNos: [entryOf.P201 ?? 0] }));
  expect((await listCalls(ada, { loggedSegmentEntryNo })).rows.map(({ contactNo }) => contactNo)).toEqual(["P101", "C300"]);
  expect(await recorded(ada, entryOf.P201 ?? 0)).toMatchObject({ ok: false, error: { code: "call_is_gone" } });
  const { entryNo } = value(await log(ada, await givenWorksheet(ada, ["P101"])));
  expect(await findCallList(ada, { loggedSegmentEntryNo: entryNo })).toBeNull();
});

it("two people work on one list at once and never have the same contact; a lease that is over gives it back", async () => {
  const { loggedSegmentEntryNo, entryOf } = await givenCallList(ada, ["C100", "P101", "P102", "C200", "P201", "P202", "C300", "P900"]);
  const people = await Promise.all(
    Array.from({ length: 6 }, (_, no) =>
      testContext(db, {
        user: { id: `p${no}`, name: `Person ${no}`, email: `p${no}@example.test`, role: "marketer", salespersonCode: null },
      }),
    ),
  );
  const taken = await Promise.all(people.map((person) => next(person, loggedSegmentEntryNo)));
  expect(new Set(taken).size).toBe(6);
  const first = taken[0] ?? 0;
  expect(await takeCall(ada, { want: "this", loggedSegmentEntryNo, entryNo: first })).toMatchObject({
    ok: false,
    error: { code: "call_is_taken", by: "Person 0" },
  });
  expect(await recorded(ada, first)).toMatchObject({ ok: false, error: { code: "call_is_taken", by: "Person 0" } });
  const [someone] = people;
  if (!someone) throw new Error("nobody");
  expect((await listCalls(ada, { loggedSegmentEntryNo })).rows.find(({ entryNo }) => entryNo === first)).toMatchObject({
    claimedByName: "Person 0",
    mine: false,
  });
  value(await keepCall(at(someone, 8), { entryNo: first }));
  expect(await takeCall(at(ada, 15), { want: "this", loggedSegmentEntryNo, entryNo: first })).toMatchObject({ ok: false });
  value(await takeCall(at(ada, 19), { want: "this", loggedSegmentEntryNo, entryNo: first }));
  expect(await recorded(at(someone, 19), first)).toMatchObject({ ok: false, error: { code: "call_is_taken", by: "Ada Admin" } });
  expect(await keepCall(at(someone, 19), { entryNo: first })).toMatchObject({ ok: false, error: { code: "call_is_gone" } });
  value(await leaveCalls(at(ada, 19), { loggedSegmentEntryNo }));
  expect(await recorded(at(someone, 19), first)).toMatchObject({ ok: true });
  expect(Object.values(entryOf)).toContain(first);
});

it("what came of a call is noted on its entry with who and when; the totals of the logged segment follow, and the next one is given", async () => {
  const { loggedSegmentEntryNo, entryOf } = await givenCallList(ada, ["P201", "P202"]);
  const before = await findLoggedSegment(ada, { entryNo: loggedSegmentEntryNo });
  const { P201 = 0, P202 = 0 } = entryOf;
  expect(await next(ada, loggedSegmentEntryNo)).toBe(P201);
  expect(await listOf(ada, loggedSegmentEntryNo)).toMatchObject({ mine: P201 });
  const later = { ...at(ada, 26 * 60), today: "2026-03-17" };
  const answer = await recorded(later, P201, {
    number: "020-201",
    evaluation: "very_positive",
    comment: "Wants two",
    costLcy: 6.5,
    durationMin: 11,
  });
  expect(value(answer)).toEqual({ entryNo: P201, next: P202 });
  expect(await db.prisma.interactionLogEntry.findUniqueOrThrow({ where: { entryNo: P201 } })).toMatchObject({
    date: new Date("2026-03-17"),
    timeOfInteraction: new Date("1970-01-01T12:00:00Z"),
    evaluation: "very_positive",
    attemptFailed: false,
    contactVia: "020-201",
    durationMin: 11,
  });
  expect(await listEntryComments(ada, { entryNo: P201 })).toMatchObject([{ text: "Wants two", userName: "Ada Admin" }]);
  expect(await findCall(ada, { entryNo: P201 })).toMatchObject({
    place: "reached",
    attempts: 1,
    calledByName: "Ada Admin",
    calledAt: later.now,
  });
  const after = await findLoggedSegment(ada, { entryNo: loggedSegmentEntryNo });
  expect([after?.costLcy, after?.durationMin]).toEqual([(before?.costLcy ?? 0) + 1.5, (before?.durationMin ?? 0) + 8]);
  expect(await db.prisma.auditEntry.count({ where: { operation: "callList.record", subjectKey: String(P201) } })).toBe(1);
  value(await recorded(later, P202, { result: "not_reached" }));
  expect(await listOf(ada, loggedSegmentEntryNo)).toMatchObject({ counts: { reached: 1, not_reached: 1, left: 0 }, mine: null });
  expect(await takeCall(ada, { want: "next", loggedSegmentEntryNo })).toMatchObject({ ok: false, error: { code: "no_call_left" } });
  await db.prisma.interactionLogEntry.update({ where: { entryNo: P202 }, data: { attemptFailed: false } });
  expect(await listOf(ada, loggedSegmentEntryNo)).toMatchObject({ counts: { reached: 2, not_reached: 0 } });
});

it("Call again keeps the contact on the list for that time, and then it comes first; Skip goes on, Later puts to the end, Previous goes back", async () => {
  const { loggedSegmentEntryNo, entryOf } = await givenCallList(ada, ["P101", "P201", "P202", "C300"]);
  const order = Object.values(entryOf).toSorted((one, other) => one - other);
  const [first = 0, second = 0, third = 0, fourth = 0] = order;
  expect(await recorded(ada, first, { result: "again" })).toMatchObject({ ok: false, error: { code: "invalid_input" } });
  expect(value(await recorded(ada, first, { result: "again", againAt: "2026-03-16T11:30" })).next).toBe(second);
  expect(await listOf(ada, loggedSegmentEntryNo)).toMatchObject({
    counts: { again: 1, left: 3 },
    due: 0,
    nextAgainAt: new Date("2026-03-16T10:30:00Z"),
  });
  expect(await next(ada, loggedSegmentEntryNo)).toBe(third);
  expect(await next(ada, loggedSegmentEntryNo, true)).toBe(fourth);
  expect(await next(ada, loggedSegmentEntryNo)).toBe(second);
  expect(value(await takeCall(ada, { want: "previous", loggedSegmentEntryNo })).entryNo).toBe(first);
  expect(await next(ada, loggedSegmentEntryNo)).toBe(second);
  expect(value(await recorded(ada, second)).next).toBe(fourth);
  expect(value(await recorded(ada, fourth)).next).toBe(third);
  expect(await listOf(at(ada, 90), loggedSegmentEntryNo)).toMatchObject({ due: 1 });
  expect(await next(at(ada, 90), loggedSegmentEntryNo)).toBe(first);
});

it("who is blocked or refused meanwhile is not given, not even when asked for, and shows no number; a call that is under way is still recorded", async () => {
  const { loggedSegmentEntryNo, entryOf } = await givenCallList(ada, ["P102", "P202", "P900"]);
  const { P102 = 0, P202 = 0, P900 = 0 } = entryOf;
  expect(await next(ada, loggedSegmentEntryNo)).toBe(P900);
  await heard(ada, ["P102", "P900"], "do_not_contact", { channels: ["phone"] });
  await db.prisma.contact.update({ where: { contactNo: "P202" }, data: { privacyBlocked: true } });
  expect(await findCall(ada, { entryNo: P102 })).toMatchObject({ place: "refused", refusal: "do_not_contact", numbers: [] });
  expect(await takeCall(esther, { want: "this", loggedSegmentEntryNo, entryNo: P202 })).toMatchObject({
    ok: false,
    error: { code: "must_not_be_called", reason: "privacy_blocked" },
  });
  expect(await takeCall(esther, { want: "next", loggedSegmentEntryNo })).toMatchObject({ ok: false, error: { code: "no_call_left" } });
  expect(value(await recorded(ada, P900, { evaluation: "negative" })).next).toBeNull();
  expect(await listOf(ada, loggedSegmentEntryNo)).toMatchObject({ counts: { refused: 2, reached: 1, left: 0 } });
});
