import "server-only";
import { forbidden, notFound, unstable_rethrow } from "next/navigation";
import { AccessDenied, type OperationContext } from "@/lib/access/operation";
import { hasRight, type Right } from "@/lib/access/rights";
import { err, type Result } from "@/lib/result";
import type { ActionState, RequestError } from "./action-state";
import { currentContext } from "./current-context";
import { faultOrInterruption, readForPage } from "./interrupted";

type Named = { definition: { name: string } };
type Callable<I, O> = ((context: OperationContext, input: I) => Promise<O>) & Named;

/**
 * Carries out one operation for a server action: finds who asks, lets the operation check the right and parse whatever
 * arrived (the parameter type is a courtesy to callers), and answers plain data. A redirect or *not found* goes
 * through; a fault is logged and answered as a reference, a database that is away or too slow by its name.
 */
export async function runOperation<I, T, E>(operation: Callable<I, Result<T, E>>, rawInput: I): Promise<ActionState<T, E>> {
  return runAction(operation.definition.name, (context) => operation(context, rawInput));
}

/** The same for an action that needs more than one operation; `name` stands in the log when it fails. */
export async function runAction<T, E>(
  name: string,
  work: (context: OperationContext) => Promise<Result<T, E>>,
): Promise<ActionState<T, E>> {
  try {
    return await work(await currentContext());
  } catch (error) {
    return refusalOf(name, error);
  }
}

function refusalOf(name: string, error: unknown): { ok: false; error: RequestError } {
  unstable_rethrow(error);
  if (error instanceof AccessDenied) return err({ code: "not_allowed", needs: error.needs, role: error.role });
  return err(faultOrInterruption(name, error));
}

type CallableQuery<I, T> = ((context: OperationContext, input: I) => Promise<T>) & {
  definition: { needs: Right; input: { safeParse: (input: unknown) => { success: boolean } } };
};

/**
 * Carries out one query for a page or for an action that only reads. A role that lacks the right gets the *not allowed* page
 * with status 403; what no page of ours asks for, such as a mistyped address or made-up arguments, is not found: 404.
 */
export async function readQuery<I, T>(query: CallableQuery<I, T>, input: I): Promise<T> {
  const context = await currentContext();
  if (!hasRight(context.user.role, query.definition.needs)) forbidden();
  if (!query.definition.input.safeParse(input).success) notFound();
  try {
    return await readForPage(() => query(context, input));
  } catch (error) {
    if (error instanceof AccessDenied) forbidden(); // from a query inside of it
    throw error;
  }
}
