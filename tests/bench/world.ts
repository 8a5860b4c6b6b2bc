import { rmSync } from "node:fs";
import { contextOf } from "@/lib/access/context";
import type { OperationContext } from "@/lib/access/operation";
import { closeDatabase, type Database, openDatabase } from "@/lib/db/client";
import { startEmbeddedServer } from "@/lib/db/embedded-server";
import { migrate } from "@/lib/db/migrate";
import { inTransaction } from "@/lib/db/transaction";
import { prepareQueue } from "@/lib/jobs/queue";
import { ok } from "@/lib/result";
import { writeStandardTables } from "@/lib/setup/standard-setup";
import { sweepTemporaryFolders, temporaryFolder } from "@/tests/support/temporary-folder";
import { generateContacts } from "./generate-contacts";
import { generateRelations } from "./generate-relations";

/** What the bench measures on: a server as `npm start` brings it up, with `size` contacts in its database. */
export type BenchWorld = {
  size: number;
  /** How often each measurement is taken, after one to warm up. */
  times: number;
  db: Database;
  context: OperationContext;
  /** The folder of the server, and where other files may go. */
  folder: string;
};

/** Runs `work` on a server of its own, which is thrown away afterwards. */
export async function withBenchServer<T>(work: (url: string, folder: string) => Promise<T>): Promise<T> {
  await sweepTemporaryFolders();
  const folder = temporaryFolder();
  const server = await startEmbeddedServer({ folder });
  try {
    return await work(server.url, folder);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens an empty database with all its tables. */
export async function openPreparedDatabase(url: string): Promise<Database> {
  await migrate(url);
  const db = openDatabase(url);
  await prepareQueue(db);
  return db;
}

/** Fills the server's database and opens it. */
export async function openBenchWorld(
  url: string,
  folder: string,
  { size, times }: Pick<BenchWorld, "size" | "times">,
): Promise<BenchWorld> {
  const db = await openPreparedDatabase(url);
  await generateContacts(db.pool, { size });
  await generateRelations(db.pool);
  const context = await benchContext(db);
  await db.pool.query("checkpoint");
  return { size, times, db, context, folder };
}

export async function closeBenchWorld({ db }: BenchWorld): Promise<void> {
  await closeDatabase(db);
}

/** An administrator in a prepared database with the standard set-up. */
export async function benchContext(db: Database): Promise<OperationContext> {
  await inTransaction<null, never>(db, async (tx) => {
    await writeStandardTables(tx);
    return ok(null);
  });
  const id = "bench";
  await db.prisma.appUser.create({ data: { id, name: "Bench", email: "bench@winnow.test", role: "admin" } });
  const context = await contextOf(db, id, new Date());
  if (!context) throw new Error("The user was written and is not there.");
  return context;
}
