import { unreadableWords } from "@/lib/consent/unreachable-words";

export type CompanyDetailsError =
  | { code: "unknown_country"; value: string }
  | { code: "unknown_template"; value: string }
  | { code: "suppression_unreadable"; unreadable: string[] };

/** The sentence a person reads for a refusal. */
export function companyDetailsMessage(error: CompanyDetailsError): string {
  switch (error.code) {
    case "unknown_country":
      return `There is no country ${error.value}. Choose one from the list.`;
    case "unknown_template":
      return `There is no interaction template ${error.value}. Choose one from the list.`;
    case "suppression_unreadable":
      return `${unreadableWords(error.unreadable)} Nothing was saved; choose others.`;
    default:
      return error satisfies never;
  }
}
