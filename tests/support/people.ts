import { randomUUID } from "node:crypto";
import type { BrowserContext } from "@playwright/test";
import { hashPassword } from "@/lib/access/password";
import { type Role, roles } from "@/lib/access/rights";
import { signIn } from "@/lib/access/sign-in";
import { closeDatabase, type Database, openDatabase } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { ok } from "@/lib/result";
import { writeStandardSetup } from "@/lib/setup/standard-setup";
import { writeUser } from "@/lib/users/write-user";

/** Somebody who can sign in, and is signed in once: `cookie` is what their browser sends. */
export type Person = { userId: string; name: string; email: string; password: string; role: Role; cookie: string };

const password = "correct horse battery";

/** The database that the server under test uses. */
export function databaseUnderTest(): Database {
  return openDatabase(process.env.DATABASE_URL ?? "", { connections: 3 });
}

/** Adds a user with a session of their own to the server's database. An administrator also gets the standard set-up. */
export async function givenPerson(db: Database, role: Role): Promise<Person> {
  const user = { name: `${role[0]?.toUpperCase()}${role.slice(1)} Person`, email: `${role}-${randomUUID()}@people.test` };
  const passwordHash = await hashPassword(password);
  const written = await inTransaction(db, async (tx) => {
    const added = await writeUser(tx, { ...user, role, salespersonCode: null, passwordHash });
    if (added.ok && role === "admin") await writeStandardSetup(tx, { ...user, userId: added.value.userId });
    return added.ok ? ok(added.value) : added;
  });
  if (!written.ok) throw new Error(written.error.code);
  return { ...user, userId: written.value.userId, password, role, cookie: await sessionCookie(db, user.email) };
}

/** One person per role. */
export async function givenPeople(db: Database): Promise<Record<Role, Person>> {
  const [viewer, marketer, admin] = await Promise.all(roles.map((role) => givenPerson(db, role)));
  if (!viewer || !marketer || !admin) throw new Error("a role is missing");
  return { viewer, marketer, admin };
}

/** Opens a session and gives its cookie as a browser sends it: `name=value`. */
async function sessionCookie(db: Database, email: string): Promise<string> {
  const address = `tests ${randomUUID()}`; // so that many tests are not taken for one who guesses
  const signedIn = await signIn(db, { email, password }, { address, userAgent: "tests" }, new Date());
  if (!signedIn.ok) throw new Error(signedIn.error.code);
  return signedIn.value.cookies.map((line) => line.split(";")[0]).join("; ");
}

/** Lets a browser act as this person from its next request on, at the Winnow that tests share unless another is named. */
export async function actAs(context: BrowserContext, person: Person, url = process.env.WINNOW_URL ?? ""): Promise<void> {
  const cookies = person.cookie.split("; ").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return { name, value: value.join("="), url, httpOnly: true, sameSite: "Lax" as const };
  });
  await context.addCookies(cookies);
}

export { closeDatabase };
