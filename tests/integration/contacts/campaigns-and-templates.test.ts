import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { findCampaign } from "@/lib/campaigns/find-campaign";
import { listCampaigns } from "@/lib/campaigns/list-campaigns";
import { findTemplate } from "@/lib/templates/find-template";
import { listTemplates } from "@/lib/templates/list-templates";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

it("campaigns are searched and sorted", async () => {
  const numbers = async (request: Parameters<typeof listCampaigns>[1]) =>
    (await listCampaigns(context, request)).campaigns.map(({ campaignNo }) => campaignNo);
  expect(await numbers({})).toEqual(["CP1", "CP2"]);
  expect(await numbers({ order: "starts", direction: "desc" })).toEqual(["CP2", "CP1"]);
  expect(await numbers({ search: "spri" })).toEqual(["CP1"]);
  expect(await numbers({ search: "mary" })).toEqual(["CP2"]);
  expect(await numbers({ search: "%" })).toEqual([]);
});

it("a campaign counts its interactions without canceled ones", async () => {
  expect(await findCampaign(context, { campaignNo: "CP1" })).toMatchObject({
    description: "Spring",
    startingDate: "2026-03-01",
    salesperson: "Jim Olive",
    interactions: 1,
    costLcy: 10,
    durationMin: 15,
    entries: [],
  });
  expect(await findCampaign(context, { campaignNo: "CP9" })).toBeNull();
});

it("templates are searched, sorted and narrowed to a group; groups count what was found", async () => {
  const list = await listTemplates(context, { order: "cost", direction: "desc" });
  expect(list.templates.map(({ code }) => code)).toEqual(["VISIT", "LETTER", "CALL", "MAIL", "PROMO", "COVER"]);
  expect(list.groups).toEqual([
    { code: "LETTERS", description: "Letters", templates: 4 },
    { code: "MEET", description: "Meetings", templates: 1 },
    { code: "PHONE", description: "Phone calls", templates: 1 },
  ]);
  expect((await listTemplates(context, { groupCode: "LETTERS", search: "letter" })).total).toBe(4);
  expect((await listTemplates(context, { search: "nothing" })).templates).toEqual([]);
});

it("a template shows its languages and what was recorded with it", async () => {
  expect(await findTemplate(context, { code: "LETTER" })).toMatchObject({
    group: { name: "Letters" },
    languages: [{ code: "DEU" }, { code: "ENU" }],
    interactions: 2,
    costLcy: 20,
    segments: [],
  });
  expect(await findTemplate(context, { code: "PROMO" })).toMatchObject({ campaign: { code: "CP1", name: "Spring" }, campaignTarget: true });
  expect(await findTemplate(context, { code: "NONE" })).toBeNull();
});
