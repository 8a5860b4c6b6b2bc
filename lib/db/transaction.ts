import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { err, ok, type Result } from "@/lib/result";
import type { Database } from "./client";
import { sqlState } from "./errors";
import { Prisma } from "./generated/client";

export type Transaction = Prisma.TransactionClient;

export type TransactionOptions = {
  /** The longest the transaction may take, also the longest a statement in it may take; 60 s unless told otherwise. */
  timeoutMs?: number;
  /** For a read: leaves statements and locks the limits that the connection gives them, as for plain reads. */
  statementsAsOutside?: boolean;
  /** How long to wait for somebody else's lock before Postgres gives up with 55P03; without end by default. */
  lockTimeoutMs?: number;
  isolation?: Prisma.TransactionIsolationLevel;
};

const attempts = 3;

/**
 * Runs `work` in one transaction: committed when it answers `ok`, rolled back when it refuses or throws. When Postgres
 * gives up because of a serialisation failure or a deadlock, `work` is run again from the start, three times at most, so
 * it must do nothing outside the transaction.
 */
export async function inTransaction<T, E>(
  db: Database,
  work: (tx: Transaction) => Promise<Result<T, E>>,
  options: TransactionOptions = {},
): Promise<Result<T, E>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(db, work, options);
    } catch (error) {
      if (attempt === attempts || !isWorthAnotherTry(error)) throw error;
      await sleep(attempt * 20 * Math.random());
    }
  }
}

class Refused<E> extends Error {
  constructor(readonly refusal: E) {
    super("The transaction is rolled back because its work was refused.");
  }
}

async function once<T, E>(
  db: Database,
  work: (tx: Transaction) => Promise<Result<T, E>>,
  options: TransactionOptions,
): Promise<Result<T, E>> {
  const { timeoutMs = 60_000, lockTimeoutMs = 0, statementsAsOutside = false, isolation } = options;
  try {
    const value = await db.prisma.$transaction(
      async (tx) => {
        if (!statementsAsOutside)
          await tx.$queryRaw(Prisma.sql`
            select set_config('statement_timeout', ${String(timeoutMs)}, true), set_config('lock_timeout', ${String(lockTimeoutMs)}, true)`);
        const result = await work(tx);
        if (!result.ok) throw new Refused(result.error); // the only way to tell Prisma to roll back
        if (!statementsAsOutside) await db.beforeCommit?.(tx, result.value);
        return result.value;
      },
      { timeout: timeoutMs + 1_000, maxWait: 30_000, ...(isolation && { isolationLevel: isolation }) },
    );
    return ok(value);
  } catch (error) {
    if (error instanceof Refused) return err<E>(error.refusal);
    throw error;
  }
}

const serialisationFailure = "40001";
const deadlock = "40P01";

function isWorthAnotherTry(error: unknown): boolean {
  const state = sqlState(error);
  return state === serialisationFailure || state === deadlock;
}

/**
 * Runs `work` in one transaction on a connection of its own, for COPY and cursors: committed when it returns, rolled back
 * when it throws. A connection whose rollback fails is not used again.
 */
export async function inPgTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>, begin = "begin"): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const value = await work(client);
    await client.query("commit");
    return value;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
