import { operation } from "@/lib/access/operation";
import { drawPassword, hashPassword } from "@/lib/access/password";
import { record } from "@/lib/audit/record";
import { inTransaction } from "@/lib/db/transaction";
import { ok } from "@/lib/result";
import type { UserError } from "./errors";
import { addUserSchema } from "./schema";
import { writeUser } from "./write-user";

/** What is told once about a new or reset user; the password is kept nowhere in plain. */
export type TellOnce = { userId: string; name: string; email: string; password: string };

/** Adds a user with a drawn password. Refused with `email_taken` or `salesperson_not_found`. */
export const addUser = operation({
  name: "user.add",
  needs: "users.manage",
  input: addUserSchema,
  run: async (context, input) => {
    const password = drawPassword();
    const passwordHash = await hashPassword(password);
    return inTransaction<TellOnce, UserError>(context.db, async (tx) => {
      const written = await writeUser(tx, { ...input, passwordHash });
      if (!written.ok) return written;
      const { userId } = written.value;
      await record(tx, context, { operation: "user.add", subjectKind: "user", subjectKey: userId, detail: input });
      return ok({ userId, name: input.name, email: input.email, password });
    });
  },
});
