import type { AccessError, InvalidInput } from "./operation";
import type { Right, Role } from "./rights";

const purpose = {
  read: "see this",
  "account.own": "change this account",
  "segments.edit": "change segments",
  "segments.log": "log or cancel interactions",
  "log.delete": "delete what was logged",
  "consent.record": "record consent",
  "behaviour.record": "send what contacts did",
  export: "export",
  "contacts.edit": "delete or merge contacts",
  "contacts.import": "import contacts",
  setup: "change the set-up",
  "users.manage": "manage users",
  "audit.read": "read the audit",
} as const satisfies Record<Right, string>;

const article = { viewer: "A viewer", marketer: "A marketer", admin: "An administrator" } as const satisfies Record<Role, string>;

/** The sentence for a role that lacks a right: what it cannot do, and who can change that. */
export function notAllowedMessage(needs: Right, role: Role): string {
  return `${article[role]} cannot ${purpose[needs]}. An administrator can give you another role.`;
}

/** The sentence of a refusal that every operation can answer. */
export function accessMessage(error: AccessError | InvalidInput): string {
  switch (error.code) {
    case "not_allowed":
      return notAllowedMessage(error.needs, error.role);
    case "invalid_input":
      return error.issues.map((issue) => issue.message).join(" ");
    default:
      return error satisfies never;
  }
}
