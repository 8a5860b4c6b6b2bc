import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma, type Sql } from "@/lib/db/sql";
import { uncountedHtml } from "@/lib/echoes/links";
import { type CountedEcho, echoKinds } from "@/lib/echoes/schema";
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
    counting: z.object({ opens: z.boolean(), clicks: z.boolean() }),
    echoes: z.object({ opened: z.int(), clicked: z.int() }),
  }),
);
const countsSchema = z.array(z.object({ state: z.enum(deliveryStates), n: z.int() }));

const counting = Prisma.sql`jsonb_build_object('opens', run.count_opens, 'clicks', run.count_clicks)`;

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
            where d.logged_segment_entry_no = run.logged_segment_entry_no and d.state = 'waiting') as "nextAt",
          ${counting} as counting,
          (select jsonb_build_object('opened', count(distinct e.delivery_no) filter (where e.kind = 'opened'), 'clicked', count(distinct e.delivery_no) filter (where e.kind = 'clicked'))
            from mail_echo e join delivery d using (delivery_no)
            where d.logged_segment_entry_no = run.logged_segment_entry_no and e.kind in ('opened', 'clicked') and not e.by_machine) as echoes
        from delivery_run run where run.logged_segment_entry_no = ${loggedSegmentEntryNo}`);
      const [run] = runRowSchema.parse(rows);
      if (!run) return null;
      const found = countsSchema.parse(
        await tx.$queryRaw(Prisma.sql`
          select state::text as state, count(*)::int as n from delivery
          where logged_segment_entry_no = ${loggedSegmentEntryNo} and channel = 'email' group by state`),
      );
      const counts: StateCounts = { waiting: 0, sending: 0, delivered: 0, failed: 0, skipped: 0, unknown: 0, bounced: 0 };
      for (const { state, n } of found) counts[state] = n;
      return { ...run, counts, total: found.reduce((sum, { n }) => sum + n, 0) };
    }),
});

/** Whether people opened a message, or clicked a link of it. */
function didBy(kind: CountedEcho): Sql {
  return Prisma.sql`exists (select from mail_echo e where e.delivery_no = delivery.delivery_no and e.kind = ${kind}::echo_kind and not e.by_machine)`;
}

const rowColumns = Prisma.sql`
  delivery.entry_no::float8 as "entryNo", entry.contact_no as "contactNo", entry.contact_name as "contactName", artefact.recipient,
  delivery.state::text as state, delivery.reason, delivery.answer, delivery.attempts, delivery.due_at as "dueAt", delivery.changed_at as "changedAt", ${didBy("opened")} as opened, ${didBy("clicked")} as clicked`;
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
  opened: z.boolean(),
  clicked: z.boolean(),
});

/** E-mails of a logged segment in the order of its entries: all, those of one state, or those that people did something with. */
export const listDeliveries = query({
  name: "delivery.list",
  needs: "read",
  input: listDeliveriesSchema,
  run: async ({ db }, { loggedSegmentEntryNo, state, echo, after, limit }): Promise<DeliveriesPage> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select ${rowColumns}
      from delivery join interaction_log_entry entry using (entry_no) left join artefact using (delivery_no)
      where delivery.logged_segment_entry_no = ${loggedSegmentEntryNo} and delivery.channel = 'email' and (${state}::text is null or delivery.state = ${state}::delivery_state)
        and ${echo === null ? Prisma.sql`true` : didBy(echo)} and delivery.entry_no > ${after ?? 0}::bigint
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
  deliverySchema.extend({
    loggedSegmentEntryNo: z.int(),
    deliveredAt: instant,
    messageId: text,
    counting: z.object({ opens: z.boolean(), clicks: z.boolean() }),
    targets: z.array(z.string()),
    echoes: z.array(z.object({ kind: z.enum(echoKinds), target: text, byMachine: z.boolean(), words: text, at: z.coerce.date() })),
    sent: sentSchema,
  }),
);

/**
 * What became of the e-mail of one interaction log entry, what came back of it, and exactly what it was, but for the way of its links by us:
 * who looks at it here is not its recipient. Null when none goes out.
 */
export const findEntryDelivery = query({
  name: "delivery.findOfEntry",
  needs: "read",
  input: entryDeliverySchema,
  run: async ({ db }, { entryNo }): Promise<EntryDelivery | null> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select ${rowColumns}, delivery.logged_segment_entry_no as "loggedSegmentEntryNo", delivery.delivered_at as "deliveredAt", delivery.message_id as "messageId",
        ${counting} as counting, coalesce(link.targets, '{}') as targets,
        coalesce((select jsonb_agg(jsonb_build_object('kind', e.kind, 'target', link.targets[e.link], 'byMachine', e.by_machine, 'words', e.words, 'at', e.came_at) order by e.echo_no desc)
          from (select * from mail_echo where delivery_no = delivery.delivery_no order by echo_no desc limit 50) e), '[]') as echoes,
        case when artefact.delivery_no is not null then jsonb_build_object('sender', artefact.sender, 'recipient', artefact.recipient, 'replyTo', artefact.reply_to,
          'subject', artefact.subject, 'html', artefact.html, 'text', artefact.text,
          'attachments', coalesce((select jsonb_agg(jsonb_build_object('position', a.position, 'fileName', a.file_name, 'mediaType', a.media_type,
              'sizeBytes', length(f.content)) order by a.position)
            from artefact_attachment a join artefact_file f using (sha256) where a.delivery_no = artefact.delivery_no), '[]')) end as sent
      from delivery join delivery_run run using (logged_segment_entry_no) join interaction_log_entry entry using (entry_no)
      left join artefact using (delivery_no) left join message_link link using (delivery_no)
      where delivery.entry_no = ${entryNo}::bigint and delivery.channel = 'email'`);
    const [found] = entrySchema.parse(rows);
    if (!found) return null;
    const { targets, sent, ...delivery } = found;
    return { ...delivery, sent: sent && { ...sent, html: sent.html && uncountedHtml(sent.html, targets) } };
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
