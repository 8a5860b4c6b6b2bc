import "server-only";
import { unstable_rethrow } from "next/navigation";
import { type Interruption, interruptionOf } from "@/lib/db/errors";
import { logFault } from "@/lib/faults/log-fault";
import type { Fault, Interrupted } from "./action-state";

/** A page's read was interrupted. Next hands `digest` to the browser, where the page of faults finds its sentence by it. */
class ReadInterrupted extends Error {
  readonly digest: Interruption;

  constructor(by: Interruption, cause: unknown) {
    super(`the database was ${by}`, { cause });
    this.digest = by;
  }
}

/** What an action answers to something thrown: an interruption by its name, anything else as the reference of a fault. Both are logged. */
export function faultOrInterruption(where: string, error: unknown): Fault | Interrupted {
  const reference = logFault(where, error);
  const code = interruptionOf(error);
  return code ? { code } : { code: "fault", reference };
}

/** Reads for a page: an interruption is thrown on under its name. */
export async function readForPage<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    unstable_rethrow(error);
    const by = interruptionOf(error);
    throw by ? new ReadInterrupted(by, error) : error;
  }
}
