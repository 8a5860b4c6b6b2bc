import { hashPassword } from "@/lib/access/password";
import { checkSetupLink, type SetupLinkState, takeSetupLink } from "@/lib/access/setup-link";
import { record } from "@/lib/audit/record";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { writeStandardSetup } from "@/lib/setup/standard-setup";
import type { SetupError, UserError } from "./errors";
import type { FirstAdministrator } from "./schema";
import { writeUser } from "./write-user";

/**
 * Uses the set-up link up and makes the first administrator, with the standard set-up of an empty company and the
 * administrator as its first salesperson. All or nothing: a second use, a wrong link and the slower of two at once are refused.
 */
export async function createFirstAdministrator(
  db: Database,
  { token, ...administrator }: FirstAdministrator,
  now: Date,
): Promise<Result<{ userId: string }, SetupError | UserError>> {
  const before = refusalOf(await checkSetupLink(db, token)); // a wrong link must not cost the hashing of a password
  if (before) return err(before);
  const passwordHash = await hashPassword(administrator.password);
  return inTransaction<{ userId: string }, SetupError | UserError>(db, async (tx) => {
    const refused = refusalOf(await takeSetupLink(tx, token));
    return refused ? err(refused) : writeAdministrator(tx, { ...administrator, passwordHash }, now);
  });
}

/** What is written for the first administrator, whichever way they come. */
export async function writeAdministrator(
  tx: Transaction,
  { passwordHash, timeZone, name, email }: { name: string; email: string; timeZone?: string | undefined; passwordHash: string },
  now: Date,
): Promise<Result<{ userId: string }, UserError>> {
  const written = await writeUser(tx, { name, email, role: "admin", salespersonCode: null, passwordHash });
  if (!written.ok) return written;
  const { userId } = written.value;
  await writeStandardSetup(tx, { name, email, userId });
  await tx.$executeRaw(Prisma.sql`
    update marketing_setup set time_zone = zone.name from pg_timezone_names zone where marketing_setup.id = 1 and zone.name = ${timeZone ?? null}`);
  const user = { id: userId, name, email, role: "admin" as const, salespersonCode: null };
  await record(
    tx,
    { user, now },
    { operation: "user.createFirstAdministrator", subjectKind: "user", subjectKey: userId, detail: { name, email } },
  );
  return ok({ userId });
}

function refusalOf(state: SetupLinkState): SetupError | null {
  switch (state) {
    case "usable":
      return null;
    case "set_up_already":
      return { code: "set_up_already" };
    case "wrong":
      return { code: "setup_link_wrong" };
    default:
      return state satisfies never;
  }
}
