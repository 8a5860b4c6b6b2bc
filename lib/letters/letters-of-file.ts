import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { mergeValuesSchema } from "@/lib/documents/merge-values";
import type { LetterOf } from "@/lib/documents/word/merge";
import type { LetterTemplates } from "./letter-templates";
import type { LetterOrder } from "./schema";

const readAtATime = 200;
const orders: Record<LetterOrder, string> = {
  shown: "entry.entry_no",
  postCode: "letter.country_code nulls first, letter.post_code nulls last, entry.entry_no",
};

const listedSchema = z.array(z.object({ deliveryNo: z.string(), documentId: z.int(), contactName: z.string() }));
export type Listed = z.output<typeof listedSchema>[number];

/** The letters of a file in their order: which document each is of, and for whom it is. */
export async function listLettersOfFile(db: Database, exportId: number, order: LetterOrder): Promise<Listed[]> {
  const { rows } = await db.pool.query(
    `select letter.delivery_no::text as "deliveryNo", entry.document_id as "documentId", entry.contact_name as "contactName"
     from letter_in_file join letter using (delivery_no) join delivery using (delivery_no) join interaction_log_entry entry using (entry_no)
     where letter_in_file.export_id = $1 order by ${orders[order]}`,
    [exportId],
  );
  return listedSchema.parse(rows);
}

const keptSchema = z.array(z.object({ deliveryNo: z.string(), values: mergeValuesSchema }));

/** The letters as they were kept, read as they are needed. */
export async function* readLetters(db: Database, letters: readonly Listed[], templates: LetterTemplates): AsyncGenerator<LetterOf> {
  for (let at = 0; at < letters.length; at += readAtATime) {
    const some = letters.slice(at, at + readAtATime);
    const known = await templates.of(some.map(({ documentId }) => documentId));
    const { rows } = await db.pool.query(
      `select delivery_no::text as "deliveryNo", merge_values as values from letter where delivery_no = any($1::bigint[])`,
      [some.map(({ deliveryNo }) => deliveryNo)],
    );
    const kept = new Map(keptSchema.parse(rows).map(({ deliveryNo, values }) => [deliveryNo, values]));
    for (const { deliveryNo, documentId } of some) {
      const [template, values] = [known.get(documentId), kept.get(deliveryNo)];
      if (template && values) yield { template, values };
      else throw new Error(`the letter of delivery ${deliveryNo} went away while its file was made`);
    }
  }
}
