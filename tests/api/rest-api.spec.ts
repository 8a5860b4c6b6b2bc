import { expect, test } from "@playwright/test";
import { contextOf } from "@/lib/access/context";
import { hasRight, type Role, roles } from "@/lib/access/rights";
import { routes } from "@/lib/api/routes";
import type { Database } from "@/lib/db/client";
import { createApiKey } from "@/lib/users/api-keys";
import { closeDatabase, databaseUnderTest, givenPeople } from "../support/people";

const url = process.env.WINNOW_URL ?? "";
let db: Database;
let keys: Record<Role, string>;

test.beforeAll(async () => {
  db = databaseUnderTest();
  const people = await givenPeople(db);
  const keyOf = async (role: Role) => {
    const context = await contextOf(db, people[role].userId, new Date());
    const made = context && (await createApiKey(context, { name: `Key of a ${role}`, role, days: 7 }));
    if (!made?.ok) throw new Error("no key could be made");
    return made.value.secret;
  };
  keys = { viewer: await keyOf("viewer"), marketer: await keyOf("marketer"), admin: await keyOf("admin") };
});
test.afterAll(() => closeDatabase(db));

type Answer = { status: number; body: Record<string, unknown>; headers: Headers };

async function ask(role: Role, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${keys[role]}`, ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, body: Object(isJson ? JSON.parse(text) : { file: text }), headers: response.headers };
}

for (const { method, path, needs, ifMatch } of routes) {
  test(`${method} /api/v1${path}: from whoever has the right ${needs}`, async () => {
    for (const role of roles) {
      const headers: Record<string, string> = ifMatch ? { "if-match": '"1-1"' } : {};
      const { status, body } = await ask(role, method, path.replace(/\{\w+\}/g, "999999"), method === "GET" ? undefined : {}, headers);
      expect(status, JSON.stringify(body)).toBeLessThan(500);
      expect(`${role}: ${status === 403}`).toBe(`${role}: ${!hasRight(role, needs)}`);
      expect(status).not.toBe(401);
    }
  });
}

test("the main job, from a new segment to its log entries, with a key and nothing else", async () => {
  const stamp = `api-${Date.now()}`;
  for (const [no, city] of [
    ["1", "Aarhus"],
    ["2", "Odense"],
    ["3", "Aarhus"],
  ]) {
    await db.pool.query(
      `insert into contact (contact_no, type, name, search_name, city, salesperson_code) values ($1, 'person', $1, upper($1), $2, null)`,
      [`${stamp}-${no}`, city],
    );
  }
  await db.pool.query("insert into salesperson (code, name) values ('API', 'Ann Person') on conflict do nothing");
  const named = { expressions: { contactNo: `${stamp}*` } };
  const created = await ask(
    "marketer",
    "POST",
    "/segments",
    { description: "By the API", salespersonCode: "API" },
    { "idempotency-key": stamp },
  );
  expect(created.status).toBe(201);
  const at = `/segments/${created.body.segmentNo}`;

  const take = async (criteria: unknown) => {
    const preview = await ask("marketer", "POST", `${at}/preview`, { criteria });
    expect(preview.status, JSON.stringify(preview.body)).toBe(200);
    const request = { criteria, decidedAtStep: preview.body.step, shown: preview.body.numbers };
    const taken = await ask("marketer", "POST", `${at}/criteria-actions`, request);
    expect(taken.status, JSON.stringify(taken.body)).toBe(201);
    return Object(taken.body.numbers).after;
  };
  expect(await take({ kind: "add", filter: named })).toBe(3);
  expect(await take({ kind: "refine", filter: { kind: "field", field: "city", op: "is", value: "Odense" } })).toBe(1);
  const back = await ask("marketer", "POST", `${at}/go-back`, { fromStep: 2 });
  expect(back.body).toEqual({ currentStep: 1, size: 3 });
  expect(await take({ kind: "refine", filter: { kind: "field", field: "city", op: "is", value: "Aarhus" } })).toBe(2);

  const lines = await ask("viewer", "GET", `${at}/lines?order=contactNo`);
  expect(Object(lines.body).items.map(({ contactNo }: { contactNo: string }) => contactNo)).toEqual([`${stamp}-1`, `${stamp}-3`]);
  const refused = await ask("marketer", "POST", `${at}/log`, { version: 1, expected: 2 });
  expect(refused).toMatchObject({ status: 422, body: { code: "template_missing" } });
  const segment = await ask("marketer", "GET", at);
  const { rows } = await db.pool.query<{ code: string }>("select code from interaction_template order by code limit 1");
  const chosen = await ask(
    "marketer",
    "PATCH",
    at,
    { interactionTemplateCode: rows[0]?.code },
    { "if-match": segment.headers.get("etag") ?? "" },
  );
  expect(chosen.status, JSON.stringify(chosen.body)).toBe(200);
  const check = await ask("marketer", "GET", `${at}/check`);
  const started = await ask("marketer", "POST", `${at}/log`, { version: check.body.version, expected: check.body.interactions });
  expect(started.status, JSON.stringify(started.body)).toBe(202);
  await expect.poll(async () => (await ask("marketer", "GET", `/jobs/${started.body.jobId}`)).body.state).toBe("done");
  const outcome = await ask("viewer", "GET", `${at}/log`);
  expect(outcome.body).toMatchObject({ interactions: 2 });
  const entries = await ask("viewer", "GET", `/interaction-log-entries?loggedSegmentEntryNo=${outcome.body.entryNo}`);
  expect(Object(entries.body).total).toBe(2);
  const file = await ask("marketer", "GET", `/interaction-log-entries/export?loggedSegmentEntryNo=${outcome.body.entryNo}`);
  expect([file.status, file.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
  expect(file.body.file).toMatch(/# End of export: 2 rows\. SHA-256 of all lines above: [0-9a-f]{64}\r\n$/);
});

test("threats 18 and 37 a file comes back byte for byte, as a download that no browser takes for a page, whatever its name is", async () => {
  const large = new Uint8Array(11 * 1024 ** 2).fill(120); // more than a proxy of Next keeps of a body
  const send = async (fileName: string, body: Uint8Array<ArrayBuffer>) => {
    const address = `${url}/api/v1/documents?fileName=${encodeURIComponent(fileName)}`;
    const response = await fetch(address, { method: "POST", headers: { authorization: `Bearer ${keys.marketer}` }, body });
    return Object(await response.json());
  };
  const markup = new TextEncoder().encode("<script>alert(1)</script>");
  for (const [fileName, body, name] of [
    ["../..\\\u202efdp.html", markup, "_fdp.html"],
    ['a"\r\nSet-Cookie: x=1;.svg', markup, "a___Set-Cookie_ x=1_.svg"],
    ["large.bin", large, "large.bin"],
  ] as const) {
    const stored = await send(fileName, body);
    expect(stored.fileName).toBe(name);
    const { status, headers } = await fetch(`${url}/api/v1/documents/${stored.documentId}/content`, {
      headers: { authorization: `Bearer ${keys.viewer}` },
    }).then(async (response) => {
      expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(body))).toBe(true);
      return response;
    });
    expect([status, headers.get("content-type"), headers.get("x-content-type-options")]).toEqual([
      200,
      "application/octet-stream",
      "nosniff",
    ]);
    expect(headers.get("content-disposition")).toBe(`attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(name)}`);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("set-cookie")).toBeNull();
  }
});

test("the document is served to whoever is signed in or has a key", async () => {
  expect((await fetch(`${url}/api/v1/openapi.json`)).status).toBe(401);
  const { status, body } = await ask("viewer", "GET", "/openapi.json");
  expect([status, body.openapi]).toEqual([200, "3.1.0"]);
});
