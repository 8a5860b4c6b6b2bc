import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { deleteContacts } from "@/lib/contact-upkeep/delete-contacts";
import { mergeContacts } from "@/lib/contact-upkeep/merge-contacts";
import type { Result } from "@/lib/result";
import { addLines } from "@/lib/segmentation/add-lines";
import { applyCriteria } from "@/lib/segmentation/apply-criteria";
import { findSegment } from "@/lib/segmentation/find-segment";
import { goBack } from "@/lib/segmentation/go-to-step";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { previewCriteria } from "@/lib/segmentation/preview-criteria";
import { givenBaseWorld } from "../../support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { checkInvariants, transact } from "../contact-sets/support";
import { importFile } from "../import/given-import";
import { country, everybody, givenSegment } from "../segmentation/worksheet";

const seconds = 12;
const people = 3_000;
let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  await db.pool.query(
    `insert into contact (contact_no, type, name, country_region_code, email)
     select 'X' || n, 'person', 'Person ' || n, (array['DE', 'DK', 'GB'])[1 + n % 3], 'x' || n || '@many.example' from generate_series(1, $1) n`,
    [people],
  );
  context = await testContext(db);
});
afterAll(() => db.drop());

const any = (below: number) => Math.floor(Math.random() * below);
const anyContact = () => `X${1 + any(people)}`;
/** What a person can act on: the records moved, are gone, or somebody else holds them right now. */
const actedOn = ["step_moved", "numbers_moved", "segment_locked", "contact_not_found", "nothing_to_go_back_from", "superseded"];

// In CiviCRM people saw deadlocks and lock time-outs of its group cache as soon as several of them worked.
it("fifty clients apply, go back, import, delete and merge at once: no lock error reaches anybody, and every count is exact", {
  timeout: 120_000,
}, async () => {
  const segments = await Promise.all(Array.from({ length: 8 }, (_, n) => givenSegment(context, { description: `Worksheet ${n}` })));
  const anySegment = () => segments[any(segments.length)] ?? "";
  const answered: Record<string, number> = {};
  const gone = { deleted: 0, merged: 0, deletions: 0, merges: 0 };
  let imported = 0;
  const count = <T>(what: string, result: Result<T, { code: string }>): T | null => {
    const key = result.ok ? `${what}: done` : `${what}: ${result.error.code}`;
    answered[key] = (answered[key] ?? 0) + 1;
    if (result.ok) return result.value;
    if (!actedOn.includes(result.error.code)) throw new Error(key);
    return null;
  };

  // Two files of one name and size by one person are one that is sent again.
  const importers = await Promise.all(
    [1, 2, 3, 4].map((n) =>
      testContext(db, { user: { id: `i${n}`, name: `Ida ${n}`, email: `i${n}@many.example`, role: "admin", salespersonCode: null } }),
    ),
  );
  const clients: Record<string, (client: number, turn: number) => Promise<unknown>> = {
    apply: async (client, turn) => {
      const segmentNo = anySegment();
      const kind = (["add", "add", "reduce", "refine"] as const)[any(4)] ?? "add";
      const filter = any(4) === 0 ? everybody : country((["DE", "DK", "GB"] as const)[turn % 3] ?? "DE");
      const criteria = { kind, filter, options: {} };
      const shown = count("preview", await previewCriteria(context, { segmentNo, dialogId: `client-${client}`, criteria }));
      if (shown) count("apply", await applyCriteria(context, { segmentNo, criteria, decidedAtStep: shown.step, shown: shown.numbers }));
    },
    look: async () => {
      const segmentNo = anySegment();
      await Promise.all([findSegment(context, { segmentNo }), listSegmentLines(context, { segmentNo, limit: 50 })]);
    },
    edit: async () => count("edit", await addLines(context, { segmentNo: anySegment(), contacts: { contactNos: [anyContact()] } })),
    goBack: async () => {
      const segmentNo = anySegment();
      const segment = await findSegment(context, { segmentNo });
      count("go back", await goBack(context, { segmentNo, fromStep: segment?.currentStep ?? 0 }));
      await sleep(200);
    },
    delete: async () => {
      const contacts = [...new Set([anyContact(), anyContact()])];
      const deleted = count("delete", await deleteContacts(context, { contactNos: contacts }));
      gone.deleted += deleted?.contacts ?? 0;
      gone.deletions += deleted ? contacts.length : 0;
      await sleep(300);
    },
    merge: async () => {
      const [keep, other] = [anyContact(), anyContact()];
      if (keep === other) return;
      const merged = count("merge", await mergeContacts(context, { keep, contactNos: [other] }));
      gone.merged += merged?.merged ?? 0;
      gone.merges += merged ? 1 : 0;
      await sleep(300);
    },
    import: async (client, turn) => {
      // Ten that are new, and ten that others may be deleting right now.
      const rows = Array.from({ length: 20 }, (_, n) =>
        n < 10
          ? `N-${client}-${turn}-${n},New Person,n${client}-${turn}-${n}@many.example`
          : `,Known Person,x${1 + any(people)}@many.example`,
      );
      const { row } = await importFile(importers[client] ?? context, `External ID,Name,Email\n${rows.join("\n")}\n`);
      expect(row.created + row.updated + row.unchanged + row.refused).toBe(20);
      imported += row.created;
      answered["import: done"] = (answered["import: done"] ?? 0) + 1;
      await sleep(300);
    },
  };
  const shares = { apply: 20, look: 8, edit: 8, goBack: 4, delete: 3, merge: 3, import: 4 };
  const end = Date.now() + seconds * 1_000;
  const faults: string[] = [];
  const all = Object.entries(shares).flatMap(([name, share]) => Array.from({ length: share }, (_, client) => ({ name, client })));
  expect(all).toHaveLength(50);
  await Promise.all(
    all.map(async ({ name, client }) => {
      for (let turn = 1; Date.now() < end; turn++) {
        await clients[name]?.(client, turn).catch((error: unknown) => faults.push(`${name}: ${error}`));
      }
    }),
  );

  expect(faults).toEqual([]);
  for (const what of ["apply", "edit", "go back", "delete", "merge", "import"]) expect(answered[`${what}: done`], what).toBeGreaterThan(0);
  await transact(db, checkInvariants);
  const { rows } = await db.pool.query(`
    select (select count(*)::int from contact) as contacts,
      (select count(*)::int from audit_entry where operation = 'contact.delete') as deletions,
      (select count(*)::int from audit_entry where operation = 'contact.merge') as merges,
      (select count(*)::int from (select distinct unnest(members) as id from contact_set_chunk join chunk_data using (data_id)) m where id not in (select id from contact)) as strangers`);
  expect(rows).toEqual([
    { contacts: 9 + people + imported - gone.deleted - gone.merged, deletions: gone.deletions, merges: gone.merges, strangers: 0 },
  ]);
});
