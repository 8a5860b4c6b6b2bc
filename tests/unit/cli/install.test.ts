import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { installationProblem } from "@/lib/cli/launch/install.mjs";

type Packages = Record<string, { version?: string; integrity?: string; optional?: boolean; os?: string[]; cpu?: string[] }>;

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "winnow-install-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function given(locked: Packages, installed: Packages | null): void {
  writeFileSync(path.join(root, "package-lock.json"), JSON.stringify({ packages: { "": {}, ...locked } }));
  for (const place of Object.keys(installed ?? {})) {
    mkdirSync(path.join(root, place), { recursive: true });
    writeFileSync(path.join(root, place, "package.json"), "{}");
  }
  if (installed) writeFileSync(path.join(root, "node_modules/.package-lock.json"), JSON.stringify({ packages: installed }));
}

const zod = { version: "4.0.0", integrity: "sha512-a" };

describe("what npm start installs", () => {
  it("is nothing when everything that the lock names is there", () => {
    given({ "node_modules/zod": zod }, { "node_modules/zod": zod });
    expect(installationProblem(root)).toBeNull();
  });

  it("is everything in a fresh clone, and after an installation that was cut off", () => {
    given({ "node_modules/zod": zod }, null);
    expect(installationProblem(root)).toBe("the packages are not installed");
    mkdirSync(path.join(root, "node_modules/zod"), { recursive: true });
    expect(installationProblem(root)).toBe("the packages are not installed");
  });

  it("is what a pull brought", () => {
    given({ "node_modules/zod": { ...zod, version: "4.1.0" } }, { "node_modules/zod": zod });
    expect(installationProblem(root)).toBe("node_modules/zod is missing or out of date");
    given({ "node_modules/zod": zod, "node_modules/pg": zod }, { "node_modules/zod": zod });
    expect(installationProblem(root)).toBe("node_modules/pg is missing or out of date");
  });

  it("is a package that somebody deleted", () => {
    given({ "node_modules/zod": zod }, { "node_modules/zod": zod });
    rmSync(path.join(root, "node_modules/zod"), { recursive: true });
    expect(installationProblem(root)).toBe("node_modules/zod was removed");
  });

  it("is not a package for another system, but the one for this system", () => {
    const elsewhere = { ...zod, optional: true, os: ["aix"], cpu: ["ppc64"] };
    given({ "node_modules/zod": zod, "node_modules/native": elsewhere }, { "node_modules/zod": zod });
    expect(installationProblem(root)).toBeNull();
    const here = { ...zod, optional: true, os: [process.platform], cpu: [process.arch] };
    given({ "node_modules/zod": zod, "node_modules/native": here }, { "node_modules/zod": zod });
    expect(installationProblem(root)).toBe("node_modules/native is missing or out of date");
    given({ "node_modules/zod": zod, "node_modules/native": { ...here, os: [`!${process.platform}`] } }, { "node_modules/zod": zod });
    expect(installationProblem(root)).toBeNull();
  });
});
