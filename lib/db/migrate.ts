import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";

/**
 * Applies the migrations of `prisma/migrations` that the database does not have yet, in their order, as `prisma migrate
 * deploy` does, and notes them in `_prisma_migrations`. Two at once wait for each other.
 *
 * @returns the names of those applied now
 * @throws with the migration's name and Postgres's message; then none of them was applied, not even in part
 */
export async function migrate(url: string, folder = path.resolve("prisma/migrations")): Promise<string[]> {
  return withEngine(url, async (engine) => {
    const filters = { externalTables: [], externalEnums: [] };
    const applied = await engine.applyMigrations({ migrationsList: migrationsIn(folder), filters });
    return applied.appliedMigrationNames;
  });
}

function migrationsIn(folder: string): MigrationList {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, "migration.sql")))
    .map((entry) => entry.name)
    .sort();
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

/** Prisma's schema engine as WebAssembly, so that nothing has to be downloaded. */
async function withEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const { SchemaEngine: Engine } = await loadEngine();
  const turn = new pg.Client({ connectionString: url });
  // One connection only, so that all the engine sends stands in one transaction: it leaves no half migration behind.
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0, options: "-c timezone=UTC" });
  await turn.connect();
  try {
    await turn.query("select pg_advisory_lock(hashtext('winnow migrations'))"); // the engine's own waits 10 s only
    await pool.query("begin");
    const scripts = new WholeScripts(pool);
    const engine = await Engine.new({ datamodels: undefined }, () => undefined, bindMigrationAwareSqlAdapterFactory(scripts));
    try {
      const done = await work(engine);
      await pool.query("commit");
      return done;
    } catch (error) {
      throw scripts.failure ?? error; // Postgres's own words say more than what the engine makes of them
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
    await turn.end();
  }
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
let loaded: Promise<EngineModule> | undefined;

function loadEngine(): Promise<EngineModule> {
  loaded ??= instantiateEngine();
  return loaded;
}

async function instantiateEngine(): Promise<EngineModule> {
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
