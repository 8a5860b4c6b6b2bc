import { describe, expect, it } from "vitest";
import type { Filter } from "@/lib/filters/schema";
import { emptySections, filterToSections, type SectionsState, sectionsToFilter } from "@/lib/filters/sections";

function state(change: (state: SectionsState) => void): SectionsState {
  const made = emptySections();
  change(made);
  return made;
}

describe("the dialog's sections and the filter they stand for", () => {
  const pairs: [string, SectionsState, Filter][] = [
    ["nothing is everybody", emptySections(), { kind: "all", of: [] }],
    [
      "fields of the contact, picked or typed",
      state((s) => {
        s.contact.fields.push(
          { field: "countryRegionCode", mode: "tokens", values: ["GB", "DK"] },
          { field: "postCode", mode: "text", text: "DK-2*" },
          { field: "minor", mode: "tokens", values: ["true"] },
        );
      }),
      {
        kind: "all",
        of: [
          { kind: "field", field: "countryRegionCode", op: "in", values: ["GB", "DK"] },
          { kind: "field", field: "postCode", op: "expression", text: "DK-2*" },
          { kind: "field", field: "minor", op: "is", value: true },
        ],
      },
    ],
    [
      "fields of one relation hold on the same row",
      state((s) => {
        s.interaction.fields.push(
          { field: "date", mode: "text", text: "t-30D..t" },
          { field: "interactionTemplateCode", mode: "tokens", values: ["CALL"] },
        );
        s.mailingGroup = { match: "none", fields: [{ field: "code", mode: "tokens", values: ["GOLD", "VIP"] }] };
      }),
      {
        kind: "all",
        of: [
          {
            kind: "relation",
            relation: "mailingGroup",
            match: "none",
            where: { kind: "all", of: [{ kind: "field", field: "code", op: "in", values: ["GOLD", "VIP"] }] },
          },
          {
            kind: "relation",
            relation: "interaction",
            match: "any",
            where: {
              kind: "all",
              of: [
                { kind: "field", field: "date", op: "expression", text: "t-30D..t" },
                { kind: "field", field: "interactionTemplateCode", op: "is", value: "CALL" },
              ],
            },
          },
        ],
      },
    ],
    [
      "all of these: a row for each",
      state((s) => {
        s.mailingGroup = { match: "all", fields: [{ field: "code", mode: "tokens", values: ["GOLD", "VIP"] }] };
      }),
      {
        kind: "all",
        of: ["GOLD", "VIP"].map(
          (value): Filter => ({
            kind: "relation",
            relation: "mailingGroup",
            match: "any",
            where: { kind: "all", of: [{ kind: "field", field: "code", op: "is", value }] },
          }),
        ),
      },
    ],
  ];
  it.each(pairs)("%s", (_, sections, filter) => {
    expect(sectionsToFilter(sections)).toEqual(filter);
    expect(filterToSections(filter)).toEqual(sections);
  });

  it("fields without a value restrict nothing", () => {
    const blank = state((s) => {
      s.contact.fields.push({ field: "city", mode: "text", text: "  " }, { field: "type", mode: "tokens", values: [] });
      s.mailingGroup = { match: "none", fields: [{ field: "code", mode: "tokens", values: [] }] };
    });
    expect(sectionsToFilter(blank)).toEqual({ kind: "all", of: [] });
  });

  it("other operators come back as the expression that says the same", () => {
    const filter: Filter = {
      kind: "all",
      of: [
        { kind: "field", field: "city", op: "isNot", value: "Jones & Co" },
        { kind: "field", field: "noOfInteractions", op: "between", values: [1, 5] },
      ],
    };
    expect(filterToSections(filter)?.contact.fields).toEqual([
      { field: "city", mode: "text", text: "<>'Jones & Co'" },
      { field: "noOfInteractions", mode: "text", text: "1..5" },
    ]);
  });

  const beyond: Filter[] = [
    { kind: "any", of: [{ kind: "field", field: "city", op: "is", value: "A" }] },
    { kind: "not", of: { kind: "field", field: "city", op: "is", value: "A" } },
    { kind: "member", of: "segment", no: "SM1", is: true },
    { kind: "relation", relation: "mailingGroup", match: "all", where: { kind: "field", field: "code", op: "is", value: "A" } },
    { kind: "relation", relation: "mailingGroup", match: "none", where: { kind: "all", of: [] } },
    {
      kind: "all",
      of: [
        { kind: "field", field: "city", op: "is", value: "A" },
        { kind: "field", field: "city", op: "is", value: "B" },
      ],
    },
    {
      kind: "all",
      of: [1, 2].map(() => ({
        kind: "relation",
        relation: "interaction",
        match: "any",
        where: { kind: "field", field: "date", op: "expression", text: "t" },
      })),
    },
    { kind: "field", field: "nonsense", op: "is", value: "A" },
    { kind: "field", field: "city", op: "isNot", value: "a*b" },
  ];
  it.each(beyond)("%j says more than the sections can", (filter) => {
    expect(filterToSections(filter)).toBeNull();
  });
});
