import { randomInt } from "node:crypto";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { randomId } from "./random-id";

export { hashPassword };

const letters = "abcdefghijkmnpqrstuvwxyz23456789"; // none that is read as another

/** A password that is told to somebody once: five groups of four, 100 bits. */
export function drawPassword(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return Array.from({ length: 5 }, group).join("-");
}

/** Gives a user a password, their first or another one. */
export async function writePassword(tx: Transaction, userId: string, hash: string): Promise<void> {
  const changed = await tx.$executeRaw(Prisma.sql`
    update user_account set password = ${hash}, updated_at = now() where user_id = ${userId} and provider_id = 'credential'`);
  if (changed > 0) return;
  await tx.$executeRaw(Prisma.sql`
    insert into user_account (id, account_id, provider_id, user_id, password) values (${randomId()}, ${userId}, 'credential', ${userId}, ${hash})`);
}

/** Whether this is the user's password now. */
export async function isPasswordOf(tx: Transaction, userId: string, password: string): Promise<boolean> {
  const account = await tx.userAccount.findFirst({ where: { userId, providerId: "credential" }, select: { password: true } });
  return account?.password ? verifyPassword({ hash: account.password, password }) : false;
}
