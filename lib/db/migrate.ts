import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import pg from "pg";

const standardFolder = path.resolve("prisma/migrations");

/**
 * Applies the migrations of `prisma/migrations` that the database does not have yet, in their order, as `prisma migrate
 * deploy` does, and notes them in `_prisma_migrations`. Two at once wait for each other.
 *
 * @returns the names of those applied now
 * @throws with Postgres's message and the line; then none of them was applied, not even in part
 */
export async function migrate(url: string, folder = standardFolder): Promise<string[]> {
  const turn = new pg.Client({ connectionString: url });
  const pool = migrationPool(url);
  await turn.connect();
  try {
    await turn.query("select pg_advisory_lock(hashtext('winnow migrations'))"); // the engine's own waits 10 s only
    await pool.query("begin");
    const applied = await applyMigrations(pool, migrationNames(folder), folder);
    await pool.query("commit");
    return applied;
  } finally {
    await pool.end(); // what was not committed is rolled back with its connection
    await turn.end();
  }
}

/** A pool of exactly one connection, so that all that the engine sends stands in one transaction. */
export function migrationPool(url: string): pg.Pool {
  return new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0, options: "-c timezone=UTC" });
}

/** The names of all migrations, in their order. */
export function migrationNames(folder = standardFolder): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, "migration.sql")))
    .map((entry) => entry.name)
    .sort();
}

/** Applies those of the named migrations that are missing, in the transaction that the pool's one connection has open. */
export async function applyMigrations(pool: pg.Pool, names: string[], folder = standardFolder): Promise<string[]> {
  const { SchemaEngine: Engine } = await loadEngine();
  const scripts = new WholeScripts(pool);
  const engine = await Engine.new({ datamodels: undefined }, () => undefined, bindMigrationAwareSqlAdapterFactory(scripts));
  try {
    const filters = { externalTables: [], externalEnums: [] };
    const applied = await engine.applyMigrations({ migrationsList: migrationList(names, folder), filters });
    return applied.appliedMigrationNames;
  } catch (error) {
    throw scripts.failure ?? error; // Postgres's own words say more than what the engine makes of them
  } finally {
    engine.free();
  }
}

function migrationList(names: string[], folder: string): MigrationList {
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(path.join(folder, name, "migration.sql"), "utf8") },
      },
    })),
  };
}

/** Sends a script as one piece: the adapter's own way cuts it at every `;`, also inside function bodies and comments. */
class WholeScripts extends PrismaPg {
  failure: Error | null = null;

  constructor(private readonly pool: pg.Pool) {
    super(pool);
  }

  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      try {
        await this.pool.query(script);
      } catch (cause) {
        this.failure = new Error(scriptMessage(script, cause), { cause });
        throw cause;
      }
    };
    return adapter;
  }
}

function scriptMessage(script: string, error: unknown): string {
  if (!(error instanceof pg.DatabaseError)) return String(error);
  const { message, position, detail, hint } = error;
  const line = position ? script.slice(0, Number(position)).split("\n").length : 0;
  const place = line > 0 && `Line ${line}: ${script.split("\n")[line - 1]}`;
  return ["A migration failed and nothing of it was kept.", message, detail, hint, place].filter(Boolean).join("\n");
}

type EngineModule = typeof import("@prisma/schema-engine-wasm/schema_engine_bg");

declare global {
  /** Once a process, also where this file is read twice: the engine's glue is shared and takes one instance only. */
  var winnowSchemaEngine: Promise<EngineModule> | undefined;
}

/** Prisma's schema engine as WebAssembly, so that nothing has to be downloaded. */
function loadEngine(): Promise<EngineModule> {
  globalThis.winnowSchemaEngine ??= instantiateEngine();
  return globalThis.winnowSchemaEngine;
}

/** The engine hands its last words to this global before it gives up, for example when the connection is lost in the middle. */
const lastWords = { set_message: (message: string) => console.error(`The schema engine gave up: ${message}`) };

async function instantiateEngine(): Promise<EngineModule> {
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: lastWords });
  const script = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const { instance } = await WebAssembly.instantiate(readFileSync(script.replace(/\.js$/, ".wasm")), {
    "./schema_engine_bg.js": { ...glue },
  });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  return glue;
}
