import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { listReference } from "@/lib/api/reference";
import { notServed, routes } from "@/lib/api/routes";
import { isLastLine } from "@/lib/csv/last-line";
import { startWorker } from "@/lib/jobs/worker";
import { lettersJob } from "@/lib/letters/letters-job";
import { cancelJob, cancelSubject } from "@/lib/logging/cancel-job";
import { applyCriteria } from "@/lib/segmentation/apply-criteria";
import { saveCriteria } from "@/lib/segmentation/save-criteria";
import { givenBaseWorld } from "../../support/base-world";
import { readZip } from "../../support/read-zip";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { givenCallList } from "../calls/support";
import { givenMailSetup, givenSending } from "../delivery/support";
import { givenLetter, givenMail, giveTemplate } from "../documents/given";
import { made } from "../letters/support";
import { givenWorksheet, log } from "../logging/support";
import { value } from "../segmentation/worksheet";
import { type Answered, type Asked, type Caller, callerOf, givenKey } from "./caller";
import { answerSchema, differences, document, fileTypes, operations } from "./document";
import { givenUpload, importOptions, type Sampled, samplesOf } from "./samples";

let db: TestDatabase;
let context: OperationContext;
let call: Caller;
let known: Sampled;

beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  call = callerOf(db, await givenKey(db, context.user.id, "admin"));
  known = await givenThings();
});
afterAll(() => db.drop());

async function givenThings(): Promise<Sampled> {
  const loggedSegmentNo = await givenWorksheet(context, ["P101", "P900"], { campaignNo: "CP1" });
  const { entryNo: loggedEntryNo } = value(await log(context, loggedSegmentNo));
  const { loggedSegmentEntryNo: callListEntryNo } = await givenCallList(context, ["C200"]);
  const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
  const filter = { kind: "field" as const, field: "city", op: "isNotEmpty" as const };
  const shown = { before: 2, added: 0, removed: 0, after: 2 };
  value(await applyCriteria(context, { segmentNo, criteria: { kind: "add", filter, options: {} }, decidedAtStep: 1, shown }));
  const saved = value(await saveCriteria(context, { segmentNo, code: "SAMPLE", editsByHand: true }));
  const stuckSegmentNo = await givenWorksheet(context, ["P101"]);
  await db.prisma.segment.update({ where: { segmentNo: stuckSegmentNo }, data: { state: "logging" } }); // as if its worker was lost for good
  await db.prisma.job.create({
    data: {
      kind: cancelJob.kind,
      title: "Cancel",
      subjectKind: cancelSubject,
      subjectKey: String(loggedEntryNo),
      payload: {},
      state: "done",
    },
  });
  const entry = await db.prisma.interactionLogEntry.findFirstOrThrow({ where: { loggedSegmentEntryNo: loggedEntryNo } });
  const uploadId = await givenUpload(call);
  const started = Object(
    (await call({ method: "POST", path: "/imports", body: { uploadId, kind: "contacts", options: importOptions } })).body,
  );
  return {
    ...(await givenSent()),
    ...(await givenPrinted()),
    segmentNo,
    criteriaId: saved.criteriaId,
    loggedSegmentNo,
    stuckSegmentNo,
    loggedEntryNo,
    callListEntryNo,
    entryNo: Number(entry.entryNo),
    jobId: started.jobId,
    uploadId,
    importId: started.importId,
  };
}

/** E-mails of a logged segment in three states; the first one is written. */
async function givenSent(): Promise<Pick<Sampled, "mailId" | "sentSegment" | "sentEntryNo" | "unknownEntryNo">> {
  await db.pool.query("insert into salutation values ('F', 'Female')");
  await givenMailSetup(context, 1);
  const mailId = await givenMail(context, "Dear {{contact.name}}");
  await giveTemplate(context, "MAIL", "ENU", mailId);
  const sentSegment = await givenSending(context, ["P101", "P201", "P900"], "2126-01-01T00:00");
  const { rows } = await db.pool.query<{ deliveryNo: string; entryNo: string }>(
    `select delivery_no as "deliveryNo", entry_no as "entryNo" from delivery where logged_segment_entry_no = $1 order by entry_no`,
    [sentSegment],
  );
  const [waiting, failed, unknown] = rows;
  await db.pool.query("update delivery set state = 'failed', reason = 'refused', answer = '550 no' where delivery_no = $1", [
    failed?.deliveryNo,
  ]);
  await db.pool.query("update delivery set state = 'unknown', content_at = now() where delivery_no = $1", [unknown?.deliveryNo]);
  await db.pool.query(
    "insert into artefact (delivery_no, sender, recipient, subject, text) values ($1, 'news@winnow.test', 'anna@alder.example', 'Spring', 'Dear Anna')",
    [waiting?.deliveryNo],
  );
  await db.pool.query("insert into artefact_file values (repeat('f', 64), 'a map')");
  await db.pool.query("insert into artefact_attachment values ($1, 0, 'Map \u202e.pdf', 'text/html', repeat('f', 64))", [
    waiting?.deliveryNo,
  ]);
  return { mailId, sentSegment, sentEntryNo: Number(waiting?.entryNo), unknownEntryNo: Number(unknown?.entryNo) };
}

