import { createHash } from "node:crypto";
import type pg from "pg";
import type { Database } from "@/lib/db/client";
import { sqlState } from "@/lib/db/errors";
import { err, ok, type Result } from "@/lib/result";

export type Stopped = { code: "superseded" } | { code: "timed_out" };

const canceled = "57014";
const ordinaryName = "winnow";

/**
 * Runs read-only `work` on one snapshot, at most one of the same `key` at a time in the whole house: a newer one stops the running one in
 * Postgres, in whichever process that is. Answers `superseded` then, and `timed_out` when a statement took longer than `limitMs`.
 *
 * A connection carries the key as its name only while it holds no other work: name and cancellation are changed and looked at under
 * one lock, so nothing but such work is ever stopped.
 */
export async function runCancelable<T>(
  db: Database,
  key: string,
  limitMs: number,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<Result<T, Stopped>> {
  const name = `${ordinaryName} ${createHash("sha256").update(key).digest("hex").slice(0, 40)}`;
  const client = await db.pool.connect();
  let broken: Error | undefined;
  const started = performance.now();
  try {
    await takeOver(client, name);
    await client.query("begin isolation level repeatable read read only");
    await client.query("select set_config('statement_timeout', $1, true)", [String(limitMs)]);
    const value = await work(client);
    await client.query("commit");
    return ok(value);
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    if (sqlState(error) !== canceled) throw error;
    return err({ code: performance.now() - started >= limitMs ? "timed_out" : "superseded" });
  } finally {
    broken ??= await giveBack(client, name);
    client.release(broken);
  }
}

/** Stops who runs under the name now, and takes the name. */
async function takeOver(client: pg.PoolClient, name: string): Promise<void> {
  await underLock(client, name, async () => {
    await client.query(
      `select pg_cancel_backend(pid) from pg_stat_activity
       where application_name = $1 and datname = current_database() and pid <> pg_backend_pid()`,
      [name],
    );
    await client.query("select set_config('application_name', $1, false)", [name]);
  });
}

/** Takes the name off again; a cancellation that arrives late hits this and is tried again. A connection that cannot is not used any more. */
async function giveBack(client: pg.PoolClient, name: string): Promise<Error | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      await underLock(client, name, () => client.query("select set_config('application_name', $1, false)", [ordinaryName]));
      return undefined;
    } catch (error) {
      if (sqlState(error) === canceled && attempt < 10) continue;
      return error instanceof Error ? error : new Error("a connection could not be given back", { cause: error });
    }
  }
}

/** The lock ends with its transaction: one of the session would be left behind by a cancellation that arrives as it is granted. */
async function underLock(client: pg.PoolClient, name: string, work: () => Promise<unknown>): Promise<void> {
  await client.query("begin");
  try {
    await client.query("select pg_advisory_xact_lock(hashtext('cancelable'), hashtext($1))", [name]);
    await work();
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
