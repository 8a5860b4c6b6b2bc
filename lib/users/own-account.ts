import { z } from "zod";
import { operation } from "@/lib/access/operation";
import { hashPassword, isPasswordOf, writePassword } from "@/lib/access/password";
import { endSessions } from "@/lib/access/session";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok } from "@/lib/result";
import type { UserError } from "./errors";
import { changeAccountSchema, changePasswordSchema, endSessionSchema } from "./schema";

/** Changes one's own name and work date; a work date of null is today, whatever day it is. */
export const changeAccount = operation({
  name: "account.change",
  needs: "account.own",
  input: changeAccountSchema,
  run: (context, { name, workDate }) =>
    inTransaction<null, never>(context.db, async (tx) => {
      const before = await tx.appUser.findUniqueOrThrow({ where: { id: context.user.id }, select: { name: true, workDate: true } });
      await tx.$executeRaw(Prisma.sql`
        update app_user set name = ${name}, work_date = ${workDate}::date, updated_at = ${context.now} where id = ${context.user.id}`);
      await record(tx, context, {
        operation: "account.change",
        subjectKind: "user",
        subjectKey: context.user.id,
        detail: {
          before: { name: before.name, workDate: before.workDate?.toISOString().slice(0, 10) ?? null },
          after: { name, workDate },
        },
      });
      return ok(null);
    }),
});

/** Changes one's own password and ends every other session of one's own. Refused with `wrong_current_password`. */
export const changePassword = operation({
  name: "account.changePassword",
  needs: "account.own",
  input: changePasswordSchema,
  run: async (context, { currentPassword, newPassword, keepSessionId }) => {
    const hash = await hashPassword(newPassword);
    return inTransaction<{ endedSessions: number }, UserError>(context.db, async (tx) => {
      if (!(await isPasswordOf(tx, context.user.id, currentPassword))) return err({ code: "wrong_current_password" });
      await writePassword(tx, context.user.id, hash);
      const endedSessions = await endSessions(tx, context.user.id, keepSessionId);
      await record(tx, context, {
        operation: "account.changePassword",
        subjectKind: "user",
        subjectKey: context.user.id,
        detail: { endedSessions },
      });
      return ok({ endedSessions });
    });
  },
});

/** Ends one session of one's own; somebody else's is not found. */
export const endSession = operation({
  name: "account.endSession",
  needs: "account.own",
  input: endSessionSchema,
  run: (context, { sessionId }) =>
    inTransaction<{ endedSessions: number }, never>(context.db, async (tx) => {
      const { count } = await tx.userSession.deleteMany({ where: { id: sessionId, userId: context.user.id } });
      if (count > 0) await record(tx, context, { operation: "account.endSession", subjectKind: "user", subjectKey: context.user.id });
      return ok({ endedSessions: count });
    }),
});

/** Ends all sessions of one's own but the named one. */
export const endOtherSessions = operation({
  name: "account.endOtherSessions",
  needs: "account.own",
  input: z.object({ keepSessionId: endSessionSchema.shape.sessionId }),
  run: (context, { keepSessionId }) =>
    inTransaction<{ endedSessions: number }, never>(context.db, async (tx) => {
      const endedSessions = await endSessions(tx, context.user.id, keepSessionId);
      if (endedSessions > 0)
        await record(tx, context, {
          operation: "account.endOtherSessions",
          subjectKind: "user",
          subjectKey: context.user.id,
          detail: { endedSessions },
        });
      return ok({ endedSessions });
    }),
});
