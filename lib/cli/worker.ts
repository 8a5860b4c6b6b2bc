import { startBehaviourUpkeep } from "@/lib/behaviour/sweep";
import { startSetRemoval } from "@/lib/contact-sets/set-removal";
import { closeDatabase, getDatabase } from "@/lib/db/client";
import { startWorker } from "@/lib/jobs/worker";
import { startExpiry } from "@/lib/live-segments/expire-unused";
import { startMemberUpkeep } from "@/lib/maintained-sets/upkeep";
import { withCommandDatabase } from "./command-database";
import { runCommand } from "./run-command";
import { stopRequest } from "./stop-request";
import { jobs } from "./task-list";

// `npm run worker`: works on jobs until it is asked to stop. `npm start` runs one; any number can share a database.
await runCommand(async () => {
  const stop = stopRequest();
  return withCommandDatabase(async () => {
    const worker = await startWorker(getDatabase(), jobs);
    const upkeep = [
      startSetRemoval(getDatabase()),
      startMemberUpkeep(getDatabase()),
      startExpiry(getDatabase()),
      startBehaviourUpkeep(getDatabase()),
    ];
    try {
      await Promise.race([stop.request, worker.ended]);
    } finally {
      for (const each of upkeep) each.stop();
      await worker.stop();
      await closeDatabase();
    }
    return stop.signal.aborted ? 0 : 1;
  });
});
