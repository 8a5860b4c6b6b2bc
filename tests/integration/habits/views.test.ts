import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { findThings } from "@/lib/habits/find-things";
import { listPins, setPin } from "@/lib/habits/pins";
import { mostViews } from "@/lib/habits/view-schema";
import { deleteView, listViews, restoreView, saveView, setDefaultView } from "@/lib/habits/views";
import { recordHistory } from "@/lib/history/list-history";
import { err, ok } from "@/lib/result";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { value } from "../segmentation/worksheet";

let db: TestDatabase;
let ada: OperationContext;
let vera: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  ada = await testContext(db);
  vera = await testContext(db, {
    user: { id: "vera", name: "Vera Viewer", email: "vera@example.test", role: "viewer", salespersonCode: null },
  });
});
afterAll(() => db.drop());

const view = { list: "segments", name: "My drafts", shared: false, search: "state=draft&mine=1", isDefault: false } as const;
const names = async (of: OperationContext, list: "segments" | "contacts" = "segments") =>
  (await listViews(of, { list })).map(({ name }) => name);

it("a view is its owner's until it is shared, and only the owner changes it", async () => {
  const { id } = value(await saveView(ada, view));
  expect(await listViews(ada, { list: "segments" })).toEqual([
    { id, name: "My drafts", search: view.search, shared: false, own: true, ownerName: "Ada Admin", isDefault: false },
  ]);
  expect(await names(vera)).toEqual([]);
  expect(await names(ada, "contacts")).toEqual([]);
  value(await saveView(ada, { ...view, id, shared: true }));
  expect(await listViews(vera, { list: "segments" })).toMatchObject([{ id, own: false, ownerName: "Ada Admin" }]);
  expect(await saveView(vera, { ...view, id })).toEqual(err({ code: "view_not_found" }));
  expect(await deleteView(vera, { id })).toEqual(err({ code: "view_not_found" }));
  expect(await findThings(vera, { search: "drafts" })).toMatchObject([
    { kind: "view", things: [{ title: "My drafts", href: `/segments?view=${id}` }] },
  ]);
});

it("each person has one view that a list opens with, also one that another shares", async () => {
  const [shared] = await listViews(vera, { list: "segments" });
  if (!shared) throw new Error("nothing is shared");
  const own = value(await saveView(vera, { ...view, name: "Mine", isDefault: true }));
  const defaults = async (of: OperationContext) =>
    (await listViews(of, { list: "segments" })).filter(({ isDefault }) => isDefault).map(({ id }) => id);
  expect(await defaults(vera)).toEqual([own.id]);
  expect(await setDefaultView(vera, { list: "segments", id: shared.id })).toEqual(ok(null));
  expect(await defaults(vera)).toEqual([shared.id]);
  expect(await defaults(ada)).toEqual([]);
  expect(await setDefaultView(ada, { list: "segments", id: own.id })).toEqual(err({ code: "view_not_found" })); // private
  expect(await setDefaultView(vera, { list: "contacts", id: own.id })).toEqual(err({ code: "view_not_found" })); // of another list
  await setDefaultView(vera, { list: "segments", id: null });
  expect(await defaults(vera)).toEqual([]);
});

it("names are one's own once a list, whatever their case, and views have a number they cannot pass", async () => {
  expect(await saveView(ada, { ...view, name: "MY DRAFTS" })).toEqual(err({ code: "view_name_taken", name: "MY DRAFTS" }));
  value(await saveView(ada, { ...view, list: "contacts" }));
  for (let n = 2; n <= mostViews; n++) value(await saveView(ada, { ...view, name: `View ${n}` }));
  expect(await saveView(ada, { ...view, name: "One more" })).toEqual(err({ code: "too_many_views", most: mostViews }));
});

it("a deleted view takes its pin and its place as the first along, and comes back with them for a day", async () => {
  const { id } = value(await saveView(vera, { ...view, name: "Letters", isDefault: true }));
  value(await setPin(vera, { kind: "view", key: String(id), pinned: true }));
  expect(await deleteView(vera, { id })).toEqual(ok(null));
  expect(await names(vera)).not.toContain("Letters");
  expect(await listPins(vera, {})).toEqual([]);
  expect(await restoreView(ada, { id })).toEqual(err({ code: "view_not_found" }));
  expect(await restoreView(vera, { id })).toEqual(ok(null));
  expect(await listPins(vera, {})).toMatchObject([{ title: "Letters" }]);
  expect((await listViews(vera, { list: "segments" })).find((each) => each.id === id)).toMatchObject({ isDefault: true });
  value(await deleteView(vera, { id }));
  const other = value(await saveView(vera, { ...view, name: "Short-lived" }));
  value(await deleteView({ ...vera, now: new Date(vera.now.getTime() + 25 * 3_600_000) }, { id: other.id }));
  expect(await restoreView(vera, { id })).toEqual(err({ code: "view_not_found" }));
});

it("views of members are found by no search and cannot be pinned, since they are of no one segment", async () => {
  const { id } = value(
    await saveView(vera, { ...view, list: "members", name: "By city", search: "sort=city&columns=name,city", isDefault: true }),
  );
  expect(await listViews(vera, { list: "members" })).toMatchObject([{ id, search: "sort=city&columns=name,city", isDefault: true }]);
  expect(await findThings(vera, { search: "by city" })).toEqual([]);
  expect(await setPin(vera, { kind: "view", key: String(id), pinned: true })).toMatchObject({ error: { code: "thing_not_found" } });
});

it("what is done with views is recorded, before and after", async () => {
  const { rows } = await db.pool.query(
    "select operation, detail from audit_entry where subject_kind = 'view' and user_id = 'test-admin' order by id limit 2",
  );
  expect(rows).toMatchObject([
    { operation: "view.save", detail: { name: "My drafts", shared: false } },
    { operation: "view.save", detail: { before: { shared: false }, after: { shared: true } } },
  ]);
  expect((await recordHistory(vera, { kind: "segment", key: "SM1" })).entries).toEqual([]);
});
