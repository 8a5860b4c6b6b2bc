import "server-only";
import { contextOf } from "@/lib/access/context";
import type { AccessError, InvalidInput, OperationContext } from "@/lib/access/operation";
import { checkSetupLink, type SetupLinkState } from "@/lib/access/setup-link";
import { getRequestDatabase } from "@/lib/db/client";
import { logFault } from "@/lib/faults/log-fault";
import { err, ok, type Result } from "@/lib/result";
import { createFirstAdministrator } from "@/lib/users/create-first-administrator";
import type { SetupError, UserError } from "@/lib/users/errors";
import { firstAdministratorSchema } from "@/lib/users/schema";
import type { Fault, Interrupted } from "./action-state";
import { faultOrInterruption } from "./interrupted";
import { signInHere } from "./sign-in-here";

/** What a set-up link is good for, without using it up. */
export async function lookAtSetupLink(token: string): Promise<SetupLinkState> {
  return checkSetupLink(getRequestDatabase(), token.slice(0, 200));
}

type SetUpRefusal = SetupError | UserError | InvalidInput | AccessError | Fault | Interrupted;

/**
 * Makes the first administrator from what the set-up page sent, opens their session, and lets `begin` start what they chose
 * to start with. Once the administrator exists nothing is refused any more: what fails then can be done again from inside.
 */
export async function setUpHere(raw: unknown, begin: (context: OperationContext) => Promise<void>): Promise<Result<null, SetUpRefusal>> {
  const parsed = firstAdministratorSchema.safeParse(raw);
  if (!parsed.success)
    return err({ code: "invalid_input", issues: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })) });
  const db = getRequestDatabase();
  try {
    const made = await createFirstAdministrator(db, parsed.data, new Date());
    if (!made.ok) return made;
    await signInHere(parsed.data);
    await contextOf(db, made.value.userId, new Date())
      .then((context) => context && begin(context))
      .catch((error: unknown) => logFault("what set-up begins with", error));
    return ok(null);
  } catch (error) {
    return err(faultOrInterruption("set-up", error));
  }
}
