import { withEntireCompanies, withRelatedCompanies } from "@/lib/contact-sets/companies";
import {
  everybody,
  excludedContacts,
  keepCommon,
  matching,
  ofContactIds,
  refusedContacts,
  type SetExpression,
  subtract,
  unite,
} from "@/lib/contact-sets/expressions";
import type { SetPlan } from "@/lib/contact-sets/set-plan";
import type { Matched } from "@/lib/filters/matched";
import type { AddOptions, Criteria } from "./schema";

/** How a criteria action comes out, as sets to be measured or stored. Valid in a statement that is given the plan. */
export type CriteriaSets = {
  /** Who comes (Add) or leaves (Reduce, Refine). */
  change: SetExpression;
  /** The members afterwards. */
  after: SetExpression;
  /** Measured, these say how an Add came about: see `foundOf`. Of Reduce and Refine the numbers say it all. */
  stages: Stages | Record<string, never>;
};
export type Stages = { matching: SetExpression; notBlocked: SetExpression; allowed: SetExpression };

/** The contacts a filter finds; null stands for a filter without conditions, which is everybody. */
export function contactsOf(matched: Matched | null): SetExpression {
  if (matched === null) return everybody();
  if (!matched.part.allBut) return partOf(matched);
  return { ...subtract(everybody(), partOf(matched)), predicate: matched.predicate };
}

function partOf({ part: { predicate, ids } }: Matched): SetExpression {
  return ids ? { ...ofContactIds(ids), predicate } : matching(predicate);
}

/**
 * The sets of a criteria action on the members of `current`. Add, in this order: who matches, expanded to companies, with
 * related companies, less the blocked, less the excluded, less who is there. Reduce and Refine: who matches, with entire
 * companies, among the members.
 */
export function criteriaSets(criteria: Criteria, matched: Matched | null, current: SetExpression, plan: SetPlan): CriteriaSets {
  switch (criteria.kind) {
    case "add": {
      const stages = addStages(plan.once(contactsOf(matched)), criteria.options, plan);
      return { change: plan.once(subtract(stages.allowed, current)), after: unite(current, stages.allowed), stages };
    }
    case "reduce":
    case "refine": {
      const { here, rest } = splitSets(matched, criteria.options.entireCompanies, current, plan);
      const [change, after] = criteria.kind === "reduce" ? [here, rest] : [rest, here];
      return { change, after, stages: {} };
    }
    default:
      return criteria satisfies never;
  }
}

/** The members whom a filter finds, with their entire companies or not, and the others. */
function splitSets(matched: Matched | null, entireCompanies: boolean, current: SetExpression, plan: SetPlan) {
  if (matched?.part.allBut && !entireCompanies) {
    const part = plan.once(partOf(matched));
    return { here: plan.once(subtract(current, part)), rest: plan.once(keepCommon(current, part)) };
  }
  const found = plan.once(contactsOf(matched));
  const widened = entireCompanies ? plan.once(withEntireCompanies(found, plan)) : found;
  return { here: plan.once(keepCommon(current, widened)), rest: plan.once(subtract(current, widened)) };
}

/** The stages of an Add from who matched to who may come. Blocked contacts are taken out whatever the options say. */
export function addStages(found: SetExpression, options: AddOptions, plan: SetPlan): Stages {
  const expanded = options.expandCompanies ? plan.once(withEntireCompanies(found, plan)) : found;
  const related = options.relatedCompanies ? plan.once(withRelatedCompanies(expanded)) : expanded;
  const notBlocked = plan.once(subtract(related, refusedContacts()));
  const allowed = options.ignoreExclusion ? notBlocked : plan.once(subtract(notBlocked, excludedContacts()));
  return { matching: related, notBlocked, allowed };
}
