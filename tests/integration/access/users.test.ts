import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { AccessDenied, type OperationContext } from "@/lib/access/operation";
import type { Role } from "@/lib/access/rights";
import { err } from "@/lib/result";
import { addUser } from "@/lib/users/add-user";
import { changeUser } from "@/lib/users/change-user";
import { changeAccount, endSession } from "@/lib/users/own-account";
import { findOwnAccount, listUsers } from "@/lib/users/queries";
import { resetPassword } from "@/lib/users/reset-password";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";

let db: TestDatabase;
let ada: OperationContext;
const person = (id: string, role: Role) =>
  testContext(db, { user: { id, name: id, email: `${id}@example.test`, role, salespersonCode: null } });

beforeAll(async () => {
  db = await createTestDatabase();
});
afterEach(() => db.prisma.appUser.deleteMany());
afterAll(() => db.drop());

it("only administrators see, add, change and reset users", async () => {
  for (const role of ["viewer", "marketer"] as const) {
    const context = await person(role, role);
    const refused = err({ code: "not_allowed", needs: "users.manage", role });
    expect(await addUser(context, { name: "X", email: "x@example.test", role: "admin", salespersonCode: null })).toEqual(refused);
    expect(await changeUser(context, { userId: role, role: "admin" })).toEqual(refused);
    expect(await resetPassword(context, { userId: role })).toEqual(refused);
    await expect(listUsers(context, {})).rejects.toThrow(AccessDenied);
  }
});

it("the last administrator can be neither demoted nor disabled, not even by two at once", async () => {
  ada = await person("ada", "admin");
  const eve = await person("eve", "admin");
  await changeUser(ada, { userId: "eve", disabled: true });
  expect(await changeUser(ada, { userId: "ada", role: "viewer" })).toEqual(err({ code: "last_administrator", name: "ada" }));
  expect(await changeUser(ada, { userId: "ada", disabled: true })).toEqual(err({ code: "last_administrator", name: "ada" }));
  await changeUser(ada, { userId: "eve", disabled: false });
  const both = await Promise.all([changeUser(ada, { userId: "eve", role: "viewer" }), changeUser(eve, { userId: "ada", role: "viewer" })]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db.prisma.appUser.count({ where: { role: "admin", disabled: false } })).toBe(1);
});

it("refuses a taken e-mail address, an unknown salesperson and a user who is gone", async () => {
  ada = await person("ada", "admin");
  expect(await addUser(ada, { name: "Ada 2", email: "ADA@example.test", role: "viewer", salespersonCode: null })).toEqual(
    err({ code: "email_taken", email: "ada@example.test" }),
  );
  expect(await addUser(ada, { name: "B", email: "b@example.test", role: "viewer", salespersonCode: "ZZ" })).toEqual(
    err({ code: "salesperson_not_found", salespersonCode: "ZZ" }),
  );
  expect(await changeUser(ada, { userId: "gone", role: "viewer" })).toEqual(err({ code: "user_not_found" }));
  expect(await resetPassword(ada, { userId: "gone" })).toEqual(err({ code: "user_not_found" }));
});

it("tells a drawn password once and writes it down nowhere", async () => {
  ada = await person("ada", "admin");
  const added = await addUser(ada, { name: "Ben", email: "ben@example.test", role: "marketer", salespersonCode: null });
  const password = added.ok ? added.value.password : "";
  expect(password).toMatch(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/);
  const [accounts, audit] = [await db.prisma.userAccount.findMany(), await db.pool.query("select detail::text from audit_entry")];
  expect(JSON.stringify([accounts, audit.rows])).not.toContain(password);
  expect((await listUsers(ada, {})).map(({ name, role }) => [name, role])).toEqual([
    ["ada", "admin"],
    ["Ben", "marketer"],
  ]);
});

it("ends only sessions of one's own", async () => {
  ada = await person("ada", "admin");
  const ben = await person("ben", "viewer");
  await db.prisma.userSession.create({ data: { id: "s1", token: "t1", userId: "ada", expiresAt: new Date("2030-01-01") } });
  expect(await endSession(ben, { sessionId: "s1" })).toEqual({ ok: true, value: { endedSessions: 0 } });
  expect((await findOwnAccount(ada, {})).sessions.map(({ id }) => id)).toEqual(["s1"]);
  expect(await endSession(ada, { sessionId: "s1" })).toEqual({ ok: true, value: { endedSessions: 1 } });
});

it("keeps the work date one chose until it is taken back", async () => {
  ada = await person("ada", "admin");
  await changeAccount(ada, { name: "Ada L.", workDate: "2026-01-31" });
  expect(await findOwnAccount(ada, {})).toMatchObject({ name: "Ada L.", workDate: "2026-01-31" });
  await changeAccount(ada, { name: "Ada L.", workDate: null });
  expect((await findOwnAccount(ada, {})).workDate).toBeNull();
  expect(await changeAccount(ada, { name: " ", workDate: "31/1" })).toMatchObject({ ok: false, error: { code: "invalid_input" } });
});
