import { afterEach, beforeEach, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { removeUnreferencedSets } from "@/lib/contact-sets/remove";
import { contactDeletionJob } from "@/lib/contact-upkeep/contact-deletion-job";
import { deleteContacts } from "@/lib/contact-upkeep/delete-contacts";
import { findContactImpact } from "@/lib/contact-upkeep/find-impact";
import { mergeContacts } from "@/lib/contact-upkeep/merge-contacts";
import { findContact } from "@/lib/contacts/find-contact";
import type { JobContext } from "@/lib/jobs/define-job";
import { startWorker } from "@/lib/jobs/worker";
import { err } from "@/lib/result";
import { goBack } from "@/lib/segmentation/go-to-step";
import { givenBaseWorld } from "../../support/base-world";
import { ended } from "../../support/ended";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { heard, whyNot } from "../consent/support";
import { checkInvariants, transact } from "../contact-sets/support";
import { givenWorksheet, log } from "../logging/support";
import { contactsOf, is, segmentOf, take, value } from "../segmentation/worksheet";

const matching = { search: "zander", type: "company", companyNo: null } as const;
const companies = 1_200;

let db: TestDatabase;
let context: OperationContext;
beforeEach(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  // 1,200 companies in one chunk of ids, a person of each in others.
  await db.pool.query(
    `with company as (
       insert into contact (id, contact_no, type, name, company_id, company_no, company_name, country_region_code)
       select 20000 + n, 'ZC' || n, 'company', 'Zander ' || n, 20000 + n, 'ZC' || n, 'Zander ' || n, 'DK' from generate_series(1, ${companies}) n
       returning id, contact_no, name)
     insert into contact (id, contact_no, type, name, company_id, company_no, company_name, country_region_code)
     select id + 20000, replace(contact_no, 'ZC', 'ZP'), 'person', 'Olga ' || id, id, contact_no, name, 'DK' from company`,
  );
});
afterEach(async () => {
  await transact(db, checkInvariants);
  await db.drop();
});

const going = 2 * companies;
async function begin(): Promise<string> {
  const { contacts, persons } = await findContactImpact(context, { matching });
  expect([contacts, persons]).toEqual([going, companies]);
  const begun = value(await deleteContacts(context, { matching, count: contacts - persons, expected: contacts }));
  expect(begun).toEqual({ contacts: going, jobId: expect.any(String) });
  return begun.jobId ?? "";
}
const left = async () =>
  Number((await db.pool.query("select count(*) from contact where name like '%Zander%' or name like 'Olga%'")).rows[0].count);
const recorded = async () => db.prisma.auditEntry.count({ where: { operation: "contact.delete" } });

it("all that match go as a job: off every step, with a record of each; log entries keep their names, refused addresses stay refused", async () => {
  const segmentNo = await givenWorksheet(context, ["P101"]);
  await take(context, segmentNo, "add", is("countryRegionCode", "DK"));
  await take(context, segmentNo, "reduce", is("countryRegionCode", "DK"));
  const logged = value(await log(context, await givenWorksheet(context, ["ZC7", "ZP7", "P201", "P900"])));
  await db.pool.query("update contact set email = 'olga@zander.example' where contact_no = 'ZP7'");
  await heard(context, ["ZP7"], "withdrawn");
  const before = await db.prisma.contact.count();
  const jobId = await begin();
  expect(await left(), "nobody goes before a worker takes care of it").toBe(going);

  const worker = await startWorker(db, [contactDeletionJob]);
  const job = await ended(context, jobId);
  await worker.stop();
  expect(job).toMatchObject({
    state: "done",
    title: "Delete 2,400 contacts",
    done: going,
    total: going,
    result: { contacts: going, stayed: 0 },
  });
  expect([await left(), await db.prisma.contact.count(), await recorded()]).toEqual([0, before - going, going]);
  await db.pool.query("update contact set email = 'Olga@Zander.example' where contact_no = 'P201'");
  expect(await whyNot(context, "P201")).toBe("address_suppressed");
  value(await goBack(context, { segmentNo, fromStep: 3 }));
  expect(await contactsOf(context, segmentNo)).toEqual(["P101", "C300"]);
  expect((await segmentOf(context, segmentNo)).totals.lines).toBe(2);
  const entries = await db.prisma.interactionLogEntry.findMany({
    where: { loggedSegmentEntryNo: logged.entryNo },
    orderBy: { entryNo: "asc" },
  });
  expect(entries.map(({ contactNo, contactName, contactId, companyId }) => [contactNo, contactName, contactId, companyId])).toEqual([
    ["P900", "Finn Solo", 900, null],
    ["P201", "Cara Bell", 201, 200],
    ["ZC7", "Zander 7", null, null],
    ["ZP7", "Olga 20007", null, null],
  ]);
  await db.pool.query("update contact_set set created_at = created_at - interval '1 day'");
  expect((await transact(db, (tx) => removeUnreferencedSets(tx))).sets, "the set of the job is let go of").toBeGreaterThan(0);
});

