import { z } from "zod";

const driverSchema = z.object({ code: z.string() });
const adapterSchema = z.object({ originalCode: z.string() });
const prismaSchema = z.object({ code: z.string(), meta: z.object({ driverAdapterError: z.unknown() }).optional() });
const causeSchema = z.object({ cause: z.unknown() });

/**
 * The five-letter code that Postgres gave (`23505` a unique key, `55P03` a lock not available …), whichever way the
 * statement went: through Prisma's calls, its raw queries, or the driver. Null when the error is not Postgres's.
 */
export function sqlState(error: unknown): string | null {
  const adapter = adapterSchema.safeParse(error);
  if (adapter.success) return adapter.data.originalCode;
  const prisma = prismaSchema.safeParse(error);
  if (prisma.success && prisma.data.meta) return sqlState(prisma.data.meta.driverAdapterError) ?? knownCodes[prisma.data.code] ?? null;
  const driver = driverSchema.safeParse(error);
  if (driver.success && /^[0-9A-Z]{5}$/.test(driver.data.code) && !/^P[0-9]{4}$/.test(driver.data.code)) return driver.data.code;
  const caused = causeSchema.safeParse(error);
  if (caused.success && caused.data.cause) return sqlState(caused.data.cause);
  return driver.success ? (knownCodes[driver.data.code] ?? null) : null;
}

const messageSchema = z.object({ originalMessage: z.string() });

/**
 * What Postgres says of a value in the data that a statement could not work with: no moment, no number, one too large. Null when `error` is something
 * else.
 */
export function dataFault(error: unknown): string | null {
  if (!sqlState(error)?.startsWith("22")) return null;
  for (const link of chainOf(error)) {
    const parsed = messageSchema.safeParse(link);
    if (parsed.success) return parsed.data.originalMessage;
  }
  return error instanceof Error ? error.message : String(error);
}

/** Where Prisma translates a code and keeps none of Postgres's. */
const knownCodes: Record<string, string> = { P2002: "23505", P2003: "23503", P2004: "23514", P2034: "40001" };

/**
 * What came between a request and the database without anything being wrong with the request: nobody answers there, the work
 * took longer than it may, or others change the same rows.
 */
export type Interruption = "unreachable" | "too_slow" | "busy";

/** Which of them `error` is, however deep it was wrapped; null for every other error. */
export function interruptionOf(error: unknown): Interruption | null {
  for (const link of chainOf(error)) {
    const found = interruptionIn(link);
    if (found) return found;
  }
  return null;
}

/** The error itself and what it was made from, outermost first. */
function* chainOf(error: unknown): Generator<unknown> {
  let link = error;
  for (let depth = 0; link && depth < 10; depth++) {
    yield link;
    const adapter = prismaSchema.safeParse(link).data?.meta?.driverAdapterError;
    link = adapter ?? causeSchema.safeParse(link).data?.cause;
  }
}

const linkSchema = z.object({ originalCode: z.string(), code: z.string(), kind: z.string(), message: z.string() }).partial();

function interruptionIn(link: unknown): Interruption | null {
  const { originalCode, code, kind, message } = linkSchema.safeParse(link).data ?? {};
  for (const name of [originalCode, code, kind]) {
    const known = name === undefined ? undefined : interruptions[name];
    if (known) return known;
    if (name !== undefined && /^08[0-9A-Z]{3}$/.test(name)) return "unreachable";
  }
  return lostConnection.some((words) => message?.includes(words)) ? "unreachable" : null;
}

const interruptions: Record<string, Interruption> = {
  "57014": "too_slow", // a statement reached its limit
  P2028: "too_slow", // a transaction did, between two statements
  "55P03": "busy",
  "40001": "busy",
  "40P01": "busy",
  P2034: "busy",
  TransactionWriteConflict: "busy",
  "57P01": "unreachable", // it is being stopped,
  "57P02": "unreachable", // it was killed,
  "57P03": "unreachable", // it starts
  "53300": "unreachable",
  P1001: "unreachable",
  P1002: "unreachable",
  P1008: "unreachable",
  P1017: "unreachable",
  P2024: "unreachable",
  DatabaseNotReachable: "unreachable",
  ConnectionClosed: "unreachable",
  SocketTimeout: "unreachable",
  TooManyConnections: "unreachable",
  ECONNREFUSED: "unreachable",
  ECONNRESET: "unreachable",
  ENOTFOUND: "unreachable",
  EPIPE: "unreachable",
  ETIMEDOUT: "unreachable",
};

/** The driver gives these no code. */
const lostConnection = [
  "Connection terminated",
  "timeout exceeded when trying to connect",
  "Client has encountered a connection error",
  "Client was closed and is not queryable",
];
