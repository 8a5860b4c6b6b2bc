import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { exportRefusedRows } from "@/lib/contacts/import/refused-rows";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok } from "@/lib/result";
import { writeStandardSetup } from "@/lib/setup/standard-setup";
import { completeUpload } from "@/lib/uploads/complete-upload";
import { createUpload } from "@/lib/uploads/create-upload";
import { uploadMessage } from "@/lib/uploads/errors";
import { findUpload } from "@/lib/uploads/find-upload";
import { maxUploadBytes, partBytes } from "@/lib/uploads/limits";
import { readParts } from "@/lib/uploads/read-parts";
import { writePart } from "@/lib/uploads/write-part";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { givenImport, givenUpload, importFile, numbersOf, sha256 } from "./given-import";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  context = await testContext(db);
  await inTransaction(db, async (tx) =>
    ok(await writeStandardSetup(tx, { name: "Ada Admin", email: "ada@example.test", userId: "test-admin" })),
  );
});
afterAll(() => db.drop());

describe("sales facts", () => {
  const file =
    'Email,Item No.,Date,Quantity,Amount\nann@acme.dk,1000,16.03.2026,2,"1,200.50"\nnobody@acme.dk,1000,16.03.2026,1,1\nann@acme.dk,,16.03.2026,1,1\nann@acme.dk,1001,30.02.2026,1,1\nann@acme.dk,1001,17.03.2026,,\n';
  it("count for the contact and its company; what cannot be told is refused", async () => {
    await importFile(context, "Type,Name,Company Name,Email\ncompany,Acme,,\nperson,Ann Berg,Acme,ann@acme.dk\n");
    const imported = await importFile(context, file);
    expect(imported.row.kind).toBe("sales_facts");
    expect(numbersOf(imported)).toEqual([5, 2, 0, 0, 3]);
    expect(imported.refusals.map(({ lineNo, columnName, reason }) => [lineNo, columnName, reason])).toEqual([
      [3, "Contact", "There is no such contact."],
      [4, "Item No.", "It is empty."],
      [5, "Date", "There is no such day."],
    ]);
    const { rows } = await db.pool.query(
      "select c.name, o.name as company, item_no, posting_date, quantity::float, amount_lcy::float from value_entry v join contact c on c.id = v.contact_id join contact o on o.id = v.company_id order by entry_no",
    );
    expect(rows).toEqual([
      { name: "Ann Berg", company: "Acme", item_no: "1000", posting_date: "2026-03-16", quantity: 2, amount_lcy: 1200.5 },
      { name: "Ann Berg", company: "Acme", item_no: "1001", posting_date: "2026-03-17", quantity: 0, amount_lcy: 0 },
    ]);
  });
  it("of a file that was imported before are not counted twice unawares", async () => {
    expect(await givenImport(context, file)).toMatchObject(err({ code: "imported_before" }));
    expect(numbersOf(await importFile(context, file, { again: true }))).toEqual([5, 2, 0, 0, 3]);
  });
});

