import type pg from "pg";
import { Throttle } from "./throttle";

type Progress = { done: number; total: number | null; message: string | null };

const pauseMs = 500;

/** Keeps the progress of one running job: `say` writes to the row at most twice a second, and half a second later at the latest. */
export class ProgressWriter {
  private latest: Progress = { done: 0, total: null, message: null };
  private readonly throttle = new Throttle(pauseMs);
  private late: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: pg.Pool,
    private readonly jobId: string,
    private readonly now: () => number = Date.now,
  ) {}

  say = async (done: number, total: number | null = this.latest.total, message: string | null = this.latest.message): Promise<void> => {
    this.latest = { done, total, message };
    if (this.throttle.lets(this.now())) return this.write();
    // The write at the end says it again where this one fails.
    this.late ??= setTimeout(() => this.write().catch(() => undefined), pauseMs);
  };

  /** Writes nothing any more that was said before. */
  stop(): void {
    clearTimeout(this.late);
    this.late = undefined;
  }

  /** Writes what was said last, whenever that was. */
  async write(): Promise<void> {
    this.stop();
    const { done, total, message } = this.latest;
    await this.pool.query("update job set progress_done = $2, progress_total = $3, message = $4 where id = $1 and state = 'running'", [
      this.jobId,
      done,
      total,
      message,
    ]);
  }
}
