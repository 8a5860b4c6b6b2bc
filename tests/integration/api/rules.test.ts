import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { createApiKey, listApiKeys, listOwnApiKeys, revokeApiKey } from "@/lib/users/api-keys";
import { givenBaseWorld } from "../../support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { value } from "../segmentation/worksheet";
import { type Caller, callerOf, givenKey } from "./caller";

let db: TestDatabase;
let admin: OperationContext;
let call: Caller;

beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  admin = await testContext(db, { now: new Date() });
  call = callerOf(db, await givenKey(db, admin.user.id, "admin"));
});
afterAll(() => db.drop());

const person = (id: string, role: "viewer" | "marketer" | "admin") =>
  testContext(db, { now: new Date(), user: { id, name: id, email: `${id}@example.test`, role, salespersonCode: null } });
const codeOf = ({ body }: { body: unknown }) => Object(body).code;

describe("keys", () => {
  it("without a key, with one that nobody has, expired, revoked, or of a disabled user: 401 with the reason", async () => {
    const eve = await person("eve", "marketer");
    const made = value(await createApiKey(eve, { name: "Old", role: "marketer", days: 7 }));
    expect((await callerOf(db, made.secret)({ path: "/segments" })).status).toBe(200);
    const without = await callerOf(db, null)({ path: "/segments" });
    expect([without.status, codeOf(without), without.headers.get("www-authenticate")]).toEqual([
      401,
      "key_missing",
      'Bearer realm="Winnow"',
    ]);
    expect(codeOf(await callerOf(db, "winnow_nobody")({ path: "/segments" }))).toBe("key_unknown");
    expect(codeOf(await callerOf(db, await givenKey(db, "eve", "viewer", { expiresAt: new Date(0) }))({ path: "/segments" }))).toBe(
      "key_expired",
    );
    value(await revokeApiKey(eve, { keyId: made.keyId }));
    expect(codeOf(await callerOf(db, made.secret)({ path: "/segments" }))).toBe("key_revoked");
    const other = await givenKey(db, "eve", "marketer");
    await db.prisma.appUser.update({ where: { id: "eve" }, data: { disabled: true } });
    expect(codeOf(await callerOf(db, other)({ path: "/segments" }))).toBe("user_disabled");
  });

  it("a key never may more than it was given, nor than its owner may now", async () => {
    const ben = await person("ben", "marketer");
    const tooMuch = value(await createApiKey(ben, { name: "Too much", role: "admin", days: 7 }));
    expect((await listOwnApiKeys(ben, {})).find(({ keyId }) => keyId === tooMuch.keyId)?.role).toBe("marketer");
    const asViewer = callerOf(db, await givenKey(db, "ben", "viewer"));
    const make = { method: "POST", path: "/segments", body: {} };
    expect(await asViewer(make)).toMatchObject({ status: 403, body: { code: "not_allowed", needs: "segments.edit", role: "viewer" } });
    const asMarketer = callerOf(db, tooMuch.secret);
    expect((await asMarketer(make)).status).toBe(201);
    expect((await asMarketer({ path: "/imports" })).status).toBe(403);
    await db.prisma.appUser.update({ where: { id: "ben" }, data: { role: "viewer" } });
    expect((await asMarketer(make)).status).toBe(403);
  });

  it("the secret is answered once and never stored; its use is written down", async () => {
    const { keyId, secret } = value(await createApiKey(admin, { name: "Nightly import", role: "viewer", days: 30 }));
    await callerOf(db, secret)({ path: "/segments" });
    const row = await db.prisma.apiKey.findUniqueOrThrow({ where: { id: keyId } });
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(secret.startsWith(row.prefix)).toBe(true);
    expect(row.lastUsedAt).not.toBeNull();
    expect(JSON.stringify(await listApiKeys(admin, {}))).not.toContain(row.secretHash);
    const audited = await db.prisma.auditEntry.findMany({ where: { operation: "apiKey.create" } });
    expect(JSON.stringify(audited, (_, field) => (typeof field === "bigint" ? Number(field) : field))).not.toContain(secret);
  });

  it("somebody else's key is not found", async () => {
    const { keyId } = value(await createApiKey(admin, { name: "Mine", role: "viewer", days: 30 }));
    expect(await revokeApiKey(await person("mallory", "admin"), { keyId })).toEqual({ ok: false, error: { code: "key_not_found" } });
  });
});

