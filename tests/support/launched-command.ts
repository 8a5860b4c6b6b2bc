import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** A command of a clone, launched as npm does it, in a group of its own as a terminal does it. */
export class LaunchedCommand {
  printed = "";
  exitCode: number | null = null;
  private readonly child: ChildProcess;

  constructor(root: string, command: string[], environment: Record<string, string> = {}) {
    const { DATABASE_URL: _, WINNOW_DATA: __, WINNOW_DIST: ___, WINNOW_SECRET: ____, WINNOW_URL: _____, ...ours } = process.env;
    const env = { ...ours, PORT: "3900", npm_execpath: "", ...environment };
    this.child = spawn(process.execPath, ["lib/cli/launch.mjs", ...command], {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.printed += chunk.toString();
      });
    }
    this.child.once("exit", (code) => {
      this.exitCode = code ?? -1;
    });
  }

  /** What Ctrl C does: everybody in the terminal's foreground gets the signal. */
  pressControlC(): void {
    if (this.child.pid !== undefined && this.exitCode === null) process.kill(-this.child.pid, "SIGINT");
  }

  /** Waits until it has printed something that matches, and answers with what stood in the brackets. */
  async said(pattern: RegExp, timeoutMs = 60_000): Promise<string> {
    for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(20)) {
      const match = this.printed.match(pattern);
      if (match) return match[1] ?? match[0];
      if (this.exitCode !== null) break;
    }
    throw new Error(`It did not say ${pattern}, but:\n${this.printed}`);
  }

  async ended(timeoutMs = 60_000): Promise<number> {
    for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(20)) {
      if (this.exitCode !== null) return this.exitCode;
    }
    throw new Error(`It did not end:\n${this.printed}`);
  }
}
