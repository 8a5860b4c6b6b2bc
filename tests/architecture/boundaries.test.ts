import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

const configurations = ["boundaries", "bundles"].map((name) => path.resolve(`tests/architecture/${name}.cjs`));

const reportSchema = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

/** Runs one check over the sources in `root`. Violations make it end with a code of its own, which is no failure here. */
async function cruise(root: string, configuration: string, folders: string[]) {
  const program = path.resolve("node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const args = [program, "--config", configuration, "--output-type", "json", ...folders];
  const printed = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 100_000_000 }, (_, stdout, stderr) => resolve(stdout || stderr));
  });
  return reportSchema.parse(JSON.parse(printed)).summary;
}

/** One file that breaks each rule, and the file that is found guilty when that is another one. */
const plants: { rule: string; file: string; source: string; guilty?: string }[] = [
  { rule: "no-import-cycles", file: "lib/filters/one.ts", source: `import { two } from "./two"; export const one = () => two;` },
  { rule: "no-room-cycles", file: "lib/jobs/up.ts", source: `export { down } from "@/lib/audit/down";`, guilty: "lib/jobs" },
  { rule: "no-room-cycles", file: "lib/audit/up.ts", source: `export { up } from "@/lib/jobs/up";`, guilty: "lib/audit" },
  {
    rule: "next-and-react-stay-outside",
    file: "lib/contacts/hook.ts",
    source: `import { useState } from "react"; export const hook = useState;`,
  },
  {
    rule: "next-and-react-stay-outside",
    file: "lib/jobs/link.ts",
    source: `import type { Metadata } from "next"; export type Link = Metadata;`,
  },
  { rule: "filters-uses-no-subject-before-it", file: "lib/filters/set.ts", source: `export { clean } from "@/lib/contact-sets/clean";` },
  { rule: "contact-sets-uses-no-subject-before-it", file: "lib/contact-sets/x.ts", source: `export { clean } from "@/lib/setup/clean";` },
  {
    rule: "maintained-sets-uses-no-subject-before-it",
    file: "lib/maintained-sets/x.ts",
    source: `export { clean } from "@/lib/segmentation/clean";`,
  },
  {
    rule: "live-segments-uses-no-subject-before-it",
    file: "lib/live-segments/x.ts",
    source: `export { clean } from "@/lib/logging/clean";`,
  },
  { rule: "setup-uses-no-subject-before-it", file: "lib/setup/x.ts", source: `export { clean } from "@/lib/contacts/clean";` },
  { rule: "contacts-uses-no-subject-before-it", file: "lib/contacts/x.ts", source: `export type { Clean } from "@/lib/templates/clean";` },
  { rule: "templates-uses-no-subject-before-it", file: "lib/templates/x.ts", source: `export { clean } from "@/lib/segmentation/clean";` },
  { rule: "segmentation-uses-no-subject-before-it", file: "lib/segmentation/x.ts", source: `export { clean } from "@/lib/logging/clean";` },
  { rule: "behaviour-uses-no-subject-before-it", file: "lib/behaviour/x.ts", source: `export { clean } from "@/lib/contacts/clean";` },
  { rule: "schedules-uses-no-subject-before-it", file: "lib/schedules/x.ts", source: `export { clean } from "@/lib/campaigns/clean";` },
  {
    rule: "query-templates-uses-no-subject-before-it",
    file: "lib/query-templates/x.ts",
    source: `export { clean } from "@/lib/demo/clean";`,
  },
  { rule: "delivery-uses-no-subject-before-it", file: "lib/delivery/x.ts", source: `export { clean } from "@/lib/logging/clean";` },
  { rule: "calls-uses-no-subject-before-it", file: "lib/calls/x.ts", source: `export { clean } from "@/lib/campaigns/clean";` },
  { rule: "letters-uses-no-subject-before-it", file: "lib/letters/x.ts", source: `export { clean } from "@/lib/logging/clean";` },
  { rule: "echoes-uses-no-subject-before-it", file: "lib/echoes/x.ts", source: `export { clean } from "@/lib/logging/clean";` },
  { rule: "consent-uses-no-subject-before-it", file: "lib/consent/x.ts", source: `export { clean } from "@/lib/setup/clean";` },
  { rule: "logging-uses-no-subject-before-it", file: "lib/logging/x.ts", source: `export { clean } from "@/lib/campaigns/clean";` },
  {
    rule: "campaigns-uses-no-subject-before-it",
    file: "lib/campaigns/x.ts",
    source: `export { clean } from "@/lib/contact-upkeep/clean";`,
  },
  {
    rule: "mailing-groups-uses-no-subject-before-it",
    file: "lib/mailing-groups/x.ts",
    source: `export { clean } from "@/lib/contact-upkeep/clean";`,
  },
  { rule: "printing-uses-no-subject-before-it", file: "lib/printing/x.ts", source: `export { clean } from "@/lib/demo/clean";` },
  {
    rule: "contact-upkeep-uses-no-subject-before-it",
    file: "lib/contact-upkeep/x.ts",
    source: `export { clean } from "@/lib/demo/clean";`,
  },
  { rule: "habits-uses-no-subject-before-it", file: "lib/habits/x.ts", source: `export { clean } from "@/lib/demo/clean";` },
  { rule: "history-uses-no-subject-before-it", file: "lib/history/x.ts", source: `export { clean } from "@/lib/demo/clean";` },
  { rule: "foundations-use-no-subject", file: "lib/access/x.ts", source: `export { clean } from "@/lib/contacts/clean";` },
  { rule: "foundations-use-no-subject", file: "lib/exports/x.ts", source: `export { clean } from "@/lib/contacts/clean";` },
  { rule: "db-uses-only-result", file: "lib/db/x.ts", source: `export { clean } from "@/lib/access/clean";` },
  {
    rule: "only-db-knows-the-generated-client",
    file: "lib/contacts/client.ts",
    source: `export { PrismaClient } from "@/lib/db/generated/client";`,
  },
  { rule: "only-db-knows-the-generated-client", file: "lib/contacts/adapter.ts", source: `export { PrismaPg } from "@prisma/adapter-pg";` },
  { rule: "app-leaves-the-database-alone", file: "app/x/page.tsx", source: `export { clean } from "@/lib/db/clean";` },
  { rule: "app-leaves-the-database-alone", file: "app/y/page.tsx", source: `import pg from "pg"; export default pg;` },
  { rule: "components-import-types-and-rules-only", file: "components/x.tsx", source: `export { list } from "@/lib/contacts/queries";` },
  { rule: "components-import-types-and-rules-only", file: "components/y.tsx", source: `export { clean } from "@/lib/db/clean";` },
  { rule: "components-reach-no-database", file: "components/z.tsx", source: `export { save } from "@/lib/contacts/save";` },
  { rule: "nothing-imports-app", file: "components/w.tsx", source: `export { clean } from "@/app/clean";` },
  { rule: "lib-imports-no-component", file: "lib/templates/y.ts", source: `export { clean } from "@/components/clean";` },
  { rule: "commands-stay-outside", file: "lib/logging/y.ts", source: `export { clean } from "@/lib/cli/clean";` },
  { rule: "only-request-and-skins-import-request", file: "lib/logging/z.ts", source: `export { clean } from "@/lib/request/clean";` },
  { rule: "every-import-leads-somewhere", file: "lib/logging/w.ts", source: `export { gone } from "./gone";` },
  { rule: "no-development-package", file: "lib/logging/v.ts", source: `export { expect } from "vitest";` },
];

