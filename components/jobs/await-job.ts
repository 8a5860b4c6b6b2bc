import { isOver, type JobRow, jobRowSchema } from "@/lib/jobs/schema";

const gapMs = 500;
/** A count goes on as a job after that long. */
const countedBefore = 2;

/** Asks for a job until it is over; null when it cannot be asked for. `onWait` is told how long it goes on by now, in seconds. Throws when it is broken off. */
export async function awaitJob(jobId: string, signal: AbortSignal, onWait: (seconds: number) => void): Promise<JobRow | null> {
  const started = Date.now();
  while (true) {
    await new Promise((resolve) => setTimeout(resolve, gapMs));
    signal.throwIfAborted();
    const response = await fetch(`/api/jobs/${encodeURIComponent(jobId)}`, { signal, cache: "no-store" });
    if (!response.ok) return null;
    const job = jobRowSchema.parse(await response.json());
    if (isOver(job.state)) return job;
    onWait(Math.round((Date.now() - started) / 1000) + countedBefore);
  }
}
