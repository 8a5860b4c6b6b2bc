import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { AuthSettings } from "@/lib/access/auth-settings";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { logFault } from "@/lib/faults/log-fault";
import { type Counting, countedHtml } from "./links";
import { type Asker, isProgram } from "./machines";

/** A message before its opens and clicks are counted; the link in it by which its recipient says no is none of those. */
export type ToCount = { deliveryNo: number; html: string; unsubscribeUrl: string | null };

/**
 * Lets what is counted of these messages come back to us: draws a token of 160 random bits for each, keeps its hash with where the links lead,
 * and answers the HTML that goes out, by delivery. Whoever has a message can be told from its links; nobody can guess another's.
 */
export async function countMessages(
  tx: Transaction,
  messages: readonly ToCount[],
  counting: Counting,
  { url }: Pick<AuthSettings, "url">,
): Promise<Map<number, string>> {
  const counted = messages.map(({ deliveryNo, html, unsubscribeUrl }) => {
    const token = randomBytes(20).toString("base64url");
    return { deliveryNo, token, ...countedHtml(html, new URL(`/m/${token}/`, url).href, counting, unsubscribeUrl) };
  });
  const kept = counted.map(({ deliveryNo, token, targets }) => ({ deliveryNo, hash: hashOf(token), targets }));
  if (kept.length > 0)
    await tx.$executeRaw(Prisma.sql`
      insert into message_link (token_hash, delivery_no, targets)
      select decode(hash, 'hex'), "deliveryNo", array(select jsonb_array_elements_text(targets))
      from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) link (hash text, "deliveryNo" bigint, targets jsonb)
      on conflict (delivery_no) do update set token_hash = excluded.token_hash, targets = excluded.targets`);
  return new Map(counted.map(({ deliveryNo, html }) => [deliveryNo, html]));
}

const linkSchema = z.array(z.object({ deliveryNo: z.number().nullable(), target: z.string().nullable() }));

/** Whoever follows a link: `counts` is false for one who only asks where it leads. */
export type Follower = Asker & { counts: boolean; now: Date };

/**
 * Where a link of a message leads, and notes that it was followed; null for one that nobody sent. It leads nowhere but where the stored
 * message leads. That it cannot be noted keeps nobody from getting there.
 */
export async function followLink(db: Database, token: string, link: number, follower: Follower): Promise<string | null> {
  const found = await find(db, token, link);
  if (!found?.target) return null;
  await note(db, found.deliveryNo, "clicked", link, follower);
  return found.target;
}

/** Notes that a message was opened, where the dot in it was asked for. */
export async function noteOpened(db: Database, token: string, follower: Follower): Promise<void> {
  const found = await find(db, token, 1);
  if (found) await note(db, found.deliveryNo, "opened", null, follower);
}

async function find(db: Database, token: string, link: number) {
  const rows = await db.prisma.$queryRaw(Prisma.sql`
    select delivery_no::float8 as "deliveryNo", targets[${link}::int] as target
    from message_link where token_hash = decode(${hashOf(token)}, 'hex')`);
  return linkSchema.parse(rows)[0] ?? null;
}

/** So often is the same noted of one message, however often it is asked for. */
const most = 50;

/**
 * One echo more. What comes before the server took the message or within a second of it, and several links within one second, is a
 * scanner's; the same again within ten seconds is one and the same press. Nothing is noted of a contact that was deleted. What is kept for long enough
 * goes at the same time.
 */
async function note(
  db: Database,
  deliveryNo: number | null,
  kind: "opened" | "clicked",
  link: number | null,
  { counts, now, ...asker }: Follower,
): Promise<void> {
  if (!counts || deliveryNo === null) return;
  try {
    await db.prisma.$executeRaw(Prisma.sql`
      with ${forgotten(now)}, hasty as (
        update mail_echo set by_machine = true
        where delivery_no = ${deliveryNo}::bigint and kind = 'clicked' and link <> ${link}::int and came_at > ${now}::timestamptz - interval '1 second'
        returning 1)
      insert into mail_echo (delivery_no, kind, link, by_machine, came_at)
      select delivery_no, ${kind}::echo_kind, ${link}::int,
        ${isProgram(asker)}::boolean or exists (select from hasty) or coalesce(delivered_at > ${now}::timestamptz - interval '1 second', state = 'sending'), ${now}
      from delivery join interaction_log_entry entry using (entry_no) where delivery_no = ${deliveryNo}::bigint and entry.contact_id is not null
        and (select count(*) < ${most} and coalesce(max(came_at) <= ${now}::timestamptz - interval '10 seconds', true)
          from mail_echo e where e.delivery_no = delivery.delivery_no and e.kind = ${kind}::echo_kind and e.link is not distinct from ${link}::int)`);
  } catch (error) {
    logFault(`noting that message ${deliveryNo} was ${kind}`, error);
  }
}

/** Opens and clicks that were kept for as long as the set-up says go: `with` and this. */
export const forgotten = (now: Date) => Prisma.sql`
  forgotten as (
    delete from mail_echo where kind in ('opened', 'clicked')
      and came_at < ${now}::timestamptz - (select keep_days * interval '1 day' from echo_setup where id = 1))`;

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
