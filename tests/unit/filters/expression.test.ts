import { describe, expect, it } from "vitest";
import { type CatalogueField, findField } from "@/lib/filters/catalogue";
import type { FilterClock } from "@/lib/filters/clock";
import { parseExpression } from "@/lib/filters/expression";
import { resolveFilter } from "@/lib/filters/resolve";
import type { FieldCondition, Filter, RelationKey } from "@/lib/filters/schema";

const clock: FilterClock = {
  now: new Date("2026-03-16T09:00:00Z"),
  today: "2026-03-16",
  workDate: "2026-01-26",
  timeZone: "Europe/Berlin",
  user: { id: "u1", salespersonCode: "JO" },
};

function field(key: string, relation: RelationKey | null = null): CatalogueField {
  const found = findField(relation, key);
  if (!found) throw new Error(`no field ${key}`);
  return found;
}
function parse(key: string, text: string, relation: RelationKey | null = null): Filter {
  const parsed = parseExpression(text, field(key, relation), clock);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.value;
}
function refusal(key: string, text: string) {
  const parsed = parseExpression(text, field(key), clock);
  if (parsed.ok) throw new Error(`${text} was read as ${JSON.stringify(parsed.value)}`);
  return parsed.error;
}
const one = (
  field: string,
  op: "is" | "isNot" | "less" | "lessOrEqual" | "greater" | "greaterOrEqual",
  value: string | boolean,
): FieldCondition => ({ kind: "field", field, op, value });
const many = (field: string, op: "in" | "notIn", ...values: string[]): FieldCondition => ({ kind: "field", field, op, values });
const between = (field: string, low: string, high: string): FieldCondition => ({
  kind: "field",
  field,
  op: "between",
  values: [low, high],
});
const like = (field: string, op: "like" | "notLike", value: string): FieldCondition => ({ kind: "field", field, op, value });
const empty = (field: string, op: "isEmpty" | "isNotEmpty"): FieldCondition => ({ kind: "field", field, op });

describe("operators (reference 3.1)", () => {
  const rows: [string, string, Filter][] = [
    ["contactNo", "ct000120", one("contactNo", "is", "CT000120")],
    ["countryRegionCode", "=DK", one("countryRegionCode", "is", "DK")],
    ["countryRegionCode", "<>DK", one("countryRegionCode", "isNot", "DK")],
    ["noOfInteractions", "<5", one("noOfInteractions", "less", "5")],
    ["noOfInteractions", "<= 5", one("noOfInteractions", "lessOrEqual", "5")],
    ["noOfInteractions", ">5", one("noOfInteractions", "greater", "5")],
    ["dateOfLastInteraction", ">=2026-01-01", one("dateOfLastInteraction", "greaterOrEqual", "2026-01-01")],
    ["postCode", "1000..1999", between("postCode", "1000", "1999")],
    ["dateOfLastInteraction", "..t", one("dateOfLastInteraction", "lessOrEqual", "2026-03-16")],
    ["dateOfLastInteraction", "-3M..", one("dateOfLastInteraction", "greaterOrEqual", "2025-12-16")],
    ["countryRegionCode", "DK|SE|NO", many("countryRegionCode", "in", "DK", "SE", "NO")],
    ["searchName", ">=K&<N", { kind: "all", of: [one("searchName", "greaterOrEqual", "K"), one("searchName", "less", "N")] }],
    [
      "countryRegionCode",
      "(DK|SE)&<>SE",
      { kind: "all", of: [one("countryRegionCode", "isNot", "SE"), many("countryRegionCode", "in", "DK", "SE")] },
    ],
    ["searchName", "*ltd*", like("searchName", "like", "*LTD*")],
    ["postCode", "DK-2?00", like("postCode", "like", "DK-2?00")],
    ["name", "@*møbler*", like("name", "like", "*møbler*")],
    ["salespersonCode", "''", empty("salespersonCode", "isEmpty")],
    ["email", "<>''", empty("email", "isNotEmpty")],
    ["name", "'Jones & Co*'", like("name", "like", "Jones & Co*")],
    ["salespersonCode", "%me", one("salespersonCode", "is", "JO")],
    ["salespersonCode", "%U", one("salespersonCode", "is", "JO")],
    ["postCode", "10000..20000|4*", { kind: "any", of: [between("postCode", "10000", "20000"), like("postCode", "like", "4*")] }],
  ];
  it.each(rows)("%s: %s", (key, text, filter) => {
    expect(parse(key, text)).toEqual(filter);
  });
});

