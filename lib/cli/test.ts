import { existsSync, readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { findBrowser } from "@/tests/support/browser";
import { buildIfStale } from "./build";
import { runCommand } from "./run-command";
import { runBench } from "./test-bench";
import { countLine, nothing, type PartResult, sumOf } from "./test-count";
import { check, type Program, runPlaywright, runVitest } from "./test-programs";

const modules = "node_modules";
const testBuild = ".next-test";
const tsc = { args: [`${modules}/typescript/bin/tsc`, "--noEmit", "--incremental", "false"] };
const routeTypes = { args: [`${modules}/next/dist/bin/next`, "typegen"], environment: { WINNOW_DIST: testBuild } };
const biome = { args: [`${modules}/@biomejs/biome/bin/biome`, "check", "--max-diagnostics=50", "--diagnostic-level=error"] };
const rooms = ["app", "components", "lib", "proxy.ts"];
const cruise = (name: string, folders: string[]) => ({
  args: [`${modules}/dependency-cruiser/bin/dependency-cruiser.mjs`, "--config", `tests/architecture/${name}.cjs`, ...folders],
  prints: /\(\d{3,} modules/,
});

/** Parts that one program runs together, given those of them that are wanted. */
type Group = { parts: string[]; run: (wanted: string[]) => Promise<PartResult> };

/** What fails fast comes first. The groups of one stage run beside each other, since none of them keeps all cores busy all the time. */
const stages: Group[][] = [
  [
    { parts: ["types"], run: () => check(routeTypes, tsc) },
    {
      parts: ["lint", "boundaries"],
      run: (wanted) => checkAll(wanted, { lint: [biome], boundaries: [cruise("boundaries", rooms), cruise("bundles", ["components"])] }),
    },
  ],
  [
    { parts: ["unit", "integration", "architecture"], run: runVitest },
    { parts: ["build"], run: builds },
  ],
  [{ parts: ["api", "e2e"], run: inBrowser }],
  [{ parts: ["bench"], run: runBench }],
];

/** One check after the other. */
async function checkAll(wanted: string[], programs: Record<string, Program[]>): Promise<PartResult> {
  const results: PartResult[] = [];
  for (const name of wanted) results.push(await check(...(programs[name] ?? [])));
  return sumOf(results);
}

async function builds(): Promise<PartResult> {
  await buildIfStale(testBuild);
  return { ...nothing, passed: 1 };
}

/** Where no browser runs, the tests that need one are counted as skipped, not forgotten. */
async function inBrowser(wanted: string[]): Promise<PartResult> {
  const written = wanted.filter((name) => existsSync(`tests/${name}`) && readdirSync(`tests/${name}`, { recursive: true }).some(isSpec));
  const browser = written.includes("e2e") ? await findBrowser() : null;
  const possible = written.filter((name) => name !== "e2e" || browser);
  const left = written.filter((name) => !possible.includes(name));
  const ran = possible.length > 0 ? [await runPlaywright(possible)] : [];
  const listed = left.length > 0 ? [await runPlaywright(left, { list: true })] : [];
  return sumOf([...ran, ...listed]);
}

const isSpec = (file: string | Buffer) => /[.](spec|test)[.]tsx?$/.test(file.toString());

// `npm test`, or parts of it: `npm test -- --only unit,integration`. The last line holds the true totals over all parts.
await runCommand(async () => {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  const known = stages.flat().flatMap(({ parts }) => parts);
  const wanted = values.only?.split(",") ?? known;
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`There is no part "${unknown.join(", ")}". The parts are ${known.join(", ")}.`);

  const results: PartResult[] = [];
  for (const groups of stages) {
    const running = groups.map(async ({ parts, run }) => {
      const names = parts.filter((name) => wanted.includes(name));
      return names.length > 0 ? await runPart(names.join(", "), () => run(names)) : nothing;
    });
    results.push(...(await Promise.all(running)));
  }
  const sum = sumOf(results);
  for (const failure of sum.failures) console.log(`\n✗ ${failure.split("\n").slice(0, 40).join("\n")}`);
  if (sum.skipped > 0) console.log(`\n${sum.skipped} ${sum.skipped === 1 ? "test was" : "tests were"} SKIPPED.`);
  console.log(`\n${countLine(sum)}`);
  return sum.failed > 0 || sum.passed === 0 ? 1 : 0;
});

async function runPart(name: string, run: () => Promise<PartResult>): Promise<PartResult> {
  const began = Date.now();
  console.log(`\n── ${name}`);
  const result = await run().catch((error: unknown): PartResult => {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...nothing, failed: 1, failures: [reason] };
  });
  console.log(`${name}: ${countLine(result)} in ${Math.round((Date.now() - began) / 1000)} s`);
  return { ...result, failures: result.failures.map((failure) => `${name}: ${failure}`) };
}