describe("a write with an Idempotency-Key", () => {
  const make = (key: string, description: string) => ({
    ...{ method: "POST", path: "/segments", body: { description } },
    headers: { "idempotency-key": key },
  });
  const countOf = (description: string) => db.prisma.segment.count({ where: { description } });

  it("is done once and answered alike, also when it comes five times at once", async () => {
    const first = await call(make("once", "Made once"));
    const again = await call(make("once", "Made once"));
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    const five = await Promise.all(Array.from({ length: 5 }, () => call(make("at-once", "Made at once"))));
    expect(new Set(five.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect([await countOf("Made once"), await countOf("Made at once")]).toEqual([1, 1]);
  });

  it("refuses the key for another request, and leaves a refused one free to be tried again", async () => {
    await call(make("other", "First"));
    expect(await call(make("other", "Second"))).toMatchObject({ status: 422, body: { code: "idempotency_key_reused" } });
    const unknown = { method: "POST", path: "/segments", body: { salespersonCode: "NEW" }, headers: { "idempotency-key": "later" } };
    expect(codeOf(await call(unknown))).toBe("unknown_code");
    await db.pool.query("insert into salesperson (code, name) values ('NEW', 'Newcomer')");
    expect((await call(unknown)).status).toBe(201);
    expect(codeOf(await call({ ...make("x", "y"), headers: { "idempotency-key": "two words" } }))).toBe("idempotency_key_unreadable");
  });

  it("of another key of the API is another write", async () => {
    const other = callerOf(db, await givenKey(db, admin.user.id, "admin"));
    await Promise.all([call(make("mine", "Twice")), other(make("mine", "Twice"))]);
    expect(await countOf("Twice")).toBe(2);
  });
});

describe("ETags", () => {
  it("a header change wants the tag it was decided on, and a stale one loses nothing", async () => {
    const { segmentNo } = Object((await call({ method: "POST", path: "/segments", body: { description: "Tagged" } })).body);
    const path = `/segments/${segmentNo}`;
    const etag = (await call({ path })).headers.get("etag") ?? "";
    expect((await call({ path, headers: { "if-none-match": etag } })).status).toBe(304);
    const change = (description: string, headers: Record<string, string>) =>
      call({ method: "PATCH", path, body: { description }, headers });
    expect(await change("No tag", {})).toMatchObject({ status: 428, body: { code: "etag_needed" } });
    expect(await change("Strange tag", { "if-match": "*" })).toMatchObject({ status: 400, body: { code: "etag_unreadable" } });
    expect((await change("First", { "if-match": etag })).status).toBe(200);
    expect(await change("Late", { "if-match": etag })).toMatchObject({ status: 412, body: { code: "header_moved", by: admin.user.name } });
    expect(Object((await call({ path })).body).header.description).toBe("First");
    expect((await call({ method: "DELETE", path, headers: { "if-match": etag } })).status).toBe(412);
    const now = (await call({ path })).headers.get("etag") ?? "";
    expect((await call({ method: "DELETE", path, headers: { "if-match": now } })).status).toBe(204);
  });
});

describe("lists", () => {
  it("go on by cursor to the end and back, without a row missed or seen twice", async () => {
    const pages: string[][] = [];
    let cursor: string | null = null;
    let previous: string | null = null;
    do {
      const { body } = await call({ path: `/contacts?limit=2&order=name${cursor ? `&cursor=${cursor}` : ""}` });
      const { items, next, previous: before } = Object(body);
      pages.push(items.map(({ contactNo }: { contactNo: string }) => contactNo));
      [cursor, previous] = [next, before];
    } while (cursor);
    expect(pages.flat()).toHaveLength(9);
    expect(new Set(pages.flat()).size).toBe(9);
    const back = Object((await call({ path: `/contacts?limit=2&order=name&cursor=${previous}` })).body);
    expect(back.items.map(({ contactNo }: { contactNo: string }) => contactNo)).toEqual(pages.at(-2));
    expect(codeOf(await call({ path: "/contacts?cursor=nonsense" }))).toBe("invalid_input");
  });

  it("a filter finds the same as a tree and as expressions; one that cannot be read is refused in words", async () => {
    const of = async (filter: unknown) => call({ path: `/contacts?filter=${encodeURIComponent(JSON.stringify(filter))}` });
    const numbers = ({ body }: { body: unknown }) => Object(body).items.map(({ contactNo }: { contactNo: string }) => contactNo);
    const asTree = await of({
      kind: "relation",
      relation: "mailingGroup",
      match: "any",
      where: { kind: "field", field: "code", op: "is", value: "NEWS" },
    });
    expect(numbers(asTree)).toEqual(["P900", "P101", "P201"]);
    expect(numbers(await of({ expressions: { "mailingGroup.code": "NEWS" } }))).toEqual(numbers(asTree));
    expect(await of({ expressions: { countryRegionCode: "(GB" } })).toMatchObject({ status: 422, body: { code: "unreadable_expression" } });
    expect(await of({ expressions: { shoeSize: "43" } })).toMatchObject({ status: 400, body: { code: "invalid_input" } });
  });

  it("a body nested a million deep is refused as any other that is wrong", async () => {
    const deep = `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`;
    const headers = { "content-type": "application/json" };
    const send = (path: string, body: string) => call({ method: "POST", path, headers, bytes: new TextEncoder().encode(body) });
    expect((await send("/contacts/count", `{"filter":${deep}}`)).status).toBe(400);
    const rows = await send("/behaviour", `{"source":"shop","rows":[${deep},{"id":"1","type":"visited","contactNo":"P101"}]}`);
    expect(rows).toMatchObject({ status: 200, body: { taken: 1, refused: 1 } });
  });

  it("unknown addresses, methods and questions are refused as such", async () => {
    expect(await call({ path: "/nowhere" })).toMatchObject({ status: 404, body: { code: "no_such_address" } });
    const wrongMethod = await call({ method: "PUT", path: "/segments", body: {} });
    expect([wrongMethod.status, wrongMethod.headers.get("allow")]).toEqual([405, "GET, POST"]);
    expect(codeOf(await call({ path: "/segments?colour=red" }))).toBe("invalid_input");
    expect(codeOf(await call({ path: "/jobs?colour=red" }))).toBe("invalid_input");
    const notJson = await call({
      method: "POST",
      path: "/segments",
      bytes: new TextEncoder().encode("{}"),
      headers: { "content-type": "text/plain" },
    });
    expect(notJson.status).toBe(415);
    const broken = await call({
      method: "POST",
      path: "/segments",
      bytes: new TextEncoder().encode("{"),
      headers: { "content-type": "application/json" },
    });
    expect(broken).toMatchObject({ status: 400, body: { code: "body_unreadable" } });
    const large = await call({ method: "POST", path: "/segments", body: { description: "x".repeat(5_000_000) } });
    expect(large.status).toBe(413);
    expect(large.headers.get("content-type")).toBe("application/problem+json");
  });
});

describe("work that takes long", () => {
  it("answers 202 with its job, once for one Idempotency-Key", async () => {
    await db.pool.query(
      `insert into interaction_log_entry (contact_no, contact_name, date, description, interaction_group_code, segment_no)
       select 'P900', 'Finn Solo', '2026-03-16', 'Many', 'LETTERS', 'MANY' from generate_series(1, 5001)`,
    );
    const body = { entries: { matching: { segmentNo: "MANY" }, expected: 5_001 }, change: { set: "attemptFailed", attemptFailed: true } };
    const evaluate = { method: "POST", path: "/interaction-log-entries/evaluate", body, headers: { "idempotency-key": "many" } };
    const begun = await call(evaluate);
    expect(begun).toEqual({ status: 202, body: { jobId: expect.any(String) }, headers: expect.anything() });
    expect((await call(evaluate)).body).toEqual(begun.body);
    expect(await db.prisma.job.count({ where: { kind: "interactionLogEntry.change" } })).toBe(1);
    expect(await call({ path: `/jobs/${Object(begun.body).jobId}` })).toMatchObject({ status: 200, body: { state: "waiting" } });
  });

  it("logged segments with many entries, and contacts beyond 1,000, answer 202 with their jobs", async () => {
    const { rows } = await db.pool.query<{ entryNo: number }>(
      `insert into logged_segment (segment_no, description, created_on, logged_at, user_name, no_of_interactions)
       select 'MANY' || n, 'Many', '2026-03-16', now(), 'Ada', 3000 from generate_series(1, 2) n returning entry_no as "entryNo"`,
    );
    const entryNos = rows.map(({ entryNo }) => entryNo);
    await db.pool.query(
      `insert into interaction_log_entry (contact_no, contact_name, date, description, logged_segment_entry_no)
       select 'P900', 'Finn Solo', '2026-03-16', 'Many', entry_no from unnest($1::int[]) entry_no, generate_series(1, 3000)`,
      [entryNos],
    );
    const cancel = () => call({ method: "POST", path: "/logged-segments/cancel", body: { entryNos } });
    const begun = await cancel();
    const jobs = { jobId: expect.any(String), jobIds: [expect.any(String), expect.any(String)] };
    expect([begun.status, begun.body]).toEqual([202, jobs]);
    expect((await cancel()).body, "who presses again finds them").toEqual(begun.body);
    const { jobIds } = Object(begun.body);
    expect((await call({ path: `/logged-segments/${entryNos[1]}/cancel-job` })).body).toMatchObject({ id: jobIds[1], state: "waiting" });
    const way = await call({ method: "POST", path: "/logged-segments/reinstate", body: { entryNos } });
    expect([way.status, codeOf(way)]).toEqual([409, "change_is_running"]);

    await db.pool.query(
      "insert into contact (contact_no, type, name) select 'ZZ' || n, 'person', 'Zora ' || n from generate_series(1, 1001) n",
    );
    const matching = { search: "zora" };
    const { body: impact } = await call({ method: "POST", path: "/contacts/impact", body: { matching } });
    expect(impact).toMatchObject({ contacts: 1_001, persons: 0 });
    const remove = await call({ method: "POST", path: "/contacts/delete", body: { matching, count: 1_001, expected: 1_001 } });
    expect([remove.status, remove.body]).toEqual([202, { jobId: expect.any(String) }]);
  });

  it("comments of an entry that is not there are not found; one without comments has none", async () => {
    expect(await call({ path: "/interaction-log-entries/999999/comments" })).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(await call({ path: "/interaction-log-entries/1/comments" })).toMatchObject({ status: 200, body: { items: [] } });
  });

  it("a deletion with an Idempotency-Key is answered alike the second time", async () => {
    const of = { entryNos: [4] };
    const { body: expected } = await call({ method: "POST", path: "/log-deletions/preview", body: { of } });
    const remove = { method: "POST", path: "/log-deletions", body: { of, expected }, headers: { "idempotency-key": "gone" } };
    const first = await call(remove);
    expect(first).toMatchObject({ status: 200, body: { entries: 1 } });
    expect(await call(remove)).toMatchObject({ status: 200, body: first.body });
  });
});

describe("a stack", () => {
  it("answers each step with options of its own kind, and saved criteria want their ETag", async () => {
    const { segmentNo } = Object((await call({ method: "POST", path: "/segments", body: { description: "Stacked" } })).body);
    const path = `/segments/${segmentNo}`;
    const take = async (kind: string, options: unknown) => {
      const criteria = { kind, filter: { expressions: { "mailingGroup.code": "NEWS" } }, options };
      const { step, numbers } = Object((await call({ method: "POST", path: `${path}/preview`, body: { criteria } })).body);
      return call({ method: "POST", path: `${path}/criteria-actions`, body: { criteria, decidedAtStep: step, shown: numbers } });
    };
    await take("add", { relatedCompanies: true });
    await take("refine", { entireCompanies: true });
    const [added, refined] = Object((await call({ path })).body).steps;
    expect(added.options).toEqual({ expandCompanies: false, relatedCompanies: true, ignoreExclusion: false, allowExisting: false });
    expect(refined.options).toEqual({ entireCompanies: true });

    const { criteriaId } = Object((await call({ method: "POST", path: `${path}/save-criteria`, body: { code: "STACK" } })).body);
    const saved = `/saved-criteria/${criteriaId}`;
    const change = (etag: string) => call({ method: "PATCH", path: saved, body: { shared: false }, headers: { "if-match": etag } });
    const etag = (await call({ path: saved })).headers.get("etag") ?? "";
    expect((await change(etag)).headers.get("etag")).not.toBe(etag);
    expect(await change(etag)).toMatchObject({ status: 412, body: { code: "criteria_moved" } });
  });
});

describe("an export", () => {
  it("holds the columns that were asked for, counts its rows at the end and is recorded", async () => {
    const file = await call({ path: "/contacts/export?search=alder&columns=no,name&order=contactNo" });
    const named = ['C100,"Alder Foods"', 'P101,"Anna Alt"', 'P102,"Ben Amsel"'];
    expect(String(file.body).split("\r\n").slice(0, -2)).toEqual(["\ufeffNo.,Name", ...named]);
    expect(String(file.body)).toContain("# End of export: 3 rows.");
    expect(Object((await call({ path: "/exports?limit=1" })).body).items).toMatchObject([{ kind: "contacts", state: "done", rows: 3 }]);
    expect(await call({ path: "/contacts/export?columns=no,shoeSize" })).toMatchObject({ status: 400, body: { code: "invalid_input" } });
    const viewer = callerOf(db, await givenKey(db, admin.user.id, "viewer"));
    expect(await viewer({ path: "/contacts/export" })).toMatchObject({ status: 403, body: { needs: "export" } });
  });
});
