import type pg from "pg";
import { Throttle } from "./throttle";

type Progress = { done: number; total: number | null; message: string | null };

/** Keeps the progress of one running job: `say` writes to the row at most twice a second, `last` is what a final write needs. */
export class ProgressWriter {
  private latest: Progress = { done: 0, total: null, message: null };
  private readonly throttle = new Throttle(500);

  constructor(
    private readonly pool: pg.Pool,
    private readonly jobId: string,
    private readonly now: () => number = Date.now,
  ) {}

  say = async (done: number, total: number | null = this.latest.total, message: string | null = this.latest.message): Promise<void> => {
    this.latest = { done, total, message };
    if (this.throttle.lets(this.now())) await this.write();
  };

  /** Writes what was said last, whenever that was. */
  async write(): Promise<void> {
    const { done, total, message } = this.latest;
    await this.pool.query("update job set progress_done = $2, progress_total = $3, message = $4 where id = $1 and state = 'running'", [
      this.jobId,
      done,
      total,
      message,
    ]);
  }
}
