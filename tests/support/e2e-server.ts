import { rmSync } from "node:fs";
import { buildIfStale } from "@/lib/cli/build";
import { prepareDatabase } from "@/lib/cli/prepare-database";
import { startEmbeddedServer } from "@/lib/db/embedded-server";
import { findBrowser } from "./browser";
import { onServer, preparedName } from "./fresh-winnow";
import { runWinnowForTests } from "./running-winnow";
import { quickFolder, sweepTemporaryFolders } from "./temporary-folder";
import { quickSettings } from "./test-server";

const dist = ".next-test";

/**
 * What Playwright's tests run against: an empty, migrated database of their own, the production build, its web server and
 * a worker, on free ports. Tests reach them by `WINNOW_URL` and `DATABASE_URL`; the messages are in `tests/.output`.
 */
export default async function setup() {
  await sweepTemporaryFolders();
  await buildIfStale(dist);
  const folder = quickFolder();
  const server = await startEmbeddedServer({ folder, settings: quickSettings });
  await prepareDatabase(server.url);
  await onServer(server.url, `create database ${preparedName} template ${new URL(server.url).pathname.slice(1)}`);
  const winnow = await runWinnowForTests("shared", server.url, folder, dist);
  const { NODE_ENV: _, ...forTests } = winnow.environment;
  Object.assign(process.env, forTests, { WINNOW_BROWSER: JSON.stringify(await findBrowser()) });
  return async () => {
    await winnow.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
