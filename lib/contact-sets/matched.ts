import type { Matched } from "@/lib/filters/matched";
import { everybody, matching, ofContactIds, type SetExpression, subtract } from "./expressions";

/** The contacts a filter finds; null stands for a filter without conditions, which is everybody. */
export function contactsOf(matched: Matched | null): SetExpression {
  if (matched === null) return everybody();
  if (!matched.part.allBut) return partOf(matched);
  return { ...subtract(everybody(), partOf(matched)), predicate: matched.predicate };
}

/** The contacts of its part, which may be everybody but those it finds. */
export function partOf({ part: { predicate, ids } }: Matched): SetExpression {
  return ids ? { ...ofContactIds(ids), predicate } : matching(predicate);
}
