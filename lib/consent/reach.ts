import { Prisma, type Sql } from "@/lib/db/sql";
import type { Only } from "@/lib/filters/only";
import type { Channel } from "./schema";
import { nobodySuppressed, type Suppression } from "./suppression";

/**
 * Whether anybody at all might not be reached: somebody refused, an address is suppressed or bounced, or a purpose needs consent. Where it is false
 * `withReach` costs nothing; read it in the same snapshot.
 */
export const anyoneUnreachable = Prisma.sql`
  (exists (select from contact_consent where not allowed) or exists (select from suppressed_address) or exists (select from bounced_address)
    or exists (select from purpose where needs_consent <> '{}'))`;

/** The contacts who refused something themselves. */
export const refusingContacts = Prisma.sql`select contact_id from contact_consent where not allowed`;

/** Addresses that refused, with each purpose it concerns. */
const suppressed = Prisma.sql`
  select s.address_hash, p.code from suppressed_address s join purpose p on s.purpose_code is null or s.purpose_code = p.code`;

/** What can keep somebody from being reached at all; what is not there costs nothing. */
export type ReachBasis = { consent: boolean; suppression?: Suppression };

/** Whether anybody might not be reached. */
export function mayRefuse({ consent, suppression = nobodySuppressed }: ReachBasis): boolean {
  return consent || suppression.by.length > 0;
}

/**
 * The rows of `rows` with two columns more: `unreachable`, null for those who may be reached, else why not, and `suppressed_by`, the first suppression
 * segment that they are on. Rows have `contact_id`,
 * `correspondence_type` (null: only recorded, which needs no consent), `purpose_code` and `email`, the address that would be used. This is
 * what the list of lines, the check, the log and every delivery ask; the decision itself is the function `unreachable_reason`. `channel` asks of all
 * rows about one channel, whatever they would go by. Who is suppressed is so on every channel and where something is only recorded; `only` names the
 * contacts of the rows where they are few.
 */
export function withReach(rows: Sql, basis: ReachBasis = { consent: true }, channel: Channel | null = null, only: Only | null = null): Sql {
  const { suppression = nobodySuppressed } = basis;
  if (suppression.by.length === 0)
    return Prisma.sql`select said.*, null::text as suppressed_by from (${withConsent(rows, basis, channel)}) said`;
  return Prisma.sql`
    select told.*, coalesce(told.refused, case when suppressor.name is not null then 'suppressed' end) as unreachable, suppressor.name as suppressed_by
    from (${withConsent(rows, basis, channel, Prisma.sql`refused`)}) told
    left join (${suppressors(suppression, only)}) suppressor on suppressor.id = told.contact_id
    offset 0`;
}

/** Everybody who is suppressed: (id, name), each once with the first segment. */
function suppressors({ by }: Suppression, only: Only | null): Sql {
  const members = by.map(({ ids }, at) => Prisma.sql`select id, ${at + 1}::int as position from (${ids(only)}) member (id)`);
  return Prisma.sql`
    select id, (${by.map(({ name }) => name)}::text[])[min(position)] as name from (${Prisma.join(members, " union all ")}) member group by id`;
}

function withConsent(rows: Sql, { consent }: ReachBasis, channel: Channel | null, column: Sql = Prisma.sql`unreachable`): Sql {
  const by = channel === null ? Prisma.sql`asked.correspondence_type` : Prisma.sql`${channel}::correspondence_type`;
  if (!consent) return Prisma.sql`select asked.*, null::text as ${column} from (${rows}) asked`;
  return Prisma.sql`
    select asked.*, case when ${by} is not null then unreachable_reason(
        not never.allowed, said.allowed,
        exists (select from suppressed_address) and ${by} = 'email' and (address_hash(asked.email), asked.purpose_code) in (${suppressed}),
        ${by} = any(purpose_of.needs_consent),
        exists (select from bounced_address) and ${by} = 'email' and address_hash(asked.email) in (select address_hash from bounced_address)) end as ${column}
    from (${rows}) asked
    left join purpose purpose_of on purpose_of.code = asked.purpose_code
    left join contact_consent said
      on said.contact_id = asked.contact_id and said.channel = ${by} and said.purpose_code = asked.purpose_code
    left join contact_consent never
      on never.contact_id = asked.contact_id and never.channel = ${by} and never.purpose_code is null
    offset 0`; // or each mention of the column further out would ask anew
}

/** The same answer for one row, as an expression over columns at hand: for predicates that look at contacts one by one. */
export function unreachableOf(row: Record<"contactId" | "channel" | "purposeCode" | "email", Sql>, basis: ReachBasis): Sql {
  const { consent, suppression = nobodySuppressed } = basis;
  const members = suppression.by.map(({ ids }) => ids(null));
  const suppressed =
    members.length === 0
      ? Prisma.sql`null::text`
      : Prisma.sql`case when ${row.contactId} in (select id from (${Prisma.join(members, " union all ")}) member (id)) then 'suppressed' end`;
  if (!consent) return suppressed;
  const asked = Prisma.sql`
    select ${row.contactId} as contact_id, ${row.channel} as correspondence_type, ${row.purposeCode} as purpose_code, ${row.email} as email`;
  return Prisma.sql`coalesce((select unreachable from (${withReach(asked)}) reach), ${suppressed})`;
}
