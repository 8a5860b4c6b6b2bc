import { expect, test } from "@playwright/test";
import { type Role, roles } from "@/lib/access/rights";
import type { Database } from "@/lib/db/client";
import { closeDatabase, databaseUnderTest, givenPeople, givenPerson, type Person } from "../../support/people";
import { actions, pages, routes, type Who } from "./matrix";
import { readBuild } from "./read-build";

const url = process.env.WINNOW_URL ?? "";
const built = readBuild(process.env.WINNOW_DIST ?? ".next");
const callers = ["nobody", "disabled", ...roles] as const;
type Caller = (typeof callers)[number];

let db: Database;
let cookies: ReadonlyMap<Caller, string>;

test.beforeAll(async () => {
  db = databaseUnderTest();
  cookies = await signedInCookies();
});
test.afterAll(() => closeDatabase(db));

async function signedInCookies(): Promise<ReadonlyMap<Caller, string>> {
  const people: Record<Role, Person> = await givenPeople(db);
  const gone = await givenPerson(db, "admin");
  await db.prisma.appUser.update({ where: { id: gone.userId }, data: { disabled: true } }); // the session itself still stands
  return new Map<Caller, string>([...roles.map((role) => [role, people[role].cookie] as const), ["disabled", gone.cookie]]);
}

/** One request, not followed anywhere. Writes come from our own origin unless the headers say otherwise. */
async function ask(caller: Caller, path: string, { headers, ...init }: RequestInit & { headers?: Record<string, string> } = {}) {
  const cookie = cookies.get(caller);
  const response = await fetch(url + path, {
    redirect: "manual",
    ...init,
    headers: { ...(cookie && { cookie }), ...(init.method && init.method !== "GET" && { origin: url }), ...headers },
  });
  return {
    status: response.status,
    location: response.headers.get("location"),
    redirect: response.headers.get("x-action-redirect"),
    allow: response.headers.get("allow"),
    text: await response.text(),
  };
}

const prototype: unknown = JSON.parse('{"__proto__": {"role": "admin"}, "constructor": {"prototype": {}}}');

type Answer = Awaited<ReturnType<typeof ask>>;
type Verdict = "let in" | "signed out" | "not allowed";

function expected(caller: Caller, from: Who): Verdict {
  if (from === "public") return "let in";
  if (from === "key") return "signed out"; // a session is no key: no page of another site can call it with a browser's cookies
  if (caller === "nobody" || caller === "disabled") return "signed out";
  return roles.indexOf(caller) >= roles.indexOf(from) ? "let in" : "not allowed";
}

/** What an answer means. A fault is no verdict: it fails the test. */
function verdictOf({ status, location, redirect, text }: Answer): Verdict | string {
  if (status === 401 || location?.startsWith("/sign-in") || redirect?.startsWith("/sign-in")) return "signed out";
  if (status === 403 || text.includes('"code":"not_allowed"')) return "not allowed";
  if (status >= 500 || text.includes('"code":"fault"')) return `fault ${status}: ${text.slice(0, 300)}`;
  return "let in";
}

const missing = (found: Iterable<string>, rows: object) => [...found].filter((name) => !(name in rows));
const leftOver = (found: Iterable<string>, rows: object) =>
  missing(Object.keys(rows), Object.fromEntries([...found].map((name) => [name, true])));

async function methodsOf(address: string): Promise<string[]> {
  const { allow } = await ask("nobody", routes[`GET ${address}`]?.as ?? address.replace(/\[[^\]]+\]/g, "1"), { method: "OPTIONS" });
  return (allow ?? "")
    .split(",")
    .map((method) => method.trim())
    .filter((method) => method !== "" && method !== "HEAD" && method !== "OPTIONS");
}

test("every page, route and server action of the build has a row, and every row something that it is about", async () => {
  const methods = await Promise.all(
    built.routes.map(async (address) => (await methodsOf(address)).map((method) => `${method} ${address}`)),
  );
  expect({
    pages: missing(built.pages, pages),
    routes: missing(methods.flat(), routes),
    actions: missing(built.actions.keys(), actions),
    others: built.others,
  }).toEqual({ pages: [], routes: [], actions: [], others: [] });
  expect({
    pages: leftOver(built.pages, pages),
    routes: leftOver(methods.flat(), routes),
    actions: leftOver(built.actions.keys(), actions),
  }).toEqual({ pages: [], routes: [], actions: [] });
  expect(
    methods.every((of) => of.length > 0),
    "a route handler without a method",
  ).toBe(true);
});

