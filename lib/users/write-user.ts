import { writePassword } from "@/lib/access/password";
import { randomId } from "@/lib/access/random-id";
import type { Role } from "@/lib/access/rights";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { UserError } from "./errors";

export type NewUser = { name: string; email: string; role: Role; salespersonCode: string | null; passwordHash: string };

/** Writes a user with a password. Refused when the e-mail address is taken or the salesperson is not there. */
export async function writeUser(tx: Transaction, user: NewUser): Promise<Result<{ userId: string }, UserError>> {
  const known = await knownSalesperson(tx, user.salespersonCode);
  if (!known.ok) return known;
  const userId = randomId();
  const written = await tx.$executeRaw(Prisma.sql`
    insert into app_user (id, name, email, role, salesperson_code)
    values (${userId}, ${user.name}, ${user.email}, ${user.role}::user_role, ${user.salespersonCode})
    on conflict (email) do nothing`);
  if (written === 0) return err({ code: "email_taken", email: user.email });
  await writePassword(tx, userId, user.passwordHash);
  return ok({ userId });
}

/** Refused when a salesperson is named that is not there. */
export async function knownSalesperson(tx: Transaction, code: string | null): Promise<Result<null, UserError>> {
  if (code === null) return ok(null);
  const found = await tx.salesperson.findUnique({ where: { code }, select: { code: true } });
  return found ? ok(null) : err({ code: "salesperson_not_found", salespersonCode: code });
}
