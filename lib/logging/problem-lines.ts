import { ofContactIds, type SetExpression } from "@/lib/contact-sets/expressions";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { StoredLayers } from "@/lib/segmentation/layers";
import { type LineBasis, lineColumns, linesOfLayers } from "@/lib/segmentation/lines";
import type { LineProblem } from "./schema";

/** The lines of a segment's current step, layer by layer, one at least. */
export type SegmentMembers = { basis: LineBasis; layers: StoredLayers; size: number };

/** How far back an interaction counts as recent. */
export const recentDays = 30;

/** The effective lines of the members, with what only the check asks: `salesperson_blocked`, `privacy_blocked`, `sort_company`. */
export function linesOf(segment: SegmentMembers): Sql {
  const columns = Prisma.sql`
    ${lineColumns(segment.basis)}, coalesce(responsible.blocked or responsible.privacy_blocked, false) as salesperson_blocked, contact.privacy_blocked,
    contact.company_name as sort_company`;
  return linesOfLayers(segment.basis, segment.layers, columns);
}

/** What must be repaired before a line can be logged. */
export const problemsToRepair = ["no_template", "no_salesperson", "blocked_salesperson"] as const satisfies readonly LineProblem[];

/** An address that can be sent to: one @, something on both sides, a dot in the domain, no blanks, commas or brackets. */
export const readableAddress = String.raw`^[^\s@,;<>()"]+@[^\s@,;<>()".]+(\.[^\s@,;<>()".]+)+$`;

export const unreadable = Prisma.sql`(correspondence_type = 'email' and not coalesce(email ~ ${readableAddress}, false))`;

/** The lines that have a problem, as a condition on the columns of `linesOf`. Who is left out anyway has no other problem. */
export function problemCondition(problem: LineProblem, segment: SegmentMembers, today: string): Sql {
  switch (problem) {
    case "privacy_blocked":
      return Prisma.sql`blocked and privacy_blocked`;
    case "minor":
      return Prisma.sql`blocked and not privacy_blocked`;
    case "no_template":
      return Prisma.sql`not blocked and interaction_template_code is null and 'interaction_template_code' = any(changed_here)`;
    case "no_salesperson":
      return Prisma.sql`not blocked and salesperson_code is null`;
    case "blocked_salesperson":
      return Prisma.sql`not blocked and salesperson_blocked`;
    case "excluded":
      return Prisma.sql`not blocked and excluded`;
    case "unreadable_email":
      return Prisma.sql`not blocked and ${unreadable}`;
    case "recent_interaction":
      return Prisma.sql`not blocked and contact_id in (
        select contact_id from interaction_log_entry
        where date between ${today}::date - ${recentDays}::int and ${today}::date and not canceled and not postponed)`;
    case "shared_email":
      return Prisma.sql`not blocked and correspondence_type = 'email' and lower(email) in (
        select lower(email) from (${linesOf(segment)}) l where not blocked and correspondence_type = 'email' and email is not null
        group by lower(email) having count(*) > 1)`;
    case "no_document":
      // Where no template and no segment has a document at all, there is nothing that could be missing.
      return segment.basis.documents
        ? Prisma.sql`not blocked and correspondence_type in ('email', 'hard_copy') and document_id is null`
        : Prisma.sql`false`;
    default:
      return problem satisfies never;
  }
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
