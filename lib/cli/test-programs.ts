import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { quietEnvironment } from "./environment";
import type { PartResult } from "./test-count";

type Ended = { code: number | null; printed: string };

/** Runs one of the tools that npm installed; `show` passes on what it prints while it runs. */
export async function runTool(args: string[], options: { environment?: Record<string, string>; show?: boolean } = {}): Promise<Ended> {
  const colours = process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1", FORCE_COLOR: undefined };
  const env = { ...process.env, ...quietEnvironment(), ...colours, ...options.environment };
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  if (options.show) {
    child.stdout.pipe(process.stdout, { end: false });
    child.stderr.pipe(process.stderr, { end: false });
  }
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, printed: `${stdout}${stderr}`.trim() };
}

/** One program of a check; `prints` is what it must have said as well, of those that find nothing wrong where they read nothing. */
export type Program = { args: string[]; environment?: Record<string, string>; prints?: RegExp };

/** A check that passes or fails as a whole; it counts as one test. */
export async function check(...programs: Program[]): Promise<PartResult> {
  for (const { args, environment = {}, prints } of programs) {
    const { code, printed } = await runTool(args, { environment });
    if (code !== 0 || (prints && !prints.test(printed))) return { passed: 0, failed: 1, skipped: 0, failures: [printed] };
  }
  return { passed: 1, failed: 0, skipped: 0, failures: [] };
}

const vitestSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() })),
    }),
  ),
});

/** Runs projects of Vitest. A file that cannot be read counts as one failed test: its own were never counted. */
export async function runVitest(projects: string[]): Promise<PartResult> {
  const report = reportFile("vitest.json");
  const args = [
    "run",
    ...projects.flatMap((name) => ["--project", name]),
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  const { code, printed } = await runTool(["node_modules/vitest/vitest.mjs", ...args, "--passWithNoTests"], { show: true });
  const parsed = readReport(report, vitestSchema);
  if (!parsed) return { passed: 0, failed: 1, skipped: 0, failures: [printed] };
  const cases = parsed.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, file: path.relative(".", file.name) })),
  );
  const failures = cases
    .filter(({ status }) => status === "failed")
    .map(({ file, fullName, failureMessages }) => `${file} > ${fullName}\n${failureMessages?.join("\n") ?? ""}`);
  const broken = parsed.testResults
    .filter((file) => file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed"))
    .map((file) => `${path.relative(".", file.name)}\n${file.message ?? ""}`);
  const aside = code !== 0 && failures.length + broken.length === 0 ? [`Vitest failed outside of any test:\n${printed}`] : [];
  const passed = cases.filter(({ status }) => status === "passed").length;
  const all = [...failures, ...broken, ...aside];
  return { passed, failed: all.length, skipped: cases.length - passed - failures.length, failures: all };
}

type Suite = { title: string; suites?: Suite[] | undefined; specs?: Spec[] | undefined };
type Spec = {
  title: string;
  file: string;
  line: number;
  tests: { status: string; projectName: string; results: { error?: { message?: string | undefined } | undefined }[] }[];
};

const specSchema: z.ZodType<Spec> = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  tests: z.array(
    z.object({
      status: z.string(),
      projectName: z.string(),
      results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })),
    }),
  ),
});
const suiteSchema: z.ZodType<Suite> = z.lazy(() =>
  z.object({ title: z.string(), suites: z.array(suiteSchema).optional(), specs: z.array(specSchema).optional() }),
);
const playwrightSchema = z.object({ suites: z.array(suiteSchema), errors: z.array(z.object({ message: z.string().optional() })) });

/** Runs projects of Playwright against a server of their own, or only counts what they hold. */
export async function runPlaywright(projects: string[], { list = false }: { list?: boolean } = {}): Promise<PartResult> {
  const report = reportFile("playwright.json");
  const args = ["test", "-c", "tests/playwright.config.ts", ...projects.flatMap((name) => ["--project", name]), "--pass-with-no-tests"];
  const reporters = list ? ["--list", "--reporter=json"] : ["--reporter=dot,json"];
  // Node would warn in each of its processes that Playwright's wish for colours meets ours for none.
  const environment = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, NODE_NO_WARNINGS: "1" };
  const { code, printed } = await runTool(["node_modules/@playwright/test/cli.js", ...args, ...reporters], { environment, show: !list });
  const parsed = readReport(report, playwrightSchema);
  if (!parsed) return { passed: 0, failed: 1, skipped: 0, failures: [printed] };
  const tests = specsIn(parsed.suites).flatMap((spec) =>
    spec.tests.map((test) => ({ ...test, name: `${spec.file}:${spec.line} > ${spec.title}` })),
  );
  const failures = tests
    .filter(({ status }) => status === "unexpected")
    .map(({ name, results }) => `${name}\n${results.map(({ error }) => error?.message ?? "").join("\n")}`);
  const outside = parsed.errors.map(({ message }) => message ?? "Playwright failed outside of any test.");
  const aside = code !== 0 && failures.length + outside.length === 0 ? [printed] : [];
  const passed = list ? 0 : tests.filter(({ status }) => status === "expected" || status === "flaky").length;
  const all = [...failures, ...outside, ...aside];
  return { passed, failed: all.length, skipped: tests.length - passed - failures.length, failures: all };
}

function specsIn(suites: Suite[]): Spec[] {
  return suites.flatMap((suite) => [...(suite.specs ?? []), ...specsIn(suite.suites ?? [])]);
}

function reportFile(name: string): string {
  const file = path.resolve("tests/.output", name);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

function readReport<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null; // the tool did not come as far as writing it; what it printed is shown instead
  }
}
