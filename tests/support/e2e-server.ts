import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { untilAnswering } from "@/lib/cli/address";
import { buildIfStale } from "@/lib/cli/build";
import { firstFreePort } from "@/lib/cli/free-port";
import { prepareDatabase } from "@/lib/cli/prepare-database";
import { RunningProcesses } from "@/lib/cli/running-processes";
import { Service } from "@/lib/cli/service";
import { startEmbeddedServer } from "@/lib/db/embedded-server";
import { findBrowser } from "./browser";
import { sweepTemporaryFolders, temporaryFolder } from "./temporary-folder";
import { quickSettings } from "./test-server";

const dist = ".next-test";

/**
 * What Playwright's tests run against: an empty, migrated database of their own, the production build, its web server and
 * a worker, on free ports. Tests reach them by `WINNOW_URL` and `DATABASE_URL`; the messages are in `tests/.output`.
 */
export default async function setup() {
  await sweepTemporaryFolders();
  await buildIfStale(dist);
  const folder = temporaryFolder();
  const output = path.resolve("tests/.output");
  mkdirSync(output, { recursive: true });
  const server = await startEmbeddedServer({ folder, settings: quickSettings });
  await prepareDatabase(server.url);

  const host = "127.0.0.1";
  const port = await firstFreePort(host, 3100 + Math.floor(Math.random() * 800));
  const url = `http://${host}:${port}`;
  const environment = {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: server.url,
    WINNOW_DATA: folder,
    WINNOW_DIST: dist,
    WINNOW_SECRET: randomBytes(32).toString("hex"),
    WINNOW_URL: url,
  };
  const running = new RunningProcesses(folder);
  const next = ["node_modules/next/dist/bin/next", "start", "-H", host, "-p", String(port)];
  const web = new Service({ name: "The web server", args: next, environment, running, log: path.join(output, "web.log") });
  const worker = ["--import", "tsx", "lib/cli/worker.ts"];
  const jobs = new Service({ name: "The worker", args: worker, environment, running, log: path.join(output, "worker.log") });
  web.start();
  jobs.start();
  await untilAnswering({ host, port, url });

  const browser = await findBrowser();
  const { NODE_ENV: _, ...forTests } = environment;
  Object.assign(process.env, forTests, { WINNOW_BROWSER: JSON.stringify(browser) });
  return async () => {
    await web.stop();
    await jobs.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
