import { operation } from "@/lib/access/operation";
import { drawPassword, hashPassword, writePassword } from "@/lib/access/password";
import { endSessions } from "@/lib/access/session";
import { record } from "@/lib/audit/record";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok } from "@/lib/result";
import type { TellOnce } from "./add-user";
import type { UserError } from "./errors";
import { resetPasswordSchema } from "./schema";

/** Gives a user a newly drawn password and ends all their sessions. Refused with `user_not_found`. */
export const resetPassword = operation({
  name: "user.resetPassword",
  needs: "users.manage",
  input: resetPasswordSchema,
  run: async (context, { userId }) => {
    const password = drawPassword();
    const hash = await hashPassword(password);
    return inTransaction<TellOnce, UserError>(context.db, async (tx) => {
      const user = await tx.appUser.findUnique({ where: { id: userId }, select: { name: true, email: true } });
      if (!user) return err({ code: "user_not_found" });
      await writePassword(tx, userId, hash);
      const endedSessions = await endSessions(tx, userId);
      await record(tx, context, { operation: "user.resetPassword", subjectKind: "user", subjectKey: userId, detail: { endedSessions } });
      return ok({ userId, ...user, password });
    });
  },
});
