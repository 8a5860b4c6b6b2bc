import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { saveBehaviourType } from "@/lib/behaviour/types";
import { inTransaction } from "@/lib/db/transaction";
import { ok } from "@/lib/result";
import { writeStandardSetup } from "@/lib/setup/standard-setup";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { importFile, numbersOf } from "../import/given-import";
import { value } from "../segmentation/worksheet";
import { givenContacts } from "./given";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  context = await testContext(db);
  await inTransaction(db, async (tx) =>
    ok(await writeStandardSetup(tx, { name: "Ada Admin", email: "ada@example.test", userId: "test-admin" })),
  );
  await db.pool.query("update marketing_setup set time_zone = 'Europe/Berlin'");
  await givenContacts(context, "ANN", "BEN");
});
afterAll(() => db.drop());

it("takes a CSV file of what contacts did, refuses rows with their reason, and counts the same file once (T-35)", async () => {
  const properties = [
    { name: "orderTotal", kind: "number" as const },
    { name: "plan", kind: "choice" as const, options: ["Basic", "Pro"] },
  ];
  value(await saveBehaviourType(context, { code: "bought", description: "Bought", keepDays: null, properties, isNew: true }));
  const file = [
    "Event;Date;Email;Order total;Plan;Note",
    "bought;16.03.2026 10:30;ann@example.test;1.200,50;pro;x",
    "Bought;2026-03-16T09:30:00Z;ann@example.test;;;",
    "visited;16.03.2026;cal@example.test;;;",
    "bought;16.03.2026 25:00;ann@example.test;;;",
    "bought;16.03.2026;ann@example.test;much;;",
    "bought;16.03.2026;ann@example.test;;gold;",
    "bought;16.03.2026;;;;",
    "bought;16.03.2999;ann@example.test;;;",
  ].join("\n");
  const imported = await importFile(context, file);
  expect(imported.row.kind).toBe("behaviour");
  expect(numbersOf(imported)).toEqual([8, 3, 0, 0, 5]);
  expect(imported.refusals.map(({ lineNo, columnName, reason }) => [lineNo, columnName, reason])).toEqual([
    [5, "Date", "There is no such time. Expected something like 14:30:00."],
    [6, "Order total", "This is no number. Expected something like 1234,50."],
    [7, "Plan", "Expected one of Basic, Pro."],
    [8, "Contact No.", "Nothing says which contact it is."],
    [9, "Occurred", "This is yet to come."],
  ]);
  expect(numbersOf(await importFile(context, file))).toEqual([8, 0, 0, 3, 5]);
  await givenContacts(context, "CAL");
  const { rows } = await db.pool.query(`
    select b.type_code, to_char(b.occurred_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at, c.contact_no, b.source, b.properties
    from behaviour b left join contact c on c.id = b.contact_id order by b.entry_no`);
  expect(rows).toEqual([
    { type_code: "BOUGHT", at: "2026-03-16 09:30", contact_no: "ANN", source: "IMPORT", properties: { orderTotal: 1200.5, plan: "Pro" } },
    { type_code: "BOUGHT", at: "2026-03-16 09:30", contact_no: "ANN", source: "IMPORT", properties: {} },
    { type_code: "VISITED", at: "2026-03-15 23:00", contact_no: "CAL", source: "IMPORT", properties: {} },
  ]);
});
