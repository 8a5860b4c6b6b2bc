import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type CatalogueField, sections } from "@/lib/filters/catalogue";
import { type FieldCondition, type Filter, filterSchema } from "@/lib/filters/schema";
import { compileFilter } from "@/lib/filters/to-sql";
import { explain } from "@/lib/filters/why";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { clock, matching } from "./matching";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
});
afterAll(() => db.drop());

const naughty = [
  ...z.array(z.string()).parse(JSON.parse(readFileSync("tests/fixtures/blns.json", "utf8"))),
  "'; drop table contact; --",
  "' or 1=1 --",
  "\\'; select 1",
  "$1",
  "$$",
  "%' or '%'='",
  "x') or true --",
  "\0",
  "a\0b",
  "\ud800",
  "1; select pg_sleep(9)",
].filter((text) => text.length <= 200);

const wrap = (field: CatalogueField, condition: FieldCondition): Filter =>
  field.relation === null ? condition : { kind: "relation", relation: field.relation, match: "any", where: condition };
const fields = sections.flatMap((section) => section.fields);

it("threats 1: every name of the catalogue can be asked with every operator it takes, and the SQL runs", async () => {
  const samples: Record<CatalogueField["type"], string[]> = {
    code: ["A"],
    text: ["A"],
    int: ["1", "1.5", "99999999999999999999"],
    decimal: ["1.25"],
    bool: ["true"],
    enum: [],
    date: ["t", "WEEK"],
    instant: ["t", "n"],
  };
  for (const field of fields) {
    const values = field.type === "enum" ? (field.options ?? []).map((option) => option.value) : samples[field.type];
    const operators: FieldCondition[] = [
      { kind: "field", field: field.key, op: "isEmpty" },
      { kind: "field", field: field.key, op: "notIn", values },
      ...values.map((value): FieldCondition => ({ kind: "field", field: field.key, op: "is", value })),
    ];
    if (field.type !== "bool" && field.type !== "enum")
      operators.push(
        ...values.map((value): FieldCondition => ({ kind: "field", field: field.key, op: "between", values: [value, value] })),
        ...values.map((value): FieldCondition => ({ kind: "field", field: field.key, op: "less", value })),
      );
    if (field.type === "text" || field.type === "code") operators.push({ kind: "field", field: field.key, op: "notLike", value: "*a?" });
    const both: Filter = { kind: "any", of: operators.map((condition) => wrap(field, condition)) };
    expect({ field: field.key, found: (await matching(db, both)).length + (await matching(db, { kind: "not", of: both })).length }).toEqual(
      { field: field.key, found: 9 },
    );
    expect((await explain(db.prisma, both, 101, clock)).ok).toBe(true);
  }
}, 60_000);

describe("threats 1, 2: text of users never becomes SQL", () => {
  it("the statement is the same whatever the value", () => {
    for (const field of fields.filter((candidate) => candidate.type === "text")) {
      const sqlOf = (value: string) => {
        const compiled = compileFilter(wrap(field, { kind: "field", field: field.key, op: "is", value }), clock);
        return compiled.ok ? compiled.value.sql : compiled.error.code;
      };
      const usual = sqlOf("Jones");
      for (const value of naughty.filter((text) => text.trim() !== ""))
        expect(sqlOf(value)).toBe(value.includes("\0") ? "bad_value" : usual);
    }
  });

  it("finds the contact of that very name, in every way of asking, and harms nothing", async () => {
    const storable = naughty.filter((text) => text.trim() !== "" && !text.includes("\0") && text.isWellFormed()).map((text) => text.trim());
    await db.pool.query(
      "insert into contact (contact_no, type, name) select 'NAUGHTY' || n, 'person', t from unnest($1::text[]) with ordinality u (t, n)",
      [storable],
    );
    for (const [index, name] of storable.entries()) {
      const contactNo = `NAUGHTY${index + 1}`;
      expect(await matching(db, { kind: "field", field: "name", op: "is", value: name })).toContain(contactNo);
      if (/[*?]/.test(name)) expect(await matching(db, { kind: "field", field: "name", op: "like", value: name })).toContain(contactNo);
      else
        expect(await matching(db, { kind: "field", field: "name", op: "expression", text: `'${name.replaceAll("'", "''")}'` })).toContain(
          contactNo,
        );
    }
    await db.pool.query("delete from contact where contact_no like 'NAUGHTY%'");
    expect(await matching(db, { kind: "all", of: [] })).toHaveLength(9);
  }, 120_000);

  it("hostile numbers of segments name nothing", async () => {
    for (const no of ["'; drop table segment; --", "1 or 1=1", "99999999999999999999", "\\", "%"]) {
      for (const of of ["segment", "loggedSegment"] as const) expect(await matching(db, { kind: "member", of, no, is: true })).toEqual([]);
    }
    expect(compileFilter({ kind: "member", of: "segment", no: "a\0b", is: true }, clock)).toMatchObject({
      ok: false,
      error: { code: "bad_value" },
    });
  });
});

