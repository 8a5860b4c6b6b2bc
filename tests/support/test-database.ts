import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import type { ContextUser, OperationContext } from "@/lib/access/operation";
import { closeDatabase, type Database, openDatabase } from "@/lib/db/client";
import { templateName } from "./test-server";

export type TestDatabase = Database & { drop(): Promise<void> };

/** A database of this test file's own, cloned from the migrated template. Call `drop` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject("testServerUrl");
  const name = `test_${process.pid}_${randomBytes(6).toString("hex")}`;
  await onServer(serverUrl, `create database ${name} template ${templateName} strategy file_copy`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = openDatabase(url.href);
  const drop = async () => {
    await closeDatabase(database);
    await onServer(serverUrl, `drop database ${name} with (force)`);
  };
  return { ...database, drop };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/**
 * A context as a request would bring it: 16 March 2026, 09:00 UTC, in Berlin. Its user is an administrator unless told
 * otherwise, and stands in `app_user`.
 */
export async function testContext(db: Database, overrides: Partial<Omit<OperationContext, "db">> = {}): Promise<OperationContext> {
  const user: ContextUser = overrides.user ?? {
    id: "test-admin",
    name: "Ada Admin",
    email: "ada@example.test",
    role: "admin",
    salespersonCode: null,
  };
  await db.prisma.appUser.upsert({
    where: { id: user.id },
    update: { role: user.role, salespersonCode: user.salespersonCode },
    create: { id: user.id, name: user.name, email: user.email, role: user.role, salespersonCode: user.salespersonCode },
  });
  const calendar = { today: "2026-03-16", workDate: "2026-03-16", timeZone: "Europe/Berlin" };
  return { now: new Date("2026-03-16T09:00:00Z"), ...calendar, ...overrides, db, user };
}
