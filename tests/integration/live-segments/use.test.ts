import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { listContactsByFilter } from "@/lib/contacts/list-contacts";
import { editLive } from "@/lib/live-segments/edit-live";
import { listAllSegments } from "@/lib/live-segments/list-all-segments";
import { saveAsWorksheet } from "@/lib/live-segments/save-as-worksheet";
import { stopSegment } from "@/lib/live-segments/stop-segment";
import { findOverview } from "@/lib/overview/queries";
import { addLines } from "@/lib/segmentation/add-lines";
import { deleteSegment } from "@/lib/segmentation/delete-segment";
import { segmentationMessage } from "@/lib/segmentation/errors";
import { goBack } from "@/lib/segmentation/go-to-step";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { previewCriteria } from "@/lib/segmentation/preview-criteria";
import { removeLines } from "@/lib/segmentation/remove-lines";
import { whyContact } from "@/lib/segmentation/why-contact";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { contactsOf, givenSegment, segmentOf, take } from "../segmentation/worksheet";
import { all, country, everybody, givenDraft, givenLive, is, isIn, membersOf, rowVersion, value } from "./live";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

it("Add, Reduce, Refine, why and the list of contacts speak of a live segment as it is at that moment, folded by nobody", async () => {
  const german = await givenLive(context, { filter: country("DE") });
  await db.pool.query("update contact set country_region_code = 'DE' where contact_no in ('P900', 'P201')");
  const worksheet = await givenSegment(context);
  await take(context, worksheet, "add", all(isIn(german), is("type", "person"))); // P102 is excluded
  expect((await contactsOf(context, worksheet)).toSorted()).toEqual(["P101", "P201", "P900"]);
  await db.pool.query("update contact set country_region_code = 'GB' where contact_no = 'P201'");
  await take(context, worksheet, "refine", isIn(german));
  expect((await contactsOf(context, worksheet)).toSorted()).toEqual(["P101", "P900"]);
  await db.pool.query("update contact set country_region_code = 'SE' where contact_no = 'P900'");
  await take(context, worksheet, "reduce", isIn(german, false));
  expect((await contactsOf(context, worksheet)).toSorted()).toEqual(["P101"]);
  const listed = value(await listContactsByFilter(context, { filter: isIn(german), order: "contactNo" }));
  expect(listed.contacts.map(({ contactNo }) => contactNo)).toEqual(["C100", "P101", "P102"]);
  value(await addLines(context, { segmentNo: worksheet, contacts: { contactNos: ["P900", "C100"] } }));
  const alsoOn = await listSegmentLines(context, { segmentNo: worksheet, lines: { onSegment: german }, order: "contactNo" });
  expect(alsoOn?.lines.map(({ contactNo }) => contactNo)).toEqual(["C100", "P101"]);
  const why = await whyContact(context, { segmentNo: worksheet, contactNo: "P900" });
  expect(why?.steps.map(({ what, stillSo }) => [what, stillSo])).toEqual([
    ["came_in", false],
    ["stayed", false],
    ["left", true],
    ["came_in", true],
  ]);
});

it("a live segment follows a worksheet it speaks of, back and forth, and keeps it from being deleted", async () => {
  const worksheet = await givenSegment(context);
  const rest = await givenLive(context, { name: "The rest", filter: all(isIn(worksheet, false), is("type", "company")) });
  expect(await membersOf(context, rest)).toEqual(["C100", "C200", "C300"]);
  value(await addLines(context, { segmentNo: worksheet, contacts: { contactNos: ["C200"] } }));
  expect(await membersOf(context, rest)).toEqual(["C100", "C300"]);
  await take(context, worksheet, "add", country("DK"));
  expect(await membersOf(context, rest)).toEqual(["C100"]);
  value(await goBack(context, { segmentNo: worksheet, fromStep: 2 }));
  expect(await membersOf(context, rest)).toEqual(["C100", "C300"]);
  const { version } = (await segmentOf(context, worksheet)).header;
  const refused = await deleteSegment(context, { segmentNo: worksheet, version });
  expect(!refused.ok && "segmentNo" in refused.error && segmentationMessage(refused.error)).toBe(
    `Segment ${worksheet} is used by The rest (${rest}). Take it out of there first.`,
  );
});

