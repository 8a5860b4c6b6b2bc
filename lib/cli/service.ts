import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, existsSync, renameSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { endProcess, startMarkOf } from "@/lib/db/processes";
import type { RunningProcesses } from "./running-processes";

export type ServiceOptions = {
  /** What people read: "the web server". */
  name: string;
  /** Arguments of Node. */
  args: string[];
  environment: Record<string, string>;
  /** Everything it prints goes here; its errors go to our terminal too. */
  log: string;
  /** Its errors go to the log only. */
  silent?: boolean;
  /** Where the next start finds it, should we be killed. */
  running: RunningProcesses;
};

/** A program that is kept running: when it ends unasked it is started again, after a pause that grows from 0.5 to 30 s. */
export class Service {
  private child: ChildProcess | null = null;
  private stopping = false;
  private pauseMs = 500;
  private loop: Promise<void> | null = null;

  constructor(private readonly options: ServiceOptions) {}

  start(): void {
    this.loop = this.keepRunning();
  }

  /** Asks the program to finish what it does and end; after `patienceMs` it is killed. */
  async stop(patienceMs = 15_000): Promise<void> {
    this.stopping = true;
    const pid = this.child?.pid;
    const mark = pid === undefined ? null : startMarkOf(pid);
    if (pid !== undefined && mark !== null) await endProcess(pid, mark, ["SIGTERM"], patienceMs);
    await this.loop;
  }

  private async keepRunning(): Promise<void> {
    while (!this.stopping) {
      const began = Date.now();
      const end = await this.runOnce();
      if (this.stopping) return;
      if (Date.now() - began > 60_000) this.pauseMs = 500;
      console.error(`${this.options.name} ended unasked (${end}); it is started again. Its messages are in ${this.options.log}.`);
      await sleep(this.pauseMs);
      this.pauseMs = Math.min(this.pauseMs * 2, 30_000);
    }
  }

  private runOnce(): Promise<string> {
    const { name, args, environment, log, running, silent } = this.options;
    if (existsSync(log) && statSync(log).size > 10_000_000) renameSync(log, `${log}.1`);
    const messages = createWriteStream(log, { flags: "a", mode: 0o600 });
    const env = { ...process.env, ...environment };
    // Its own group: Ctrl C must not reach it before the order of stopping does.
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    this.child = child;
    if (child.pid !== undefined) running.note(name, child.pid);
    child.stdout.pipe(messages, { end: false });
    child.stderr.pipe(messages, { end: false });
    if (!silent) child.stderr.pipe(process.stderr, { end: false });
    return new Promise((resolve) => {
      child.once("error", (error) => resolve(error.message));
      child.once("close", (code, signal) => {
        messages.end();
        resolve(signal ?? `code ${code}`);
      });
    });
  }
}
