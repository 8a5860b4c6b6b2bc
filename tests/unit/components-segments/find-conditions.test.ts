import { describe, expect, it } from "vitest";
import { type FoundValue, fieldAndRest, findConditions } from "@/components/filters/find-conditions";

const labels = (text: string, found: FoundValue[] = []) =>
  findConditions(text, found).map((group) => `${group.value}: ${group.items.map((item) => item.label).join(", ")}`);

describe("the one search box over fields and values", () => {
  it("finds fields by the beginning of any word", () => {
    expect(labels("date")[0]).toMatch(/^Fields: Date, /);
    const first = findConditions("city", [])[0]?.items[0];
    expect(first).toMatchObject({ section: "contact", field: "city", effect: { set: "show" } });
  });

  it("finds properties of behaviour, one of that very name before fields that only begin so", () => {
    const found = [{ kind: "behaviourProperty" as const, option: { value: "text.page", label: "Page" } }];
    expect(
      findConditions("page", found)[0]
        ?.items.slice(0, 2)
        .map(({ label, section, field }) => [label, section, field]),
    ).toEqual([
      ["Page", "behaviour", "text.page"],
      ["Pager", "contact", "pager"],
    ]);
  });

  it("finds the options of properties that hold a choice, each for its own property", () => {
    const found = ["size", "tier"].map((hint) => ({ kind: "behaviourChoice" as const, option: { value: "L", label: "L", hint } }));
    const values = findConditions("l", found)
      .find((group) => group.value === "Values")
      ?.items.filter(({ section }) => section === "behaviour");
    expect(values).toMatchObject([
      { label: "L", detail: "Size, behaviour", field: "choice.size", effect: { set: "value", value: { value: "L", label: "L" } } },
      { label: "L", detail: "Tier, behaviour", field: "choice.tier" },
    ]);
  });

  it("knows what people call things", () => {
    expect(findConditions("newsletter", [])[0]?.items.map((item) => item.section)).toContain("mailingGroup");
    expect(findConditions("bought", [])[0]?.items.every((item) => item.section === "purchase")).toBe(true);
  });

  it("offers a looked-up code for each offered field that holds such codes", () => {
    const groups = findConditions("helena", [{ kind: "salesperson", option: { value: "HR", label: "Helena Ray" } }]);
    const values = groups.find((group) => group.value === "Values")?.items ?? [];
    expect(values.map((item) => `${item.section} ${item.field}`)).toEqual(["contact salespersonCode", "interaction salespersonCode"]);
    expect(values[0]?.effect).toEqual({ set: "value", value: { value: "HR", label: "Helena Ray" } });
  });

  it("offers the choices of a fixed list", () => {
    const values = findConditions("very pos", []).find((group) => group.value === "Values")?.items;
    expect(values).toMatchObject([{ label: "Very Positive", section: "interaction", field: "evaluation" }]);
  });

  it("puts a value of that very name before fields that only have to do with it", () => {
    const customer: FoundValue[] = [
      { kind: "industryGroup", option: { value: "CS", label: "Good customers" } },
      { kind: "businessRelation", option: { value: "CUST", label: "Customer" } },
    ];
    expect(findConditions("customer", customer).map((group) => group.value)).toEqual(["Values", "Fields", "Text"]);
    expect(findConditions("customer", customer)[0]?.items[0]).toMatchObject({ section: "businessRelation", field: "code" });
    expect(findConditions("city", [{ kind: "territory", option: { value: "C", label: "City" } }]).map((group) => group.value)).toEqual([
      "Fields",
      "Values",
      "Text",
    ]);
  });

  it("reads a field and its value in one go", () => {
    expect(fieldAndRest("post code DK-2*")).toMatchObject({ section: "contact", field: { key: "postCode" }, rest: "DK-2*" });
    expect(fieldAndRest("country is DK")).toMatchObject({ field: { key: "countryRegionCode" }, rest: "DK" });
    expect(fieldAndRest("city")).toBeNull();
    expect(findConditions("city aarhus", [])[0]?.items[0]).toMatchObject({
      label: "City: aarhus",
      effect: { set: "text", text: "aarhus" },
    });
  });

  it("takes any other text as a city, a name, an address or a number", () => {
    expect(labels("Odense")).toEqual(["Text: City is Odense, Name contains Odense"]);
    expect(findConditions("janice@contoso.com", [])[0]?.items[0]?.effect).toEqual({ set: "text", text: "*janice@contoso.com*" });
    expect(labels("CT100202")).toEqual(["Text: No. is CT100202, Post Code begins with CT100202"]);
  });

  it("quotes what the expression language would read as its own signs", () => {
    expect(findConditions("Marks & Co", []).at(-1)?.items[0]?.effect).toEqual({ set: "text", text: "'Marks & Co'" });
  });
});
