import { readFileSync } from "node:fs";
import { contextOf } from "@/lib/access/context";
import { closeDatabase, getDatabase } from "@/lib/db/client";
import { listExports } from "@/lib/exports/list-exports";
import { exportFormats } from "@/lib/exports/schema";
import { exportSegmentLines } from "@/lib/segmentation/export-segment-lines";

/** Takes out a segment's lines, throws them away, and prints milliseconds, rows and the most memory it had, at the end and halfway. */
const [segmentNo = "", asked] = process.argv.slice(2);
const format = exportFormats.find((each) => each === asked) ?? "csv";
const context = await contextOf(getDatabase(), "bench", new Date());
const began = performance.now();
const file = context && (await exportSegmentLines(context, { segmentNo, format }));
if (!file) throw new Error("There is nothing to take out.");
const peaks: { bytes: number; megabytes: number }[] = [];
let bytes = 0;
for await (const piece of file.content) {
  bytes += piece.byteLength;
  peaks.push({ bytes, megabytes: peakMegabytes() });
}
const ms = performance.now() - began;
const rows = (await listExports(context, { pageSize: 1 })).rows[0]?.rows ?? 0;
const halfway = peaks.find((peak) => peak.bytes >= bytes / 2);
console.log(JSON.stringify({ ms, rows, megabytes: peakMegabytes(), megabytesHalfway: halfway?.megabytes ?? 0 }));
await closeDatabase();

function peakMegabytes(): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return Number(kilobytes ?? 0) / 1024;
}
