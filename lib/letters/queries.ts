import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { deliveryReasons } from "@/lib/delivery/schema";
import { findConverter } from "@/lib/documents/convert/converter";
import { safeFileName } from "@/lib/documents/file-name";
import { mergeValuesSchema } from "@/lib/documents/merge-values";
import { mergeWord } from "@/lib/documents/read-word";
import type { MergeValues } from "@/lib/documents/word/fields";
import { exportStates, keptFormats } from "@/lib/exports/schema";
import { findJobOf } from "@/lib/jobs/queries";
import type { JobRow } from "@/lib/jobs/schema";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { entryLetterSchema, type LetterState, letterStates, lettersOfSchema, lettersSubject, listLettersSchema } from "./schema";

const text = z.string().nullable();
const instant = z.coerce.date().nullable();

const fileSchema = z.object({
  exportId: z.int(),
  fileName: z.string(),
  format: z.enum(keptFormats),
  state: z.enum(exportStates),
  filterWords: z.string(),
  letters: z.number(),
  sizeBytes: z.number(),
  sha256: text,
  userName: z.string(),
  startedAt: z.coerce.date(),
  /** As long as it can be downloaded. */
  keptUntil: instant,
});
/** One file of letters that was made, or is being made. */
export type LettersFileRow = z.output<typeof fileSchema>;

const fileColumns = Prisma.sql`
  e.id as "exportId", e.file_name as "fileName", e.format, e.state, e.filter_words as "filterWords", e.row_count::float8 as letters, e.sha256,
  e.user_name as "userName", e.started_at as "startedAt", case when e.kept_until > now() then e.kept_until end as "keptUntil",
  (select coalesce(sum(length(content)), 0)::float8 from export_part part where part.export_id = e.id) as "sizeBytes"`;

/** The letters of one logged segment: how many are in which state, and the files that were made of them, newest first, 20 at most. */
export type LettersOf = { counts: Record<LetterState, number>; total: number; files: LettersFileRow[]; job: JobRow | null; pdf: boolean };

const stateOf = Prisma.sql`
  case delivery.state when 'delivered' then 'made' when 'skipped' then 'left_out' else 'not_made' end`;
const lettersFrom = (loggedSegmentEntryNo: number) => Prisma.sql`
  from interaction_log_entry entry
  left join delivery on delivery.entry_no = entry.entry_no and delivery.channel = 'hard_copy'
  where entry.logged_segment_entry_no = ${loggedSegmentEntryNo} and entry.correspondence_type = 'hard_copy' and not entry.postponed`;
const countsSchema = z.array(z.object({ state: z.enum(letterStates), n: z.int() }));

/** Read before its numbers: a job that ends meanwhile is asked for again, and never missed. */
export const findLettersOf = query({
  name: "letters.findOf",
  needs: "read",
  input: lettersOfSchema,
  run: async (context, { loggedSegmentEntryNo }): Promise<LettersOf> => {
    const job = await findJobOf(context, { subjectKind: lettersSubject, subjectKey: String(loggedSegmentEntryNo) });
    return onSnapshot(context.db, async (tx) => {
      const found = countsSchema.parse(
        await tx.$queryRaw(Prisma.sql`select ${stateOf} as state, count(*)::int as n ${lettersFrom(loggedSegmentEntryNo)} group by 1`),
      );
      const counts: LettersOf["counts"] = { made: 0, left_out: 0, not_made: 0 };
      for (const { state, n } of found) counts[state] = n;
      const files = await tx.$queryRaw(Prisma.sql`
        select ${fileColumns} from export_record e where e.kind = 'letters' and e.subject_key = ${String(loggedSegmentEntryNo)} order by e.id desc limit 20`);
      return {
        counts,
        total: found.reduce((sum, { n }) => sum + n, 0),
        files: z.array(fileSchema).parse(files),
        job,
        pdf: findConverter() !== null,
      };
    });
  },
});

/** Whether letters can be had as PDF here. */
export const findLetterFormats = query({
  name: "letters.findFormats",
  needs: "read",
  input: z.object({}),
  run: async () => ({ pdf: findConverter() !== null }),
});

