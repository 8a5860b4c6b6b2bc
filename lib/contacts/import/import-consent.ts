import { writeEvents } from "@/lib/consent/write-consent";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { RefusalRule } from "./refuse-rows";

/** Begins what the rows of a chunk say of consent, by contact: those of known contacts; those of new ones are added when they are made. */
export async function beginSaid(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`drop table if exists merge_said`);
  await tx.$executeRaw(Prisma.sql`
    create temporary table merge_said on commit drop as
    select contact_id, said::jsonb as said from merge_row where contact_id is not null and said is not null`);
}

/** What was said cannot have been said tomorrow. */
export const dayRule = (now: Date): RefusalRule => ({
  when: Prisma.sql`row.said is not null and (row.said::jsonb->>'day')::date > ${now}::date`,
  column: "Consent, date",
  value: Prisma.sql`row.said::jsonb->>'day'`,
  reason: Prisma.sql`'This day has not come yet.'`,
});

/**
 * Records what `merge_said` holds. What stands already is not said again, and a file never weakens a refusal: consent is recorded only where nothing
 * was said for the purpose, and no suppressed address is freed; that takes a person. A refusal is recorded unless consent is younger than it.
 *
 * @returns known contacts of which nothing but this changed
 */
export async function importConsent(tx: Transaction, importId: string, now: Date, known: boolean): Promise<number> {
  const [held] = await tx.$queryRaw<{ n: number }[]>(Prisma.sql`
    select count(*)::int as n from (
      select from contact where id in (select contact_id from merge_said) order by id for no key update) held`);
  if (!held || held.n === 0) return 0;
  await tx.$executeRaw(Prisma.sql`drop table if exists merge_event`);
  // A day is kept as its noon, which is the same day nearly everywhere.
  await tx.$executeRaw(Prisma.sql`
    create temporary table merge_event on commit drop as
    select said.contact_id, say.channel, say.purpose as purpose_code, say.allowed, (said.said->>'source')::consent_source as source, say.wording,
      coalesce((said.said->>'day')::date + interval '12 hours', ${now}::timestamptz at time zone 'UTC') at time zone 'UTC' as recorded_at
    from merge_said said
    cross join lateral jsonb_to_recordset(said.said->'says') say (channel correspondence_type, purpose text, allowed boolean, wording text)
    left join contact_consent stands
      on stands.contact_id = said.contact_id and stands.channel = say.channel and stands.purpose_code is not distinct from say.purpose
    left join consent_event latest on latest.event_no = stands.event_no
    where stands.allowed is null
      or (stands.allowed and not say.allowed and coalesce((said.said->>'day')::date >= (latest.recorded_at at time zone 'UTC')::date, true))`);
  const [by] = await tx.$queryRaw<{ id: string; name: string }[]>(Prisma.sql`
    select user_id as id, user_name as name from contact_import where id = ${importId}::uuid and user_id is not null`);
  await writeEvents(tx, Prisma.sql`select * from merge_event`, by ?? null);
  if (!known) return 0;
  const [counted] = await tx.$queryRaw<{ n: number }[]>(Prisma.sql`
    select count(distinct contact_id)::int as n from merge_event
    where contact_id in (select contact_id from merge_row where contact_id is not null) and contact_id not in (select id from merge_change)`);
  return counted?.n ?? 0;
}
