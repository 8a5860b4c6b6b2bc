import { z } from "zod";
import { hasUsers, lockFirstUser } from "@/lib/access/first-user";
import { hashPassword } from "@/lib/access/password";
import { newPasswordSchema } from "@/lib/access/password-rule";
import { emailSchema } from "@/lib/access/sign-in";
import type { Database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok } from "@/lib/result";
import { writeAdministrator } from "./create-first-administrator";

const environmentSchema = z.object({
  WINNOW_ADMIN_EMAIL: emailSchema,
  WINNOW_ADMIN_PASSWORD: newPasswordSchema,
});

/**
 * Makes the first administrator from `WINNOW_ADMIN_EMAIL` and `WINNOW_ADMIN_PASSWORD`, for places where nobody opens a set-up
 * link. Does nothing when neither is set or when there is a user already.
 *
 * @returns whether a user was made
 * @throws in words when only one of the two is set, or one is not usable
 */
export async function createAdminFromEnvironment(db: Database, environment: Record<string, string | undefined>): Promise<boolean> {
  if (!environment.WINNOW_ADMIN_EMAIL && !environment.WINNOW_ADMIN_PASSWORD) return false;
  if (await hasUsers(db)) return false;
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success)
    throw new Error(
      `The first administrator was not made. ${parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join(" ")}`,
    );
  const { WINNOW_ADMIN_EMAIL: email, WINNOW_ADMIN_PASSWORD: password } = parsed.data;
  const passwordHash = await hashPassword(password);
  const made = await inTransaction(db, async (tx) => {
    await lockFirstUser(tx);
    if (await hasUsers({ prisma: tx })) return err({ code: "set_up_already" as const });
    await tx.setupToken.deleteMany();
    const name = email.split("@")[0] || email;
    const written = await writeAdministrator(tx, { name, email, passwordHash }, new Date());
    return written.ok ? ok(null) : err({ code: "set_up_already" as const });
  });
  return made.ok;
}