describe("uploads", () => {
  const bytes = Buffer.alloc(partBytes + 10, "name,city\n");
  const [first, second] = [bytes.subarray(0, partBytes), bytes.subarray(partBytes)];

  it("of 2 GB are refused at once, naming the limit", async () => {
    const refused = await createUpload(context, { fileName: "huge.csv", size: 2 * 1024 ** 3 });
    expect(refused).toEqual(err({ code: "file_too_large", size: 2 * 1024 ** 3 }));
    expect(uploadMessage({ code: "file_too_large", size: 2 * 1024 ** 3 })).toContain(
      "This file has 2 GB; 1 GB is the most that is taken. Nothing was sent.",
    );
    expect(await createUpload(context, { fileName: "most.csv", size: maxUploadBytes })).toMatchObject({ ok: true });
    expect(await createUpload(context, { fileName: "empty.csv", size: 0 })).toEqual(err({ code: "file_empty", fileName: "empty.csv" }));
  });

  it("go on where they stopped, and check each part and the whole", async () => {
    const begun = await createUpload(context, { fileName: "two-parts.csv", size: bytes.length });
    if (!begun.ok) throw new Error(begun.error.code);
    const { uploadId } = begun.value;
    expect(await writePart(context, { uploadId, partNo: 0, sha256: sha256(second), content: first })).toEqual(err({ code: "wrong_hash" }));
    expect(await writePart(context, { uploadId, partNo: 0, sha256: sha256(second), content: second })).toEqual(
      err({ code: "wrong_length", expected: partBytes, received: 10 }),
    );
    expect(await writePart(context, { uploadId, partNo: 2, sha256: sha256(second), content: second })).toEqual(
      err({ code: "no_such_part", parts: 2 }),
    );
    expect(await writePart(context, { uploadId, partNo: 1, sha256: sha256(second), content: second })).toEqual(ok({ received: 10 }));
    expect(await completeUpload(context, { uploadId, sha256: sha256(bytes) })).toEqual(err({ code: "parts_missing", missing: 1 }));
    expect(await createUpload(context, { fileName: "two-parts.csv", size: bytes.length })).toEqual(
      ok({ uploadId, partBytes, received: [1] }),
    );
    expect(await writePart(context, { uploadId, partNo: 0, sha256: sha256(first), content: first })).toEqual(
      ok({ received: bytes.length }),
    );
    expect(await writePart(context, { uploadId, partNo: 0, sha256: sha256(first), content: first })).toEqual(
      ok({ received: bytes.length }),
    );
    expect(await completeUpload(context, { uploadId, sha256: sha256(bytes) })).toEqual(ok({ uploadId }));
    expect(await writePart(context, { uploadId, partNo: 0, sha256: sha256(first), content: first })).toEqual(
      err({ code: "upload_complete" }),
    );
    const parts: Buffer[] = [];
    for await (const part of readParts(db, uploadId)) parts.push(part);
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  });

  it("of two files of one name and size, sent at once, are two", async () => {
    const begin = (part: Buffer) => createUpload(context, { fileName: "twins.csv", size: second.length, firstPartSha256: sha256(part) });
    const twin = Buffer.from("name,cito\n");
    const [one, other] = [await begin(second), await begin(twin)];
    if (!one.ok || !other.ok) throw new Error("an upload was refused");
    expect(other.value).toMatchObject({ received: [] });
    expect(other.value.uploadId).not.toBe(one.value.uploadId);
    for (const [begun, part] of [
      [one, second],
      [other, twin],
    ] as const) {
      const { uploadId } = begun.value;
      await writePart(context, { uploadId, partNo: 0, sha256: sha256(part), content: part });
      expect(await begin(part)).toEqual(ok({ uploadId, partBytes, received: [0] }));
    }
    for (const [begun, part] of [
      [one, second],
      [other, twin],
    ] as const)
      expect(await completeUpload(context, { uploadId: begun.value.uploadId, sha256: sha256(part) })).toMatchObject({ ok: true });
  });

  it("of a file that changed meanwhile keep nothing", async () => {
    const begun = await createUpload(context, { fileName: "changed.csv", size: 10 });
    if (!begun.ok) throw new Error(begun.error.code);
    const { uploadId } = begun.value;
    await writePart(context, { uploadId, partNo: 0, sha256: sha256(second), content: second });
    expect(await completeUpload(context, { uploadId, sha256: sha256(first) })).toEqual(err({ code: "file_changed" }));
    expect(await findUpload(context, { uploadId })).toBeNull();
  });

  it("belong to who sent them, and need the right", async () => {
    const uploadId = await givenUpload(context, "Name\nAcme\n", "mine.csv");
    const other = await testContext(db, { user: { ...context.user, id: "other", email: "other@example.test" } });
    expect(await findUpload(other, { uploadId })).toBeNull();
    expect(await completeUpload(other, { uploadId, sha256: sha256(first) })).toEqual(err({ code: "upload_not_found" }));
    const marketer = { ...context, user: { ...context.user, role: "marketer" as const } };
    expect(await createUpload(marketer, { fileName: "x.csv", size: 1 })).toEqual(
      err({ code: "not_allowed", needs: "contacts.import", role: "marketer" }),
    );
  });
});

it("refused rows come back as the file had them, with line, column and reason, and formulas harmless", async () => {
  const imported = await importFile(context, 'Name,Country,Note\n=cmd,Atlantis,"a, ""b"""\nGood,US,x\n"Two\nlines",Nowhere,y\n', {
    kind: "contacts",
  });
  const file = await exportRefusedRows(context, { importId: imported.row.importId });
  let text = "";
  for await (const line of file?.lines ?? []) text += line;
  expect(file?.fileName).toBe("people, refused rows.csv");
  expect(text).toBe(
    "Name,Country,Note,Refused: line,Refused: column,Refused: reason\r\n" +
      '\'=cmd,Atlantis,"a, ""b""",2,Country,This country is not known.\r\n"Two\nlines",Nowhere,y,4,Country,This country is not known.\r\n',
  );
  const mended = await importFile(context, text.replace("Atlantis", "United States").replace("Nowhere", "GB"), { kind: "contacts" });
  expect(numbersOf(mended)).toEqual([2, 2, 0, 0, 0]);
  await db.pool.query("delete from upload");
  const bare = await exportRefusedRows(context, { importId: imported.row.importId });
  text = "";
  for await (const line of bare?.lines ?? []) text += line;
  expect(text.split("\r\n")[0]).toBe("Line,Column,Value,Reason");
  expect(await exportRefusedRows(context, { importId: "00000000-0000-4000-8000-000000000000" })).toBeNull();
});
