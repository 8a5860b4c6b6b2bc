import { createHash } from "node:crypto";
import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { safeFileName } from "@/lib/documents/file-name";
import { countMessages } from "@/lib/echoes/message-links";
import { ok } from "@/lib/result";
import type { Claimed } from "./claim";
import { oneLine } from "./compose";
import { contentOf } from "./content";
import type { Artefact, Attachment, MailServer, WayBack } from "./types";

const text = z.string().nullable();
const keptSchema = z.array(z.object({ deliveryNo: z.number(), subject: z.string(), html: text, text: z.string(), unsubscribeUrl: text }));
const filesSchema = z.array(
  z.object({ deliveryNo: z.number(), fileName: z.string(), mediaType: z.string(), content: z.instanceof(Uint8Array) }),
);

/** The sender as it stands in the message. */
export function senderOf({ fromName, fromAddress }: Pick<MailServer, "fromName" | "fromAddress">): string {
  return fromName ? `"${oneLine(fromName, 100).replace(/["\\]/g, "")}" <${fromAddress}>` : fromAddress;
}

/**
 * What each of these messages is, stored before it is sent. One that was written already, since it is tried again, stays as it is; only
 * its addresses are those of today. Where opens or clicks are counted, the links of what is written lead by us.
 */
export async function storeArtefacts(
  db: Database,
  reached: readonly Claimed[],
  server: MailServer,
  wayBack: WayBack,
): Promise<Map<number, Artefact>> {
  const stored = await inTransaction<Map<number, Artefact>, never>(
    db,
    async (tx) => {
      const deliveryNos = reached.map(({ deliveryNo }) => deliveryNo);
      const kept = await readKept(tx, deliveryNos);
      const contents = await contentOf(
        tx,
        reached.filter(({ deliveryNo }) => !kept.has(deliveryNo)),
      );
      const artefacts = new Map<number, Artefact>();
      for (const { deliveryNo, entryNo, address, unsubscribeUrl } of reached) {
        const content = kept.get(deliveryNo) ?? contents.get(entryNo);
        if (!content) continue; // it could not be written, or its entry is gone
        const link = kept.get(deliveryNo)?.unsubscribeUrl ?? unsubscribeUrl;
        artefacts.set(deliveryNo, {
          ...content,
          sender: senderOf(server),
          recipient: address,
          replyTo: server.replyTo,
          unsubscribeUrl: link,
        });
      }
      await letThemCount(tx, artefacts, kept, wayBack);
      await write(tx, artefacts, kept);
      return ok(artefacts);
    },
    { timeoutMs: 120_000 },
  );
  if (!stored.ok) throw new Error("artefacts were refused");
  return stored.value;
}

type Kept = Pick<Artefact, "subject" | "html" | "text" | "attachments" | "unsubscribeUrl">;

async function readKept(tx: Transaction, deliveryNos: number[]): Promise<Map<number, Kept>> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select delivery_no::float8 as "deliveryNo", subject, html, text, unsubscribe_url as "unsubscribeUrl"
    from artefact where delivery_no = any(${deliveryNos}::bigint[])`);
  const kept = new Map<number, Kept>();
  for (const { deliveryNo, ...row } of keptSchema.parse(rows)) kept.set(deliveryNo, { ...row, attachments: [] });
  if (kept.size === 0) return kept;
  const files = await tx.$queryRaw(Prisma.sql`
    select a.delivery_no::float8 as "deliveryNo", a.file_name as "fileName", a.media_type as "mediaType", f.content
    from artefact_attachment a join artefact_file f using (sha256)
    where a.delivery_no = any(${[...kept.keys()]}::bigint[]) order by a.delivery_no, a.position`);
  for (const { deliveryNo, ...file } of filesSchema.parse(files)) kept.get(deliveryNo)?.attachments.push(file);
  return kept;
}

async function letThemCount(
  tx: Transaction,
  artefacts: Map<number, Artefact>,
  kept: ReadonlyMap<number, Kept>,
  { counting, settings }: WayBack,
): Promise<void> {
  if (!counting.opens && !counting.clicks) return;
  const written = [...artefacts].flatMap(([deliveryNo, { html, unsubscribeUrl }]) =>
    html === null || kept.has(deliveryNo) ? [] : [{ deliveryNo, html, unsubscribeUrl }],
  );
  for (const [deliveryNo, html] of await countMessages(tx, written, counting, settings)) {
    const artefact = artefacts.get(deliveryNo);
    if (artefact) artefacts.set(deliveryNo, { ...artefact, html });
  }
}

async function write(tx: Transaction, artefacts: ReadonlyMap<number, Artefact>, kept: ReadonlyMap<number, Kept>): Promise<void> {
  const all = [...artefacts];
  if (all.length === 0) return;
  await tx.$executeRaw(Prisma.sql`
    insert into artefact (delivery_no, sender, recipient, reply_to, subject, html, text, unsubscribe_url)
    select * from unnest(${all.map(([deliveryNo]) => deliveryNo)}::bigint[], ${all.map(([, a]) => a.sender)}::text[], ${all.map(([, a]) => a.recipient)}::text[],
      ${all.map(([, a]) => a.replyTo)}::text[], ${all.map(([, a]) => a.subject)}::text[], ${all.map(([, a]) => a.html)}::text[],
      ${all.map(([, a]) => a.text)}::text[], ${all.map(([, a]) => a.unsubscribeUrl)}::text[])
    on conflict (delivery_no) do update set sender = excluded.sender, recipient = excluded.recipient, reply_to = excluded.reply_to`);
  const written = all.filter(([deliveryNo]) => !kept.has(deliveryNo));
  for (const [deliveryNo, { attachments }] of written)
    for (const [at, file] of attachments.entries()) await writeFile(tx, deliveryNo, at, file);
}

async function writeFile(
  tx: Transaction,
  deliveryNo: number,
  position: number,
  { fileName, mediaType, content }: Attachment,
): Promise<void> {
  const bytes = Buffer.from(content);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await tx.$executeRaw(Prisma.sql`insert into artefact_file (sha256, content) values (${sha256}, ${bytes}) on conflict do nothing`);
  await tx.$executeRaw(Prisma.sql`
    insert into artefact_attachment (delivery_no, position, file_name, media_type, sha256)
    values (${deliveryNo}::bigint, ${position}::int, ${safeFileName(fileName)}, ${mediaType}, ${sha256})`);
}
