import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AccessDenied, type OperationContext } from "@/lib/access/operation";
import { exportContacts } from "@/lib/contacts/export-contacts";
import { isLastLine } from "@/lib/csv/last-line";
import { listExports } from "@/lib/exports/list-exports";
import type { ExportFile } from "@/lib/exports/open-export";
import { exportLogEntries, exportLoggedSegments } from "@/lib/logging/export-log";
import { exportSegmentLines } from "@/lib/segmentation/export-segment-lines";
import hostile from "@/tests/fixtures/blns.json";
import { givenBaseWorld } from "@/tests/support/base-world";
import { readSheet, readZip } from "@/tests/support/read-zip";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { importFile } from "../import/given-import";
import { givenWorksheet, log } from "../logging/support";
import { contactNo, everybody, givenSegment, take, value } from "../segmentation/worksheet";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

async function bytesOf(file: ExportFile | null): Promise<Buffer> {
  if (!file) throw new Error("there is no such file");
  const parts: Uint8Array[] = [];
  for await (const part of file.content) parts.push(part);
  return Buffer.concat(parts);
}

const recordsOf = (csv: Buffer): string[][] => parse(csv, { bom: true, relax_column_count: true });
/** The locks of exports that are being read. */
const held = "locktype = 'advisory' and classid = 20261126 and database = (select oid from pg_database where datname = current_database())";
const newest = async () => (await listExports(context, {})).rows[0];

describe("what is exported", () => {
  it("EXP-001 a file of lines holds the columns that were chosen, EXP-004 and a spreadsheet opens with the segment's lines alone", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", everybody);
    await take(context, segmentNo, "refine", contactNo("P201"));
    const columns = ["lineDate", "no", "costLcy", "name"];
    expect(recordsOf(await bytesOf(await exportSegmentLines(context, { segmentNo, columns }))).slice(0, -1)).toEqual([
      ["No.", "Name", "Line Date", "Cost (LCY)"],
      ["P201", "Cara Bell", "2026-03-16", "0"],
    ]);
    const files = readZip(await bytesOf(await exportSegmentLines(context, { segmentNo, columns, format: "xlsx" })));
    expect(readSheet(files.get("xl/worksheets/sheet1.xml") ?? "")).toEqual([
      ["No.", "Name", "Line Date", "Cost (LCY)"],
      ["P201", "Cara Bell", "46097", "0"],
    ]);
    await expect(exportSegmentLines(context, { segmentNo, columns: ["password"] })).rejects.toThrow("Invalid option");
  });

  it("all contacts, entries of a logged segment, the whole log, and logged segments go out with their list's filter", async () => {
    const segmentNo = await givenWorksheet(context, ["C100", "P101"]);
    const { entryNo } = value(await log(context, segmentNo));
    const entries = recordsOf(await bytesOf(await exportLogEntries(context, { loggedSegmentEntryNo: entryNo })));
    expect(entries.slice(1, -1).map((row) => [row[2], row[6]])).toEqual([
      ["P101", "Spring letter"],
      ["C100", "Spring letter"],
    ]);
    expect(await newest()).toMatchObject({
      kind: "interaction_log_entries",
      subjectKey: String(entryNo),
      rows: 2,
      filterWords: expect.stringContaining(`Logged segment is ${entryNo}`),
    });
    expect(
      recordsOf(await bytesOf(await exportLogEntries(context, { contactNo: "C100", loggedSegmentEntryNo: entryNo }))).slice(1, -1),
    ).toHaveLength(1);
    const logged = recordsOf(await bytesOf(await exportLoggedSegments(context, { canceled: "counted" })));
    expect(logged.slice(1, -1).map((row) => row.slice(0, 3))).toContainEqual([String(entryNo), segmentNo, "Spring letter"]);
    expect(recordsOf(await bytesOf(await exportLoggedSegments(context, { canceled: "canceled" }))).slice(1, -1)).toEqual([]);
    const companies = recordsOf(await bytesOf(await exportContacts(context, { type: "company", order: "contactNo", direction: "desc" })));
    expect(companies[0]).toHaveLength(39);
    expect(companies.slice(1, -1).map(([no]) => no)).toEqual(["C300", "C200", "C100"]);
    expect(await newest()).toMatchObject({
      title: "Contacts",
      filterWords: "Type is Company; by number, descending",
      columns: 39,
      rows: 3,
    });
  });

  it("comes back unchanged through our import, whatever stands in it, and the last line is no row", async () => {
    const names = [...hostile, "'=1", "''=1", "-5", "@x", "' +1", "'", "# End of export: 1 row"];
    await db.pool.query(
      `insert into contact (contact_no, type, name, job_title, external_id, city)
       select 'H' || n, 'person', name, name, 'hostile-' || n, name from unnest($1::text[]) with ordinality as each (name, n)`,
      [
        names
          .map((name) =>
            name
              .replaceAll("\u0000", "")
              .replace(/[\s\u00a0]+/g, " ")
              .trim()
              .slice(0, 60)
              .trim(),
          )
          .map((name) => name || "blank"),
      ],
    );
    const csv = await bytesOf(
      await exportContacts(context, { type: "person", columns: ["externalId", "name", "jobTitle", "city", "type"] }),
    );
    for (const record of recordsOf(csv).slice(1)) for (const cell of record) expect(cell).not.toMatch(/^\s*[=+\-@\t\r＝＋－＠]/);
    const hostileOnly = Buffer.from(
      `${csv
        .toString()
        .split("\r\n")
        .filter((line, at, all) => at === 0 || line.includes("hostile-") || at >= all.length - 2)
        .join("\r\n")}`,
    );
    const stored = async () =>
      (await db.pool.query("select external_id, name, job_title, city from contact where external_id like 'hostile-%' order by id")).rows;
    const before = await stored();
    expect(before).toHaveLength(names.length);
    const imported = await importFile(context, hostileOnly);
    expect(imported.refusals).toEqual([]);
    expect(imported.row).toMatchObject({ rowsRead: names.length, created: 0 });
    expect(await stored()).toEqual(before);
    await db.pool.query("delete from contact where external_id like 'hostile-%'");
  });
});

