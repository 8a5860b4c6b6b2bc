import { getDatabase } from "@/lib/db/client";
import { startWorker } from "@/lib/jobs/worker";
import { logJob } from "@/lib/logging/log-job";

// A worker of its own process, to be killed in the middle of a log.
await startWorker(getDatabase(), [logJob]);
