import { withEntireCompanies, withRelatedCompanies } from "@/lib/contact-sets/companies";
import {
  excludedContacts,
  keepCommon,
  nobody,
  refusedContacts,
  type SetExpression,
  subtract,
  together,
  unite,
} from "@/lib/contact-sets/expressions";
import { contactsOf, partOf } from "@/lib/contact-sets/matched";
import type { SetPlan } from "@/lib/contact-sets/set-plan";
import type { Matched } from "@/lib/filters/matched";
import type { AddOptions, Criteria } from "./criteria-schema";
import { withOneMore } from "./edit-intent";

/** How a criteria action comes out, as sets to be measured or stored. Valid in a statement that is given the plan. */
export type CriteriaSets = {
  /** Who comes (Add) or leaves (Reduce, Refine). */
  change: SetExpression;
  /** The lines that come or leave, to be measured only. */
  lines: SetExpression;
  /** The layers afterwards, one at least; those above the first may be empty. */
  after: SetExpression[];
  /** Measured, these say how an Add came about: see `foundOf`. Of Reduce and Refine the numbers say it all. */
  stages: Stages | Record<string, never>;
};
export type Stages = {
  matching: SetExpression;
  notBlocked: SetExpression;
  allowed: SetExpression;
  /** Only where those who are there already may come once more: who they are. */
  there?: SetExpression;
};

/**
 * The sets of a criteria action on the layers of `current`. Add, in this order: who matches, expanded to companies, with
 * related companies, less the blocked, less the excluded, less who is there; or one line more for those who are, when that is allowed.
 * Reduce and Refine: who matches, with entire companies, among the members, with all their lines.
 */
export function criteriaSets(criteria: Criteria, matched: Matched | null, current: readonly SetExpression[], plan: SetPlan): CriteriaSets {
  const [everyone = nobody(), ...upper] = current;
  switch (criteria.kind) {
    case "add": {
      const stages = addStages(plan.once(contactsOf(matched)), criteria.options, plan);
      const { allowed } = stages;
      if (criteria.options.allowExisting) {
        const there = keepCommon(allowed, everyone);
        return { change: allowed, lines: allowed, after: withOneMore(current, allowed), stages: { ...stages, there } };
      }
      const change = plan.once(subtract(allowed, everyone));
      return { change, lines: change, after: [unite(everyone, allowed), ...upper], stages };
    }
    case "reduce":
    case "refine": {
      const split = splitSets(matched, criteria.options.entireCompanies, [everyone, ...upper], plan);
      const [leaving, after] = criteria.kind === "reduce" ? [split.here, split.rest] : [split.rest, split.here];
      return { change: leaving[0] ?? nobody(), lines: together(leaving), after, stages: {} };
    }
    default:
      return criteria satisfies never;
  }
}

/** Of every layer, the members whom a filter finds, with their entire companies or not, and the others. */
function splitSets(matched: Matched | null, entireCompanies: boolean, layers: readonly SetExpression[], plan: SetPlan) {
  const common = (part: SetExpression) => layers.map((layer) => plan.once(keepCommon(layer, part)));
  const less = (part: SetExpression) => layers.map((layer) => plan.once(subtract(layer, part)));
  if (matched?.part.allBut && !entireCompanies) {
    const part = plan.once(partOf(matched));
    return { here: less(part), rest: common(part) };
  }
  const found = plan.once(contactsOf(matched));
  const widened = entireCompanies ? plan.once(withEntireCompanies(found, plan)) : found;
  return { here: common(widened), rest: less(widened) };
}

/** The stages of an Add from who matched to who may come. Blocked contacts are taken out whatever the options say. */
export function addStages(found: SetExpression, options: AddOptions, plan: SetPlan): Stages {
  const expanded = options.expandCompanies ? plan.once(withEntireCompanies(found, plan)) : found;
  const related = options.relatedCompanies ? plan.once(withRelatedCompanies(expanded)) : expanded;
  const notBlocked = plan.once(subtract(related, refusedContacts()));
  const allowed = options.ignoreExclusion ? notBlocked : plan.once(subtract(notBlocked, excludedContacts()));
  return { matching: related, notBlocked, allowed };
}
