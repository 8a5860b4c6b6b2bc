import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** A browser for Playwright: its program, and what it needs in its environment beside ours. */
export type Browser = { executablePath: string; environment: Record<string, string> };

/**
 * The Chromium that came through npm (Linux), unpacked once, or the Chrome that is installed. Null where there is neither,
 * with the reason printed.
 */
export async function findBrowser(): Promise<Browser | null> {
  const installed = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/usr/bin/google-chrome", "/usr/bin/chromium"];
  const found = (process.platform === "linux" ? await packagedChromium() : null) ?? installed.find((file) => existsSync(file));
  if (!found) console.error("No browser was found that runs here: neither the packaged Chromium nor an installed Chrome.");
  return typeof found === "string" ? { executablePath: found, environment: {} } : (found ?? null);
}

async function packagedChromium(): Promise<Browser | null> {
  const folder = path.resolve("node_modules/.cache", `chromium-${chromiumVersion()}`);
  const fonts = existsSync("/etc/fonts") ? {} : { FONTCONFIG_PATH: path.join(folder, "fonts") };
  const executablePath = path.join(folder, "chromium");
  const choices = [fonts, { ...fonts, LD_LIBRARY_PATH: path.join(folder, "al2023", "lib") }]; // with our own libraries where the system lacks them
  const working = () => choices.find((environment) => runs(executablePath, environment));
  if (!working()) await unpack(folder);
  const environment = working();
  return environment ? { executablePath, environment } : null;
}

function chromiumVersion(): string {
  const script = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  return String(JSON.parse(readFileSync(path.join(path.dirname(script), "..", "package.json"), "utf8")).version);
}

function runs(executablePath: string, environment: Record<string, string>): boolean {
  return spawnSync(executablePath, ["--version"], { env: { ...process.env, ...environment }, timeout: 20_000 }).status === 0;
}

/** The package unpacks into the folder for temporary files, so that is moved for as long. */
async function unpack(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { TMPDIR: before } = process.env;
  process.env.TMPDIR = folder;
  try {
    const { default: chromium, inflate } = await import("@sparticuz/chromium");
    await chromium.executablePath();
    await inflate(path.join(path.dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "../bin/al2023.tar.br"));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