describe("precedence, spaces and escaping (3.2, 3.3, 3.4)", () => {
  const rows: [string, string, Filter][] = [
    ["name", "A|B&C", { kind: "any", of: [one("name", "is", "A"), { kind: "all", of: [one("name", "is", "B"), one("name", "is", "C")] }] }],
    ["name", "  Jones Ltd  |  Smith  ", many("name", "in", "Jones Ltd", "Smith")],
    ["name", "<>*TEST*", like("name", "notLike", "*TEST*")],
    ["name", "<>A|<>B", { kind: "any", of: [one("name", "isNot", "A"), one("name", "isNot", "B")] }],
    ["name", "<>A&<>B", many("name", "notIn", "A", "B")],
    ["name", "a, b", one("name", "is", "a, b")],
    ["name", "'O''Brien (UK)'", one("name", "is", "O'Brien (UK)")],
    ["name", "O'Brien", one("name", "is", "O'Brien")],
    ["name", "''''", one("name", "is", "'")],
    ["name", "'@home'", one("name", "is", "@home")],
    ["name", "'%me'", one("name", "is", "%me")],
    ["name", "50%", one("name", "is", "50%")],
    ["name", "@Jones", one("name", "is", "Jones")],
    ["email", "ada@example.test", one("email", "is", "ada@example.test")],
    ["name", "'a..b'", one("name", "is", "a..b")],
    ["name", "'a'..'b'", between("name", "a", "b")],
    ["name", "((A))", one("name", "is", "A")],
    ["name", "A||B".replace("||", "|"), many("name", "in", "A", "B")],
    ["minor", "Yes", one("minor", "is", true)],
    ["minor", "0|1", { kind: "field", field: "minor", op: "in", values: [false, true] }],
    ["type", "company|PERSON", many("type", "in", "company", "person")],
    ["correspondenceType", "hard copy", one("correspondenceType", "is", "hard_copy")],
    ["correspondenceType", "''", empty("correspondenceType", "isEmpty")],
    ["interactionCostLcy", "-0.50..1.50", between("interactionCostLcy", "-0.5", "1.5")],
    ["interactionCostLcy", ".5|+007", many("interactionCostLcy", "in", "0.5", "7")],
  ];
  it.each(rows)("%s: %s", (key, text, filter) => {
    expect(parse(key, text)).toEqual(filter);
  });
});

