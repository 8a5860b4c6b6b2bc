import type { ThingKind } from "./schema";

export type HabitError =
  | { code: "thing_not_found"; kind: ThingKind; key: string }
  | { code: "too_many_pins"; most: number }
  | { code: "view_not_found" }
  | { code: "view_name_taken"; name: string }
  | { code: "too_many_views"; most: number };

/** The sentence of a refusal. */
export function habitMessage(error: HabitError): string {
  switch (error.code) {
    case "thing_not_found":
      return `There is no ${error.key} any more, so it cannot be pinned.`;
    case "too_many_pins":
      return `${error.most} things are pinned, which is as many as there can be. Take one away first.`;
    case "view_not_found":
      return "This view is not there any more, or belongs to somebody else.";
    case "view_name_taken":
      return `You have a view called “${error.name}” of this list already. Give this one another name.`;
    case "too_many_views":
      return `You have ${error.most} views of this list, which is as many as there can be. Delete one first.`;
    default:
      return error satisfies never;
  }
}
