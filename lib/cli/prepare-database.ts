import { closeDatabase, openDatabase } from "@/lib/db/client";
import { reindexChangedCollations } from "@/lib/db/collations";
import { migrate } from "@/lib/db/migrate";
import { prepareQueue } from "@/lib/jobs/queue";

/** Applies what the database lacks: migrations, the queue's own, and indexes whose order changed. Says what it did. */
export async function prepareDatabase(url: string): Promise<void> {
  const applied = await migrate(url);
  if (applied.length > 0)
    console.log(`${applied.length} ${applied.length === 1 ? "migration was" : "migrations were"} applied: ${applied.join(", ")}`);
  const db = openDatabase(url, { connections: 2 });
  try {
    await prepareQueue(db);
    const changed = await reindexChangedCollations(db.pool);
    if (changed.length > 0)
      console.log(`The order of ${changed.join(", ")} changed with a new version of its library; its indexes were built anew.`);
  } finally {
    await closeDatabase(db);
  }
}
