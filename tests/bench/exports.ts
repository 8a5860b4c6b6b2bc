import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { type Measured, median } from "./measure";
import { everybody, givenSegment } from "./segments";
import type { BenchWorld } from "./world";

const readSchema = z.object({ ms: z.number(), rows: z.number(), most: z.number(), held: z.number(), heldBefore: z.number() });
type Read = z.output<typeof readSchema>;

const rowsPerSecond = 100_000;
const flat = 1.1;
const mostMegabytes = 500;

/** Takes out the lines of everybody, in a process of its own, whose memory is that of a web server that does the same. */
export async function* benchExports({ context, db, size, times }: BenchWorld): AsyncGenerator<Measured> {
  const segmentNo = await givenSegment(context, everybody);
  const rounds = size > 500_000 ? Math.min(times, 3) : times;
  for (const format of ["csv", "xlsx"] as const) {
    const reads: Read[] = [];
    for (let round = 0; round < rounds; round++) reads.push(await readInProcess(db.url, segmentNo, format));
    const ms = median(reads.map((read) => read.ms));
    const rows = reads[0]?.rows ?? 0;
    const pace = `${Math.round(rows / (ms / 1_000)).toLocaleString("en-GB")} rows/s`;
    const kind = format.toUpperCase();
    const budget =
      format === "csv"
        ? { allowed: rows / (rowsPerSecond / 1_000), rule: "at least 100,000 rows/s" }
        : { allowed: Number.POSITIVE_INFINITY, rule: "" };
    yield { work: `Export of all lines as ${kind}`, value: ms, note: pace, ...budget };
    yield {
      work: `Export as ${kind}, memory of a process`,
      value: Math.max(...reads.map(({ most }) => most)),
      unit: "MB",
      allowed: mostMegabytes,
      rule: `at most ${mostMegabytes} MB`,
    };
    const { held, heldBefore } = await readInProcess(db.url, segmentNo, format, ["--expose-gc"]);
    yield {
      work: `Export as ${kind}, held in the last quarter`,
      value: held,
      unit: "MB",
      allowed: heldBefore * flat,
      rule: `at most ${flat} × that of the second quarter`,
      note: `${Math.round(heldBefore)} MB in the second quarter`,
    };
  }
}

async function readInProcess(databaseUrl: string, segmentNo: string, format: "csv" | "xlsx", flags: readonly string[] = []): Promise<Read> {
  const child = spawn(process.execPath, [...flags, "--import", "tsx", "tests/bench/export-reader.ts", segmentNo, format], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [answer] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return readSchema.parse(JSON.parse(answer));
}
