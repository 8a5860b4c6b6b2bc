import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { makeSmallClone } from "../../support/small-clone";

let root: string;
let npm: string;
const notes = () => path.join(root, "npm-was-called.json");
const installedList = () => path.join(root, "node_modules/.package-lock.json");

/** Stands for npm: notes how it was called, and leaves what an installation that ends, or one that is cut off, leaves. */
const npmInShort = `
const { copyFileSync, writeFileSync } = require("node:fs");
writeFileSync("npm-was-called.json", JSON.stringify({ node: process.execPath, args: process.argv.slice(2), path: process.env.PATH }));
if (process.env.NPM_IS_CUT_OFF) process.exit(1);
copyFileSync("installed.json", "node_modules/.package-lock.json");
`;

beforeAll(() => {
  root = makeSmallClone();
  npm = path.join(root, "npm-cli.js");
  writeFileSync(npm, npmInShort);
  writeFileSync(path.join(root, "package.json"), readFileSync(path.join(root, "package.json"), "utf8").replace('"type": "module",', ""));
  copyFileSync(installedList(), path.join(root, "installed.json"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Launched = { code: number; printed: string };

function launch(
  command: string[],
  options: { node?: string; nodeOptions?: string[]; environment?: Record<string, string> } = {},
): Promise<Launched> {
  const { node = process.execPath, nodeOptions = [], environment = {} } = options;
  const env = { ...process.env, npm_execpath: npm, npm_node_execpath: process.execPath, ...environment };
  return new Promise((resolve) => {
    execFile(node, [...nodeOptions, "lib/cli/launch.mjs", ...command], { cwd: root, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, printed: stdout + stderr });
    });
  });
}

/** Code that runs before the launcher, to show it another machine. */
const onAnother = (code: string) => ["--import", `data:text/javascript,${encodeURIComponent(code)}`];

const callSchema = z.object({ node: z.string(), args: z.array(z.string()), path: z.string() });
const npmCall = () => callSchema.parse(JSON.parse(readFileSync(notes(), "utf8")));

describe("the launcher", () => {
  it("says which Node it needs, on one that is too old for anything else", async () => {
    const old = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.18.3" } })';
    const { code, printed } = await launch(["start"], { nodeOptions: onAnother(old) });
    expect(printed.trim()).toBe("Winnow needs Node 20.19 or newer; this is Node 20.18.3. Get a current one from https://nodejs.org.");
    expect(code).toBe(1);
  });

  it("refuses Alpine with the reason", async () => {
    const musl = "process.report.getReport = () => ({ header: {} })";
    const { code, printed } = await launch(["start"], { nodeOptions: onAnother(musl) });
    expect(printed).toContain("This system's C library is musl (Alpine uses it).");
    expect(code).toBe(1);
  });

  it("refuses a command that it does not know", async () => {
    expect(await launch(["statr"])).toEqual({ code: 1, printed: 'There is no command "statr".\n' });
    expect((await launch(["../../x"])).code).toBe(1);
  });

  it("does not install when everything is there", async () => {
    const { code, printed } = await launch(["generate"]);
    expect([code, printed]).toEqual([0, "The database client in lib/db/generated is up to date.\n"]);
  });

  it("survives an installation that was cut off: the next one begins again", async () => {
    rmSync(installedList());
    const cut = await launch(["generate"], { environment: { NPM_IS_CUT_OFF: "1" } });
    expect(cut.code).toBe(1);
    expect(cut.printed).toContain("The packages could not be installed: npm ended with 1.");
    const again = await launch(["generate"]);
    expect(again.code).toBe(0);
    expect(again.printed).toContain("Installing the packages, because the packages are not installed.");
  });

  it("installs what the lock names, without running any package's script", () => {
    expect(npmCall().args.slice(0, 4)).toEqual(["ci", "--ignore-scripts", "--include=dev", "--include=optional"]);
  });

  it("started on the packaged Node, installs on the host's, which npm cannot delete under it", async () => {
    const packaged = path.join(root, "node_modules", "packaged-node");
    mkdirSync(packaged);
    copyFileSync(process.execPath, path.join(packaged, "node"));
    rmSync(installedList());
    const environment = { PATH: `${packaged}${path.delimiter}${path.join(root, "node_modules/.bin")}${path.delimiter}${process.env.PATH}` };
    const { code } = await launch(["generate"], { node: path.join(packaged, "node"), environment });
    expect(code).toBe(0);
    expect(npmCall().node).toBe(realpathSync(process.execPath));
    expect(
      npmCall()
        .path.split(path.delimiter)
        .filter((folder) => folder.startsWith(path.join(root, "node_modules"))),
    ).toEqual([]);
  });
});
