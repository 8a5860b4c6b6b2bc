import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { untilAnswering } from "@/lib/cli/address";
import { firstFreePort } from "@/lib/cli/free-port";
import { RunningProcesses } from "@/lib/cli/running-processes";
import { Service } from "@/lib/cli/service";

/** A web server and a worker on a database of the tests; `environment` is what both were started with. */
export type RunningWinnow = { url: string; environment: Record<string, string>; stop: () => Promise<void> };

/**
 * Starts the web server of the tests' build and a worker on a prepared database, on a free port. Their messages are in
 * `tests/.output/<name>-web.log` and `<name>-worker.log`. `settings` are variables of the environment beside the usual ones; one
 * that is `silent`, because it is made to fail, says its errors there only.
 */
export async function runWinnowForTests(
  name: string,
  databaseUrl: string,
  folder: string,
  dist: string,
  { silent = false, settings = {} }: { silent?: boolean; settings?: Record<string, string> } = {},
): Promise<RunningWinnow> {
  const output = path.resolve("tests/.output");
  mkdirSync(output, { recursive: true });
  const host = "127.0.0.1";
  const port = await firstFreePort(host, 3100 + Math.floor(Math.random() * 1800));
  const url = `http://${host}:${port}`;
  const environment = {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NODE_COMPILE_CACHE: path.join(output, "compiled"), // the same programs start again and again
    DATABASE_URL: databaseUrl,
    WINNOW_DATA: folder,
    WINNOW_DIST: dist,
    WINNOW_SECRET: randomBytes(32).toString("hex"),
    WINNOW_URL: url,
    ...settings,
  };
  const running = new RunningProcesses(folder);
  const service = (of: string, args: string[]) =>
    new Service({ name: `${name} ${of}`, args, environment, running, silent, log: path.join(output, `${name}-${of}.log`) });
  const web = service("web", ["node_modules/next/dist/bin/next", "start", "-H", host, "-p", String(port)]);
  const worker = service("worker", ["--import", "tsx", "lib/cli/worker.ts"]);
  web.start();
  worker.start();
  await untilAnswering({ host, port, url });
  const stop = async () => {
    await Promise.all([web.stop(), worker.stop()]);
  };
  return { url, environment, stop };
}
