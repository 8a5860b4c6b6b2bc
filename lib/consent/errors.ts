/** What a user can do something about when recording consent or keeping purposes. */
export type ConsentError =
  | { code: "contact_not_found"; contactNo: string }
  | { code: "purpose_not_found"; purposeCode: string }
  | { code: "template_not_found"; templateCode: string }
  | { code: "purpose_taken"; purposeCode: string };

/** The sentence of a refusal. */
export function consentMessage(error: ConsentError): string {
  switch (error.code) {
    case "contact_not_found":
      return `There is no contact ${error.contactNo} any more. It may have been deleted or merged.`;
    case "purpose_not_found":
      return `There is no purpose ${error.purposeCode}. Choose another one.`;
    case "template_not_found":
      return `There is no interaction template ${error.templateCode} any more.`;
    case "purpose_taken":
      return `There is a purpose ${error.purposeCode} already. Choose another code, or change that one.`;
    default:
      return error satisfies never;
  }
}
