import { z } from "zod";
import { withReach } from "@/lib/consent/reach";
import { defaultPurpose } from "@/lib/consent/schema";
import { type Suppression, suppressionOfLogged } from "@/lib/consent/suppression";
import { hasAddress, printedAddress } from "@/lib/contacts/printed-address";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { lettersOfEntries } from "@/lib/delivery/letters-of-entries";
import { goneOrBlocked } from "@/lib/delivery/reach";
import { type DeliveryReason, deliveryReasons } from "@/lib/delivery/schema";
import { readMergeValues, valuesFor } from "@/lib/documents/merge-values";
import type { WordTemplate } from "@/lib/documents/word/template";
import { askIn } from "@/lib/maintained-sets/definitions";
import { ok } from "@/lib/result";
import type { LetterTemplates } from "./letter-templates";

/** One file of letters in the making. */
export type LettersFile = { exportId: number; jobId: string; loggedSegmentEntryNo: number };

/** `unreadable`: suppression segments of which nobody can say who is on them, so that no letter is made. */
export type Claimed = { reached: number; leftOut: number; unreadable: readonly string[] };

/** What a letter is merged from can be large, with a hundred rows of each list: so many at a time keep the memory small. */
const batchSize = 200;

/**
 * Decides which letters a file holds: goes through the interactions by hard copy and looks at this moment who may and can be written to, whatever
 * was true when they were logged. Who gets a letter for the first time has it kept as it is now, with the delivery that says so; who had one
 * keeps it. Begun again after a kill it changes nothing of what is there.
 */
export async function claimLetters(
  db: Database,
  file: LettersFile,
  templates: LetterTemplates,
  onLooked: (looked: number) => Promise<void>,
): Promise<Claimed> {
  const claimed: Claimed = { reached: 0, leftOut: 0, unreadable: [] };
  for (let after = 0; ; ) {
    const batch = await inTransaction<Batch, never>(db, async (tx) => ok(await claimBatch(tx, file, templates, after)), {
      timeoutMs: 300_000,
    });
    if (!batch.ok) throw new Error("a claim of letters was refused");
    const { last, reached, leftOut, unreadable } = batch.value;
    if (unreadable.length > 0) return { ...claimed, unreadable };
    claimed.reached += reached;
    claimed.leftOut += leftOut;
    if (last === null) return claimed;
    after = last;
    await onLooked(claimed.reached + claimed.leftOut);
  }
}

type Batch = Claimed & { last: number | null };

async function claimBatch(tx: Transaction, file: LettersFile, templates: LetterTemplates, after: number): Promise<Batch> {
  const suppression = await suppressionOfLogged(askIn(tx), file.loggedSegmentEntryNo, new Date());
  if (suppression.unreadable.length > 0) return { last: null, reached: 0, leftOut: 0, unreadable: suppression.unreadable };
  const looked = await lookAt(tx, file, after, suppression);
  const known = await templates.of(
    looked.flatMap(({ documentId, reason }) => (reason === null && documentId !== null ? [documentId] : [])),
  );
  const found = looked.map((one) =>
    one.reason === null && !(one.documentId !== null && known.has(one.documentId)) ? { ...one, reason: "unreadable_letter" as const } : one,
  );
  const reached = found.filter(({ reason }) => reason === null);
  const leftOut = found.flatMap(({ entryNo, reason, suppressedBy }) => (reason === null ? [] : [{ entryNo, reason, suppressedBy }]));
  await skip(tx, file, leftOut);
  await keep(
    tx,
    file,
    known,
    reached.filter(({ kept }) => !kept),
  );
  await tx.$executeRaw(Prisma.sql`
    insert into letter_in_file (export_id, delivery_no)
    select ${file.exportId}, delivery_no from delivery join letter using (delivery_no)
    where delivery.entry_no = any(${reached.map(({ entryNo }) => entryNo)}::bigint[]) and delivery.channel = 'hard_copy'
    on conflict do nothing`);
  return { last: found.at(-1)?.entryNo ?? null, reached: reached.length, leftOut: leftOut.length, unreadable: [] };
}

const foundSchema = z.array(
  z.object({
    entryNo: z.number(),
    documentId: z.int().nullable(),
    kept: z.boolean(),
    reason: z.enum(deliveryReasons).nullable(),
    suppressedBy: z.string().nullable(),
    countryCode: z.string().nullable(),
    postCode: z.string().nullable(),
  }),
);
type Found = z.output<typeof foundSchema>[number];

