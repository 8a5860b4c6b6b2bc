import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { inTransaction } from "@/lib/db/transaction";
import type { LoggingError } from "@/lib/logging/errors";
import { repairLines } from "@/lib/logging/repair-lines";
import { startLog } from "@/lib/logging/start-log";
import type { LogWritten } from "@/lib/logging/types";
import { writeLog } from "@/lib/logging/write-log";
import { addLines } from "@/lib/segmentation/add-lines";
import { changeLines } from "@/lib/segmentation/change-lines";
import { goBack } from "@/lib/segmentation/go-to-step";
import type { ChangeLines } from "@/lib/segmentation/line-changes-schema";
import { updateSegmentHeader } from "@/lib/segmentation/update-segment-header";
import { givenBaseWorld } from "../../support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { contactsOf, givenSegment, segmentOf, value } from "../segmentation/worksheet";
import { checkOf, givenWorksheet, log, logTables, press } from "./support";

let db: TestDatabase;
let context: OperationContext;
beforeEach(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterEach(() => db.drop());

describe("logging a segment", () => {
  it("SEG-LOG-001 writes the logged segment, its interactions in line order and one campaign entry; the worksheet stays, read-only", async () => {
    const segmentNo = await givenWorksheet(context, ["P202", "P101", "P201"], { campaignNo: "CP1" });
    const lines = await contactsOf(context, segmentNo);
    const before = await segmentOf(context, segmentNo);
    expect(value(await log(context, segmentNo))).toMatchObject({ interactions: 3, leftOut: 0 });

    const { loggedSegments, campaignEntries, entries } = await logTables(context);
    expect(loggedSegments).toHaveLength(1);
    expect(loggedSegments[0]).toMatchObject({
      segmentNo,
      description: "Spring letter",
      userId: context.user.id,
      canceled: false,
      noOfInteractions: 3,
    });
    expect(loggedSegments[0]?.createdOn).toEqual(new Date("2026-03-16"));
    expect(entries.map((entry) => entry.contactNo)).toEqual(lines);
    expect(lines).toEqual(["P101", "P201", "P202"]);
    expect(entries[0]).toMatchObject({
      contactId: 101,
      contactName: "Anna Alt",
      companyId: 100,
      companyName: "Alder Foods",
      description: "Spring letter",
      date: new Date("2026-03-16"),
      interactionTemplateCode: "LETTER",
      interactionGroupCode: "LETTERS",
      languageCode: "DEU",
      durationMin: 15,
      salespersonCode: "JO",
      correspondenceType: "hard_copy",
      informationFlow: "outbound",
      initiatedBy: "us",
      campaignNo: "CP1",
      campaignEntryNo: campaignEntries[0]?.entryNo,
      segmentNo,
      userId: context.user.id,
      canceled: false,
      postponed: false,
    });
    expect(Number(entries[0]?.costLcy)).toBe(10);
    expect(campaignEntries).toHaveLength(1);
    expect(campaignEntries[0]).toMatchObject({
      campaignNo: "CP1",
      description: "Spring letter",
      date: new Date("2026-03-16"),
      salespersonCode: "JO",
      segmentNo,
    });

    const after = await segmentOf(context, segmentNo);
    expect(after.header.state).toBe("logged");
    expect(after.steps).toEqual(before.steps);
    expect(await contactsOf(context, segmentNo)).toEqual(lines);
    expect(await goBack(context, { segmentNo, fromStep: 1 })).toMatchObject({ ok: false, error: { code: "not_draft", state: "logged" } });
    const set = await db.prisma.contactSet.findUniqueOrThrow({ where: { setId: loggedSegments[0]?.setId ?? 0n } });
    expect(set).toMatchObject({ size: 3, frozen: true });
  });

  it("SEG-LOG-003 refuses to log a segment whose number was logged before, and writes nothing", async () => {
    const segmentNo = await givenWorksheet(context, ["P101"]);
    value(await log(context, segmentNo));
    const before = await logTables(context);
    expect(await press(context, segmentNo)).toMatchObject({ ok: false, error: { code: "already_logged", segmentNo } });
    await db.pool.query("update segment set segment_no = 'OLD' where segment_no = $1", [segmentNo]);
    await db.pool.query("update number_series set manual_allowed = true where code = 'SM'");
    await db.pool.query(
      "insert into segment (segment_no, description, date, interaction_template_code, salesperson_code) values ($1, 'Again', '2026-03-16', 'LETTER', 'JO')",
      [segmentNo],
    );
    value(await addLines(context, { segmentNo, contacts: { contactNos: ["P201"] } }));
    expect(await press(context, segmentNo)).toMatchObject({ ok: false, error: { code: "already_logged", segmentNo } });
    expect(await logTables(context)).toEqual(before);
  });

  it("SEG-LOG-004 refuses to log without a description; segment and line remain", async () => {
    const segmentNo = await givenWorksheet(context, ["P101"], { description: null });
    expect((await checkOf(context, segmentNo)).headerProblems).toEqual(["no_description"]);
    expect(await press(context, segmentNo)).toEqual({ ok: false, error: { code: "description_missing", segmentNo } });
    expect((await logTables(context)).loggedSegments).toEqual([]);
    expect((await segmentOf(context, segmentNo)).header.state).toBe("draft");
    expect(await contactsOf(context, segmentNo)).toEqual(["P101"]);
  });

  it("SEG-LOG-005 refuses to log a segment without lines, one whose only contact is blocked, and keeps the segment", async () => {
    const empty = await givenWorksheet(context, []);
    expect(await press(context, empty)).toEqual({ ok: false, error: { code: "nothing_to_log", segmentNo: empty } });
    const blocked = await givenWorksheet(context, ["P900"]);
    await db.pool.query("update contact set privacy_blocked = true where contact_no = 'P900'");
    expect(await checkOf(context, blocked)).toMatchObject({
      lines: 1,
      interactions: 0,
      leftOut: [{ problem: "privacy_blocked", count: 1 }],
    });
    expect(await log(context, blocked)).toEqual({ ok: false, error: { code: "nothing_to_log", segmentNo: blocked } });
    expect((await logTables(context)).loggedSegments).toEqual([]);
  });

  it("SEG-LOG-007 one line without a salesperson stops the log and nothing at all is written", async () => {
    await db.pool.query("update contact set salesperson_code = null where contact_no = 'P201'");
    const segmentNo = await givenWorksheet(context, ["P101", "P201"], { salespersonCode: null, campaignNo: "CP1" });
    expect((await checkOf(context, segmentNo)).mustBeFixed).toMatchObject([
      { problem: "no_salesperson", count: 1, sample: [{ contactNo: "P201", name: "Cara Bell" }] },
    ]);
    expect(await log(context, segmentNo)).toEqual({ ok: false, error: { code: "lines_to_repair", segmentNo, count: 1 } });
    expect(await logTables(context)).toEqual({ loggedSegments: [], campaignEntries: [], entries: [] });
  });

  it("SEG-LOG-007 one line left without a template stops the log; given back, it logs what each line shows, with one campaign entry a campaign", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201", "P202"], { campaignNo: "CP1" });
    const set = async (contactNo: string, set: ChangeLines["set"]) =>
      value(await changeLines(context, { segmentNo, which: { lines: [{ contactNo }] }, set }));
    await set("P101", { campaignNo: "CP2", costLcy: 8, timeOfInteraction: "09:15", evaluation: "positive", attemptFailed: true });
    await set("P201", { interactionTemplateCode: "CALL", date: "2026-03-20" });
    await set("P202", { interactionTemplateCode: null });
    expect(await checkOf(context, segmentNo)).toMatchObject({ mustBeFixed: [{ problem: "no_template", count: 1 }], toRepair: 1 });
    expect(await log(context, segmentNo)).toMatchObject({ ok: false, error: { code: "lines_to_repair", count: 1 } });
    expect(await logTables(context)).toEqual({ loggedSegments: [], campaignEntries: [], entries: [] });
    await db.pool.query("update segment set state = 'draft'");

    const { version } = await checkOf(context, segmentNo);
    value(await repairLines(context, { repair: "template", segmentNo, version, problem: "no_template" }));
    const { channels } = await checkOf(context, segmentNo);
    expect(channels.reduce((sum, { costLcy }) => sum + costLcy, 0)).toBe(8 + 5 + 10);
    value(await log(context, segmentNo));
    const { loggedSegments, campaignEntries, entries } = await logTables(context);
    expect(loggedSegments[0]).toMatchObject({ noOfInteractions: 3, durationMin: 15n + 3n + 15n });
    expect(Number(loggedSegments[0]?.costLcy)).toBe(23);
    expect(campaignEntries.map(({ campaignNo }) => campaignNo)).toEqual(["CP1", "CP2"]);
    const [cp1, cp2] = campaignEntries.map(({ entryNo }) => entryNo);
    expect(entries).toMatchObject([
      {
        contactNo: "P101",
        campaignNo: "CP2",
        campaignEntryNo: cp2,
        evaluation: "positive",
        attemptFailed: true,
        description: "Spring letter",
      },
      {
        contactNo: "P201",
        campaignEntryNo: cp1,
        interactionTemplateCode: "CALL",
        interactionGroupCode: "PHONE",
        description: "Outgoing call",
      },
      { contactNo: "P202", campaignEntryNo: cp1, interactionTemplateCode: "LETTER", evaluation: null, attemptFailed: false },
    ]);
    expect(
      entries.map(({ date, timeOfInteraction }) => [date.toISOString().slice(0, 10), timeOfInteraction?.toISOString().slice(11, 16)]),
    ).toEqual([
      ["2026-03-16", "09:15"],
      ["2026-03-20", undefined],
      ["2026-03-16", undefined],
    ]);
  });

  it("a missing template stops the log", async () => {
    const segmentNo = await givenSegment(context, { salespersonCode: "JO" });
    value(await addLines(context, { segmentNo, contacts: { contactNos: ["P101"] } }));
    expect(await press(context, segmentNo)).toEqual({ ok: false, error: { code: "template_missing", segmentNo } });
  });

  it("leaves out lines that must be repaired when asked to, and takes the salesperson of the first line for the campaign", async () => {
    await db.pool.query(
      "update contact set salesperson_code = null where contact_no = 'P101'; update salesperson set blocked = true where code = 'JO'",
    );
    const segmentNo = await givenWorksheet(context, ["P101", "P202", "P201"], { salespersonCode: null, campaignNo: "CP1" });
    expect(await checkOf(context, segmentNo)).toMatchObject({ interactions: 3, toRepair: 2 });
    expect(value(await log(context, segmentNo, { leaveOut: true }))).toMatchObject({ interactions: 1, leftOut: 2 });
    const { entries, campaignEntries } = await logTables(context);
    expect(entries.map((entry) => entry.contactNo)).toEqual(["P201"]);
    expect(campaignEntries[0]?.salespersonCode).toBe("MK");
  });

  it("repairs lines with a salesperson of their own, and logs them with it", async () => {
    await db.pool.query("update salesperson set blocked = true where code = 'JO'");
    const segmentNo = await givenWorksheet(context, ["P101", "P201", "P202"], { salespersonCode: null });
    const { version, mustBeFixed } = await checkOf(context, segmentNo);
    expect(mustBeFixed).toMatchObject([{ problem: "blocked_salesperson", count: 2, detail: ["Jim Olive"] }]);
    const repair = { repair: "salesperson", segmentNo, version, problem: "blocked_salesperson" } as const;
    expect(await repairLines(context, { ...repair, salespersonCode: "JO" })).toMatchObject({
      ok: false,
      error: { code: "salesperson_unknown" },
    });
    expect(await repairLines(context, { ...repair, salespersonCode: "PS" })).toEqual({ ok: true, value: { repaired: 2 } });
    expect(await repairLines(context, { ...repair, salespersonCode: "PS" })).toMatchObject({ ok: false, error: { code: "header_moved" } });
    expect((await checkOf(context, segmentNo)).mustBeFixed).toEqual([]);
    value(await log(context, segmentNo));
    const { entries } = await logTables(context);
    expect(entries.map((entry) => [entry.contactNo, entry.salespersonCode])).toEqual([
      ["P101", "PS"],
      ["P201", "MK"],
      ["P202", "PS"],
    ]);
  });

  it("PRIV: blocked contacts and minors without consent are left out and named; excluded ones are logged and named", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P102", "P201", "P202"]);
    await db.pool.query(
      "update contact set privacy_blocked = true where contact_no = 'P201'; update contact set minor = true where contact_no = 'P202'",
    );
    const check = await checkOf(context, segmentNo);
    expect(check).toMatchObject({ lines: 4, interactions: 2, toRepair: 0 });
    expect(check.leftOut.map(({ problem, count, sample }) => [problem, count, sample[0]?.contactNo])).toEqual([
      ["privacy_blocked", 1, "P201"],
      ["minor", 1, "P202"],
    ]);
    expect(check.worthALook.map(({ problem, sample }) => [problem, sample[0]?.contactNo])).toContainEqual(["excluded", "P102"]);
    expect(value(await log(context, segmentNo))).toMatchObject({ interactions: 2, leftOut: 2 });
    expect((await logTables(context)).entries.map((entry) => entry.contactNo)).toEqual(["P101", "P102"]);
  });

  it("looks at e-mail lines: addresses that cannot be read and addresses that lines share", async () => {
    await db.pool.query(
      "update contact set email = 'anna@alder,example' where contact_no = 'P101'; update contact set email = 'CARA@birch.example' where contact_no = 'P202'",
    );
    const segmentNo = await givenWorksheet(context, ["P101", "P201", "P202", "P900"], { interactionTemplateCode: "PROMO" });
    const check = await checkOf(context, segmentNo);
    expect(check.channels).toEqual([{ channel: "email", lines: 4, costLcy: 4, durationMin: 4 }]);
    const found = Object.fromEntries(check.worthALook.map(({ problem, count, detail }) => [problem, { count, detail }]));
    expect(found.unreadable_email).toEqual({ count: 1, detail: [] });
    expect(found.shared_email).toEqual({ count: 2, detail: ["cara@birch.example"] });
    const { version } = check;
    expect(
      value(
        await repairLines(context, { repair: "channel", segmentNo, version, problem: "unreadable_email", correspondenceType: "hard_copy" }),
      ),
    ).toEqual({ repaired: 1 });
    expect((await checkOf(context, segmentNo)).channels.map(({ channel, lines }) => [channel, lines]).sort()).toEqual([
      ["email", 3],
      ["hard_copy", 1],
    ]);
  });

  it("names contacts with an interaction in the last 30 days; canceled and postponed ones do not count", async () => {
    const segmentNo = await givenWorksheet(context, ["C100", "P101", "P201", "P202"]);
    const { worthALook, version } = await checkOf(context, segmentNo);
    const recent = worthALook.find(({ problem }) => problem === "recent_interaction");
    expect(recent).toMatchObject({ count: 1, sample: [{ contactNo: "C100" }] });
    expect(value(await repairLines(context, { repair: "remove", segmentNo, version, problem: "recent_interaction" }))).toEqual({
      repaired: 1,
    });
    expect(await contactsOf(context, segmentNo)).toEqual(["P101", "P201", "P202"]);
  });
});