const rowSchema = z.object({
  entryNo: z.number(),
  contactName: z.string(),
  state: z.enum(letterStates),
  reason: z.enum(deliveryReasons).nullable(),
  madeAt: instant,
  files: z.int(),
});
export type LetterRow = z.output<typeof rowSchema>;
export type LettersPage = { rows: LetterRow[]; next: number | null };

/** Letters of a logged segment in the order of its entries, of one state or all. */
export const listLetters = query({
  name: "letters.list",
  needs: "read",
  input: listLettersSchema,
  run: async ({ db }, { loggedSegmentEntryNo, state, after, limit }): Promise<LettersPage> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select entry.entry_no::float8 as "entryNo", entry.contact_name as "contactName", ${stateOf} as state, delivery.reason, delivery.delivered_at as "madeAt",
        (select count(*)::int from letter_in_file held where held.delivery_no = delivery.delivery_no) as files
      ${lettersFrom(loggedSegmentEntryNo)} and (${state}::text is null or ${stateOf} = ${state}) and entry.entry_no > ${after ?? 0}::bigint
      order by entry.entry_no limit ${limit + 1}`);
    const found = z.array(rowSchema).parse(rows);
    const page = found.slice(0, limit);
    return { rows: page, next: found.length > limit ? (page.at(-1)?.entryNo ?? null) : null };
  },
});

const entryLetterRowSchema = z.array(
  z.object({ state: z.enum(letterStates), reason: z.enum(deliveryReasons).nullable(), madeAt: instant, files: z.array(fileSchema) }),
);
/** What became of the letter of one interaction, and the files it is in, newest first. */
export type EntryLetter = z.output<typeof entryLetterRowSchema>[number];

/** The letter of an interaction log entry; null while nobody asked for it. */
export const findEntryLetter = query({
  name: "letters.findOfEntry",
  needs: "read",
  input: entryLetterSchema,
  run: ({ db }, { entryNo }): Promise<EntryLetter | null> =>
    onSnapshot(db, async (tx) => {
      const files = await tx.$queryRaw(Prisma.sql`
        select ${fileColumns} from delivery join letter_in_file using (delivery_no) join export_record e on e.id = letter_in_file.export_id
        where delivery.entry_no = ${entryNo}::bigint and delivery.channel = 'hard_copy' order by e.id desc`);
      const rows = await tx.$queryRaw(Prisma.sql`
        select ${stateOf} as state, reason, delivered_at as "madeAt", '[]'::jsonb as files from delivery
        where entry_no = ${entryNo}::bigint and channel = 'hard_copy'`);
      const [letter] = entryLetterRowSchema.parse(rows);
      return letter ? { ...letter, files: z.array(fileSchema).parse(files) } : null;
    }),
});

const keptSchema = z.array(z.object({ values: mergeValuesSchema }));

/** What the letter of an entry was made from, as it was kept; null when none was made. */
export async function keptValues(tx: Transaction, entryNo: number): Promise<MergeValues | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select letter.merge_values as values from letter join delivery using (delivery_no)
    where delivery.entry_no = ${entryNo}::bigint and delivery.channel = 'hard_copy'`);
  return keptSchema.parse(rows)[0]?.values ?? null;
}

const documentSchema = z.array(z.object({ content: z.instanceof(Uint8Array), contactName: z.string() }));

/** The letter of an entry as a Word file, as it was made; null when none was. */
export const readEntryLetter = query({
  name: "letters.readOfEntry",
  needs: "read",
  input: entryLetterSchema,
  run: async ({ db }, { entryNo }) => {
    const { document, values } = await onSnapshot(db, async (tx) => {
      const rows = await tx.$queryRaw(Prisma.sql`
        select document.content, entry.contact_name as "contactName"
        from interaction_log_entry entry join document on document.id = entry.document_id where entry.entry_no = ${entryNo}::bigint`);
      return { document: documentSchema.parse(rows)[0], values: await keptValues(tx, entryNo) };
    });
    if (!document || !values) return null;
    return {
      fileName: safeFileName(`Letter ${document.contactName.replaceAll(".", " ")}.docx`),
      content: await mergeWord(document.content, values),
    };
  },
});
