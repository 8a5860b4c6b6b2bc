import type { Database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { logFault } from "@/lib/faults/log-fault";
import { ok } from "@/lib/result";
import { removeUnreferencedSets } from "./remove";

const halfAnHour = 1_800_000;

/** Removes sets and chunks that nobody refers to any more, every half hour while this process lives; several processes may. */
export function startSetRemoval(db: Database): { stop: () => void } {
  const remove = () =>
    inTransaction(db, async (tx) => ok(await removeUnreferencedSets(tx))).catch((error: unknown) =>
      logFault("removing unused sets of contacts", error),
    );
  const timer = setInterval(remove, halfAnHour);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