async function lookAt(tx: Transaction, { loggedSegmentEntryNo }: LettersFile, after: number, suppression: Suppression): Promise<Found[]> {
  const next = Prisma.sql`
    entry.logged_segment_entry_no = ${loggedSegmentEntryNo} and entry.correspondence_type = 'hard_copy' and not entry.postponed and entry.entry_no > ${after}::bigint
    order by entry.entry_no limit ${batchSize}`;
  const contacts = Prisma.sql`(
    select contact_id >> 13 as chunk, uniq(sort(array_agg(contact_id))) as ids
    from (select entry.contact_id from interaction_log_entry entry where ${next}) next where contact_id is not null group by 1)`;
  const asked = Prisma.sql`
    select entry.entry_no, entry.document_id, entry.correspondence_type, contact.id as contact_id, null::text as email,
      coalesce(template.purpose_code, ${defaultPurpose}) as purpose_code, letter.delivery_no is not null as kept, ${goneOrBlocked} as reason,
      case when letter.delivery_no is not null then null when document.kind is distinct from 'word' then 'no_letter'
        when not ${hasAddress} then 'no_postal_address' end as cannot,
      nullif(at_home.country_region_code, (select country_region_code from marketing_setup where id = 1)) as country_code, at_home.post_code
    from interaction_log_entry entry
    left join delivery on delivery.entry_no = entry.entry_no and delivery.channel = 'hard_copy'
    left join letter on letter.delivery_no = delivery.delivery_no
    left join document on document.id = entry.document_id
    left join interaction_template template on template.code = entry.interaction_template_code
    left join contact on contact.id = entry.contact_id
    ${printedAddress({ contact: "contact", altAddressCode: Prisma.sql`entry.alt_address_code`, day: Prisma.sql`entry.date` })}
    where ${next}`;
  const rows = await tx.$queryRaw(Prisma.sql`
    select entry_no::float8 as "entryNo", document_id as "documentId", kept, coalesce(reason, unreachable, cannot) as reason,
      suppressed_by as "suppressedBy", country_code as "countryCode", post_code as "postCode"
    from (${withReach(asked, { consent: true, suppression }, null, { chunks: contacts })}) reached order by entry_no`);
  return foundSchema.parse(rows);
}

/** Writes down why there is no letter. One that was made before stays made: it is only not in this file. */
async function skip(
  tx: Transaction,
  { loggedSegmentEntryNo, jobId }: LettersFile,
  leftOut: readonly { entryNo: number; reason: DeliveryReason; suppressedBy: string | null }[],
) {
  if (leftOut.length === 0) return;
  await tx.$executeRaw(Prisma.sql`
    insert into delivery (logged_segment_entry_no, entry_no, channel, state, reason, answer, due_at, job_id)
    select ${loggedSegmentEntryNo}, left_out.entry_no, 'hard_copy', 'skipped', left_out.reason, 'Suppressed by ' || left_out.suppressed_by, now(), ${jobId}::uuid
    from unnest(${leftOut.map(({ entryNo }) => entryNo)}::bigint[], ${leftOut.map(({ reason }) => reason)}::text[],
      ${leftOut.map(({ suppressedBy }) => suppressedBy)}::text[]) left_out (entry_no, reason, suppressed_by)
    on conflict (entry_no, channel) do update set reason = excluded.reason, answer = excluded.answer, job_id = excluded.job_id, changed_at = now()
    where delivery.state <> 'delivered'`);
}

async function keep(
  tx: Transaction,
  { loggedSegmentEntryNo, jobId }: LettersFile,
  known: ReadonlyMap<number, WordTemplate>,
  found: readonly Found[],
) {
  if (found.length === 0) return;
  const entryNos = found.map(({ entryNo }) => entryNo);
  const values = await readMergeValues(tx, lettersOfEntries(Prisma.sql`entry.entry_no = any(${entryNos}::bigint[])`));
  const letters = found.map(({ entryNo, documentId, countryCode, postCode }) => {
    const template = documentId === null ? undefined : known.get(documentId);
    const of = values.get(String(entryNo));
    if (!template || !of) throw new Error(`the letter of entry ${entryNo} went away while it was made`);
    return { entryNo, countryCode, postCode, values: JSON.stringify(valuesFor(template, of)) };
  });
  await tx.$executeRaw(Prisma.sql`
    with made as (
      select * from unnest(${entryNos}::bigint[], ${letters.map((one) => one.values)}::text[], ${letters.map((one) => one.countryCode)}::text[],
        ${letters.map((one) => one.postCode)}::text[]) made (entry_no, merge_values, country_code, post_code)),
    delivered as (
      insert into delivery (logged_segment_entry_no, entry_no, channel, state, attempts, due_at, job_id, delivered_at)
      select ${loggedSegmentEntryNo}, entry_no, 'hard_copy', 'delivered', 1, now(), ${jobId}::uuid, now() from made order by entry_no
      on conflict (entry_no, channel) do update set state = 'delivered', reason = null, answer = null, attempts = 1, delivered_at = now(), job_id = excluded.job_id, changed_at = now()
      returning delivery_no, entry_no)
    insert into letter (delivery_no, merge_values, country_code, post_code)
    select delivery_no, merge_values::jsonb, country_code, post_code from delivered join made using (entry_no)
    on conflict do nothing`);
}
