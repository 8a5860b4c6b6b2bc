import type { ContextUser } from "@/lib/access/operation";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { ConsentSource } from "./schema";

/** Who said it where, and who wrote it down; nobody did when the contact did so by a link. */
export type ConsentOrigin = { source: ConsentSource; wording: string | null; user: Pick<ContextUser, "id" | "name"> | null; now: Date };

/**
 * Writes events and the state they make, in the caller's transaction, who holds the contacts. `said` yields contact_id, channel,
 * purpose_code and allowed, each contact, channel and purpose once.
 *
 * @returns the number of events
 */
export async function writeConsent(tx: Transaction, said: Sql, { source, wording, user, now }: ConsentOrigin): Promise<number> {
  const events = Prisma.sql`select said.*, ${source}::consent_source as source, ${wording}::text as wording, ${now}::timestamptz as recorded_at from (${said}) said`;
  return writeEvents(tx, events, user);
}

/** The same where each has a source, wording and recorded_at of its own. */
export async function writeEvents(tx: Transaction, events: Sql, user: ConsentOrigin["user"]): Promise<number> {
  return tx.$executeRaw(Prisma.sql`
    with event as (
      insert into consent_event (contact_id, channel, purpose_code, allowed, source, wording, user_id, user_name, recorded_at)
      select contact_id, channel, purpose_code, allowed, source, wording, ${user?.id ?? null}, ${user?.name ?? null}, recorded_at
      from (${events}) said
      returning event_no, contact_id, channel, purpose_code, allowed
    )
    insert into contact_consent (event_no, contact_id, channel, purpose_code, allowed)
    select event_no, contact_id, channel, purpose_code, allowed from event
    on conflict on constraint contact_consent_unique do update set event_no = excluded.event_no, allowed = excluded.allowed`);
}
