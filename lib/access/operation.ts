import type { z } from "zod";
import type { Database } from "@/lib/db/client";
import { err, type Result } from "@/lib/result";
import { hasRight, type Right, type Role } from "./rights";

/** The person an operation acts for. The role is read on each request, never from a cookie. */
export type ContextUser = { id: string; name: string; email: string; role: Role; salespersonCode: string | null };

/** What every operation and query receives: who, when, and the database. `today` is the workspace's calendar day. */
export type OperationContext = {
  db: Database;
  user: ContextUser;
  now: Date;
  today: string;
  workDate: string;
  timeZone: string;
};

export type AccessError = { code: "not_allowed"; needs: Right; role: Role };
export type InvalidInput = { code: "invalid_input"; issues: { path: string; message: string }[] };

/** Thrown by queries when the role lacks the right; the request layer answers 403. */
export class AccessDenied extends Error {
  constructor(
    readonly needs: Right,
    readonly role: Role,
  ) {
    super(`the role ${role} lacks the right ${needs}`);
  }
}

type Definition<S extends z.ZodType> = {
  /** Stable dotted name, e.g. `segment.applyCriteria`: audit, API and role matrix use it. */
  name: string;
  /** The right the caller needs. */
  needs: Right;
  /** What it accepts; bounds and messages live in the schema. */
  input: S;
};

/**
 * Declares one write a user can ask for. The returned function checks the right, parses the input, and runs; it answers
 * with a Result whose error is the operation's own, `not_allowed` or `invalid_input`.
 */
export function operation<S extends z.ZodType, T, E>(
  definition: Definition<S> & { run: (context: OperationContext, input: z.output<S>) => Promise<Result<T, E>> },
) {
  const call = async (context: OperationContext, input: z.input<S>): Promise<Result<T, E | AccessError | InvalidInput>> => {
    if (!hasRight(context.user.role, definition.needs)) {
      return err({ code: "not_allowed", needs: definition.needs, role: context.user.role });
    }
    const parsed = definition.input.safeParse(input);
    if (!parsed.success) {
      const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
      return err({ code: "invalid_input", issues });
    }
    return definition.run(context, parsed.data);
  };
  return Object.assign(call, { definition: { ...definition, kind: "operation" as const } });
}

/** Declares one read. Throws AccessDenied without the right, and a ZodError on input no page should send. */
export function query<S extends z.ZodType, T>(
  definition: Definition<S> & { run: (context: OperationContext, input: z.output<S>) => Promise<T> },
) {
  const call = async (context: OperationContext, input: z.input<S>): Promise<T> => {
    if (!hasRight(context.user.role, definition.needs)) throw new AccessDenied(definition.needs, context.user.role);
    return definition.run(context, definition.input.parse(input));
  };
  return Object.assign(call, { definition: { ...definition, kind: "query" as const } });
}