it("killed in the middle it goes on where it was, and takes nobody who was not asked for", async () => {
  const jobId = await begin();
  const job = (progress: JobContext["progress"], signal: AbortSignal): JobContext => ({
    db,
    job: { id: jobId, kind: contactDeletionJob.kind, title: "", subjectKind: null, subjectKey: null, userId: context.user.id },
    progress,
    signal,
    actAs: async () => context,
  });
  const kill = new AbortController();
  const killed = contactDeletionJob.start(
    job(async (done) => (done > 0 ? kill.abort(new Error("killed")) : undefined), kill.signal),
    {},
  );
  await expect(killed).rejects.toThrow("killed");
  const after = await left();
  expect(after).toBeLessThan(going);
  expect(after).toBeGreaterThan(0);

  await db.pool.query("insert into contact (contact_no, type, name) values ('LATE', 'company', 'Late Zander')");
  await db.pool.query(
    `insert into contact (contact_no, type, name, company_id, company_no, company_name) select 'NEW', 'person', 'New Hand', id, contact_no, name from contact where contact_no = 'ZC5'`,
  );
  value(await mergeContacts(context, { keep: "C300", contactNos: ["ZC6"] }));
  const steps: number[] = [];
  const ran = await contactDeletionJob.start(
    job(async (done) => void steps.push(done), new AbortController().signal),
    {},
  );
  expect(ran).toEqual({ ok: true, value: { contacts: going - 2, stayed: 1 } });
  expect(steps[0], "from where it was").toBe(going - after);
  const standing = await Promise.all(["LATE", "NEW", "ZC5", "C300", "ZC6", "ZP5"].map((contactNo) => findContact(context, { contactNo })));
  expect(standing.map((contact) => contact?.contactNo)).toEqual(["LATE", "NEW", "ZC5", "C300", undefined, undefined]);
  expect(await recorded()).toBe(going - 2);
  expect(
    await contactDeletionJob.start(
      job(async () => undefined, new AbortController().signal),
      {},
    ),
    "the answer got lost",
  ).toEqual(ran);
});

it("is refused at once when others match or would go by now, and by the job when the right was taken away", async () => {
  expect(await deleteContacts(context, { matching, count: companies + 1, expected: going })).toEqual(
    err({ code: "matching_moved", selected: companies + 1, now: companies }),
  );
  expect(await deleteContacts(context, { matching, count: companies, expected: going + 1 })).toEqual(
    err({ code: "count_moved", now: going }),
  );
  expect(await db.prisma.job.count()).toBe(0);
  const jobId = await begin();
  await db.pool.query("update app_user set role = 'marketer' where id = $1", [context.user.id]);
  const worker = await startWorker(db, [contactDeletionJob]);
  expect(await ended(context, jobId)).toMatchObject({ state: "failed", error: { code: "deletion_not_allowed_any_more" } });
  await worker.stop();
  expect(await left()).toBe(going);
});
