import type pg from "pg";
import type { Database } from "@/lib/db/client";

/** How often a rewriting found something to change: a mutation that is planted nowhere proves nothing. */
export type Rewriting = { changed: number };

/** From now on every statement that goes to this database is changed by `rewrite` first. Exists for tests only: the product knows no such door. */
export function rewriteStatements(db: Database, rewrite: (statement: string) => string): Rewriting {
  const rewriting: Rewriting = { changed: 0 };
  const change = (text: string) => {
    const changed = rewrite(text);
    if (changed !== text) rewriting.changed++;
    return changed;
  };
  const planted = new WeakSet<pg.PoolClient>();
  db.pool.on("acquire", (client: pg.PoolClient) => {
    if (planted.has(client)) return;
    planted.add(client);
    const send = client.query;
    client.query = new Proxy(send, {
      apply(target, self, [statement, ...rest]: [unknown, ...unknown[]]) {
        return Reflect.apply(target, self, [withText(statement, change), ...rest]);
      },
    });
  });
  return rewriting;
}

function withText(statement: unknown, change: (text: string) => string): unknown {
  if (typeof statement === "string") return change(statement);
  const isConfig = typeof statement === "object" && statement !== null && "text" in statement && typeof statement.text === "string";
  return isConfig ? { ...statement, text: change(String(statement.text)) } : statement;
}
