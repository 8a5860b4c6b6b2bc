import { describe, expect, it } from "vitest";
import { chosenColumns, usualColumns, writtenColumns } from "@/components/segments/line-column-names";
import { isNarrowed, lineFilterOf, linesHref, parseCompared, parseLinesAddress } from "@/components/segments/lines-address";

describe("the address of the lines", () => {
  it("reads search, choices, sort and step", () => {
    const address = parseLinesAddress({ search: " ltd ", channel: "email", changed: "1", sort: "city", direction: "desc", step: "3" });
    expect(address).toMatchObject({ search: "ltd", channel: "email", changed: "1", sort: "city", direction: "desc", step: 3 });
    expect(lineFilterOf(address)).toEqual({
      search: "ltd",
      channel: "email",
      salespersonCode: null,
      countryRegionCode: null,
      type: null,
      interactionTemplateCode: null,
      languageCode: null,
      campaignNo: null,
      evaluation: null,
      changed: true,
      changedField: null,
      withoutEmail: false,
      city: null,
      reach: null,
      others: null,
      than: "",
      onSegment: null,
      onLoggedSegment: null,
    });
  });

  it("takes what makes no sense as not given", () => {
    const address = parseLinesAddress({ channel: "pigeon", sort: "shoe size", step: "many", direction: ["desc", "asc"], unknown: "1" });
    expect(address).toEqual({ direction: "desc" });
    expect(isNarrowed(lineFilterOf(address))).toBe(false);
  });

  it("starts at the top when search, choice or sort changes", () => {
    const address = parseLinesAddress({ search: "ltd", after: "abc", step: "2" });
    expect(linesHref("/segments/SM1", address, { sort: "city" })).toBe("/segments/SM1?search=ltd&step=2&sort=city");
    expect(linesHref("/segments/SM1", address, { search: null })).toBe("/segments/SM1?step=2");
    expect(linesHref("/segments/SM1", address, { after: "def" })).toBe("/segments/SM1?search=ltd&after=def&step=2");
  });

  it("keeps the place when a line is opened or other columns are chosen", () => {
    const address = parseLinesAddress({ after: "abc" });
    expect(linesHref("/segments/SM1", address, { line: "CT1" })).toBe("/segments/SM1?after=abc&line=CT1");
    expect(linesHref("/segments/SM1", address, { columns: "city" })).toBe("/segments/SM1?after=abc&columns=city");
  });

  it("keeps the place when the numbers are shown in between, and what they are compared with leaves with them", () => {
    const address = parseLinesAddress({ after: "abc", show: "numbers", withLogged: "7" });
    expect(linesHref("/segments/SM1", address, { show: null, withLogged: null, line: null })).toBe("/segments/SM1?after=abc");
    expect(parseCompared({ withSegment: ["SM2", "SM3"], withLogged: "none" })).toEqual({ withSegment: "SM2" });
  });

  it("narrows by what a bar of the numbers stands for", () => {
    const address = parseLinesAddress({ city: "", reach: "no_email", others: "city", than: "Berlin\n", onSegment: "SM2", onLogged: "7" });
    expect(lineFilterOf(address)).toMatchObject({
      ...{ city: "", reach: "no_email", others: "city", than: "Berlin\n", onSegment: "SM2", onLoggedSegment: 7 },
    });
    const alone = ["city", "reach", "others", "onSegment", "onLogged"] as const;
    expect(alone.map((name) => isNarrowed(lineFilterOf({ [name]: address[name] })))).toEqual([true, true, true, true, true]);
    expect(isNarrowed(lineFilterOf({ than: "Berlin" }))).toBe(false);
  });

  it("narrows by the values of changed lines", () => {
    const address = parseLinesAddress({ template: "CALL", language: "", evaluation: "positive", field: "costLcy" });
    expect(lineFilterOf(address)).toMatchObject({
      interactionTemplateCode: "CALL",
      languageCode: "",
      evaluation: "positive",
      changedField: "costLcy",
    });
    expect(
      ["language", "evaluation", "field", "campaign"].map((name) =>
        isNarrowed(lineFilterOf(parseLinesAddress({ [name]: name === "evaluation" ? "none" : name === "field" ? "date" : "X" }))),
      ),
    ).toEqual([true, true, true, true]);
  });
});

describe("the columns of the lines", () => {
  it("stand in one order, leave out what makes no sense, and need no address when they are the usual ones", () => {
    expect(chosenColumns("step,shoeSize,city")).toEqual(["city", "step"]);
    expect(chosenColumns("shoeSize")).toBeNull();
    expect(chosenColumns(undefined)).toBeNull();
    expect(writtenColumns([...usualColumns].reverse())).toBeNull();
    expect(writtenColumns(["step", "evaluation"])).toBe("evaluation,step");
  });
});
