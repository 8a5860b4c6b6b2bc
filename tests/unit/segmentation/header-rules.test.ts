import { describe, expect, it } from "vitest";
import { err, ok } from "@/lib/result";
import { emptyHeader, headerAfter, headerDifference, type Template } from "@/lib/segmentation/header-rules";

const empty = emptyHeader("2026-03-16", null);
const promo: Template = {
  code: "PROMO",
  interactionGroupCode: "LETTERS",
  languageCode: "ENU",
  correspondenceType: "email",
  ignoreContactCorresType: true,
  informationFlow: "outbound",
  initiatedBy: "us",
  unitCostLcy: 1,
  unitDurationMin: 1,
  campaignNo: "CP1",
  campaignTarget: true,
  campaignResponse: false,
};
const call: Template = {
  ...promo,
  code: "CALL",
  interactionGroupCode: "PHONE",
  languageCode: null,
  correspondenceType: null,
  ignoreContactCorresType: false,
  unitCostLcy: 5,
  unitDurationMin: 3,
  campaignNo: null,
  campaignTarget: false,
};

describe("another template", () => {
  it("brings its presets, its campaign and its flags", () => {
    const { code, ...presets } = promo;
    expect(headerAfter({ ...empty, campaignNo: "CP2" }, { interactionTemplateCode: "PROMO" }, promo)).toEqual(
      ok({ ...empty, ...presets, interactionTemplateCode: code }),
    );
  });

  it("leaves the campaign when it has none", () => {
    const after = headerAfter({ ...empty, campaignNo: "CP2" }, { interactionTemplateCode: "CALL" }, call);
    expect(after).toMatchObject(ok({ campaignNo: "CP2", unitCostLcy: 5, unitDurationMin: 3, correspondenceType: null }));
  });

  it("gives way to what the same request says", () => {
    const changes = { interactionTemplateCode: "PROMO", unitCostLcy: 7, campaignNo: "CP2" };
    expect(headerAfter(empty, changes, promo)).toMatchObject(ok({ unitCostLcy: 7, campaignNo: "CP2", campaignTarget: true }));
  });

  it("named again changes nothing", () => {
    const before = { ...empty, interactionTemplateCode: "CALL", unitCostLcy: 9 };
    expect(headerAfter(before, { interactionTemplateCode: "CALL" }, call)).toEqual(ok(before));
  });

  it("can be cleared: the presets go, the campaign stays", () => {
    const set = headerAfter(empty, { interactionTemplateCode: "PROMO" }, promo);
    const cleared = set.ok ? headerAfter(set.value, { interactionTemplateCode: null }, null) : set;
    expect(cleared).toEqual(ok({ ...empty, campaignNo: "CP1", campaignTarget: true }));
  });
});

describe("the campaign", () => {
  it("takes its flags with it when it is cleared", () => {
    const before = { ...empty, campaignNo: "CP1", campaignTarget: true, campaignResponse: true };
    expect(headerAfter(before, { campaignNo: null }, null)).toEqual(ok(empty));
  });

  it("is needed for a flag", () => {
    expect(headerAfter(empty, { campaignTarget: true }, null)).toEqual(err({ code: "campaign_needed" }));
    expect(headerAfter(empty, { campaignResponse: true }, null)).toEqual(err({ code: "campaign_needed" }));
  });

  it("is not asked for by a template that presets a flag alone", () => {
    expect(headerAfter(empty, { interactionTemplateCode: "PROMO" }, { ...promo, campaignNo: null })).toMatchObject(
      ok({ campaignNo: null, campaignTarget: false }),
    );
  });
});

it("names the fields that changed, before and after", () => {
  expect(headerDifference(empty, { ...empty, unitCostLcy: 3 })).toEqual({ before: { unitCostLcy: 0 }, after: { unitCostLcy: 3 } });
  expect(headerDifference(empty, { ...empty })).toEqual({ before: {}, after: {} });
});