describe("two people and a moving segment", () => {
  it("two who press at once start one log, and the second is told of it", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
    const other = await testContext(db, {
      user: { id: "other", name: "Otto Other", email: "otto@example.test", role: "marketer", salespersonCode: null },
    });
    const started = await Promise.all([press(context, segmentNo), press(other, segmentNo)]);
    const values = started.map(value);
    expect(values.map(({ already }) => already).sort()).toEqual([false, true]);
    expect(values[0]?.jobId).toBe(values[1]?.jobId);
    expect(await db.prisma.job.count()).toBe(1);
    expect((await segmentOf(context, segmentNo)).header.state).toBe("logging");
    const taken = await goBack(context, { segmentNo, fromStep: 1 });
    expect(taken).toMatchObject({ ok: false, error: { code: "not_draft", state: "logging" } });
  });

  it("refuses what was decided on an older version of the segment", async () => {
    const segmentNo = await givenWorksheet(context, ["P101"]);
    const { version } = await checkOf(context, segmentNo);
    value(await updateSegmentHeader(context, { segmentNo, headerVersion: 1, changes: { description: "Summer letter" } }));
    expect(await startLog(context, { segmentNo, version, expected: 1 })).toMatchObject({ ok: false, error: { code: "header_moved" } });
  });

  it("refuses another number of interactions than was shown", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
    value(await press(context, segmentNo));
    await db.pool.query("update contact set privacy_blocked = true where contact_no = 'P201'");
    const request = { segmentNo, expected: 2, leaveOut: false };
    const written = await inTransaction<LogWritten, LoggingError>(db, (tx) => writeLog(tx, context, request));
    expect(written).toEqual({ ok: false, error: { code: "interactions_moved", segmentNo, now: 1 } });
    expect((await logTables(context)).loggedSegments).toEqual([]);
  });

  it("a viewer may look at the check and not log", async () => {
    const segmentNo = await givenWorksheet(context, ["P101"]);
    const viewer = await testContext(db, {
      user: { id: "viewer", name: "Vic", email: "vic@example.test", role: "viewer", salespersonCode: null },
    });
    expect((await checkOf(viewer, segmentNo)).interactions).toBe(1);
    expect(await press(viewer, segmentNo)).toMatchObject({ ok: false, error: { code: "not_allowed" } });
  });
});
