import { setTimeout as sleep } from "node:timers/promises";
import { dataFolder } from "@/lib/db/data-folder";
import {
  type EmbeddedServer,
  type EmbeddedServerOptions,
  findEmbeddedServer,
  ServerInUse,
  startEmbeddedServer,
} from "@/lib/db/embedded-server";

/** Starts the embedded server, waiting while another command of this clone, such as `npm run seed`, has it. */
export async function startServerWhenFree(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  for (let told = false; ; await sleep(250)) {
    try {
      return await startEmbeddedServer(options);
    } catch (error) {
      if (!(error instanceof ServerInUse)) throw error;
      if (!told) console.log(`Waiting for process ${error.holderPid}, which uses the database.`);
      told = true;
    }
  }
}

/**
 * Runs a command's work on the database of this clone: the one in `DATABASE_URL`, else the embedded one, which is started
 * for the length of the command unless `npm start` has it running. Sets `DATABASE_URL` for what the work imports.
 */
export async function withCommandDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const given = process.env.DATABASE_URL ?? findEmbeddedServer(dataFolder());
  const server = given ? null : await startServerWhenFree({ folder: dataFolder() });
  const url = given ?? server?.url ?? "";
  process.env.DATABASE_URL = url;
  try {
    return await work(url);
  } finally {
    await server?.stop();
  }
}
