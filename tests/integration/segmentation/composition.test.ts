import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import type { Filter } from "@/lib/filters/schema";
import { addLines } from "@/lib/segmentation/add-lines";
import { type CompositionPart, composition, compositionParts } from "@/lib/segmentation/composition";
import { filterOfBar, filterOfOthers } from "@/lib/segmentation/composition-filter";
import { type LineFilter, otherFields, reaches } from "@/lib/segmentation/lines-schema";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { overlaps } from "@/lib/segmentation/overlap";
import { previewCriteria } from "@/lib/segmentation/preview-criteria";
import { removeLines } from "@/lib/segmentation/remove-lines";
import { correspondenceTypes } from "@/lib/segmentation/schema";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { heard, needsConsent } from "../consent/support";
import { country, everybody, givenSegment, take, value } from "./worksheet";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

it("composition counts the effective lines of a step by kind, channel, country, language, salesperson, city and reach", async () => {
  const segmentNo = await givenSegment(context, { interactionTemplateCode: "MAIL" });
  await take(context, segmentNo, "add", everybody); // without P102, who is excluded, and P301, who is blocked
  await take(context, segmentNo, "refine", country("DE"));
  await db.pool.query("update contact set city = 'Berlin' where id = 101");
  const bars = async (step: number | null) => {
    const made = await composition(context, { segmentNo, step });
    return made && Object.fromEntries(Object.entries(made.parts).map(([part, of]) => [part, of.map(({ code, lines }) => [code, lines])]));
  };
  expect(await bars(1)).toEqual({
    type: [
      ["person", 4],
      ["company", 3],
    ],
    channel: [["email", 7]],
    reach: [
      ["reachable", 6],
      ["no_email", 1],
    ],
    country: [
      ["GB", 3],
      ["DE", 2],
      ["DK", 1],
      ["SE", 1],
    ],
    language: [["ENU", 7]],
    salesperson: [
      ["JO", 5],
      ["MK", 2],
    ],
    city: [
      [null, 6],
      ["Berlin", 1],
    ],
  });
  expect(await bars(null)).toMatchObject({
    country: [["DE", 2]],
    type: [
      ["company", 1],
      ["person", 1],
    ],
  });
  expect((await composition(context, { segmentNo, step: 1 }))?.parts.country[0]).toEqual({
    code: "GB",
    name: "Great Britain",
    lines: 3,
    ofContacts: true,
  });
  expect(await composition(context, { segmentNo, step: 9 })).toBeNull();
  expect(await composition(context, { segmentNo, step: 0 })).toMatchObject({ total: 0 });
});

