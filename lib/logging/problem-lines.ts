import { mayRefuse, refusingContacts, withReach } from "@/lib/consent/reach";
import { unreachableReasons } from "@/lib/consent/schema";
import { ofContactIds, refusedContacts, type SetExpression, unite } from "@/lib/contact-sets/expressions";
import { Prisma, type Sql } from "@/lib/db/sql";
import { readableAddress } from "@/lib/delivery/address-pattern";
import type { StoredLayers } from "@/lib/segmentation/layers";
import { calledLines } from "@/lib/segmentation/line-calls";
import { type LineBasis, lineColumns, linesOfLayers } from "@/lib/segmentation/lines";
import type { LineProblem } from "./schema";

/** The lines of a segment's current step, layer by layer, one at least. */
export type SegmentMembers = { basis: LineBasis; layers: StoredLayers; size: number };

/** How far back an interaction counts as recent. */
const recentDays = 30;
/** The ids of contacts with an interaction lately. */
export const recentContacts = (today: string): Sql => Prisma.sql`
  select contact_id as id from interaction_log_entry
  where date between ${today}::date - ${recentDays}::int and ${today}::date and not canceled and not postponed`;

/**
 * The effective lines of the members, with what only the check asks: `salesperson_blocked`, `privacy_blocked`, `sort_company`, why the contact
 * may not be reached (`unreachable`), whether the line is done by a phone call (`called`), and whether it is `left_out` for one of these or because the
 * contact is blocked. `among` yields the contacts that are looked at, all when it is null: asking everybody whether they may be reached costs most of the
 * check.
 */
export function linesOf(segment: SegmentMembers, among: Sql | null = null): Sql {
  const columns = Prisma.sql`
    ${lineColumns(segment.basis)}, coalesce(responsible.blocked or responsible.privacy_blocked, false) as salesperson_blocked, contact.privacy_blocked,
    contact.company_name as sort_company`;
  const all = linesOfLayers(segment.basis, segment.layers, columns);
  const lines = withReach(among ? Prisma.sql`select * from (${all}) line where contact_id in (${among})` : all, segment.basis);
  const called = segment.basis.calls ? Prisma.sql`(contact_id, layer) in (${calledLines(segment.basis)})` : Prisma.sql`false`;
  return Prisma.sql`
    select told.*, blocked or unreachable is not null or called as left_out from (select reached.*, ${called} as called from (${lines}) reached) told`;
}

/** What must be repaired before a line can be logged. */
export const problemsToRepair = ["no_template", "no_salesperson", "blocked_salesperson"] as const satisfies readonly LineProblem[];

export const unreadable = Prisma.sql`(correspondence_type = 'email' and not coalesce(email ~ ${readableAddress}, false))`;

/** The lines that have a problem, as a condition on the columns of `linesOf`. Who is left out anyway has no other problem. */
export function problemCondition(problem: LineProblem, segment: SegmentMembers, today: string): Sql {
  switch (problem) {
    case "privacy_blocked":
      return Prisma.sql`blocked and privacy_blocked`;
    case "minor":
      return Prisma.sql`blocked and not privacy_blocked`;
    case "do_not_contact":
    case "opted_out":
    case "address_suppressed":
    case "no_consent":
    case "address_bounced":
    case "suppressed":
      return Prisma.sql`not blocked and unreachable = ${problem}`;
    case "called_already":
      return Prisma.sql`called and not blocked and unreachable is null`;
    case "no_template":
      return Prisma.sql`not left_out and interaction_template_code is null and 'interaction_template_code' = any(changed_here)`;
    case "no_salesperson":
      return Prisma.sql`not left_out and salesperson_code is null`;
    case "blocked_salesperson":
      return Prisma.sql`not left_out and salesperson_blocked`;
    case "excluded":
      return Prisma.sql`not left_out and excluded`;
    case "unreadable_email":
      return Prisma.sql`not left_out and ${unreadable}`;
    case "recent_interaction":
      return Prisma.sql`not left_out and contact_id in (${recentContacts(today)})`;
    case "shared_email":
      return Prisma.sql`not left_out and correspondence_type = 'email' and lower(email) in (
        select lower(email) from (${linesOf(segment)}) l where not left_out and correspondence_type = 'email' and email is not null
        group by lower(email) having count(*) > 1)`;
    case "no_document":
      // Where no template and no segment has a document at all, there is nothing that could be missing.
      return segment.basis.documents
        ? Prisma.sql`not blocked and not called and correspondence_type in ('email', 'hard_copy') and document_id is null`
        : Prisma.sql`false`;
    default:
      return problem satisfies never;
  }
}

/** The contacts among whom are all who have the problem, where that is quicker to say than who has it; else null. */
export function contactsConcerned(problem: LineProblem, today: string): Sql | null {
  if (problem === "recent_interaction") return recentContacts(today);
  return problem === "opted_out" || problem === "do_not_contact" ? refusingContacts : null;
}

/** The lines that have one of the problems, as a condition. */
export function anyOf(problems: readonly LineProblem[], segment: SegmentMembers, today: string): Sql {
  return Prisma.sql`(${Prisma.join(
    problems.map((problem) => Prisma.sql`(${problemCondition(problem, segment, today)})`),
    " or ",
  )})`;
}

/** Yields the `contact_id` and `layer` of every line that has one of `problems`. */
export function linesWith(problems: readonly LineProblem[], segment: SegmentMembers, today: string): Sql {
  return Prisma.sql`select contact_id, layer from (${linesOf(segment)}) line where ${anyOf(problems, segment, today)}`;
}

/** The same of one layer as a set. */
export function contactsWith(problems: readonly LineProblem[], segment: SegmentMembers, today: string, layer: number): SetExpression {
  return ofContactIds(Prisma.sql`select contact_id as id from (${linesWith(problems, segment, today)}) found where layer = ${layer}`);
}

/** Whom of one layer the log leaves out whatever is repaired: blocked contacts, who was called already, and lines whose contact may not be reached. */
export function leftOutOf(segment: SegmentMembers, today: string, layer: number): SetExpression {
  const never = refusedOrCalled(segment, layer);
  return mayRefuse(segment.basis) ? unite(never, contactsWith(unreachableReasons, segment, today, layer)) : never;
}

/** The blocked contacts, and those of one layer whose line is done by a phone call. */
export function refusedOrCalled({ basis }: SegmentMembers, layer: number): SetExpression {
  if (!basis.calls) return refusedContacts();
  return unite(
    refusedContacts(),
    ofContactIds(Prisma.sql`select contact_id as id from (${calledLines(basis)}) called where layer = ${layer}`),
  );
}
