import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createAuth } from "@/lib/access/auth";
import { authSettings } from "@/lib/access/auth-settings";
import { contextOf } from "@/lib/access/context";
import type { OperationContext } from "@/lib/access/operation";
import { findSession } from "@/lib/access/session";
import { signIn, signOut } from "@/lib/access/sign-in";
import { err, ok } from "@/lib/result";
import { addUser, type TellOnce } from "@/lib/users/add-user";
import { changeUser } from "@/lib/users/change-user";
import { changePassword } from "@/lib/users/own-account";
import { resetPassword } from "@/lib/users/reset-password";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";

let db: TestDatabase;
let context: OperationContext;

beforeAll(async () => {
  process.env.WINNOW_SECRET = "a secret of this test, long enough to be one";
  process.env.WINNOW_URL = "http://127.0.0.1:3000";
  db = await createTestDatabase();
  context = await testContext(db);
});
beforeEach(() => db.pool.query("delete from rate_limit"));
afterAll(() => db.drop());

const now = new Date();
const here = { address: "192.0.2.1", userAgent: "test" };
let people = 0;

async function givenUser(): Promise<TellOnce> {
  const added = await addUser(context, { name: "Mara", email: `Mara${++people}@Example.test`, role: "marketer", salespersonCode: null });
  if (!added.ok) throw new Error(added.error.code);
  return added.value;
}

/** The headers of a request by somebody who has just signed in. */
async function signedIn({ email, password }: { email: string; password: string }): Promise<Headers> {
  const result = await signIn(db, { email, password }, here, now);
  if (!result.ok) throw new Error(result.error.code);
  return new Headers({ cookie: result.value.cookies.map((line) => line.split(";")[0]).join("; ") });
}

it("signs in whatever the case of the e-mail address, with a cookie that no script reads", async () => {
  const user = await givenUser();
  const result = await signIn(db, { email: ` ${user.email.toUpperCase()} `, password: user.password }, here, now);
  expect(result.ok && result.value.cookies.join()).toMatch(/^winnow\.session_token=.+HttpOnly; SameSite=Lax/);
  const session = await findSession(db, await signedIn(user));
  expect(session?.userId).toBe(user.userId);
});

it("marks the cookie as one for https where Winnow is opened by https", async () => {
  const user = await givenUser();
  const behindProxy = { ...db };
  const auth = createAuth(behindProxy, authSettings({ ...process.env, WINNOW_URL: "https://crm.example.test" }));
  const signedInThere = await auth.api.signInEmail({ body: user, headers: new Headers(), returnHeaders: true });
  expect(signedInThere.headers.getSetCookie().join()).toMatch(/^__Secure-winnow\.session_token=.+Secure/);
});

it("has no sign-up", async () => {
  const auth = createAuth(db, authSettings(process.env));
  const body = JSON.stringify({ name: "Mallory", email: "mallory@example.test", password: "a password of four words" });
  const request = { method: "POST", body, headers: { "content-type": "application/json", origin: "http://127.0.0.1:3000" } };
  const answer = await auth.handler(new Request("http://127.0.0.1:3000/api/auth/sign-up/email", request));
  expect(answer.status).toBe(400);
  expect(await db.prisma.appUser.count({ where: { email: "mallory@example.test" } })).toBe(0);
});

it("does not start without a secret of 32 characters and an address", () => {
  expect(() => authSettings({ WINNOW_URL: "http://127.0.0.1:3000" })).toThrow("WINNOW_SECRET is not set");
  expect(() => authSettings({ WINNOW_URL: "http://127.0.0.1:3000", WINNOW_SECRET: "short" })).toThrow("at least 32 characters");
  expect(() => authSettings({ WINNOW_SECRET: "x".repeat(32), WINNOW_URL: "winnow" })).toThrow("WINNOW_URL must be the address");
});

it("answers alike to an unknown address, a wrong password and a disabled user", async () => {
  const user = await givenUser();
  const wrong = err({ code: "wrong_password" });
  expect(await signIn(db, { email: user.email, password: "not the password" }, here, now)).toEqual(wrong);
  expect(await signIn(db, { email: "nobody@example.test", password: "not the password" }, here, now)).toEqual(wrong);
  expect(await signIn(db, { email: "no address", password: "" }, here, now)).toEqual(wrong);
  await changeUser(context, { userId: user.userId, disabled: true });
  expect(await signIn(db, user, here, now)).toEqual(wrong);
  expect(await db.prisma.userSession.count({ where: { userId: user.userId } })).toBe(0);
});

