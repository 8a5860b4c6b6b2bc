import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "./generated/client";

/** One database, reached two ways over the same connections: Prisma for rows and pages, the pool for COPY and cursors. */
export type Database = {
  prisma: PrismaClient;
  pool: pg.Pool;
  url: string;
  /** Called with what a write answers, in its transaction, before that commits. For those who keep the answer beside the change. */
  beforeCommit?: (tx: Prisma.TransactionClient, answer: unknown) => Promise<void>;
};

export type DatabaseOptions = {
  connections?: number;
  /** The longest a statement may take that says nothing else, in milliseconds; without end by default. Transactions bring their own limit. */
  statementMs?: number;
  /** The longest to wait for a connection, in milliseconds; without end by default. */
  connectionMs?: number;
};

/** Connects lazily: nothing is sent until the first query. Sessions run in UTC, as Prisma expects. */
export function openDatabase(url: string, { connections = 20, statementMs = 0, connectionMs = 0 }: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    application_name: "winnow",
    options: `-c timezone=UTC -c statement_timeout=${statementMs}`,
    connectionTimeoutMillis: connectionMs,
    keepAlive: true,
    idleTimeoutMillis: 60_000,
    types: { getTypeParser },
  });
  pool.on("error", () => undefined); // an idle connection was lost; the next query opens another or fails by itself
  pool.on("connect", (client) => client.on("error", () => undefined)); // one in use was lost: its query fails, not the process
  return { prisma: new PrismaClient({ adapter: new PrismaPg(pool) }), pool, url };
}

const dateType = 1082;

/** A calendar day stays "YYYY-MM-DD": the driver's own reading makes an instant of it in the zone of the process. */
const getTypeParser: pg.CustomTypesConfig["getTypeParser"] = (type, format) =>
  Number(type) === dateType && format !== "binary" ? (text: string) => text : pg.types.getTypeParser(type, format);

// Next replaces modules when it reloads them in development; the connections outlive that on the global object.
const kept: typeof globalThis & { winnowDatabase?: Database | undefined; winnowRequestDatabase?: Database | undefined } = globalThis;

/** The database of this process, named by `DATABASE_URL` (the launcher sets it for the embedded server), for jobs and commands. */
export function getDatabase(): Database {
  kept.winnowDatabase ??= openDatabase(databaseUrl());
  return kept.winnowDatabase;
}

const waitForConnectionMs = 10_000;

/**
 * The same database for requests: a person waits, so a plain read is stopped after the seconds in `WINNOW_REQUEST_SECONDS`, 20
 * unless told otherwise, and nobody stands in line for a connection for ever.
 */
export function getRequestDatabase(): Database {
  const seconds = Number(process.env.WINNOW_REQUEST_SECONDS ?? "20");
  if (!Number.isInteger(seconds) || seconds < 1) throw new Error("WINNOW_REQUEST_SECONDS is a whole number of seconds from 1 on.");
  kept.winnowRequestDatabase ??= openDatabase(databaseUrl(), { statementMs: seconds * 1_000, connectionMs: waitForConnectionMs });
  return kept.winnowRequestDatabase;
}

function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set. `npm start` sets it for the database it brings along.");
  return url;
}

/** Ends the connections of a database, or of this process's own one. */
export async function closeDatabase(database: Database | undefined = kept.winnowDatabase): Promise<void> {
  if (!database) return;
  if (database === kept.winnowDatabase) kept.winnowDatabase = undefined;
  await database.prisma.$disconnect();
  await database.pool.end();
}
