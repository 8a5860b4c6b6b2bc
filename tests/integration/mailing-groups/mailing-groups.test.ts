import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { runJob } from "@/lib/jobs/run-job";
import { applyMailingGroup } from "@/lib/mailing-groups/apply-mailing-group";
import { groupJob } from "@/lib/mailing-groups/group-job";
import { listApplications } from "@/lib/mailing-groups/list-applications";
import { previewMailingGroup } from "@/lib/mailing-groups/preview-mailing-group";
import type { ApplyMailingGroup } from "@/lib/mailing-groups/schema";
import { undoMailingGroup } from "@/lib/mailing-groups/undo-mailing-group";
import { addLines } from "@/lib/segmentation/add-lines";
import { goBack } from "@/lib/segmentation/go-to-step";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { contactsOf, everybody, givenSegment, group, take, value } from "../segmentation/worksheet";

let db: TestDatabase;
let context: OperationContext;
let segmentNo: string;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  await db.pool.query("insert into mailing_group (code, description) values ('NEWS', 'Newsletter') on conflict do nothing");
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.pool.query("delete from contact_mailing_group where mailing_group_code = 'NEWS'");
  await db.pool.query(
    "insert into contact_mailing_group (contact_id, mailing_group_code) select id, 'NEWS' from contact where contact_no in ('P900', 'P201')",
  );
  segmentNo = await givenSegment(context);
  value(await addLines(context, { segmentNo, contacts: { contactNos: ["P101", "P102", "P201"] }, ignoreExclusion: true }));
});

const members = async (code = "NEWS"): Promise<string[]> =>
  (
    await db.pool.query<{ no: string }>(
      "select contact_no as no from contact_mailing_group join contact on id = contact_id where mailing_group_code = $1 order by 1",
      [code],
    )
  ).rows.map(({ no }) => no);

/** Gives the group with what the preview shows. */
async function give(to: ApplyMailingGroup["to"] = { group: "existing", code: "NEWS" }, replace = false) {
  const shown = await previewMailingGroup(context, { segmentNo, code: to.group === "new" ? null : to.code, replace });
  if (!shown) throw new Error("there is no preview");
  return applyMailingGroup(context, { segmentNo, to, replace, shown });
}

const idOf = (given: Awaited<ReturnType<typeof give>>): number => {
  const { applicationId } = value(given);
  if (applicationId === null) throw new Error("a worker does it");
  return applicationId;
};

it("PRIV-007 all contacts of the segment come into the group, the excluded one as well, and filters know it at once", async () => {
  expect(await previewMailingGroup(context, { segmentNo, code: "NEWS" })).toEqual({
    before: 2,
    onSegment: 3,
    added: 2,
    alreadyIn: 1,
    removed: 0,
  });
  expect(value(await give())).toMatchObject({ group: "NEWS", added: 2, alreadyIn: 1, removed: 0 });
  expect(await members()).toEqual(["P101", "P102", "P201", "P900"]);
  const other = await givenSegment(context);
  await take(context, other, "add", group("NEWS"), { ignoreExclusion: true });
  expect((await contactsOf(context, other)).toSorted()).toEqual(["P101", "P102", "P201", "P900"]);
});

it("replacing who is in it shows before whom it takes out, and is taken back exactly, whoever does it", async () => {
  expect(await previewMailingGroup(context, { segmentNo, code: "NEWS", replace: true })).toMatchObject({
    before: 2,
    added: 2,
    alreadyIn: 1,
    removed: 1,
  });
  const applicationId = idOf(await give(undefined, true));
  expect(await members()).toEqual(["P101", "P102", "P201"]);
  expect((await listApplications(context, {})).rows[0]).toMatchObject({
    applicationId,
    group: "NEWS",
    description: "Newsletter",
    segmentNo,
    replaced: true,
    added: 2,
    removed: 1,
    latest: true,
    undoneAt: null,
  });
  expect(value(await undoMailingGroup(context, { applicationId }))).toEqual({
    group: "NEWS",
    removed: 2,
    putBack: 1,
    groupGone: false,
    goesOn: false,
  });
  expect(await members()).toEqual(["P201", "P900"]);
  expect(await undoMailingGroup(context, { applicationId })).toEqual({
    ok: false,
    error: { code: "undone_already", group: "NEWS", by: "Ada Admin" },
  });
  expect((await listApplications(context, {})).rows[0]).toMatchObject({ latest: false, undoneBy: "Ada Admin" });
  const audit = await db.pool.query("select operation from audit_entry where subject_kind = 'mailing_group' order by id desc limit 2");
  expect(audit.rows).toEqual([{ operation: "mailingGroup.undo" }, { operation: "mailingGroup.apply" }]);
});

