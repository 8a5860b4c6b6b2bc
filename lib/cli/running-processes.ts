import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { endProcess, startMarkOf } from "@/lib/db/processes";

const recordSchema = z.record(z.string(), z.object({ pid: z.number().int(), startMark: z.string() }));

/** Remembers in the data folder which programs a start has running, so that the next one can end what a kill left over. */
export class RunningProcesses {
  private readonly file: string;
  private readonly running: z.infer<typeof recordSchema> = {};

  constructor(folder: string) {
    this.file = path.join(folder, "processes.json");
  }

  note(name: string, pid: number): void {
    const startMark = startMarkOf(pid);
    if (startMark === null) delete this.running[name];
    else this.running[name] = { pid, startMark };
    const draft = `${this.file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(this.running), { mode: 0o600 });
    renameSync(draft, this.file);
  }

  /** Ends the programs of an earlier start that was killed. Returns how many there were. */
  async endLeftovers(): Promise<number> {
    const left = Object.values(this.read()).filter(({ pid, startMark }) => startMarkOf(pid) === startMark);
    await Promise.all(left.map(({ pid, startMark }) => endProcess(pid, startMark, ["SIGTERM"], 8_000)));
    return left.length;
  }

  private read(): z.infer<typeof recordSchema> {
    if (!existsSync(this.file)) return {};
    try {
      return recordSchema.parse(JSON.parse(readFileSync(this.file, "utf8")));
    } catch {
      return {}; // written half by a power failure, after which nothing of it runs
    }
  }
}