describe("threats 5: what the catalogue does not name cannot be asked", () => {
  const names = [
    "user.passwordHash",
    "password",
    "app_user.email",
    "user_session.token",
    "key",
    "id",
    "contact_id",
    "contact.id",
    "company_id",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "city; drop table contact",
    "city'",
    '"city"',
    "lower(city)",
    "*",
    "search_name",
    "custom",
  ];
  it.each(names)("%s", (name) => {
    expect(compileFilter({ kind: "field", field: name, op: "is", value: "a" }, clock)).toMatchObject({
      ok: false,
      error: { code: "unknown_field", field: name },
    });
    expect(
      compileFilter(
        { kind: "relation", relation: "interaction", match: "any", where: { kind: "field", field: name, op: "isEmpty" } },
        clock,
      ),
    ).toMatchObject({ ok: false });
    for (const relation of [name, "user", "session"])
      expect(filterSchema.safeParse({ kind: "relation", relation, match: "any", where: { kind: "all", of: [] } }).success).toBe(false);
    expect(filterSchema.safeParse({ kind: "field", field: "city", op: name, value: "a" }).success).toBe(false);
  });

  it("a relation cannot lead on to another, nor to the fields of the contact", () => {
    const inside: Filter = {
      kind: "relation",
      relation: "mailingGroup",
      match: "any",
      where: { kind: "relation", relation: "interaction", match: "any", where: { kind: "all", of: [] } },
    };
    expect(compileFilter(inside, clock)).toMatchObject({ ok: false, error: { code: "relation_inside_relation" } });
    expect(
      compileFilter(
        { kind: "relation", relation: "mailingGroup", match: "any", where: { kind: "field", field: "city", op: "isEmpty" } },
        clock,
      ),
    ).toMatchObject({ ok: false, error: { code: "unknown_field" } });
  });

  it("no entry speaks of users' secrets or of ids", () => {
    expect(fields.filter((field) => /password|token|session|secret|hash|(^id$)|Id$/i.test(field.key)).map((field) => field.key)).toEqual([
      "externalId",
      "userId",
    ]);
  });
});

describe("threats 35: bounds", () => {
  const city = (value: string): Filter => ({ kind: "field", field: "city", op: "is", value });
  it("200 conditions and groups, 10 levels, however they are nested", () => {
    const wide = (count: number): Filter => ({ kind: "any", of: Array.from({ length: count }, () => city("a")) });
    expect(filterSchema.safeParse(wide(199)).success).toBe(true);
    expect(filterSchema.safeParse(wide(200)).success).toBe(false);
    const deep = (levels: number): Filter => (levels === 1 ? city("a") : { kind: "not", of: deep(levels - 1) });
    expect(filterSchema.safeParse(deep(10)).success).toBe(true);
    expect(filterSchema.safeParse(deep(11)).success).toBe(false);
    let endless: unknown = city("a");
    for (let level = 0; level < 100_000; level++) endless = { kind: "not", of: endless };
    expect(filterSchema.safeParse(endless).success).toBe(false);
  });

  it("the conditions inside expressions count too", () => {
    const ranges = Array.from({ length: 150 }, (_, index) => `${index}..${index}`).join("|");
    const filter: Filter = { kind: "all", of: [1, 2].map(() => ({ kind: "field", field: "postCode", op: "expression", text: ranges })) };
    expect(compileFilter(filter, clock)).toMatchObject({ ok: false, error: { code: "too_many_conditions" } });
  });

  it("refuses what is no filter", () => {
    for (const nonsense of [
      null,
      undefined,
      1,
      "city = 'a'",
      [],
      {},
      { kind: "sql", text: "true" },
      { kind: "all" },
      { kind: "any", of: [] },
      { ...city("a"), extra: 1 },
      city("x".repeat(201)),
    ]) {
      expect(filterSchema.safeParse(nonsense).success).toBe(false);
    }
  });

  it("a pattern made to run long does not", async () => {
    await db.pool.query("insert into contact (contact_no, type, name) values ('LONG', 'person', repeat('a', 5000))");
    const started = performance.now();
    await matching(db, { kind: "field", field: "name", op: "like", value: `${"*a".repeat(95)}*b` });
    expect(performance.now() - started).toBeLessThan(2_000);
    await db.pool.query("delete from contact where contact_no = 'LONG'");
  });
});
