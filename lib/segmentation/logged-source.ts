import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { FieldCondition, Filter } from "@/lib/filters/schema";
import { freshStep, type ReplayStep, type Taker } from "./replay-steps";
import type { LoggedChoice } from "./stack-change-schema";

const sourceSchema = z.object({ entryNo: z.int(), lastEntryNo: z.number(), campaignNos: z.array(z.string()) });

/** A logged segment as far as it tells whom to take from it. What was entered after its last entry happened since. */
export type LoggedSource = z.infer<typeof sourceSchema>;

/** Finds it; null when there is none. */
export async function findLoggedSource(tx: Pick<Transaction, "$queryRaw">, entryNo: number): Promise<LoggedSource | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select entry_no as "entryNo", (
      select coalesce(max(entry.entry_no), 0)::float8 from interaction_log_entry entry where entry.logged_segment_entry_no = logged_segment.entry_no) as "lastEntryNo", (
      select coalesce(array_agg(campaign_no order by campaign_no), '{}') from campaign_entry
      where campaign_entry.logged_segment_entry_no = logged_segment.entry_no) as "campaignNos"
    from logged_segment where entry_no = ${entryNo}`);
  return z.array(sourceSchema).parse(rows)[0] ?? null;
}

const is = (field: string, value: string | number | boolean): FieldCondition => ({ kind: "field", field, op: "is", value });
const entry = (match: "any" | "none", ...of: Filter[]): Filter => ({
  kind: "relation",
  relation: "interaction",
  match,
  where: { kind: "all", of },
});

/**
 * The filter that finds whom a choice means: contacts with an interaction of the logged segment that was not canceled, each once. An answer
 * is an evaluation, or an interaction since then that counts as response of one of its campaigns, or of any campaign when it served none.
 */
export function loggedFilter({ entryNo, lastEntryNo, campaignNos }: LoggedSource, choice: LoggedChoice): Filter {
  const logged = is("loggedSegmentEntryNo", entryNo);
  switch (choice.who) {
    case "all":
      return { kind: "all", of: [entry("any", logged)] };
    case "evaluated":
      return { kind: "all", of: [entry("any", logged, { kind: "field", field: "evaluation", op: "in", values: choice.evaluations })] };
    case "not_reached":
      return { kind: "all", of: [entry("any", logged, is("attemptFailed", true))] };
    case "not_answered": {
      const since: Filter = { kind: "field", field: "entryNo", op: "greater", value: lastEntryNo };
      const served: Filter[] = campaignNos.length > 0 ? [{ kind: "field", field: "campaignNo", op: "in", values: campaignNos }] : [];
      const responses = [is("campaignResponse", true), since, ...served];
      const evaluated = entry("none", logged, { kind: "field", field: "evaluation", op: "isNotEmpty" });
      return { kind: "all", of: [entry("any", logged), evaluated, entry("none", ...responses)] };
    }
    case "clicked":
      return { kind: "all", of: [entry("any", logged, is("mailClicked", true))] };
    case "not_clicked": {
      const gotMail = entry("any", logged, is("correspondenceType", "email"), is("mailBounced", false));
      return { kind: "all", of: [gotMail, entry("none", logged, is("mailClicked", true))] };
    }
    default:
      return choice satisfies never;
  }
}

/** The one step that takes contacts from a logged segment. */
export function reuseStep(source: LoggedSource, asked: { choice: LoggedChoice; ignoreExclusion: boolean }, taker: Taker): ReplayStep {
  const { choice, ignoreExclusion } = asked;
  const step = freshStep("reuse", loggedFilter(source, choice), taker);
  return { ...step, options: { ...step.options, ignoreExclusion, reused: { entryNo: source.entryNo, choice } } };
}
