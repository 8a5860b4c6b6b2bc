import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { matching, ofContactIds, unite } from "@/lib/contact-sets/expressions";
import { lockContactsForRemoval } from "@/lib/contact-sets/lock";
import { setPlan } from "@/lib/contact-sets/set-plan";
import { storeSet } from "@/lib/contact-sets/store";
import { contactPredicate } from "@/lib/contacts/filter";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { err, ok, type Result } from "@/lib/result";
import { contactDeletionJob } from "./contact-deletion-job";
import type { ContactUpkeepError } from "./errors";
import { lockContacts, selectedContactNos } from "./named-contacts";
import { removeContacts } from "./remove-contacts";
import { deleteContactsSchema, mostAtOnce } from "./schema";

const longestMs = 600_000;
const idsSchema = z.array(z.object({ id: z.int() }));

/** `contacts` counts also the persons that went with their company. With a `jobId` they are still going. */
export type ContactsDeleted = { contacts: number; persons: number; jobId?: never } | { contacts: number; jobId: string };

/**
 * Deletes contacts; a company takes its persons with it. They leave every worksheet, whatever step holds them, their
 * classification, addresses and sales facts go, and their interaction log entries stay with the names of the time and without
 * a contact. Waits until nobody adds contacts or logs, and holds that off meanwhile. Of more than a thousand that match a job takes care.
 */
export const deleteContacts = operation({
  name: "contact.delete",
  needs: "contacts.edit",
  input: deleteContactsSchema,
  run: (context, request): Promise<Result<ContactsDeleted, ContactUpkeepError>> =>
    inTransaction<ContactsDeleted, ContactUpkeepError>(
      context.db,
      (tx) =>
        "matching" in request && request.count > mostAtOnce ? beginDeletion(tx, context, request) : deleteAtOnce(tx, context, request),
      { timeoutMs: longestMs },
    ),
});

type Asked = z.output<typeof deleteContactsSchema>;

async function deleteAtOnce(
  tx: Transaction,
  context: OperationContext,
  { expected, ...selection }: Asked,
): Promise<Result<ContactsDeleted, ContactUpkeepError>> {
  await lockContactsForRemoval(tx);
  const contactNos = await selectedContactNos(tx, selection);
  if (!contactNos.ok) return contactNos;
  const named = await lockContacts(tx, contactNos.value);
  if (!named.ok) return named;
  const namedIds = named.value.map(({ id }) => id);
  const rows = await tx.$queryRaw(
    Prisma.sql`select id from contact where id = any(${namedIds}::int[]) or company_id = any(${namedIds}::int[]) for update`,
  );
  const ids = idsSchema.parse(rows).map(({ id }) => id);
  if (expected !== undefined && ids.length !== expected) return err({ code: "count_moved", now: ids.length });
  await removeContacts(tx, context, ids);
  return ok({ contacts: ids.length, persons: ids.length - named.value.length });
}

/** Keeps whom it is about as a set that nothing changes, and leaves the rest to a worker. */
async function beginDeletion(
  tx: Transaction,
  context: OperationContext,
  { matching: filter, count, expected }: Extract<Asked, { matching: unknown }>,
): Promise<Result<ContactsDeleted, ContactUpkeepError>> {
  const predicate = contactPredicate(filter) ?? Prisma.sql`true`;
  const plan = setPlan();
  const named = plan.once(matching(predicate));
  const persons = ofContactIds(Prisma.sql`
    select person.id from contact join contact person on person.company_id = contact.id where contact.type = 'company' and ${predicate}`);
  const { setId, size, sizes } = await storeSet(tx, unite(named, persons), { plan, sizes: { named } });
  if (sizes.named !== count) return err({ code: "matching_moved", selected: count, now: sizes.named });
  if (expected !== undefined && size !== expected) return err({ code: "count_moved", now: size });
  await tx.$executeRaw(Prisma.sql`update contact_set set frozen = true where set_id = ${setId}`);
  const title = `Delete ${size.toLocaleString("en-GB")} contacts`;
  const jobId = await addJob(tx, contactDeletionJob, {}, { title, userId: context.user.id });
  await tx.$executeRaw(Prisma.sql`insert into contact_deletion (job_id, set_id, contacts) values (${jobId}::uuid, ${setId}, ${size})`);
  const detail = { matching: filter, contacts: size };
  await record(tx, context, { operation: "contact.deleteMatching", subjectKind: "contact", subjectKey: `${size} contacts`, detail });
  return ok({ contacts: size, jobId });
}