describe("dates (3.6), on Monday 16 March 2026 with the work date 26 January 2026", () => {
  const days: [string, string, string?][] = [
    ["2026-02-05", "2026-02-05"],
    ["5/2/2026", "2026-02-05"],
    ["05.02.26", "2026-02-05"],
    ["5-2-99", "1999-02-05"],
    ["5 2 49", "2049-02-05"],
    ["5/2", "2026-02-05"],
    ["14", "2026-01-14"],
    ["1402", "2026-02-14"],
    ["140249", "2049-02-14"],
    ["140250", "1950-02-14"],
    ["14022026", "2026-02-14"],
    ["010101", "2001-01-01"],
    ["mon23", "2026-06-01"],
    ["Thursday 1", "2026-01-01"],
    ["t", "2026-03-16"],
    ["to", "2026-03-16"],
    ["TODAY", "2026-03-16"],
    ["w", "2026-01-26"],
    ["workdate", "2026-01-26"],
    ["n", "2026-03-16"],
    ["y", "2026-03-15"],
    ["tom", "2026-03-17"],
    ["we", "2026-03-16", "2026-03-22"],
    ["m", "2026-03-01", "2026-03-31"],
    ["q", "2026-01-01", "2026-03-31"],
    ["30D", "2026-04-15"],
    ["+30D", "2026-04-15"],
    ["-1Y", "2025-03-16"],
    ["CM", "2026-03-31"],
    ["-CM", "2026-03-01"],
    ["CW", "2026-03-22"],
    ["-CY", "2026-01-01"],
    ["-CM-1M", "2026-02-01"],
    ["CM-1M", "2026-02-28"],
    ["-1M-CM", "2026-02-01"],
    ["WORKDATE+15D", "2026-02-10"],
    ["w - 1W", "2026-01-19"],
    ["WEEK-7D", "2026-03-09", "2026-03-15"],
    ["CQ-34D", "2026-02-25"],
    ["2W", "2026-03-30"],
    ["-1Q", "2025-12-16"],
    ["D10", "2026-04-10"],
    ["D31", "2026-03-31"],
    ["D16", "2026-04-16"],
    ["-D16", "2026-02-16"],
    ["WD4", "2026-03-19"],
    ["WD1", "2026-03-23"],
    ["-WD1", "2026-03-09"],
    ["cq-34d", "2026-02-25"],
  ];
  it.each(days)("%s", (text, from, to = from) => {
    expect(parse("dateOfLastInteraction", text)).toEqual(
      from === to ? one("dateOfLastInteraction", "is", from) : between("dateOfLastInteraction", from, to),
    );
  });

  const ranges: [string, Filter][] = [
    ["-CM..CM", between("date", "2026-03-01", "2026-03-31")],
    ["-CM-1M..CM-1M", between("date", "2026-02-01", "2026-02-28")],
    ["TODAY-15D..TODAY", between("date", "2026-03-01", "2026-03-16")],
    ["t-30D..t", between("date", "2026-02-14", "2026-03-16")],
    ["-6M..t|2024-12-24", { kind: "any", of: [one("date", "is", "2024-12-24"), between("date", "2025-09-16", "2026-03-16")] }],
    ["WEEK..QUARTER", between("date", "2026-03-16", "2026-03-31")],
    ["MONTH..", one("date", "greaterOrEqual", "2026-03-01")],
    ["..WEEK", one("date", "lessOrEqual", "2026-03-22")],
    ["<WEEK", one("date", "less", "2026-03-16")],
    [">WEEK", one("date", "greater", "2026-03-22")],
    ["<>WEEK", { kind: "any", of: [one("date", "less", "2026-03-16"), one("date", "greater", "2026-03-22"), empty("date", "isEmpty")] }],
    ["''", empty("date", "isEmpty")],
  ];
  it.each(ranges)("%s", (text, filter) => {
    expect(parse("date", text, "interaction")).toEqual(filter);
  });

  it("a month's end is taken to the shorter month, a leap day to 28 February", () => {
    const at = { ...clock, today: "2024-02-29" };
    expect(parseExpression("1Y|CM+1M", field("dateOfLastInteraction"), at)).toEqual({
      ok: true,
      value: many("dateOfLastInteraction", "in", "2025-02-28", "2024-03-29"),
    });
  });

  it("~ asks for the anniversary, and a month may be called by its name (T-22)", () => {
    const yearly = (low: string, high: string): FieldCondition => ({
      ...{ kind: "field", field: "createdAt", op: "anniversary" },
      values: [low, high],
    });
    expect(parse("createdAt", "~t")).toEqual(yearly("2026-03-16", "2026-03-16"));
    expect(parse("createdAt", "~t..7D|~24/12..06/01")).toEqual({
      ...{ kind: "any", of: [yearly("2026-03-16", "2026-03-23"), yearly("2026-12-24", "2026-01-06")] },
    });
    expect(parse("createdAt", "~feb")).toEqual(yearly("2026-02-01", "2026-02-28"));
    expect(parse("createdAt", "April..may")).toEqual(between("createdAt", "2026-04-01", "2026-05-31"));
    expect(parse("name", "~t")).toEqual(one("name", "is", "~t"));
  });

  it("on a moment a day is all of it, and NOW and hours from it are exact (T-23)", () => {
    expect(parse("createdAt", "t-30D..t")).toEqual(between("createdAt", "2026-02-14", "2026-03-16"));
    expect(parse("createdAt", "..n")).toEqual(one("createdAt", "lessOrEqual", "2026-03-16T09:00:00.000Z"));
    expect(parse("createdAt", "-3H..now")).toEqual(between("createdAt", "2026-03-16T06:00:00.000Z", "2026-03-16T09:00:00.000Z"));
    expect(parse("createdAt", "<NOW-90MIN")).toEqual(one("createdAt", "less", "2026-03-16T07:30:00.000Z"));
    expect(parse("createdAt", "2026-10-25T00:30:00Z")).toEqual(one("createdAt", "is", "2026-10-25T00:30:00.000Z"));
    expect(parse("createdAt", "16/3/2026 9:30")).toEqual(one("createdAt", "is", "2026-03-16T09:30"));
    expect(parse("createdAt", "t 2:05:09 pm")).toEqual(one("createdAt", "is", "2026-03-16T14:05:09"));
  });

  it("no moment that there is not, and none at the ends of time, beside which Postgres knows no other", () => {
    const resolved = (value: string) => resolveFilter({ kind: "field", field: "createdAt", op: "greater", value }, clock).ok;
    const refused = [
      "2026-02-30T00:00:00Z",
      "0000-06-01T00:00:00Z",
      "0001-01-01T00:00:00Z",
      "9999-12-31T23:59:59.999Z",
      "31/12/9999 23:59",
    ];
    expect(refused.filter(resolved)).toEqual([]);
    expect(["2026-02-28T00:00:00Z", "0001-01-02T00:00:00Z", "30/12/9999 23:59"].filter(resolved).length).toBe(3);
  });
});

