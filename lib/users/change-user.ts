import { operation } from "@/lib/access/operation";
import { endSessions } from "@/lib/access/session";
import { record } from "@/lib/audit/record";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok } from "@/lib/result";
import type { UserError } from "./errors";
import { lockUser } from "./lock-user";
import { changeUserSchema } from "./schema";
import { knownSalesperson } from "./write-user";

/**
 * Changes what is given of a user: name, role, salesperson, disabled. Another role, or disabling, ends the user's sessions at
 * once. Refused with `user_not_found`, `salesperson_not_found`, or `last_administrator` when nobody would be left to manage
 * users.
 */
export const changeUser = operation({
  name: "user.change",
  needs: "users.manage",
  input: changeUserSchema,
  run: (context, { userId, ...change }) =>
    inTransaction<{ endedSessions: number }, UserError>(context.db, async (tx) => {
      const locked = await lockUser(tx, userId);
      if (!locked) return err({ code: "user_not_found" });
      const { user: before, otherAdministrators } = locked;
      const after = {
        name: change.name ?? before.name,
        role: change.role ?? before.role,
        disabled: change.disabled ?? before.disabled,
        salespersonCode: change.salespersonCode === undefined ? before.salespersonCode : change.salespersonCode,
      };
      const staysAdministrator = after.role === "admin" && !after.disabled;
      if (!staysAdministrator && otherAdministrators === 0) return err({ code: "last_administrator", name: before.name });
      const known = await knownSalesperson(tx, after.salespersonCode);
      if (!known.ok) return known;
      await tx.appUser.update({ where: { id: userId }, data: { ...after, updatedAt: context.now }, select: { id: true } });
      const loses = after.role !== before.role || after.disabled;
      const endedSessions = loses ? await endSessions(tx, userId) : 0;
      await record(tx, context, { operation: "user.change", subjectKind: "user", subjectKey: userId, detail: { before, after } });
      return ok({ endedSessions });
    }),
});
