import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { hasRight } from "@/lib/access/rights";
import { lockContactsForRemoval } from "@/lib/contact-sets/lock";
import { Prisma, type Sql } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { defineJob, type JobRefusal } from "@/lib/jobs/define-job";
import { err, ok, type Result } from "@/lib/result";
import { contactUpkeepMessage } from "./errors";
import { removeContacts } from "./remove-contacts";
import type { ContactsGone } from "./schema";

const longestMs = 600_000;
const doing = "Deleting the contacts";

/**
 * Deletes the contacts of a set that was frozen when they were asked for, one chunk of it a transaction, so that others add and log in between.
 * Killed at any point it goes on where it was; when all of it is done already, it was the answer that got lost. Persons go before companies; a company that got a person since then
 * stays, since nobody was asked about that person.
 */
export const contactDeletionJob = defineJob({
  kind: "contact.delete",
  input: z.object({}),
  run: async ({ db, job, progress, signal, actAs }): Promise<Result<ContactsGone, JobRefusal>> => {
    const context = await actAs();
    if (!context || !hasRight(context.user.role, "contacts.edit")) {
      const error = { code: "deletion_not_allowed_any_more" } as const;
      return err({ code: error.code, message: contactUpkeepMessage(error) });
    }
    const { contacts, deleted, stayed, chunks } = await findDeletion(context, job.id);
    if (stayed !== null) return ok({ contacts: deleted, stayed });
    let done = deleted;
    await progress(done, contacts, doing);
    for (const who of ["person", "company"] as const)
      for (const chunk of chunks) {
        signal.throwIfAborted();
        const gone = await inTransaction<number, never>(
          db,
          async (tx) => ok(await deleteChunk(tx, context, { jobId: job.id, chunk, who })),
          {
            timeoutMs: longestMs,
          },
        );
        if (gone.ok) done += gone.value;
        await progress(done, contacts, doing);
      }
    await progress(contacts, contacts, null);
    return ok({ contacts: done, stayed: await finish(context, job.id) });
  },
});

const deletionSchema = z.tuple([z.object({ contacts: z.int(), deleted: z.int(), stayed: z.int().nullable(), chunks: z.array(z.int()) })]);

async function findDeletion({ db }: OperationContext, jobId: string): Promise<z.infer<typeof deletionSchema>[0]> {
  const rows = await db.prisma.$queryRaw(Prisma.sql`
    select contacts, deleted, stayed, array(select chunk from contact_set_chunk k where k.set_id = deletion.set_id order by chunk) as chunks
    from contact_deletion deletion where job_id = ${jobId}::uuid`);
  return deletionSchema.parse(rows)[0];
}

/** Condition on the alias `contact`: in the set of the deletion, or in one chunk of it. */
function isGoing(jobId: string, chunk: number | null): Sql {
  return Prisma.sql`contact.id = any(array(
    select unnest(d.members) from contact_deletion deletion join contact_set_chunk k using (set_id) join chunk_data d using (data_id)
    where deletion.job_id = ${jobId}::uuid and ${chunk === null ? Prisma.sql`true` : Prisma.sql`k.chunk = ${chunk}`}))`;
}

const idsSchema = z.array(z.object({ id: z.int() }));

async function deleteChunk(
  tx: Transaction,
  context: OperationContext,
  { jobId, chunk, who }: { jobId: string; chunk: number; who: "person" | "company" },
): Promise<number> {
  await lockContactsForRemoval(tx);
  const alone = Prisma.sql`not exists (select from contact person where person.company_id = contact.id and person.id <> contact.id)`;
  const rows = await tx.$queryRaw(Prisma.sql`
    select contact.id from contact
    where ${isGoing(jobId, chunk)} and contact.type = ${who}::contact_type and ${who === "company" ? alone : Prisma.sql`true`}
    order by contact.id for update`);
  const ids = idsSchema.parse(rows).map(({ id }) => id);
  if (ids.length === 0) return 0;
  await removeContacts(tx, context, ids);
  await tx.$executeRaw(Prisma.sql`update contact_deletion set deleted = deleted + ${ids.length}::int where job_id = ${jobId}::uuid`);
  return ids.length;
}

const stayedSchema = z.tuple([z.object({ stayed: z.int() })]);

/** Lets go of the set, and answers how many of it are still there. */
async function finish({ db }: OperationContext, jobId: string): Promise<number> {
  const rows = await db.prisma.$queryRaw(Prisma.sql`
    update contact_deletion set set_id = null, stayed = (select count(*)::int from contact where ${isGoing(jobId, null)})
    where job_id = ${jobId}::uuid returning stayed`);
  return stayedSchema.parse(rows)[0].stayed;
}
