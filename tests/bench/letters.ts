import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { atMost, timesFaster } from "./budgets";
import type { Measured } from "./measure";
import type { BenchWorld } from "./world";

const runSchema = z.object({ ms: z.number(), bytes: z.number(), megabytes: z.number(), plainMs: z.number() });

/** Joins one-page letters of a real template, a hundredth as many as there are contacts, in a process of its own, as the worker does. */
export async function* benchLetters({ size }: BenchWorld): AsyncGenerator<Measured> {
  const count = Math.min(10_000, Math.ceil(size / 100));
  const child = spawn(process.execPath, ["--import", "tsx", "tests/bench/letter-writer.ts", String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [answer] = await Promise.all([text(child.stdout), once(child, "exit")]);
  const { ms, bytes, megabytes, plainMs } = runSchema.parse(JSON.parse(answer));
  const baseline = { sql: "one createReport() of docx-templates for each letter", ms: plainMs };
  const note = `${Math.round(count / (ms / 1_000)).toLocaleString("en-GB")} letters/s, ${(bytes / 1024 / 1024).toFixed(1)} MB`;
  yield { work: `${count.toLocaleString("en-GB")} Word letters in one document`, value: ms, baseline, note, ...timesFaster(baseline, 5) };
  yield { work: "Word letters, memory of a process", value: megabytes, unit: "MB", ...atMost(500, "MB") };
}