/** Packages of the same names, since those of the project lie outside of the planted one. */
const packages = ["react", "next", "pg", "vitest", "@prisma/adapter-pg"].flatMap((name): [string, string][] => [
  [`node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" })],
  [`node_modules/${name}/index.js`, "module.exports = {};"],
]);

/** What the plants lean on, and what every rule has to let pass. */
const rooms = ["contact-sets", "contacts", "templates", "segmentation", "logging", "campaigns", "contact-upkeep", "demo", "setup"];
const clean: Record<string, string> = {
  ...Object.fromEntries(
    [...rooms, "access", "db", "cli", "request"].map((room) => [
      `lib/${room}/clean.ts`,
      "export const clean = 1; export type Clean = number;",
    ]),
  ),
  "app/clean.ts": "export const clean = 1;",
  "components/clean.tsx": `import type { Row } from "@/lib/contacts/queries"; export const clean = (row: Row) => row;`,
  "lib/filters/two.ts": `import { one } from "./one"; export const two = () => one;`,
  "lib/audit/down.ts": "export const down = 1;",
  "lib/db/generated/client.ts": "export const PrismaClient = 1;",
  "lib/contacts/queries.ts": `import { clean } from "@/lib/db/clean"; export type Row = number; export const list = () => clean;`,
  "lib/contacts/save.ts": `import { clean } from "@/lib/db/clean"; export const save = () => clean;`,
};

let root: string;
let found: { from: string; rule: string }[];

beforeAll(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), "winnow-plants-"));
  const files = [...packages, ...Object.entries(clean), ...plants.map(({ file, source }): [string, string] => [file, source])];
  const configuration = JSON.stringify({ compilerOptions: { module: "esnext", moduleResolution: "bundler", paths: { "@/*": ["./*"] } } });
  const manifest = JSON.stringify({
    type: "module",
    dependencies: { react: "1", next: "1", pg: "1", "@prisma/adapter-pg": "1" },
    devDependencies: { vitest: "1" },
  });
  for (const [file, source] of [...files, ["tsconfig.json", configuration] as const, ["package.json", manifest] as const]) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), source);
  }
  const summaries = await Promise.all(configurations.map((configuration) => cruise(root, configuration, ["app", "components", "lib"])));
  found = summaries.flatMap(({ violations }) => violations.map(({ from, rule }) => ({ from, rule: rule.name })));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("the boundaries between rooms", () => {
  it.each(plants)("$rule finds $file", ({ rule, file, guilty }) => {
    expect(found).toContainEqual({ from: guilty ?? file, rule });
  });

  it("lets pass what is allowed", () => {
    const blamed = new Set(found.map(({ from }) => from));
    expect(Object.keys(clean).filter((file) => blamed.has(file))).toEqual([]);
  });

  it("has a planted violation for every rule", () => {
    const ruleSchema = z.object({ forbidden: z.array(z.object({ name: z.string() })) });
    const rules = configurations.flatMap((file) =>
      ruleSchema.parse(createRequire(import.meta.url)(file)).forbidden.map(({ name }) => name),
    );
    const planted = new Set(plants.map(({ rule }) => rule));
    expect(rules.filter((rule) => !planted.has(rule))).toEqual([]);
  });
});
