import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { deliveryReasons, deliveryStates, entryDeliverySchema, listDeliveriesSchema, runSchema } from "./schema";
import { sendJob, sendSubject } from "./send-job";
import type { DeliveriesPage, DeliveryRun, EntryDelivery, StateCounts } from "./types";

const text = z.string().nullable();
const instant = z.coerce.date().nullable();
const runRowSchema = z.array(
  z.object({
    loggedSegmentEntryNo: z.int(),
    sendAt: z.coerce.date(),
    pausedAt: instant,
    pausedByName: text,
    heldAt: instant,
    trouble: text,
    userName: z.string(),
    jobId: text,
    nextAt: instant,
  }),
);
const countsSchema = z.array(z.object({ state: z.enum(deliveryStates), n: z.int() }));

/** The sending of one logged segment; null when nothing of it goes out by e-mail. */
export const findDeliveryRun = query({
  name: "delivery.findRun",
  needs: "read",
  input: runSchema,
  run: ({ db }, { loggedSegmentEntryNo }): Promise<DeliveryRun | null> =>
    onSnapshot(db, async (tx) => {
      const rows = await tx.$queryRaw(Prisma.sql`
        select run.logged_segment_entry_no as "loggedSegmentEntryNo", run.send_at as "sendAt", run.paused_at as "pausedAt",
          run.paused_by_name as "pausedByName", run.held_at as "heldAt", run.trouble, run.user_name as "userName",
          (select id::text from job where kind = ${sendJob.kind} and subject_kind = ${sendSubject} and subject_key = run.logged_segment_entry_no::text
            and state in ('waiting', 'running') order by created_at desc limit 1) as "jobId",
          (select case when count(*) > 0 then greatest(run.send_at, min(due_at)) end from delivery d
            where d.logged_segment_entry_no = run.logged_segment_entry_no and d.state = 'waiting') as "nextAt"
        from delivery_run run where run.logged_segment_entry_no = ${loggedSegmentEntryNo}`);
      const [run] = runRowSchema.parse(rows);
      if (!run) return null;
      const found = countsSchema.parse(
        await tx.$queryRaw(Prisma.sql`
          select state::text as state, count(*)::int as n from delivery
          where logged_segment_entry_no = ${loggedSegmentEntryNo} and channel = 'email' group by state`),
      );
      const counts: StateCounts = { waiting: 0, sending: 0, delivered: 0, failed: 0, skipped: 0, unknown: 0 };
      for (const { state, n } of found) counts[state] = n;
      return { ...run, counts, total: found.reduce((sum, { n }) => sum + n, 0) };
    }),
});

const rowColumns = Prisma.sql`
  delivery.entry_no::float8 as "entryNo", entry.contact_no as "contactNo", entry.contact_name as "contactName", artefact.recipient,
  delivery.state::text as state, delivery.reason, delivery.answer, delivery.attempts, delivery.due_at as "dueAt", delivery.changed_at as "changedAt"`;
const deliverySchema = z.object({
  entryNo: z.number(),
  contactNo: z.string(),
  contactName: z.string(),
  recipient: text,
  state: z.enum(deliveryStates),
  reason: z.enum(deliveryReasons).nullable(),
  answer: text,
  attempts: z.int(),
  dueAt: z.coerce.date(),
  changedAt: z.coerce.date(),
});

/** E-mails of a logged segment in the order of its entries, of one state or all. */
export const listDeliveries = query({
  name: "delivery.list",
  needs: "read",
  input: listDeliveriesSchema,
  run: async ({ db }, { loggedSegmentEntryNo, state, after, limit }): Promise<DeliveriesPage> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select ${rowColumns}
      from delivery join interaction_log_entry entry using (entry_no) left join artefact using (delivery_no)
      where delivery.logged_segment_entry_no = ${loggedSegmentEntryNo} and delivery.channel = 'email' and (${state}::text is null or delivery.state = ${state}::delivery_state)
        and delivery.entry_no > ${after ?? 0}::bigint
      order by delivery.entry_no limit ${limit + 1}`);
    const found = z.array(deliverySchema).parse(rows);
    const page = found.slice(0, limit);
    return { rows: page, next: found.length > limit ? (page.at(-1)?.entryNo ?? null) : null };
  },
});

const sentSchema = z
  .object({
    sender: z.string(),
    recipient: z.string(),
    replyTo: text,
    subject: z.string(),
    html: text,
    text: z.string(),
    attachments: z.array(z.object({ position: z.int(), fileName: z.string(), mediaType: z.string(), sizeBytes: z.int() })),
  })
  .nullable();
const entrySchema = z.array(
  deliverySchema.extend({ loggedSegmentEntryNo: z.int(), deliveredAt: instant, messageId: text, sent: sentSchema }),
);

/** What became of the e-mail of one interaction log entry, and exactly what it was; null when none goes out. */
export const findEntryDelivery = query({
  name: "delivery.findOfEntry",
  needs: "read",
  input: entryDeliverySchema,
  run: async ({ db }, { entryNo }): Promise<EntryDelivery | null> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select ${rowColumns}, delivery.logged_segment_entry_no as "loggedSegmentEntryNo", delivery.delivered_at as "deliveredAt", delivery.message_id as "messageId",
        case when artefact.delivery_no is not null then jsonb_build_object('sender', artefact.sender, 'recipient', artefact.recipient, 'replyTo', artefact.reply_to,
          'subject', artefact.subject, 'html', artefact.html, 'text', artefact.text,
          'attachments', coalesce((select jsonb_agg(jsonb_build_object('position', a.position, 'fileName', a.file_name, 'mediaType', a.media_type,
              'sizeBytes', length(f.content)) order by a.position)
            from artefact_attachment a join artefact_file f using (sha256) where a.delivery_no = artefact.delivery_no), '[]')) end as sent
      from delivery join interaction_log_entry entry using (entry_no) left join artefact using (delivery_no)
      where delivery.entry_no = ${entryNo}::bigint and delivery.channel = 'email'`);
    return entrySchema.parse(rows)[0] ?? null;
  },
});

const fileSchema = z.array(z.object({ fileName: z.string(), content: z.instanceof(Uint8Array<ArrayBuffer>) }));

/** One file that went out with the e-mail of an entry; null when there is none. */
export const findSentFile = query({
  name: "delivery.findSentFile",
  needs: "read",
  input: entryDeliverySchema.extend({ position: z.int().min(0).max(1_000) }),
  run: async ({ db }, { entryNo, position }) => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select a.file_name as "fileName", f.content from delivery d join artefact_attachment a using (delivery_no) join artefact_file f using (sha256)
      where d.entry_no = ${entryNo}::bigint and d.channel = 'email' and a.position = ${position}::int`);
    return fileSchema.parse(rows)[0] ?? null;
  },
});
