import { getDatabase } from "@/lib/db/client";
import { startWorker } from "@/lib/jobs/worker";
import { lettersJob } from "@/lib/letters/letters-job";

// A worker of its own process, to be killed in the middle of making letters.
await startWorker(getDatabase(), [lettersJob]);