/** What once led past a middleware, as the header `x-middleware-subrequest`. */
const bypasses = [
  "middleware",
  "src/middleware",
  "proxy",
  "proxy:proxy:proxy:proxy:proxy",
  "middleware:middleware:middleware:middleware:middleware",
];

for (const [address, { from, as, answers: status }] of Object.entries(pages)) {
  test(`page ${address}: from ${from}`, async () => {
    const answers = await Promise.all(callers.map(async (caller) => ({ caller, answer: await ask(caller, as ?? address) })));
    for (const { caller, answer } of answers) {
      if (status) expect(answer.status).toBe(status);
      else expect(`${caller}: ${verdictOf(answer)}`).toBe(`${caller}: ${expected(caller, from)}`);
    }
    if (from === "public") return;
    const verdicts = bypasses.map(async (bypass) =>
      verdictOf(await ask("nobody", as ?? address, { headers: { "x-middleware-subrequest": bypass } })),
    );
    expect(await Promise.all(verdicts)).toEqual(bypasses.map(() => "signed out"));
  });
}

for (const [name, { from, as, body }] of Object.entries(routes)) {
  const [method = "", address = ""] = name.split(" ");
  test(`route ${name}: from ${from}`, async () => {
    const init = {
      method,
      ...(method !== "GET" && {
        body: typeof body === "string" ? body : JSON.stringify(body ?? {}),
        headers: { "content-type": "application/json" },
      }),
    };
    for (const caller of callers) {
      const answer = await ask(caller, as ?? address, init);
      expect(`${caller}: ${verdictOf(answer)}`).toBe(`${caller}: ${expected(caller, from)}`);
    }
    if (method === "GET" || from === "key") return;
    const foreign = await ask("admin", as ?? address, {
      ...init,
      headers: { "content-type": "application/json", origin: "https://evil.example" },
    });
    expect(foreign.status, "a write from another origin").toBe(403);
  });
}

for (const [name, { from, arguments: given, endsSession }] of Object.entries(actions)) {
  test(`action ${name}: from ${from}`, async () => {
    const action = built.actions.get(name);
    if (!action) throw new Error(`The build has no server action ${name}.`);
    const path = pages[action.page]?.as ?? action.page;
    const call = (caller: Caller, body: string, origin = url) =>
      ask(caller, path, {
        method: "POST",
        body,
        headers: { "next-action": action.id, "content-type": "text/plain;charset=UTF-8", accept: "text/x-component", origin },
      });
    for (const caller of callers) {
      const answer = await call(caller, JSON.stringify(given ?? [{}]));
      const publicSignOut = from === "public" && verdictOf(answer) === "signed out"; // signing out leads to sign-in, whoever asks
      expect(`${caller}: ${publicSignOut ? "let in" : verdictOf(answer)}`).toBe(`${caller}: ${expected(caller, from)}`);
    }
    expect((await call("admin", JSON.stringify(given ?? [{}]), "https://evil.example")).status, "from another origin").toBe(403);
    const malformed = ["", "{{{", '["$1"]', '["$0:__proto__:constructor"]', "[".repeat(50_000)].map(async (body) => {
      const { status } = await call("admin", body);
      expect(status, `malformed body ${body.slice(0, 40)}`).toBe(400);
    });
    const strange = [[], [null], [7], ["x"], [[]], [prototype], [null, null]].map(async (given) => {
      const answer = await call("viewer", JSON.stringify(given));
      expect(answer.status, `arguments ${JSON.stringify(given)}: ${answer.text.slice(0, 300)}`).toBeLessThan(500);
    });
    await Promise.all([...malformed, ...strange]);
    if (endsSession) cookies = await signedInCookies();
  });
}

test("a server action takes no body of two megabytes, and a form no file", async () => {
  const action = built.actions.get("app/(app)/users/actions.ts addUserAction");
  const headers = { "next-action": action?.id ?? "", accept: "text/x-component", origin: url };
  const large = await ask("admin", "/users", {
    method: "POST",
    body: JSON.stringify([{ name: "x".repeat(2_000_000) }]),
    headers: { ...headers, "content-type": "text/plain;charset=UTF-8" },
  });
  expect(large.status).toBe(413);
  const form = new FormData();
  form.set("0", '["$B1"]');
  form.set("1", new Blob(["bytes"]), "file.bin");
  const file = await ask("admin", "/users", { method: "POST", body: form, headers });
  expect(file.status).toBe(400);
});
