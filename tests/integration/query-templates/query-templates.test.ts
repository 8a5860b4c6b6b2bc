import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import type { Filter } from "@/lib/filters/schema";
import { countFilter } from "@/lib/live-segments/count-filter";
import { findLiveSegment } from "@/lib/live-segments/find-live-segment";
import { goLive } from "@/lib/live-segments/go-live";
import { saveDraft } from "@/lib/live-segments/save-draft";
import { deleteQueryTemplate, listQueryTemplates, restoreQueryTemplate, saveQueryTemplate } from "@/lib/query-templates/query-templates";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { all, country, givenDraft, group, has, is, membersOf, rowVersion, value } from "../live-segments/live";

let db: TestDatabase;
let context: OperationContext;
let other: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  other = await testContext(db, { user: { ...context.user, id: "bea", name: "Bea", email: "bea@example.test" } });
});
afterAll(() => db.drop());

const asked: Filter = { kind: "field", field: "code", op: "ask", as: "is", name: "Newsletter", hint: "The one they get." };
const seen = async (by: OperationContext) =>
  (await listQueryTemplates(by, {})).templates.map(({ name, own, ownerName }) => (own ? name : `${name} of ${ownerName}`));

it("S-23: what a template leaves open is neither counted nor taken live, and later changes of it change no segment; the block is a mailing group (T-24, T-25)", async () => {
  const filter = all(country("DE"), has("mailingGroup", asked));
  const { id } = value(await saveQueryTemplate(context, { name: "Readers", shared: true, filter }));
  const copied = (await listQueryTemplates(other, {})).templates.find((template) => template.id === id)?.filter;
  expect(copied).toEqual(filter);
  const segmentNo = await givenDraft(other, { filter: copied ?? all() });
  expect(await countFilter(other, { filter, dialogId: "S-23" })).toMatchObject({
    error: { code: "filter_refused", error: { code: "placeholder_left", field: "Mailing Group", name: "Newsletter" } },
  });
  expect(await goLive(other, { segmentNo, rowVersion: await rowVersion(other, segmentNo) })).toMatchObject({
    error: { code: "has_errors", findings: [{ code: "PLACEHOLDER_LEFT", path: "of.1.where.of.0" }] },
  });
  const filled = all(country("DE"), group("NEWS"));
  value(await saveDraft(other, { segmentNo, rowVersion: await rowVersion(other, segmentNo), filter: filled }));
  expect(await countFilter(other, { filter: filled, dialogId: "S-23" })).toMatchObject({ ok: true });
  value(await goLive(other, { segmentNo, rowVersion: await rowVersion(other, segmentNo) }));
  const members = await membersOf(other, segmentNo);
  value(await saveQueryTemplate(context, { id, name: "Readers", shared: true, filter: country("SE") }));
  expect(await membersOf(other, segmentNo)).toEqual(members);
  expect(await findLiveSegment(other, { segmentNo })).toMatchObject({ published: { filter: filled } });
});

it("templates are one's own or shared, named once a person, changed and deleted by their owner only, and come back (T-25)", async () => {
  const { id } = value(await saveQueryTemplate(context, { name: "Swedes", shared: false, filter: country("SE") }));
  expect([await seen(context), await seen(other)]).toEqual([["Readers", "Swedes"], [`Readers of ${context.user.name}`]]);
  expect(await saveQueryTemplate(context, { name: "SWEDES", shared: false, filter: country("SE") })).toMatchObject({
    error: { code: "query_template_name_taken", name: "SWEDES" },
  });
  value(await saveQueryTemplate(other, { name: "Swedes", shared: false, filter: is("city", "Malmö") }));
  value(await saveQueryTemplate(context, { id, name: "All Swedes", description: "Wherever they live", shared: true }));
  const changed = (await listQueryTemplates(other, {})).templates.find((template) => template.id === id);
  expect(changed).toMatchObject({ name: "All Swedes", filter: country("SE"), own: false });
  expect(await saveQueryTemplate(other, { id, name: "Mine", shared: false })).toMatchObject({
    error: { code: "query_template_not_found" },
  });
  expect(await deleteQueryTemplate(other, { id })).toMatchObject({ error: { code: "query_template_not_found" } });
  value(await deleteQueryTemplate(context, { id }));
  expect(await seen(other)).toEqual(["Swedes", `Readers of ${context.user.name}`]);
  value(await restoreQueryTemplate(context, { id }));
  expect(await seen(context)).toEqual(["All Swedes", "Readers"]);
  expect(await saveQueryTemplate(context, { name: "Nothing", shared: false })).toMatchObject({ error: { code: "invalid_input" } });
});