describe("a bar", () => {
  /** A header that gives languages and a salesperson away, a changed line, a second line, and a contact who is elsewhere. */
  async function givenLinesThatDiffer(): Promise<string> {
    const segmentNo = await givenSegment(context, { interactionTemplateCode: "LETTER" });
    await take(context, segmentNo, "add", everybody);
    await take(context, segmentNo, "add", country("GB"), { allowExisting: true });
    await db.pool.query(`
      update contact set city = case id when 101 then 'Berlin' when 100 then 'BERLIN' when 202 then 'York (North)' end, address = null where id in (100, 101, 202);
      insert into contact_alt_address (contact_id, code, city, country_region_code) values (300, 'FAIR', 'berlin', 'US') on conflict do nothing;
      insert into contact_alt_address_date_range (contact_id, starting_date, alt_address_code) values (300, '2000-01-01', 'FAIR') on conflict do nothing`);
    await db.pool.query(
      `insert into segment_line_override (segment_id, contact_id, layer, overridden, salesperson_code, correspondence_type)
      select id, 201, 2, '{salesperson_code,correspondence_type}', 'PS', null from segment where segment_no = $1`,
      [segmentNo],
    );
    return segmentNo;
  }
  const choiceOf = (part: CompositionPart, code: string | null): Partial<LineFilter> => {
    if (part === "type") return { type: code === "company" ? "company" : "person" };
    if (part === "reach") return { reach: reaches.find((reach) => reach === code) ?? null };
    if (part === "channel") return { channel: correspondenceTypes.find((type) => type === code) ?? "none" };
    if (part === "country") return { countryRegionCode: code ?? "" };
    if (part === "language") return { languageCode: code ?? "" };
    return part === "city" ? { city: code ?? "" } : { salespersonCode: code ?? "" };
  };

  it("is exactly the lines that its choice of lines lists, and so is the rest", async () => {
    const segmentNo = await givenLinesThatDiffer();
    const made = await composition(context, { segmentNo });
    const listed = async (lines: Partial<LineFilter>) => (await listSegmentLines(context, { segmentNo, lines }))?.matching;
    let bars = 0;
    for (const part of compositionParts) {
      const of = made?.parts[part] ?? [];
      for (const bar of of) expect([part, bar.code, await listed(choiceOf(part, bar.code))]).toEqual([part, bar.code, bar.lines]);
      expect(of.reduce((sum, { lines }) => sum + lines, 0)).toBe(made?.total);
      const others = otherFields.find((field) => field === part);
      if (others)
        expect(
          await listed({
            others,
            than: of
              .slice(1)
              .map(({ code }) => code ?? "")
              .join("\n"),
          }),
        ).toBe(of[0]?.lines);
      bars += of.length;
    }
    expect(bars).toBeGreaterThan(15);
    expect(made?.parts.city.map(({ code, lines }) => [code, lines])).toEqual([
      [null, 5],
      ["BERLIN", 3],
      ["York (North)", 2],
    ]);
    expect(made?.parts.country.find(({ code }) => code === "US")).toMatchObject({ lines: 1, ofContacts: false });
  });

  it("of reach says who may not be reached and why, and opens exactly their lines, changed ones and those elsewhere too", async () => {
    const segmentNo = await givenLinesThatDiffer();
    await needsConsent(context, ["hard_copy"]);
    await heard(context, ["P202"], "withdrawn", { channels: ["hard_copy"] });
    await heard(context, ["P201"], "do_not_contact");
    await heard(context, ["C300", "P900"], "given", { channels: ["hard_copy"] });
    const reach = (await composition(context, { segmentNo }))?.parts.reach ?? [];
    expect(Object.fromEntries(reach.map(({ code, lines }) => [code, lines]))).toEqual({
      no_consent: 4,
      opted_out: 2,
      do_not_contact: 1,
      no_channel: 1,
      no_address: 1,
      reachable: 1,
    });
    for (const { code, lines } of reach)
      expect([code, (await listSegmentLines(context, { segmentNo, lines: choiceOf("reach", code) }))?.matching]).toEqual([code, lines]);
    await needsConsent(context, []);
  });

  it("says Reduce by this and Refine to this where a filter of contacts means exactly its lines, and nowhere else", async () => {
    const segmentNo = await givenLinesThatDiffer();
    const made = await composition(context, { segmentNo });
    const offered: string[] = [];
    const effect = async (kind: "reduce" | "refine", filter: Filter) =>
      value(await previewCriteria(context, { segmentNo, dialogId: "test", criteria: { kind, filter, options: {} } })).numbers;
    for (const part of compositionParts)
      for (const bar of made?.parts[part] ?? []) {
        const filter = filterOfBar(part, bar);
        if (!filter) continue;
        offered.push(`${part} ${bar.code}`);
        expect(await effect("reduce", filter)).toMatchObject({ removed: bar.lines });
        expect(await effect("refine", filter)).toMatchObject({ after: bar.lines });
      }
    // German is the template's, so a line is German just when its contact is; English is whatever is left. Berlin is where one is only for the fair.
    expect(offered.toSorted()).toEqual(
      [
        "city York (North)",
        "country DE",
        "country GB",
        "country SE",
        "language DEU",
        "salesperson JO",
        "type company",
        "type person",
      ].toSorted(),
    );
    const shown = made?.parts.country.filter(({ code }) => code === "GB" || code === "DE") ?? [];
    const rest = filterOfOthers("country", shown);
    expect(rest && (await effect("reduce", rest))).toMatchObject({ removed: 2 });
    const people = made?.parts.type.find(({ code }) => code === "person");
    const reduce = people && filterOfBar("type", people);
    expect(reduce && (await take(context, segmentNo, "reduce", reduce)).numbers).toMatchObject({ removed: people?.lines });
  });

  it("of others leaves out what is not said of contacts, and says whether those without a value are among them", () => {
    const bars = [
      { code: "GB", ofContacts: true },
      { code: null, ofContacts: true },
    ];
    expect(filterOfOthers("country", bars)).toEqual({ kind: "field", field: "countryRegionCode", op: "expression", text: "<>GB&<>''" });
    expect(filterOfOthers("country", [{ code: "GB", ofContacts: false }])).toBeNull();
    expect(filterOfOthers("channel", bars)).toBeNull();
    expect(filterOfBar("city", { code: "What*", ofContacts: true })).toBeNull();
  });
});

