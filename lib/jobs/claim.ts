import type pg from "pg";

/** One advisory lock per job. Postgres frees it when the process that holds it dies, which is how a killed job is recognised. */
const lockKey = "hashtextextended('winnow job ' || $1, 0)";

/** A claim on one job. `lost` is aborted when the connection that holds it breaks. */
export type Claim = { lost: AbortSignal; release: () => Promise<void> };

/** Takes the claim on a job for as long as it runs; null when another worker has it. */
export async function claimJob(pool: pg.Pool, jobId: string): Promise<Claim | null> {
  const client = await pool.connect();
  const lost = new AbortController();
  const onError = () => lost.abort(new Error("the connection that held the claim on the job was lost"));
  client.on("error", onError);
  const giveBack = (broken: boolean) => {
    client.off("error", onError);
    client.release(broken);
  };
  try {
    const { rows } = await client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${lockKey}) as taken`, [jobId]);
    if (!rows[0]?.taken) {
      giveBack(false);
      return null;
    }
  } catch (error) {
    giveBack(true);
    throw error;
  }
  return {
    lost: lost.signal,
    release: async () => {
      if (lost.signal.aborted) return giveBack(true);
      const broken = await client.query(`select pg_advisory_unlock(${lockKey})`, [jobId]).then(
        () => false,
        () => true,
      );
      giveBack(broken); // a connection that is closed gives the lock back as well
    },
  };
}

/** Takes the claim until the end of the caller's transaction; false when a worker has it. */
export async function claimInTransaction(client: pg.PoolClient, jobId: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(`select pg_try_advisory_xact_lock(${lockKey}) as taken`, [jobId]);
  return rows[0]?.taken ?? false;
}
