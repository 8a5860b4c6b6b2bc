import { z } from "zod";
import { roles } from "@/lib/access/rights";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

const lockedSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    disabled: z.boolean(),
    salespersonCode: z.string().nullable(),
  }),
);
type LockedUser = z.infer<typeof lockedSchema>[number];

/**
 * Locks a user together with all administrators, so that of two who demote each other the second waits and sees what the
 * first did.
 *
 * @returns null when there is no such user; `otherAdministrators` counts those who can still manage users without this one
 */
export async function lockUser(tx: Transaction, userId: string): Promise<{ user: LockedUser; otherAdministrators: number } | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select id, name, email, role::text as role, disabled, salesperson_code as "salespersonCode"
    from app_user where id = ${userId} or (role = 'admin' and not disabled)
    order by id for update`);
  const locked = lockedSchema.parse(rows);
  const user = locked.find(({ id }) => id === userId);
  const others = locked.filter(({ id, role, disabled }) => id !== userId && role === "admin" && !disabled);
  return user ? { user, otherAdministrators: others.length } : null;
}