it("overlap says whom a segment shares with others, who is only here, and who only there", async () => {
  const [here, there] = [await givenSegment(context, { description: "Here" }), await givenSegment(context, { description: "There" })];
  value(await addLines(context, { segmentNo: here, contacts: { contactNos: ["P101", "P201", "P900"] } }));
  value(await addLines(context, { segmentNo: there, contacts: { contactNos: ["P201", "P202"] } }));
  const found = await overlaps(context, { segmentNo: here });
  expect(found?.find(({ segmentNo }) => segmentNo === there)).toEqual({
    segmentNo: there,
    description: "There",
    entryNo: null,
    common: 1,
    onlyHere: 2,
    onlyThere: 1,
  });
  expect(found?.some(({ segmentNo }) => segmentNo === here)).toBe(false);
  const filter = { kind: "member", of: "segment", no: there, is: true } as const;
  value(await addLines(context, { segmentNo: here, contacts: { contactNos: ["P201"] }, allowExisting: true }));
  expect((await overlaps(context, { segmentNo: here }))?.find(({ segmentNo }) => segmentNo === there)).toMatchObject({
    common: 2,
    onlyHere: 2,
    onlyThere: 1,
  });
  expect(await listSegmentLines(context, { segmentNo: here, lines: { onSegment: there } })).toMatchObject({ matching: 2 });
  expect((await take(context, here, "reduce", filter)).numbers).toMatchObject({ removed: 2 });
  expect(await overlaps(context, { segmentNo: "NONE" })).toBeNull();
});

it("overlap begins with the segment or logged segment of one's choice, whatever its state and size", async () => {
  const [here, chosen] = [await givenSegment(context), await givenSegment(context, { description: "Nobody yet" })];
  value(await addLines(context, { segmentNo: here, contacts: { contactNos: ["P101", "P201"] } }));
  value(await addLines(context, { segmentNo: chosen, contacts: { contactNos: ["P900"] } }));
  value(await removeLines(context, { segmentNo: chosen, contactNos: ["P900"] }));
  for (let more = 0; more < 11; more++)
    value(await addLines(context, { segmentNo: await givenSegment(context), contacts: { contactNos: ["P201"] } }));
  const chosenFirst = await overlaps(context, { segmentNo: here, otherSegmentNo: chosen });
  expect(chosenFirst).toHaveLength(10);
  expect(chosenFirst?.[0]).toMatchObject({ segmentNo: chosen, common: 0, onlyHere: 2, onlyThere: 0 });
  const { rows } = await db.pool.query(
    `insert into logged_segment (segment_id, segment_no, description, created_on, logged_at, user_name, set_id, no_of_interactions, canceled)
      select segment.id, segment.segment_no, 'Logged', current_date, now(), 'Somebody', action.set_id, 2, true
      from segment join criteria_action action on action.segment_id = segment.id and action.action_no = segment.current_step where segment_no = $1
      returning entry_no::int`,
    [here],
  );
  const entryNo: number = rows[0]?.entry_no;
  expect((await overlaps(context, { segmentNo: here }))?.some((row) => row.entryNo === entryNo)).toBe(false);
  expect((await overlaps(context, { segmentNo: here, otherEntryNo: entryNo }))?.[0]).toMatchObject({ entryNo, common: 2, onlyThere: 0 });
  expect(await listSegmentLines(context, { segmentNo: here, lines: { onLoggedSegment: entryNo } })).toMatchObject({ matching: 2 });
});
