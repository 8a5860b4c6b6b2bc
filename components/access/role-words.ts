import type { Role } from "@/lib/access/rights";

/** The roles as people read them, and what each is for. */
export const roleWords = {
  viewer: { name: "Viewer", may: "Sees all contacts, segments and logs; changes nothing." },
  marketer: { name: "Marketer", may: "Works on segments, logs interactions, exports." },
  admin: { name: "Administrator", may: "Also imports and deletes contacts, sets up, manages users." },
} as const satisfies Record<Role, { name: string; may: string }>;
