import { z } from "zod";
import { type AuthSettings, authSettings } from "@/lib/access/auth-settings";
import { formsOf, suppress } from "@/lib/consent/addresses";
import { defaultPurpose } from "@/lib/consent/schema";
import { writeConsent } from "@/lib/consent/write-consent";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { ok } from "@/lib/result";
import { provesMessage, readReturnPath } from "./return-path";
import type { BounceReport, EchoKind } from "./schema";

/** What became of reports: those of messages we know, and the others, which change nothing. */
export type Recorded = { taken: number; ignored: number };

type Known = { deliveryNo: number; kind: EchoKind; recipient: string | null; status: string | null; words: string | null; gone: boolean };

/**
 * Writes down what servers reported of messages. One that did not arrive is *bounced* from now on, with the server's words; an address that
 * does not exist any more is not written to again. A complaint is a refusal of its purpose. The same report twice changes nothing more.
 * Reports of messages that nobody sent, or that were sent anew since, are ignored.
 */
export async function recordBounces(
  db: Database,
  reports: readonly BounceReport[],
  now: Date,
  settings: AuthSettings = authSettings(process.env),
): Promise<Recorded> {
  const recorded = await inTransaction<Recorded, never>(db, async (tx) => {
    const known = await findMessages(tx, reports, settings);
    const deliveryNos = known.map(({ deliveryNo }) => deliveryNo);
    // Held in one order, so that two reports of the same message wait for one another.
    await tx.$queryRaw(
      Prisma.sql`select 1 as held from delivery where delivery_no = any(${deliveryNos}::bigint[]) order by delivery_no for update`,
    );
    await writeEchoes(tx, known, now);
    await markBounced(tx, known, now);
    const sentTo = await readRecipients(tx, deliveryNos);
    await rememberAddresses(tx, known, sentTo, now);
    await refuse(tx, known, sentTo, now);
    return ok({ taken: known.length, ignored: reports.length - known.length });
  });
  if (!recorded.ok) throw new Error("reports of bounces were refused");
  return recorded.value;
}

const messageSchema = z.array(z.object({ deliveryNo: z.number(), messageId: z.string() }));

async function findMessages(tx: Transaction, reports: readonly BounceReport[], { secret }: AuthSettings): Promise<Known[]> {
  const named = reports.map((report) => ({ report, back: readReturnPath(report.returnPath ?? ""), numbered: numberIn(report.messageId) }));
  const numbers = [
    ...new Set(named.flatMap(({ back, numbered }) => [back?.deliveryNo, numbered]).filter((no) => no !== undefined && no !== null)),
  ];
  const rows = await tx.$queryRaw(Prisma.sql`
    select delivery_no::float8 as "deliveryNo", message_id as "messageId" from delivery
    where delivery_no = any(${numbers}::bigint[]) and message_id is not null`);
  const messageIds = new Map(messageSchema.parse(rows).map(({ deliveryNo, messageId }) => [deliveryNo, messageId]));
  return named.flatMap(({ report, back, numbered }) => {
    const proved = back && provesMessage(back.proof, messageIds.get(back.deliveryNo) ?? "", secret) ? back.deliveryNo : null;
    const said = numbered !== null && messageIds.get(numbered) === bare(report.messageId) ? numbered : null;
    const deliveryNo = proved ?? said;
    return deliveryNo === null ? [] : [{ deliveryNo, ...meaningOf(report) }];
  });
}

const bare = (messageId: string | null) => (messageId ?? "").replace(/^<|>$/g, "");

/** Our own begin with the number of the delivery. */
function numberIn(messageId: string | null): number | null {
  const [, number] = /^(\d{1,15})\.[0-9a-f-]{36}@/.exec(bare(messageId)) ?? [];
  return number ? Number(number) : null;
}

/** A final no that is about the message, or about us, and not about the address: full, too long, not wanted, not understood. */
const notTheAddress = /^5\.(?:2\.[23]|[367]\.\d+)$/;

function meaningOf({ kind, recipient, status, answer }: BounceReport): Omit<Known, "deliveryNo"> {
  const words = [status, answer].filter((part) => part !== null && !(part === status && answer?.includes(part))).join(" ") || null;
  switch (kind) {
    case "hard":
      // Given up after days of trying (4.4.7) is no word about the address either.
      return { kind: "bounced", recipient, status, words, gone: !status?.startsWith("4") && !notTheAddress.test(status ?? "") };
    case "soft":
      return { kind: "put_off", recipient, status, words, gone: false };
    case "complaint":
      return { kind: "complained", recipient, status, words, gone: false };
    default:
      return kind satisfies never;
  }
}

