/** The roles, weakest first. *viewer* reads, *marketer* works and exports, *admin* also imports, sets up and manages users. */
export const roles = ["viewer", "marketer", "admin"] as const;
export type Role = (typeof roles)[number];

/** Every right there is, with the weakest role that has it. Operations, queries and routes name one of these. */
const weakestRole = {
  read: "viewer", // contacts, segments, logged segments, interactions, campaigns, templates
  "account.own": "viewer", // one's own password, theme, sessions and API keys
  "segments.edit": "marketer", // worksheets: create, header, criteria, lines, delete
  "segments.log": "marketer", // log, cancel, reinstate, evaluate, comment
  "log.delete": "admin", // delete for good what was canceled
  "consent.record": "marketer", // what contacts agreed to or refused
  "behaviour.record": "marketer", // what contacts did, sent by other systems
  export: "marketer", // rows that leave the house
  "contacts.edit": "admin", // delete and merge contacts
  "contacts.import": "admin", // uploads and imports of contacts and sales facts
  setup: "admin", // demo company, marketing setup
  "users.manage": "admin",
  "audit.read": "admin",
} as const satisfies Record<string, Role>;

export type Right = keyof typeof weakestRole;
export const rights = Object.keys(weakestRole).filter((right): right is Right => right in weakestRole);

/** Whether `role` has `right`. */
export function hasRight(role: Role, right: Right): boolean {
  return roles.indexOf(role) >= roles.indexOf(weakestRole[right]);
}

/** The one of two roles that may do less. */
export function weakerRole(left: Role, right: Role): Role {
  return roles.indexOf(left) < roles.indexOf(right) ? left : right;
}
