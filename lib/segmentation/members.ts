import { nobody, type SetExpression, stored } from "@/lib/contact-sets/expressions";

/** The members of a step: its stored set, nobody before the first step. */
export function membersOf(setId: bigint | null): SetExpression {
  return setId === null ? nobody() : stored(setId);
}
