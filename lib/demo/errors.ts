/** Why the demo company is not loaded. */
export type DemoError = { code: "contacts_exist"; contacts: number } | { code: "demo_loaded" };

/** The sentence of a refusal. */
export function demoMessage(error: DemoError): string {
  switch (error.code) {
    case "contacts_exist":
      return `The demo company loads into an empty company only; ${error.contacts.toLocaleString("en-GB")} ${error.contacts === 1 ? "contact is" : "contacts are"} here already.`;
    case "demo_loaded":
      return "The demo company is loaded already.";
    default:
      return error satisfies never;
  }
}
