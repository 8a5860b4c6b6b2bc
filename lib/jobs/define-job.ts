import type { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import type { Database } from "@/lib/db/client";
import type { Result } from "@/lib/result";

/** The row behind a running job. */
export type RunningJob = {
  id: string;
  kind: string;
  title: string;
  subjectKind: string | null;
  subjectKey: string | null;
  userId: string | null;
};

/** A refusal that ends a job for good: a code, and the sentence that a page shows. */
export type JobRefusal = { code: string; message: string };

/** What a job's handler receives. */
export type JobContext = {
  db: Database;
  job: RunningJob;
  /** Says how far the work is; at most two writes a second reach the database, and the last one always does. */
  progress: (done: number, total?: number | null, message?: string | null) => Promise<void>;
  /** Aborted when the worker has to stop or has lost its claim: throw at the next checkpoint; the job runs again. */
  signal: AbortSignal;
  /** The context of the person for whom the job works, with the role they have now; null when they are gone or disabled. */
  actAs: () => Promise<OperationContext | null>;
};

/** What a job answers that has more to do at a later time: it waits until then and runs again, with all its attempts. */
export class Again {
  constructor(readonly at: Date) {}
}

export type JobOutcome = Result<unknown, JobRefusal> | Again;

/** A job that is given up, and the fault that people read of it. */
export type GivenUp = { db: Database; jobId: string; error: JobRefusal };

type JobDefinition<S extends z.ZodType> = {
  /** Stable name, such as `segment.log`; it is the name in the queue too. */
  kind: string;
  /** What it is given; kept as JSON and parsed again before it runs. */
  input: S;
  /** How often it is begun before a fault makes it *failed*; 5 unless told otherwise. A killed worker counts too. */
  attempts?: number;
  /**
   * Does the work. It may be begun again after a kill at any point, so it looks for what is done already. A value makes
   * the job *done* and is kept as its result; a refusal makes it *failed* at once; a throw is tried again; `Again` waits.
   */
  run: (context: JobContext, input: z.output<S>) => Promise<JobOutcome>;
  /**
   * Puts right what it left half done, once its attempts are used up by faults or by workers that were killed: then no handler runs any more that could.
   * May be called again.
   */
  giveUp?: (given: GivenUp, input: z.output<S>) => Promise<void>;
};

/** A kind of job as the worker knows it, whatever its input. */
export type AnyJob = {
  kind: string;
  attempts: number;
  /** Parses the payload of a job row and does the work. Throws a ZodError when the payload is not what the job takes. */
  start: (context: JobContext, payload: unknown) => Promise<JobOutcome>;
  giveUp: (given: GivenUp, payload: unknown) => Promise<void>;
};

/** A kind of job as those know it who add one. */
export type Job<I> = AnyJob & { encode: (input: I) => string };

/** Declares one kind of longer work. */
export function defineJob<S extends z.ZodType>({ kind, input, attempts = 5, run, giveUp }: JobDefinition<S>): Job<z.input<S>> {
  return {
    kind,
    attempts,
    encode: (given) => {
      input.parse(given);
      return JSON.stringify(given);
    },
    start: async (context, payload) => run(context, input.parse(payload)),
    giveUp: async (given, payload) => giveUp?.(given, input.parse(payload)),
  };
}
