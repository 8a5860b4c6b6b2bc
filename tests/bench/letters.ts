import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { createReport } from "docx-templates";
import { z } from "zod";
import { storeDocument } from "@/lib/documents/store-document";
import type { MergeValues } from "@/lib/documents/word/fields";
import { mergeLetter } from "@/lib/documents/word/letters";
import { readTemplate } from "@/lib/documents/word/template";
import { findJob } from "@/lib/jobs/queries";
import { isOver } from "@/lib/jobs/schema";
import { makeLetters } from "@/lib/letters/make-letters";
import { atMost, timesFaster } from "./budgets";
import { type Measured, timed } from "./measure";
import { peakMemory, startBenchWorker } from "./processes";
import { value } from "./segments";
import type { BenchWorld } from "./world";

const queue = `
  with logged as (
    insert into logged_segment (segment_no, description, created_on, logged_at, user_name, no_of_interactions)
    values ('LETTERS', 'Bench of letters', current_date, now(), 'Bench', $1) returning entry_no),
  entries as (
    insert into interaction_log_entry (contact_id, contact_no, contact_name, date, description, correspondence_type, document_id, logged_segment_entry_no, logged_at)
    select c.id, c.contact_no, c.name, current_date, 'Bench of letters', 'hard_copy', $2, logged.entry_no, now()
    from logged cross join (select id, contact_no, name from contact
      where city is not null and not privacy_blocked and not (minor and not parental_consent_received) order by id limit $1) c)
  select entry_no as "entryNo" from logged`;

/** Has a worker make one-page letters of a real template, a hundredth as many as there are contacts, against docx-templates alone. */
export async function* benchLetters({ size, db, context, folder }: BenchWorld): AsyncGenerator<Measured> {
  const count = Math.min(10_000, Math.ceil(size / 100));
  const content = readFileSync("tests/fixtures/word/W1_WordTemplate_Contact_Thanksnote.docx");
  const plainMs = await benchPlainly(content, count);
  const { documentId } = value(await storeDocument(context, { fileName: "Thanks.docx", content: new Uint8Array(content) }));
  const { rows } = await db.pool.query(queue, [count, documentId]);
  const [{ entryNo: loggedSegmentEntryNo }] = z.tuple([z.object({ entryNo: z.int() })]).parse(rows);
  const worker = await startBenchWorker(db.url, folder, "letters");
  try {
    const ms = await timed(async () => {
      const { jobId } = value(await makeLetters(context, { loggedSegmentEntryNo, format: "docx" }));
      for (;;) {
        const job = await findJob(context, { jobId });
        if (job && isOver(job.state)) return;
        await sleep(20);
      }
    });
    const { rowCount, sha256 } = await db.prisma.exportRecord.findFirstOrThrow({ where: { kind: "letters" }, orderBy: { id: "desc" } });
    if (Number(rowCount) !== count || sha256 === null) throw new Error(`${rowCount} letters were made instead of ${count}.`);
    const baseline = { sql: "one createReport() of docx-templates for each letter", ms: plainMs };
    const note = `${Math.round(count / (ms / 1_000)).toLocaleString("en-GB")} letters/s, kept and written by a worker`;
    yield { work: `${count.toLocaleString("en-GB")} Word letters in one document`, value: ms, baseline, note, ...timesFaster(baseline, 5) };
    yield { work: "Word letters, memory of a process", value: await peakMemory(db, worker.pid), unit: "MB", ...atMost(500, "MB") };
  } finally {
    await worker.stop();
  }
}

/** What createReport takes for so many letters, by a sample of the same template as docx-templates takes it. */
async function benchPlainly(content: Buffer, count: number): Promise<number> {
  const read = await readTemplate(content);
  if (!read.ok) throw new Error("The template was refused.");
  const values: MergeValues = {
    language: "en-GB",
    fields: Object.fromEntries(read.value.fields.map((field) => [field, `+++INS ${field}+++`])),
  };
  const template = await mergeLetter(read.value, values); // in it each field shows its command
  const sample = Math.min(count, 50);
  const ms = await timed(async () => {
    for (let no = 1; no <= sample; no++)
      await createReport({ template, data: { contact: { name: `Name ${no}` }, sender: {} }, cmdDelimiter: "+++" });
  });
  return (ms / sample) * count;
}
