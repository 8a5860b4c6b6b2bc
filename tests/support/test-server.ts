import { rmSync } from "node:fs";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedServer } from "@/lib/db/embedded-server";
import { migrate } from "@/lib/db/migrate";
import { quickFolder, sweepTemporaryFolders } from "./temporary-folder";

declare module "vitest" {
  interface ProvidedContext {
    testServerUrl: string;
  }
}

/** For databases that need not survive the test run. */
export const quickSettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
  shared_buffers: "256MB",
};

export const templateName = "winnow_template";

/** One Postgres for the whole run, in a folder of its own, with one migrated database to clone from. Its data need not survive. */
export default async function setup(project: TestProject) {
  await sweepTemporaryFolders();
  const folder = quickFolder();
  const server = await startEmbeddedServer({ folder, settings: quickSettings });
  await makeTemplate(server.url);
  project.provide("testServerUrl", server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function makeTemplate(serverUrl: string): Promise<void> {
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  await server.query(`create database ${templateName}`);
  const template = new URL(serverUrl);
  template.pathname = `/${templateName}`;
  await migrate(template.href);
  await runMigrations({ connectionString: template.href });
  await server.query(`alter database ${templateName} is_template true allow_connections false`);
  await server.end();
}
