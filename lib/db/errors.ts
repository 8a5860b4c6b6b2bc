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

/** Where Prisma translates a code and keeps none of Postgres's. */
const knownCodes: Record<string, string> = { P2002: "23505", P2003: "23503", P2004: "23514", P2034: "40001" };