/** A logged segment of one letter, which was made. */
async function givenPrinted(): Promise<Pick<Sampled, "printedSegment" | "printedEntryNo" | "exportId">> {
  await db.pool.query(
    "update contact set address = '9 Ash Road', city = 'Malmö', correspondence_type = 'hard_copy' where contact_no = 'P900'",
  );
  await giveTemplate(context, "LETTER", "ENU", await givenLetter(context, "Dear +++contact.name+++,"));
  const { entryNo: printedSegment } = value(await log(context, await givenWorksheet(context, ["P900"])));
  const worker = await startWorker(db, [lettersJob]);
  const { row } = await made({ ...context, now: new Date() }, printedSegment, { format: "docx", order: "shown" });
  await worker.stop();
  const entry = await db.prisma.interactionLogEntry.findFirstOrThrow({ where: { loggedSegmentEntryNo: printedSegment } });
  return { printedSegment, printedEntryNo: Number(entry.entryNo), exportId: row.exportId };
}

describe("the document", () => {
  it("stands for itself: references lead somewhere, names are unique, names in braces are declared", () => {
    const text = JSON.stringify(document);
    const refs = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)].map(([, group = "", name = ""]) => [group, name]);
    expect(refs.length).toBeGreaterThan(100);
    for (const [group = "", name = ""] of refs) expect(Object(document.components)[group], `${group} ${name}`).toHaveProperty(name);
    expect(text).not.toContain("#/$defs/");
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path: address, parameters } of operations) {
      const named = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parameters.filter(({ in: place }) => place === "path").map(({ name }) => name)).toEqual(named);
    }
  });

  it("lists what is served, and nothing else", () => {
    const served = routes.map(({ method, path: address, id }) => `${method} ${address} ${id}`);
    expect(operations.map(({ method, path: address, operationId }) => `${method} ${address} ${operationId}`).sort()).toEqual(
      [...served].sort(),
    );
  });

  it("is read to its end by the page that shows it", () => {
    expect(listReference(document).flatMap((group) => group.operations)).toHaveLength(routes.length);
  });

  it("every operation and query has an address, or a reason why not", () => {
    const written = declaredNames();
    expect(written.size).toBeGreaterThan(60);
    const served = new Set(routes.map(({ operation }) => operation));
    expect([...written].filter((name) => !served.has(name) && !(name in notServed)).sort()).toEqual([]);
    expect(Object.keys(notServed).filter((name) => served.has(name) || !written.has(name))).toEqual([]);
  });
});

/** The dotted names of all operations and queries in `lib`, as they are declared. */
function declaredNames(): Set<string> {
  const files = readdirSync("lib", { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.startsWith("db/generated"),
  );
  return new Set(
    files.flatMap((file) => {
      const text = readFileSync(path.join("lib", file), "utf8");
      const constants = new Map([...text.matchAll(/const (\w+) = "([\w.]+)";/g)].map(([, name = "", given = ""]) => [name, given]));
      return [...text.matchAll(/= (?:operation|query)\(\{\s*name: (?:"([\w.]+)"|(\w+)),/g)].flatMap(
        ([, given, name = ""]) => given ?? constants.get(name) ?? [],
      );
    }),
  );
}

describe("every address answers what the document says", () => {
  it("there is a sample for each, and for no other", () => {
    expect(Object.keys(samplesOf(known)).sort()).toEqual(routes.map(({ id }) => id).sort());
  });

  it.each(routes.map(({ id }) => id))("%s", async (id) => {
    const operation = operations.find(({ operationId }) => operationId === id);
    const sample = samplesOf(known)[id];
    if (!operation || !sample) throw new Error(`nothing is known of ${id}`);
    const asked = typeof sample === "function" ? await sample(call) : sample;
    const bodySchema = operation.requestBody?.content["application/json"]?.schema;
    if (bodySchema) expect(differences(bodySchema, asked.body), "the body as the document wants it").toEqual([]);
    const answered = await call(asked);
    expect(answered.status, JSON.stringify(answered.body)).toBeLessThan(300);
    const schema = answerSchema(operation, answered.status);
    expect(schema, `the document knows status ${answered.status}`).not.toBeUndefined();
    const [csv, xlsx] = fileTypes(operation);
    if (csv && xlsx) return expectWholeFiles(asked, answered, csv, xlsx);
    if (csv) return expectKeptFile(answered, csv);
    if (schema) expect(differences(schema, answered.body), JSON.stringify(answered.body)).toEqual([]);
    else expect(answered.body).toBeNull();
  });
});

/** A file of whatever kind, which nobody takes for a page. */
function expectKeptFile({ headers, body }: Answered, type: string): void {
  expect([type, headers.get("content-type")]).toEqual(["application/octet-stream", "application/octet-stream"]);
  expect(headers.get("content-disposition")).toMatch(/^attachment; filename="[ -!#-[\]-~]+"; filename\*=UTF-8''[\w.%~-]+$/);
  expect(String(body)).toMatch(/^(a map|Dear \{\{contact\.name\}\})$|^PK/); // a Word file is a ZIP
}

/** Both formats of an export, read to their ends. */
async function expectWholeFiles(asked: Asked, answered: Answered, csv: string, xlsx: string): Promise<void> {
  expect(answered.headers.get("content-type")).toContain(csv);
  expect(answered.headers.get("content-disposition")).toContain("attachment");
  const lines = String(answered.body).trimEnd().split("\r\n");
  expect(lines.length).toBeGreaterThan(2);
  expect(isLastLine([lines.at(-1) ?? ""])).toBe(true);
  const workbook = await call({ ...asked, path: `${asked.path}${asked.path.includes("?") ? "&" : "?"}format=xlsx` });
  expect(workbook.headers.get("content-type")).toBe(xlsx);
  expect(readZip(Buffer.from(Object(workbook.body))).get("xl/workbook.xml")).toContain('name="Export"');
}