describe("whether all of it arrived", () => {
  it("the last line tells rows and checksum, and the list of exports the same, in both formats", async () => {
    const segmentNo = await givenSegment(context, { description: "Checked" });
    await take(context, segmentNo, "add", everybody);
    const csv = (await bytesOf(await exportSegmentLines(context, { segmentNo, lines: { search: "alder" } }))).toString();
    const lines = csv.split(/(?<=\r\n)/);
    const sum = createHash("sha256").update(lines.slice(0, -1).join("")).digest("hex");
    expect(lines.at(-1)).toBe(`# End of export: ${lines.length - 2} rows. SHA-256 of all lines above: ${sum}\r\n`);
    const row = await newest();
    expect(row).toMatchObject({
      kind: "segment_lines",
      subjectKey: segmentNo,
      format: "csv",
      state: "done",
      rows: lines.length - 2,
      sha256: sum,
      userName: "Ada Admin",
    });
    expect(row?.filterWords).toBe("found by “alder”; by company");
    const files = readZip(await bytesOf(await exportSegmentLines(context, { segmentNo, lines: { search: "alder" }, format: "xlsx" })));
    expect(readSheet(files.get("xl/worksheets/sheet2.xml") ?? "").slice(-2)).toEqual([
      ["Rows", String(lines.length - 2)],
      ["SHA-256 of heading and rows as CSV", sum],
    ]);
    expect(await newest()).toMatchObject({ format: "xlsx", state: "done", rows: lines.length - 2, sha256: sum });
  });

  it("a download that is left in the middle is written down as aborted, lacks its last line, and holds nothing up", async () => {
    await db.pool.query(
      "insert into contact (contact_no, type, name) select 'M' || n, 'company', 'Many ' || n from generate_series(1, 9000) n",
    );
    for (let round = 0; round < 22; round++) {
      const file = await exportContacts(context, {});
      let read = "";
      for await (const part of file.content) {
        read += Buffer.from(part).toString();
        if (read.length > 100_000) break;
      }
      expect(parse(read, { bom: true, relax_column_count: true, relax_quotes: true }).some((cells: string[]) => isLastLine(cells))).toBe(
        false,
      );
    }
    const row = await newest();
    expect(row).toMatchObject({ state: "aborted", sha256: null });
    expect(row?.rows).toBeGreaterThan(0);
    expect(row?.rows).toBeLessThan(9_000);
    const locks = await db.pool.query(`select count(*)::int as n from pg_locks where ${held}`);
    expect(locks.rows).toEqual([{ n: 0 }]);
  });

  it("one that fails is written down as failed and breaks off", async () => {
    const file = await exportContacts(context, {});
    await file.content.next();
    await file.content.next();
    const { rows } = await db.pool.query<{ pid: number }>(`select pid from pg_locks where ${held}`);
    await db.pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
    await expect(bytesOf(file)).rejects.toThrow();
    expect(await newest()).toMatchObject({ state: "failed", sha256: null });
  });

  it("one whose server ended counts as aborted, one that is being read as running", async () => {
    const before = { ...context, now: new Date(Date.now() - 120_000) };
    const file = await exportContacts(before, {});
    await file.content.next();
    await file.content.next();
    expect(await newest()).toMatchObject({ state: "running" });
    await exportContacts(before, {}); // nobody ever reads it
    await sleep(1);
    expect((await listExports(context, {})).rows.slice(0, 2).map(({ state }) => state)).toEqual(["aborted", "running"]);
    await file.content.return();
  });
});

it("a marketer sees the own exports only, an administrator all, and a viewer may neither export nor look", async () => {
  const user = (role: "viewer" | "marketer") => ({ id: role, name: role, email: `${role}@example.test`, role, salespersonCode: null });
  const marketer = await testContext(db, { user: user("marketer") });
  await bytesOf(await exportLoggedSegments(marketer, {}));
  const own = await listExports(marketer, {});
  expect([own.total, own.everybody, own.rows.map(({ userName }) => userName)]).toEqual([1, false, ["marketer"]]);
  expect((await listExports(context, {})).total).toBeGreaterThan(20);
  const viewer = await testContext(db, { user: user("viewer") });
  for (const asked of [exportContacts, exportLogEntries, exportLoggedSegments, listExports])
    await expect(async () => asked(viewer, {})).rejects.toThrow(AccessDenied);
  const audit = await db.pool.query(
    "select operation, subject_kind, detail->>'format' as format from audit_entry where user_id = 'marketer'",
  );
  expect(audit.rows).toEqual([{ operation: "loggedSegment.export", subject_kind: "logged_segments", format: "csv" }]);
});
