import { afterEach, beforeEach, expect, it } from "vitest";
import { contextOf } from "@/lib/access/context";
import { checkSetupLink, issueSetupLink } from "@/lib/access/setup-link";
import { err } from "@/lib/result";
import { createAdminFromEnvironment } from "@/lib/users/create-admin-from-environment";
import { createFirstAdministrator } from "@/lib/users/create-first-administrator";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

let db: TestDatabase;
beforeEach(async () => {
  db = await createTestDatabase();
});
afterEach(() => db.drop());

const now = new Date("2026-03-16T22:30:00Z");
const helena = { name: "Helena Ray", email: "helena@example.test", password: "correct horse battery", timeZone: "Europe/Berlin" };

async function givenToken(): Promise<string> {
  const link = await issueSetupLink(db);
  return new URLSearchParams(link?.split("?")[1]).get("token") ?? "";
}

it("makes the administrator with the standard set-up, as a salesperson, in the time zone of the browser", async () => {
  const made = await createFirstAdministrator(db, { token: await givenToken(), ...helena }, now);
  const context = made.ok ? await contextOf(db, made.value.userId, now) : null;
  expect(context).toMatchObject({
    user: { role: "admin", email: helena.email, salespersonCode: "HR" },
    timeZone: "Europe/Berlin",
    today: "2026-03-16",
    workDate: "2026-03-16",
  });
  expect(await db.prisma.numberSeries.count()).toBeGreaterThan(0);
  expect(await db.prisma.auditEntry.count({ where: { operation: "user.createFirstAdministrator" } })).toBe(1);
});

it("keeps only a hash of the link", async () => {
  const token = await givenToken();
  const row = await db.prisma.setupToken.findFirstOrThrow();
  expect(row.tokenHash).not.toContain(token);
  expect(token.length).toBeGreaterThan(40);
});

it("refuses a second use, a wrong link, and a link that a newer one replaced; nothing is left behind", async () => {
  const old = await givenToken();
  const token = await givenToken();
  const wrong = err({ code: "setup_link_wrong" });
  expect(await createFirstAdministrator(db, { token: "guess", ...helena }, now)).toEqual(wrong);
  expect(await createFirstAdministrator(db, { token: old, ...helena }, now)).toEqual(wrong);
  expect(await db.prisma.appUser.count()).toBe(0);
  expect(await createFirstAdministrator(db, { token, ...helena }, now)).toMatchObject({ ok: true });
  const second = { ...helena, email: "mallory@example.test" };
  expect(await createFirstAdministrator(db, { token, ...second }, now)).toEqual(err({ code: "set_up_already" }));
  expect(await checkSetupLink(db, token)).toBe("set_up_already");
  expect(await issueSetupLink(db)).toBeNull();
  expect(await db.prisma.appUser.count()).toBe(1);
});

it("of five at the same moment one becomes the administrator", async () => {
  const token = await givenToken();
  const all = await Promise.all(
    [1, 2, 3, 4, 5].map((n) => createFirstAdministrator(db, { token, ...helena, email: `racer${n}@example.test` }, now)),
  );
  expect(all.filter(({ ok }) => ok)).toHaveLength(1);
  expect(all.filter((result) => !result.ok && result.error.code === "set_up_already")).toHaveLength(4);
  expect(await db.prisma.appUser.count()).toBe(1);
});

it("makes the administrator from the environment once, and says what is wrong with it", async () => {
  const environment = { WINNOW_ADMIN_EMAIL: "Ops@Example.test", WINNOW_ADMIN_PASSWORD: "correct horse battery" };
  await expect(createAdminFromEnvironment(db, { WINNOW_ADMIN_EMAIL: "ops@example.test" })).rejects.toThrow("WINNOW_ADMIN_PASSWORD");
  await expect(createAdminFromEnvironment(db, { ...environment, WINNOW_ADMIN_PASSWORD: "short" })).rejects.toThrow("12 characters");
  expect(await createAdminFromEnvironment(db, {})).toBe(false);
  const token = await givenToken();
  expect(await Promise.all([createAdminFromEnvironment(db, environment), createAdminFromEnvironment(db, environment)])).toContain(true);
  expect(await createAdminFromEnvironment(db, environment)).toBe(false);
  expect(await db.prisma.appUser.findMany({ select: { email: true, role: true } })).toEqual([{ email: "ops@example.test", role: "admin" }]);
  expect(await checkSetupLink(db, token)).toBe("set_up_already");
});
