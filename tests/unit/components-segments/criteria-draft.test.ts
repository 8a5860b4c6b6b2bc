import { describe, expect, it } from "vitest";
import {
  changeDraft,
  countSet,
  type DraftChange,
  draftOf,
  emptyDraft,
  isSet,
  isSetAtAll,
  readDraft,
} from "@/components/filters/criteria-draft";
import { namesOfDraft } from "@/components/filters/field-meaning";
import { type Filter, filterSchema } from "@/lib/filters/schema";
import { nameKey } from "@/lib/filters/words";

const clock = { now: new Date("2026-01-22T10:00:00Z"), today: "2026-01-22", workDate: "2026-01-22", timeZone: "Europe/London" };
const drafted = (...changes: DraftChange[]) => changes.reduce(changeDraft, emptyDraft());
const option = (value: string, label = value) => ({ value, label });

describe("what the dialog of Add, Reduce and Refine edits", () => {
  it("offers the pre-offered fields, and nothing set is everybody", () => {
    const draft = emptyDraft();
    expect(draft.contact.fields.map((field) => field.key)).toEqual([
      "contactNo",
      "type",
      "salespersonCode",
      "countryRegionCode",
      "postCode",
      "territoryCode",
      "searchName",
    ]);
    expect(readDraft(draft, clock)).toEqual({ filter: { kind: "all", of: [] }, unreadable: [] });
  });

  it("holds what is asked of other segments beside its sections, under their names, and lets go of it", () => {
    const member = { kind: "member", of: "loggedSegment", no: "7", is: true } as const;
    const filter = { kind: "all", of: [{ kind: "field", field: "city", op: "is", value: "Aarhus" }, member] } satisfies Filter;
    const draft = draftOf(filter, new Map([[nameKey("loggedSegment", "7"), "Spring letter"]]));
    expect(draft?.members).toEqual([{ ...member, name: "Spring letter" }]);
    if (!draft) throw new Error("the draft holds it");
    expect(readDraft(draft, clock).filter.of).toHaveLength(2);
    expect(namesOfDraft(draft).get(nameKey("loggedSegment", "7"))).toBe("Spring letter");
    const [held] = draft.members;
    const without = held && changeDraft(draft, { do: "drop member", member: held });
    expect(without && readDraft(without, clock).filter.of).toEqual([{ kind: "field", field: "city", op: "expression", text: "Aarhus" }]);
    expect([isSetAtAll(emptyDraft()), isSetAtAll({ ...emptyDraft(), members: draft.members })]).toEqual([false, true]);
  });

  it("makes one condition of chosen values", () => {
    const draft = drafted({ do: "choose", section: "contact", field: "countryRegionCode", chosen: [option("GB"), option("DK")] });
    expect(readDraft(draft, clock).filter).toEqual({
      kind: "all",
      of: [{ kind: "field", field: "countryRegionCode", op: "in", values: ["GB", "DK"] }],
    });
    expect(countSet(draft.contact)).toBe(1);
  });

  it("keeps the fields of one section on the same row", () => {
    const draft = drafted(
      { do: "type", section: "interaction", field: "date", text: "01012026.." },
      { do: "choose", section: "interaction", field: "campaignNo", chosen: [option("CP1001")] },
    );
    expect(readDraft(draft, clock).filter).toMatchObject({
      kind: "all",
      of: [
        {
          kind: "relation",
          relation: "interaction",
          match: "any",
          where: { kind: "all", of: [{ field: "date" }, { field: "campaignNo" }] },
        },
      ],
    });
  });

  it("can ask for those who have none of these, or all of them", () => {
    const codes: DraftChange = { do: "choose", section: "mailingGroup", field: "code", chosen: [option("GOLD"), option("VIP")] };
    expect(readDraft(drafted(codes, { do: "match", section: "mailingGroup", match: "none" }), clock).filter).toMatchObject({
      of: [{ relation: "mailingGroup", match: "none", where: { of: [{ values: ["GOLD", "VIP"] }] } }],
    });
    expect(readDraft(drafted(codes, { do: "match", section: "mailingGroup", match: "all" }), clock).filter).toMatchObject({
      of: [
        { match: "any", where: { of: [{ value: "GOLD" }] } },
        { match: "any", where: { of: [{ value: "VIP" }] } },
      ],
    });
  });

  it("leaves out what cannot be read and says where the mistake stands", () => {
    const draft = drafted(
      { do: "type", section: "contact", field: "postCode", text: " DK-2000..DK-29*" },
      { do: "choose", section: "contact", field: "type", chosen: [option("person")] },
    );
    const { filter, unreadable } = readDraft(draft, clock);
    expect(filter).toEqual({ kind: "all", of: [{ kind: "field", field: "type", op: "is", value: "person" }] });
    expect(unreadable).toMatchObject([{ section: "contact", field: "postCode", label: "Post Code", error: { at: 15, length: 1 } }]);
  });

  it("does not turn a section with only unreadable fields into one without conditions", () => {
    const draft = drafted(
      { do: "match", section: "mailingGroup", match: "none" },
      { do: "switch", section: "mailingGroup", field: "code", asText: true },
      { do: "type", section: "mailingGroup", field: "code", text: "A.." },
      { do: "type", section: "mailingGroup", field: "code", text: "(A" },
    );
    expect(readDraft(draft, clock)).toMatchObject({ filter: { of: [] }, unreadable: [{ field: "code" }] });
  });

  it("puts a value from the search box into its section and shows the field", () => {
    const draft = drafted(
      { do: "add value", section: "mailingGroup", field: "code", value: option("NEWS", "Newsletter") },
      { do: "add value", section: "mailingGroup", field: "code", value: option("NEWS", "Newsletter") },
    );
    expect(draft.mailingGroup.open).toBe(true);
    expect(draft.mailingGroup.fields[0]?.chosen).toEqual([option("NEWS", "Newsletter")]);
    const city = drafted({ do: "add value", section: "contact", field: "city", value: option("New York") });
    expect(city.contact.fields.at(-1)).toEqual({ key: "city", asText: true, chosen: [], text: "New York" });
  });

  it("turns choices into an expression and plain alternatives back into choices", () => {
    const chosen = drafted({
      do: "choose",
      section: "contact",
      field: "countryRegionCode",
      chosen: [option("GB", "Great Britain"), option("DK", "Denmark")],
    });
    const text = changeDraft(chosen, { do: "switch", section: "contact", field: "countryRegionCode", asText: true });
    expect(text.contact.fields.find(isSet)?.text).toBe("GB|DK");
    const back = changeDraft(text, { do: "switch", section: "contact", field: "countryRegionCode", asText: false });
    expect(back.contact.fields.find(isSet)?.chosen).toEqual([option("GB", "Great Britain"), option("DK", "Denmark")]);
  });

  it("writes yes and no as booleans", () => {
    const draft = drafted({ do: "choose", section: "contact", field: "excludeFromSegment", chosen: [option("true", "Yes")] });
    expect(readDraft(draft, clock).filter).toEqual({
      kind: "all",
      of: [{ kind: "field", field: "excludeFromSegment", op: "is", value: true }],
    });
  });

  it("always makes a filter of the schema's form", () => {
    const draft = drafted(
      { do: "choose", section: "contact", field: "type", chosen: [option("person")] },
      { do: "type", section: "contact", field: "searchName", text: "*ltd*" },
      { do: "choose", section: "jobResponsibility", field: "code", chosen: [option("PURCHASE"), option("MARKETING")] },
      { do: "match", section: "jobResponsibility", match: "all" },
    );
    expect(filterSchema.safeParse(readDraft(draft, clock).filter).success).toBe(true);
  });
});
