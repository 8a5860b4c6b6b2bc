import type { ExpressionError } from "./expression-error";

/** Why a filter cannot be used. `field` and `relation` are words for people where the name is known, else the name that was sent. */
export type FilterError =
  | { code: "unknown_field"; field: string; section: string }
  | { code: "operator_not_for_type"; field: string; op: string; type: string }
  | { code: "bad_value"; field: string; value: string; expected: string; example: string }
  | { code: "unreadable_expression"; field: string; text: string; error: ExpressionError }
  | { code: "placeholder_left"; field: string; name: string }
  | { code: "relation_inside_relation"; section: string }
  | { code: "too_many_conditions"; most: number };

/** The sentence a person reads. */
export function filterMessage(error: FilterError): string {
  switch (error.code) {
    case "unknown_field":
      return `${error.section} has no field “${error.field}” to filter by.`;
    case "operator_not_for_type":
      return `${error.field} cannot be filtered with “${error.op}”: it holds ${error.type}.`;
    case "bad_value":
      return `${error.field}: “${error.value}” was given, ${error.expected} was expected. Type for example ${error.example}.`;
    case "unreadable_expression":
      return `${error.field}: ${error.error.message}`;
    case "placeholder_left":
      return `${error.name} is still to be filled in (${error.field}).`;
    case "relation_inside_relation":
      return `A condition on ${error.section} can only speak of fields of ${error.section}.`;
    case "too_many_conditions":
      return `The filter has more than ${error.most} conditions. Take some away, or pick the contacts in two steps.`;
    default:
      return error satisfies never;
  }
}
