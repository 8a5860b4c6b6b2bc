import { readFileSync } from "node:fs";
import { contextOf } from "@/lib/access/context";
import { closeDatabase, getDatabase } from "@/lib/db/client";
import { listExports } from "@/lib/exports/list-exports";
import { exportFormats } from "@/lib/exports/schema";
import { exportSegmentLines } from "@/lib/segmentation/export-segment-lines";

/** Takes out a segment's lines, throws them away, and prints milliseconds, rows and the most memory it had. */
const [segmentNo = "", asked] = process.argv.slice(2);
const format = exportFormats.find((each) => each === asked) ?? "csv";
const context = await contextOf(getDatabase(), "bench", new Date());
const began = performance.now();
const file = context && (await exportSegmentLines(context, { segmentNo, format }));
if (!file) throw new Error("There is nothing to take out.");
for await (const _ of file.content);
const ms = performance.now() - began;
const rows = (await listExports(context, { pageSize: 1 })).rows[0]?.rows ?? 0;
const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
console.log(JSON.stringify({ ms, rows, megabytes: Number(peak ?? 0) / 1024 }));
await closeDatabase();
