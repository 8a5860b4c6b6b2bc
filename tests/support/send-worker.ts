import { getDatabase } from "@/lib/db/client";
import { sendJob } from "@/lib/delivery/send-job";
import { startWorker } from "@/lib/jobs/worker";

// A worker of its own process, to be killed in the middle of a sending.
await startWorker(getDatabase(), [sendJob]);
