import { query } from "@/lib/access/operation";
import { searchCondition } from "@/lib/contacts/search";
import { Prisma, type Sql } from "@/lib/db/sql";
import { readMembersPage } from "./member-rows";
import { narrowing } from "./narrow-members";
import { onMembers } from "./on-members";
import { listMembersSchema } from "./schema";
import type { MembersPage } from "./types";

/**
 * A page of the members, exact as of its snapshot; of a stopped segment those at the end. Null when there is no such segment, or it was never live.
 */
export const listMembers = query({
  name: "liveSegment.listMembers",
  needs: "read",
  input: listMembersSchema,
  run: (context, { segmentNo, search, part, code, ...request }): Promise<MembersPage | null> =>
    onMembers(context, segmentNo, async (tx, { setId, total, condition }) => {
      const wanted = [searchCondition(search), await narrowing(tx, context, { part, code })];
      const predicate = allOf(setId === null ? [condition, ...wanted] : wanted);
      return readMembersPage(tx, { setId, total, predicate }, request, context.now);
    }),
});

/** All of these conditions; null where there is none. */
export function allOf(conditions: readonly (Sql | null)[]): Sql | null {
  const asked = conditions.filter((condition) => condition !== null);
  return asked.length === 0 ? null : Prisma.sql`(${Prisma.join(asked, ") and (")})`;
}
