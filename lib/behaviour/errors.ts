import { kindWords } from "./schema";

/** What a user can do something about when describing behaviour. */
export type BehaviourError =
  | { code: "type_taken"; typeCode: string }
  | { code: "type_not_found"; typeCode: string }
  | { code: "property_twice"; name: string }
  | { code: "kind_taken"; name: string; kind: keyof typeof kindWords }
  | { code: "options_needed"; name: string };

/** The sentence of a refusal. */
export function behaviourMessage(error: BehaviourError): string {
  switch (error.code) {
    case "type_taken":
      return `There is a type ${error.typeCode} already. Choose another code, or change that one.`;
    case "type_not_found":
      return `There is no type ${error.typeCode}.`;
    case "property_twice":
      return `${error.name} stands there twice. Each property has a name of its own.`;
    case "kind_taken":
      return `${error.name} holds ${kindWords[error.kind].toLowerCase()} already, here or in another type. Choose that, or another name.`;
    case "options_needed":
      return `${error.name} is a choice. Write what can be chosen, separated by commas.`;
    default:
      return error satisfies never;
  }
}