it("S-32: what is added to a static segment by a query stays, whatever changes afterwards; looking alone adds nobody (T-51)", async () => {
  const worksheet = await givenSegment(context);
  const french = { kind: "add", filter: country("FR"), options: {} } as const;
  await db.pool.query("update contact set country_region_code = 'FR' where contact_no in ('P101', 'P201')");
  value(await previewCriteria(context, { segmentNo: worksheet, dialogId: "S-32", criteria: french }));
  expect(await contactsOf(context, worksheet)).toEqual([]);
  await take(context, worksheet, "add", french.filter);
  await db.pool.query(
    "update contact set country_region_code = case contact_no when 'P201' then 'GB' else 'FR' end where contact_no in ('P201', 'P202')",
  );
  expect((await contactsOf(context, worksheet)).toSorted()).toEqual(["P101", "P201"]);
  await db.pool.query(
    "update contact set country_region_code = case contact_no when 'P101' then 'DE' else 'GB' end where contact_no in ('P101', 'P202')",
  );
});

it("S-33: who is there already, and who is nobody's number, is told and changes nothing; the consumer here is a live segment (T-50, T-52)", async () => {
  const worksheet = await givenSegment(context);
  value(await addLines(context, { segmentNo: worksheet, contacts: { contactNos: ["C100", "C200"] } }));
  const consumer = await givenLive(context, { kind: "compound", filter: all(isIn(worksheet)) });
  const report = value(await addLines(context, { segmentNo: worksheet, contacts: { contactNos: ["C200", "C300", "C999"] } }));
  expect(report).toMatchObject({ added: 1, alreadyThere: 1, notFound: { count: 1, texts: ["C999"] } });
  expect(await removeLines(context, { segmentNo: worksheet, contactNos: ["P900"] })).toMatchObject({
    ok: true,
    value: { removed: 0, notThere: 1 },
  });
  expect(await contactsOf(context, worksheet)).toEqual(["C100", "C200", "C300"]);
  expect(await membersOf(context, consumer)).toEqual(["C100", "C200", "C300"]);
});

it("a live segment is saved as a worksheet of those who may be contacted, which does not follow it (T-55)", async () => {
  const danish = await givenLive(context, { name: "Danes", filter: country("DK") }); // P301 is blocked
  const { segmentNo, lines } = value(await saveAsWorksheet(context, { segmentNo: danish }));
  expect(lines).toBe(1);
  await db.pool.query("update contact set country_region_code = 'DK' where contact_no = 'P202'");
  expect(await contactsOf(context, segmentNo)).toEqual(["C300"]);
  expect((await segmentOf(context, segmentNo)).header.description).toBe("Danes");
  expect(await membersOf(context, danish)).toEqual(["C300", "P202", "P301"]);
});

it("one list holds all segments, with kind, state, size and its age, who joined lately, and how many use each", async () => {
  const { segments: before } = await findOverview(context, {});
  const [used, stopped] = [
    await givenLive(context, { name: "Zebra one", filter: everybody }),
    await givenLive(context, { name: "Zebra two", filter: country("SE") }),
  ];
  await givenDraft(context, { kind: "compound", name: "Zebra three", filter: isIn(used) });
  const worksheet = await givenSegment(context, { description: "Zebra sheet", campaignNo: "CP2" });
  value(await stopSegment(context, { segmentNo: stopped, rowVersion: await rowVersion(context, stopped) }));
  value(await editLive(context, { segmentNo: used, rowVersion: await rowVersion(context, used) }));
  const page = await listAllSegments(context, { search: "zebra", sort: "name", direction: "asc" });
  expect(page.rows.map(({ name, kind, state, size, usedBy }) => [name, kind, state, size, usedBy])).toEqual([
    ["Zebra one", "dynamic", "live_editable", 9, 1],
    ["Zebra sheet", "worksheet", "draft", 0, 0],
    ["Zebra three", "compound", "draft", null, 0],
    ["Zebra two", "dynamic", "stopped", 1, 0],
  ]);
  expect(page.rows[0]?.sizeAt).toEqual(context.now);
  expect(page.countBy.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  const found = async (request: Parameters<typeof listAllSegments>[1]) =>
    (await listAllSegments(context, { search: "zebra", ...request })).rows.map(({ name }) => name);
  expect(await found({ state: "live" })).toEqual(["Zebra one"]); // being edited, and live all the same
  expect(await found({ campaignNo: "CP2" })).toEqual(["Zebra sheet"]);
  for (const sort of ["changed", "number", "kind", "state", "size", "owner", "date", "campaign", "salesperson"] as const)
    expect(await found({ sort })).toHaveLength(4);
  const compound = await listAllSegments(context, { search: "zebra", kind: "worksheet" });
  expect([compound.total, compound.rows.map(({ segmentNo }) => segmentNo)]).toEqual([1, [worksheet]]);
  expect((await findOverview(context, {})).segments).toBe(before + 4);
});