describe("refused at the place of the mistake", () => {
  const rows: [string, string, { code: string; at: number; length: number; message?: string }][] = [
    [
      "postCode",
      "DK-2000..DK-29*",
      { code: "range_end", at: 14, length: 1, message: "A range cannot end in *. Type DK-2000..DK-2999 or DK-2*." },
    ],
    ["postCode", "4*..5", { code: "range_end", at: 1, length: 1, message: "A range cannot begin with *. Type 4..5." }],
    ["postCode", "''..5", { code: "range_end", at: 0, length: 2 }],
    ["postCode", "", { code: "empty", at: 0, length: 0 }],
    ["postCode", "   ", { code: "empty", at: 0, length: 3 }],
    ["postCode", "A|", { code: "value_expected", at: 1, length: 1, message: "After | a value was expected. Type 10000..20000|4*." }],
    ["postCode", "A | & B", { code: "value_expected", at: 4, length: 1, message: "After | a value was expected. Type 10000..20000|4*." }],
    ["postCode", "|A", { code: "value_expected", at: 0, length: 1 }],
    ["postCode", "A&", { code: "value_expected", at: 1, length: 1 }],
    ["postCode", "..", { code: "value_expected", at: 0, length: 2 }],
    ["postCode", "A..B..C", { code: "operator_expected", at: 4, length: 2 }],
    ["postCode", "<>A..B", { code: "no_range_here", at: 3, length: 2 }],
    ["postCode", "<>", { code: "value_expected", at: 1, length: 1 }],
    ["postCode", "<>=A", { code: "value_expected", at: 2, length: 1 }],
    ["postCode", "(A|B", { code: "bracket_not_closed", at: 0, length: 1 }],
    ["postCode", "A|B)", { code: "bracket_not_open", at: 3, length: 1 }],
    ["name", "Jones (UK)", { code: "quote_needed", at: 6, length: 1 }],
    ["name", "a=b", { code: "quote_needed", at: 1, length: 1 }],
    ["name", "'Jones & Co", { code: "quote_not_closed", at: 0, length: 11 }],
    ["name", "'Jones' Ltd", { code: "operator_expected", at: 7, length: 4 }],
    ["name", "A|%mycustomers", { code: "unknown_token", at: 2, length: 12 }],
    ["name", "%me", { code: "unknown_token", at: 0, length: 3 }],
    ["name", "%company", { code: "unknown_token", at: 0, length: 8 }],
    ["name", "%nobody", { code: "unknown_token", at: 0, length: 7 }],
    ["name", ">=K*", { code: "no_wildcard_here", at: 2, length: 2 }],
    ["name", "<''", { code: "value_expected", at: 1, length: 2 }],
    ["minor", "maybe", { code: "bad_value", at: 0, length: 5, message: "Minor is Yes or No; “maybe” is neither." }],
    ["minor", "No..Yes", { code: "no_order_here", at: 0, length: 2 }],
    ["minor", "*", { code: "no_wildcard_here", at: 0, length: 1 }],
    ["type", "Company|Robot", { code: "bad_value", at: 8, length: 5, message: "Type has no “Robot”. Type one of Company, Person." }],
    ["type", "<Person", { code: "no_order_here", at: 1, length: 6 }],
    ["noOfInteractions", "1|two", { code: "bad_value", at: 2, length: 3 }],
    ["noOfInteractions", "1,000", { code: "bad_value", at: 0, length: 5 }],
    ["noOfInteractions", "1*", { code: "no_wildcard_here", at: 0, length: 2 }],
    ["noOfInteractions", "1e9", { code: "bad_value", at: 0, length: 3 }],
    ["dateOfLastInteraction", "t|next tuesday", { code: "bad_value", at: 2, length: 12 }],
    ["dateOfLastInteraction", "31/2/2026", { code: "out_of_range", at: 0, length: 9 }],
    ["dateOfLastInteraction", "20260316", { code: "out_of_range", at: 0, length: 8 }],
    ["dateOfLastInteraction", "t+9999Y", { code: "out_of_range", at: 0, length: 7 }],
    ["dateOfLastInteraction", "p4", { code: "not_supported", at: 0, length: 2 }],
    ["dateOfLastInteraction", "p1..p3", { code: "not_supported", at: 0, length: 2 }],
    ["dateOfLastInteraction", "..C31122026", { code: "not_supported", at: 2, length: 9 }],
    ["dateOfLastInteraction", "WD8", { code: "bad_value", at: 0, length: 3 }],
    ["dateOfLastInteraction", "t30D", { code: "bad_value", at: 0, length: 4 }],
    ["dateOfLastInteraction", "2026*", { code: "no_wildcard_here", at: 0, length: 5 }],
    ["dateOfLastInteraction", "-3H..", { code: "not_supported", at: 0, length: 3 }],
    ["createdAt", "t-3H", { code: "bad_value", at: 0, length: 4 }],
    ["createdAt", "~-3H..t", { code: "not_supported", at: 1, length: 3 }],
    ["dateOfLastInteraction", "~", { code: "bad_value", at: 0, length: 1 }],
    ["dateOfLastInteraction", "<>~t", { code: "bad_value", at: 2, length: 2 }],
    ["createdAt", "week 9:30", { code: "bad_value", at: 0, length: 9 }],
    ["name", "a\0b", { code: "bad_value", at: 0, length: 3 }],
    ["name", `${"(".repeat(10)}A${")".repeat(10)}`, { code: "too_deep", at: 9, length: 1 }],
    ["name", "x".repeat(201), { code: "too_long", at: 0, length: 201 }],
    ["name", "a|".repeat(300) + "a", { code: "too_many_conditions", at: 400, length: 201 }],
  ];
  it.each(rows)("%s: %s", (key, text, error) => {
    expect(refusal(key, text)).toMatchObject(error);
  });

  it("every refusal carries what was expected and an example that is read, and marks a part of the text", () => {
    for (const [key, text] of rows) {
      const error = refusal(key, text);
      expect(error.expected).not.toBe("");
      expect(error.at + error.length).toBeLessThanOrEqual(text.length);
    }
  });

  it("%me is refused for someone who is linked to no salesperson, and where nobody is known", () => {
    const at = (user?: FilterClock["user"]) =>
      parseExpression(
        "%me",
        field("salespersonCode"),
        user ? { ...clock, user } : { now: clock.now, today: clock.today, workDate: clock.workDate, timeZone: clock.timeZone },
      );
    expect(at({ id: "u1", salespersonCode: null })).toMatchObject({ ok: false, error: { code: "unknown_token" } });
    expect(at()).toMatchObject({ ok: false, error: { code: "unknown_token" } });
  });
});