it("cannot be taken back once somebody else changed the group, and can again when that is gone", async () => {
  const applicationId = idOf(await give());
  await db.pool.query(
    "update contact_mailing_group set contact_id = (select id from contact where contact_no = 'C300') where contact_id = (select id from contact where contact_no = 'P900') and mailing_group_code = 'NEWS'",
  );
  expect(await undoMailingGroup(context, { applicationId })).toEqual({ ok: false, error: { code: "group_changed", group: "NEWS" } });
  expect(await members()).toEqual(["C300", "P101", "P102", "P201"]);
  await db.pool.query(
    "update contact_mailing_group set contact_id = (select id from contact where contact_no = 'P900') where contact_id = (select id from contact where contact_no = 'C300') and mailing_group_code = 'NEWS'",
  );
  value(await undoMailingGroup(context, { applicationId }));
  expect(await members()).toEqual(["P201", "P900"]);
});

it("a group is made in place and goes when it is taken back; a code that is taken or unknown is refused", async () => {
  const applicationId = idOf(await give({ group: "new", code: "spring", description: "Spring letter" }));
  expect(await members("SPRING")).toEqual(["P101", "P102", "P201"]);
  expect(await give({ group: "new", code: "SPRING", description: "Again" })).toEqual({
    ok: false,
    error: { code: "group_taken", group: "SPRING" },
  });
  expect(value(await undoMailingGroup(context, { applicationId }))).toMatchObject({ groupGone: true });
  expect(await db.prisma.mailingGroup.count({ where: { code: "SPRING" } })).toBe(0);
  expect(await give({ group: "existing", code: "NONE" })).toEqual({ ok: false, error: { code: "group_not_found", group: "NONE" } });
});

it("nothing is done on numbers that are not true any more, for nobody, or without the right", async () => {
  const shown = { before: 2, onSegment: 3, added: 3, alreadyIn: 0, removed: 0 };
  const to = { group: "existing", code: "NEWS" } as const;
  expect(await applyMailingGroup(context, { segmentNo, to, shown })).toMatchObject({
    ok: false,
    error: { code: "numbers_moved", now: { added: 2 } },
  });
  expect(await members()).toEqual(["P201", "P900"]);
  value(await goBack(context, { segmentNo, fromStep: 1 }));
  expect(await give()).toMatchObject({ ok: false, error: { code: "nobody_on_segment" } });
  const user = { id: "vera", name: "Vera", email: "vera@example.test", role: "viewer", salespersonCode: null } as const;
  const viewer = await testContext(db, { user });
  expect(await applyMailingGroup(viewer, { segmentNo, to, shown })).toMatchObject({ ok: false, error: { code: "not_allowed" } });
  expect(await undoMailingGroup(viewer, { applicationId: 1 })).toMatchObject({ ok: false, error: { code: "not_allowed" } });
});

it("many contacts are added and taken out again by a worker, once, however often it is begun", async () => {
  await db.pool.query(
    "insert into contact (contact_no, type, name) select 'M' || n, 'company', 'Many ' || n from generate_series(1, 20001) n",
  );
  segmentNo = await givenSegment(context);
  await take(context, segmentNo, "add", everybody);
  expect(value(await give(undefined, true))).toMatchObject({ applicationId: null, removed: 0 });
  const before = await members();
  expect(before).toEqual(["P201", "P900"]);
  const work = async () => {
    const { id } = await db.prisma.job.findFirstOrThrow({ where: { kind: groupJob.kind }, orderBy: { createdAt: "desc" } });
    await db.prisma.job.update({ where: { id }, data: { state: "waiting" } }); // as after a kill
    await runJob(db, groupJob, { jobId: id }, { lastAttempt: true, signal: new AbortController().signal });
    return db.prisma.job.findUniqueOrThrow({ where: { id }, select: { state: true, error: true } });
  };
  for (let begun = 0; begun < 2; begun++) expect(await work()).toEqual({ state: "done", error: null });
  expect(await members()).toHaveLength(20_001 + 7);
  const { rows, total } = await listApplications(context, {});
  expect(rows[0]).toMatchObject({ segmentNo, added: 20_006, alreadyIn: 2, latest: true });
  expect(value(await undoMailingGroup(context, { applicationId: rows[0]?.applicationId ?? 0 }))).toMatchObject({ goesOn: true });
  for (let begun = 0; begun < 2; begun++) expect(await work()).toEqual({ state: "done", error: null });
  expect(await members()).toEqual(before);
  expect((await listApplications(context, {})).total).toBe(total);
});
