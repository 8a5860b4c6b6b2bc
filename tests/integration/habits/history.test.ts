import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AccessDenied, type OperationContext } from "@/lib/access/operation";
import { deleteContacts } from "@/lib/contact-upkeep/delete-contacts";
import { auditTrail, recordHistory } from "@/lib/history/list-history";
import type { CountedHistory } from "@/lib/history/schema";
import { addLines } from "@/lib/segmentation/add-lines";
import { createSegment } from "@/lib/segmentation/create-segment";
import { goBack } from "@/lib/segmentation/go-to-step";
import { updateSegmentHeader } from "@/lib/segmentation/update-segment-header";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { group, take } from "../segmentation/worksheet";

let db: TestDatabase;
let context: OperationContext;
let segmentNo: string;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  const created = await createSegment(context, { description: "Spring" });
  if (!created.ok) throw new Error(created.error.code);
  segmentNo = created.value.segmentNo;
});
afterAll(() => db.drop());

const viewer = () =>
  testContext(db, { user: { id: "vera", name: "Vera Viewer", email: "vera@example.test", role: "viewer", salespersonCode: null } });

describe("the history of a record", () => {
  it("says who did what when, in words, with each field before and after, the newest first", async () => {
    const later = (minute: number) => ({ ...context, now: new Date(Date.UTC(2026, 2, 16, 10, minute)) });
    await updateSegmentHeader(later(1), { segmentNo, headerVersion: 1, changes: { description: "Summer", campaignNo: "CP2" } });
    await addLines(later(2), { segmentNo, contacts: { contactNos: ["P101", "P201"] } });
    await goBack(later(3), { segmentNo, fromStep: 1 });
    const { entries, next } = await recordHistory(context, { kind: "segment", key: segmentNo });
    expect(next).toBeNull();
    expect(entries.map(({ what, userName }) => `${userName}: ${what}`)).toEqual([
      "Ada Admin: Went back from step 1 to 0",
      "Ada Admin: Changed lines by hand (step 1): 2 added, 2 now",
      "Ada Admin: Changed the header",
      "Ada Admin: Made the segment",
    ]);
    expect(entries[2]).toMatchObject({
      at: later(1).now,
      made: false,
      changes: [
        { field: "Campaign", before: null, after: "CP2" },
        { field: "Description", before: "Spring", after: "Summer" },
      ],
      subject: { label: `Summer, ${segmentNo}`, href: `/segments/${segmentNo}` },
    });
    expect(entries[3]).toMatchObject({
      made: true,
      changes: expect.arrayContaining([{ field: "Description", before: null, after: "Spring" }]),
    });
  });

  it("tells a step's criteria in plain words, by the names of codes, to everybody who reads", async () => {
    await take({ ...context, now: new Date("2026-03-16T11:00:00Z") }, segmentNo, "add", group("NEWS"));
    const { entries, next } = await recordHistory(await viewer(), { kind: "segment", key: segmentNo, limit: 1 });
    expect(entries[0]?.what).toBe("Added contacts (step 1): 3 added, 3 now");
    expect(entries[0]?.words).toContain("Newsletter");
    expect(next).not.toBeNull();
  });
});

describe("the audit trail", () => {
  it("is for administrators", async () => {
    await expect(auditTrail(await viewer(), {})).rejects.toBeInstanceOf(AccessDenied);
  });

  it("reads on from any place, without gap or repetition, also among acts of one moment", async () => {
    await db.pool.query(
      `insert into audit_entry (at, user_id, user_name, operation, subject_kind, subject_key)
      select '2026-03-15T09:00:00.123456Z', $1, 'Ada Admin', 'segment.goBack', 'segment', 'SM7' from generate_series(1, 25)`,
      [context.user.id],
    );
    const read: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: CountedHistory = await auditTrail(context, { after, limit: 10 });
      read.push(...page.entries.map(({ id }) => id));
      after = page.next;
      if (after === null) break;
    }
    const { rows } = await db.pool.query<{ id: string }>("select id::text from audit_entry order by at desc, audit_entry.id desc");
    expect(read).toEqual(rows.map(({ id }) => id));
  });

  it("is filtered by person, kind, record and days of the workspace", async () => {
    await db.pool.query(`insert into audit_entry (at, user_id, user_name, operation, subject_kind, subject_key, detail) values
      ('2026-02-01T22:59:59Z', 'vera', 'Vera Viewer', 'interactionLogEntry.cancel', 'interactionLogEntry', '3 entries', '{"entryNos": [1, 2, 3]}'),
      ('2026-02-01T23:00:00Z', 'vera', 'Vera Viewer', 'account.change', 'user', 'vera', '{"before": {"name": "Vera"}, "after": {"name": "Vera Viewer"}}')`);
    const vera = await auditTrail(context, { userId: "vera" });
    expect(vera.entries.map(({ what, subject }) => [what, subject.label])).toEqual([
      ["Changed their own account", "Vera Viewer"],
      ["Canceled 3 interactions", "Interaction log entry 3 entries"],
    ]);
    expect(vera).toMatchObject({ total: 2, orMore: false });
    // 23:00 in London is the next day in Berlin.
    expect((await auditTrail(context, { to: "2026-02-01" })).entries.map(({ what }) => what)).toEqual(["Canceled 3 interactions"]);
    expect((await auditTrail(context, { from: "2026-02-02", to: "2026-02-02" })).entries.map(({ what }) => what)).toEqual([
      "Changed their own account",
    ]);
    expect((await auditTrail(context, { kind: "user" })).entries).toHaveLength(1);
    expect((await auditTrail(context, { key: segmentNo })).total).toBe(5);
  });

  it("names what is gone by its number, without a link", async () => {
    expect(await deleteContacts(context, { contactNos: ["P900"] })).toMatchObject({ ok: true });
    const { entries } = await auditTrail(context, { kind: "contact" });
    expect(entries[0]).toMatchObject({ what: "Deleted Finn Solo", subject: { label: "Contact P900", href: null } });
  });
});
