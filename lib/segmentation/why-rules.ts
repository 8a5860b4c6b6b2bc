import type { StackRow } from "./stack-rows";
import type { WhyStep } from "./types";

/** Whether the contact stood on the segment before and after a step, and whether the step's filter holds for it today (null: it has none). */
export type Passage = { before: boolean; after: boolean; held: boolean | null };

/**
 * What became of a contact in a step. A contact that came with an Add which reaches whole or related companies, and does not match itself, came
 * through its company; one that matches and did not come was refused.
 */
export function whatBecame(
  { kind, options, switchedOff }: Pick<StackRow, "kind" | "options" | "switchedOff">,
  { before, after, held }: Passage,
): WhyStep["what"] {
  if (switchedOff) return before ? "stayed" : "not_there";
  if (before && !after) return "left";
  if (!before && after) return kind === "add" && held === false && reachesCompanies(options) ? "through_company" : "came_in";
  if (kind !== "add" && kind !== "reuse") return before ? "stayed" : "not_there";
  if (!held) return "did_not_match";
  return before ? "stayed" : "refused";
}

/** Whether the step would treat the contact the same today, as far as its own data tell; companies speak for others and are not asked again. */
export function isStillSo(
  { kind, options, switchedOff }: Pick<StackRow, "kind" | "options" | "switchedOff">,
  { before, after, held }: Passage,
): boolean {
  if (held === null || switchedOff) return true;
  switch (kind) {
    case "add":
    case "reuse":
      return before || held === after || !after || reachesCompanies(options);
    case "reduce":
      return !before || options.entireCompanies || held !== after;
    case "refine":
      return !before || options.entireCompanies || held === after;
    default:
      return true;
  }
}

function reachesCompanies(options: StackRow["options"]): boolean {
  return options.expandCompanies || options.relatedCompanies;
}
