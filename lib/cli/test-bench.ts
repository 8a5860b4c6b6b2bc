import { z } from "zod";
import type { PartResult } from "./test-count";
import { runTool } from "./test-programs";

const rowSchema = z.object({ work: z.string(), ms: z.number(), budget: z.number(), unit: z.string().optional(), met: z.boolean() });

const tested = "sets,moves,preview,pages,why,lines,log,letters,import";

/** The budgets at 50,000 contacts, doubled: each counts as one test. What needs a minute of quiet or a browser is left out. */
export async function runBench(): Promise<PartResult> {
  const options = ["--size", "50000", "--slack", "2", "--times", "2", "--only", tested, "--json"];
  const { code, printed } = await runTool(["--import", "tsx", "lib/cli/bench.ts", ...options]);
  const lines = printed.split("\n").filter((line) => line.startsWith("{"));
  const rows = lines.map((line) => rowSchema.parse(JSON.parse(line)));
  const missed = rows.filter(({ met }) => !met);
  const failures = missed.map(({ work, ms, budget, unit = "ms" }) => `${work}: ${ms} ${unit}, and ${budget} are allowed`);
  if (code !== 0 && missed.length === 0) failures.push(printed);
  return { passed: rows.length - missed.length, failed: failures.length, skipped: 0, failures };
}
