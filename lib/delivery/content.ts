import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { oneLine } from "./compose";
import type { Content } from "./types";

/** An entry whose message is to be written; the link by which its contact says no to further ones, where there is one. */
export type ToWrite = { entryNo: number; unsubscribeUrl: string | null };

const text = z.string().nullable();
const rowSchema = z.array(
  z.object({
    entryNo: z.number(),
    contactName: z.string(),
    subject: text,
    description: z.string(),
    salespersonName: text,
    companyName: text,
  }),
);

/**
 * What the contacts of these log entries get, by entry number: the interaction's description with a greeting and a signature. The
 * only place that knows where messages come from.
 */
export async function contentOf(tx: Transaction, toWrite: readonly ToWrite[]): Promise<Map<number, Content>> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select entry.entry_no::float8 as "entryNo", entry.contact_name as "contactName", entry.subject, entry.description,
      salesperson.name as "salespersonName", setup.company_name as "companyName"
    from interaction_log_entry entry
    left join salesperson on salesperson.code = entry.salesperson_code
    left join marketing_setup setup on setup.id = 1
    where entry.entry_no = any(${toWrite.map(({ entryNo }) => entryNo)}::bigint[])`);
  const links = new Map(toWrite.map(({ entryNo, unsubscribeUrl }) => [entryNo, unsubscribeUrl]));
  return new Map(
    rowSchema.parse(rows).map((row) => {
      const paragraphs = [`${row.contactName},`, row.description];
      const signature = [row.salespersonName, row.companyName].filter((line) => line !== null);
      const link = links.get(row.entryNo) ?? null;
      return [row.entryNo, written(oneLine(row.subject ?? row.description, 250), paragraphs, signature, link)];
    }),
  );
}

function written(subject: string, paragraphs: readonly string[], signature: readonly string[], link: string | null): Content {
  const parts = [...paragraphs, signature.join("\n")].map((part) => clean(part)).filter((part) => part !== "");
  const html = parts.map((part) => `<p>${escaped(part).replaceAll("\n", "<br>")}</p>`);
  return {
    subject,
    text: `${[...parts, ...(link ? [`Unsubscribe: ${link}`] : [])].join("\n\n")}\n`,
    html: `<!doctype html><html><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body>${html.join("")}${
      link ? `<p><a href="${escaped(link)}">Unsubscribe</a></p>` : ""
    }</body></html>`,
    attachments: [],
  };
}

/** Text without control characters but line breaks. */
function clean(part: string): string {
  return part
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/(?!\n)\p{Cc}/gu, " ")
    .trim();
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(part: string): string {
  return part.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