it("refuses the eleventh attempt on one person within five minutes, from wherever, also with the right password", async () => {
  const user = await givenUser();
  const attempts = Array.from({ length: 10 }, (_, i) =>
    signIn(db, { email: user.email, password: `wrong ${i}` }, { ...here, address: `192.0.2.${i}` }, now),
  );
  await Promise.all(attempts);
  expect(await signIn(db, user, here, now)).toEqual(err({ code: "too_many_attempts", waitSeconds: 300 }));
  expect(await signIn(db, { email: user.email, password: user.password }, here, new Date(now.getTime() + 300_000))).toMatchObject({
    ok: true,
  });
});

it("refuses the sixty-first attempt from one address, whoever is tried", async () => {
  for (let i = 0; i < 60; i++) await signIn(db, { email: `guess${i}`, password: "" }, here, now);
  expect(await signIn(db, { email: "guess61", password: "" }, here, now)).toMatchObject({ error: { code: "too_many_attempts" } });
  expect(await signIn(db, { email: "guess61", password: "" }, { ...here, address: "192.0.2.2" }, now)).toEqual(
    err({ code: "wrong_password" }),
  );
});

it("forgets a person's attempts once they have signed in", async () => {
  const user = await givenUser();
  for (let round = 0; round < 12; round++)
    expect(await signIn(db, user, { ...here, address: `198.51.100.${round}` }, now)).toMatchObject({ ok: true });
});

it("a cookie that was changed, or signed with another secret, opens nothing", async () => {
  const headers = await signedIn(await givenUser());
  const cookie = headers.get("cookie") ?? "";
  expect(await findSession(db, new Headers({ cookie: cookie.replace(/=./, "=#") }))).toBeNull();
  expect(await findSession(db, new Headers({ cookie: cookie.slice(0, -4) }))).toBeNull();
  expect(await findSession(db, new Headers())).toBeNull();
});

it("signing out ends the session, not only its cookie", async () => {
  const headers = await signedIn(await givenUser());
  const { cookies } = await signOut(db, headers);
  expect(cookies.join()).toContain("Max-Age=0");
  expect(await findSession(db, headers)).toBeNull();
});

it("changing the password ends the other sessions at once and keeps this one", async () => {
  const user = await givenUser();
  const [mine, other] = [await signedIn(user), await signedIn(user)];
  const own = await contextOf(db, user.userId, now);
  const session = await findSession(db, mine);
  if (!own || !session) throw new Error("not signed in");
  const request = { currentPassword: user.password, newPassword: "a password of four words", keepSessionId: session.sessionId };
  expect(await changePassword(own, { ...request, currentPassword: "wrong" })).toEqual(err({ code: "wrong_current_password" }));
  expect(await findSession(db, other)).not.toBeNull();
  expect(await changePassword(own, request)).toEqual(ok({ endedSessions: 1 }));
  expect(await findSession(db, mine)).not.toBeNull();
  expect(await findSession(db, other)).toBeNull();
  expect(await signIn(db, user, here, now)).toEqual(err({ code: "wrong_password" }));
});

it("another role, disabling and a reset password end the sessions of that user at once", async () => {
  for (const change of ["role", "disabled", "reset"] as const) {
    const user = await givenUser();
    const headers = await signedIn(user);
    if (change === "role") await changeUser(context, { userId: user.userId, role: "viewer" });
    if (change === "disabled") await changeUser(context, { userId: user.userId, disabled: true });
    if (change === "reset") await resetPassword(context, { userId: user.userId });
    expect(await findSession(db, headers), change).toBeNull();
  }
});

it("a role that changed beside a session holds from the next request on", async () => {
  const user = await givenUser();
  await db.prisma.appUser.update({ where: { id: user.userId }, data: { role: "viewer" } });
  expect((await contextOf(db, user.userId, now))?.user.role).toBe("viewer");
  await db.prisma.appUser.update({ where: { id: user.userId }, data: { disabled: true } });
  expect(await contextOf(db, user.userId, now)).toBeNull();
});
