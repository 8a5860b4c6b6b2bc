import { Logger, runMigrations } from "graphile-worker";
import type { Database } from "@/lib/db/client";

/** Makes or updates the queue's own schema. It has to stand before the first `addJob`; the launcher and the tests call it. */
export async function prepareQueue(db: Database): Promise<void> {
  await runMigrations({ pgPool: db.pool, logger: queueLogger });
}

/** Says only what went wrong: each job's faults are logged under their reference already. */
export const queueLogger = new Logger((scope) => (level, message) => {
  if (level === "error" && !scope.jobId) console.error(`queue: ${message}`);
});