async function writeEchoes(tx: Transaction, known: readonly Known[], now: Date): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into mail_echo (delivery_no, kind, words, came_at)
    select distinct came.delivery_no, came.kind::echo_kind, came.words, ${now}::timestamptz
    from unnest(${known.map(({ deliveryNo }) => deliveryNo)}::bigint[], ${known.map(({ kind }) => kind)}::text[], ${known.map(({ words }) => words)}::text[])
      came (delivery_no, kind, words)
    where not exists (select from mail_echo e where e.delivery_no = came.delivery_no and e.kind = came.kind::echo_kind and e.words is not distinct from came.words)`);
}

async function markBounced(tx: Transaction, known: readonly Known[], now: Date): Promise<void> {
  const bounced = known.filter(({ kind }) => kind === "bounced");
  await tx.$executeRaw(Prisma.sql`
    update delivery set state = 'bounced', reason = null, answer = coalesce(came.words, delivery.answer), claimed_until = null, changed_at = ${now}
    from unnest(${bounced.map(({ deliveryNo }) => deliveryNo)}::bigint[], ${bounced.map(({ words }) => words)}::text[]) came (delivery_no, words)
    where delivery.delivery_no = came.delivery_no and (delivery.state in ('delivered', 'unknown') or (delivery.state = 'sending' and delivery.content_at is not null))`);
}

/** To whom messages went, in every form in which contacts may have the address. */
type SentTo = ReadonlyMap<number, string[]>;

const recipientSchema = z.array(z.object({ deliveryNo: z.number(), recipient: z.string() }));

async function readRecipients(tx: Transaction, deliveryNos: readonly number[]): Promise<SentTo> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select delivery_no::float8 as "deliveryNo", recipient from artefact where delivery_no = any(${[...deliveryNos]}::bigint[])`);
  return new Map(recipientSchema.parse(rows).map(({ deliveryNo, recipient }) => [deliveryNo, formsOf(recipient)]));
}

/** Of a report about another address, to which the one we wrote to passes its messages on, nothing is to be said of ours. */
async function rememberAddresses(tx: Transaction, known: readonly Known[], sentTo: SentTo, now: Date): Promise<void> {
  const gone = known
    .filter((one) => one.gone && one.kind === "bounced")
    .flatMap(({ deliveryNo, recipient, status }) => {
      const forms = sentTo.get(deliveryNo) ?? [];
      const isOurs = recipient === null || forms.some((form) => form.toLowerCase() === recipient.toLowerCase());
      return isOurs ? forms.map((address) => ({ address, status })) : [];
    });
  await tx.$executeRaw(Prisma.sql`
    insert into bounced_address (address_hash, status, bounced_at)
    select distinct on (1) address_hash(came.address), came.status, ${now}::timestamptz
    from unnest(${gone.map(({ address }) => address)}::text[], ${gone.map(({ status }) => status)}::text[]) came (address, status)
    on conflict (address_hash) do update set status = excluded.status, bounced_at = excluded.bounced_at`);
}

/** Whoever calls a message spam wants no more of its kind: said of the contact, and of the address, which outlives it. */
async function refuse(tx: Transaction, known: readonly Known[], sentTo: SentTo, now: Date): Promise<void> {
  const complained = known
    .filter(({ kind }) => kind === "complained")
    .flatMap(({ deliveryNo }) => (sentTo.get(deliveryNo) ?? []).map((address) => ({ deliveryNo, address })));
  if (complained.length === 0) return;
  const about = Prisma.sql`
    select entry.contact_id, sent.address, coalesce(template.purpose_code, ${defaultPurpose}) as purpose_code
    from unnest(${complained.map(({ deliveryNo }) => deliveryNo)}::bigint[], ${complained.map(({ address }) => address)}::text[]) sent (delivery_no, address)
    join delivery using (delivery_no) join interaction_log_entry entry using (entry_no)
    left join interaction_template template on template.code = entry.interaction_template_code`;
  await tx.$queryRaw(Prisma.sql`
    select id from contact where id in (select contact_id from (${about}) about) order by id for no key update`);
  const said = Prisma.sql`
    select distinct about.contact_id, 'email'::correspondence_type as channel, about.purpose_code, false as allowed
    from (${about}) about left join contact_consent now_is
      on now_is.contact_id = about.contact_id and now_is.channel = 'email' and now_is.purpose_code = about.purpose_code
    where about.contact_id is not null and now_is.allowed is distinct from false`;
  await writeConsent(tx, said, { source: "complaint", wording: null, user: null, now });
  await suppress(tx, Prisma.sql`select address_hash(about.address) as address_hash, about.purpose_code from (${about}) about`, now);
}
