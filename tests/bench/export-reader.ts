import { readFileSync } from "node:fs";
import { contextOf } from "@/lib/access/context";
import { closeDatabase, getDatabase } from "@/lib/db/client";
import { listExports } from "@/lib/exports/list-exports";
import { exportFormats } from "@/lib/exports/schema";
import { exportSegmentLines } from "@/lib/segmentation/export-segment-lines";
import { median } from "./measure";

/**
 * Takes out a segment's lines, throws them away, and prints milliseconds, rows and the most memory the process had. Started with `--expose-gc`
 * it also tells what it holds when all garbage is collected, in the second and in the last quarter of the file.
 */
const [segmentNo = "", asked] = process.argv.slice(2);
const format = exportFormats.find((each) => each === asked) ?? "csv";
const context = await contextOf(getDatabase(), "bench", new Date());
const began = performance.now();
const file = context && (await exportSegmentLines(context, { segmentNo, format }));
if (!file) throw new Error("There is nothing to take out.");
const apart = 1.1; // as often in a small file as in a large one
const held: { bytes: number; megabytes: number }[] = [];
let bytes = 0;
for await (const piece of file.content) {
  bytes += piece.byteLength;
  if (globalThis.gc && bytes > (held.at(-1)?.bytes ?? 0) * apart) held.push({ bytes, megabytes: heldMegabytes(globalThis.gc) });
}
const ms = performance.now() - began;
const rows = (await listExports(context, { pageSize: 1 })).rows[0]?.rows ?? 0;
console.log(JSON.stringify({ ms, rows, most: mostMegabytes(), held: heldIn(3), heldBefore: heldIn(1) }));
await closeDatabase();

function heldMegabytes(collect: () => void): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 ** 2;
}

function heldIn(quarter: number): number {
  const within = held.filter((at) => Math.min(3, Math.floor((4 * at.bytes) / bytes)) === quarter);
  return within.length === 0 ? 0 : median(within.map(({ megabytes }) => megabytes));
}

function mostMegabytes(): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return Number(kilobytes ?? 0) / 1024;
}
