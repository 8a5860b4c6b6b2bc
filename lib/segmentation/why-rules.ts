import type { AddOptions, KeepOptions } from "./criteria-schema";
import type { StackRow } from "./stack-rows";
import type { WhyStep } from "./why-types";

/** On how many lines the contact stood before and after a step, and whether the step's filter holds for it today (null: it has none). */
export type Passage = { before: number; after: number; held: boolean | null };

type Step = Pick<StackRow, "kind" | "switchedOff"> & {
  options: Pick<AddOptions & KeepOptions, "expandCompanies" | "relatedCompanies" | "entireCompanies">;
};

/**
 * What became of a contact in a step. A contact that came with an Add which reaches whole or related companies, and does not match itself, came
 * through its company; one that matches and did not come was refused.
 */
export function whatBecame({ kind, options, switchedOff }: Step, { before, after, held }: Passage): WhyStep["what"] {
  if (switchedOff) return before > 0 ? "stayed" : "not_there";
  if (before > after) return after > 0 ? "one_less" : "left";
  if (before > 0 && after > before) return "once_more";
  if (after > 0 && before === 0) return kind === "add" && held === false && reachesCompanies(options) ? "through_company" : "came_in";
  if (kind !== "add" && kind !== "reuse") return before > 0 ? "stayed" : "not_there";
  if (!held) return "did_not_match";
  return before > 0 ? "stayed" : "refused";
}

/** Whether the step would treat the contact the same today, as far as its own data tell; companies speak for others and are not asked again. */
export function isStillSo({ kind, options, switchedOff }: Step, { before, after, held }: Passage): boolean {
  if (held === null || switchedOff) return true;
  const [wasThere, isThere] = [before > 0, after > 0];
  switch (kind) {
    case "add":
    case "reuse":
      return wasThere || held === isThere || !isThere || reachesCompanies(options);
    case "reduce":
      return !wasThere || options.entireCompanies || held !== isThere;
    case "refine":
      return !wasThere || options.entireCompanies || held === isThere;
    default:
      return true;
  }
}

function reachesCompanies(options: Step["options"]): boolean {
  return options.expandCompanies || options.relatedCompanies;
}
