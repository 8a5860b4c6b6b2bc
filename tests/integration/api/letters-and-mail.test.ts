import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { sendJob } from "@/lib/delivery/send-job";
import { startWorker, type WorkerHandle } from "@/lib/jobs/worker";
import { lettersJob } from "@/lib/letters/letters-job";
import { logJob } from "@/lib/logging/log-job";
import { givenBaseWorld } from "../../support/base-world";
import { docx, merge, p, r, textOf } from "../../support/docx";
import { startSmtp, type TestSmtp } from "../../support/smtp";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { givenMailSetup } from "../delivery/support";
import { type Asked, type Caller, callerOf, givenKey } from "./caller";

let db: TestDatabase;
let call: Caller;
let smtp: TestSmtp;
let worker: WorkerHandle;
let viewer: Caller;

beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  const context = await testContext(db);
  smtp = await startSmtp();
  await givenMailSetup(context, smtp.port);
  call = callerOf(db, await givenKey(db, context.user.id, "admin"));
  viewer = callerOf(db, await givenKey(db, context.user.id, "viewer"));
  worker = await startWorker(db, [logJob, sendJob, lettersJob]);
});
afterAll(async () => {
  await worker.stop();
  await smtp.stop();
  await db.drop();
});

/** What is answered to a request that is carried out. */
async function done(asked: Asked): Promise<Record<string, unknown>> {
  const { status, body } = await call(asked);
  if (status >= 300) throw new Error(`${asked.method ?? "GET"} ${asked.path}: ${status} ${JSON.stringify(body)}`);
  return Object(body);
}
const put = (path: string, body: unknown) => done({ method: "PUT", path, body });
const post = (path: string, body: unknown = {}) => done({ method: "POST", path, body });

it("from a Word file to delivered e-mails, with a key and nothing else", async () => {
  const letter = await docx({ body: p(r("Dear "), merge("Contact_Name"), r(",")) });
  const upload = {
    method: "POST",
    path: "/documents?fileName=..%2FLetter.docx",
    bytes: new Uint8Array(letter),
    headers: { "idempotency-key": "letter" },
  };
  const stored = await done(upload);
  expect(stored).toMatchObject({ fileName: "Letter.docx", kind: "word", fields: ["contact.name"] });
  expect(await done(upload), "sent twice it is kept once").toEqual(stored);
  expect(await db.prisma.document.count()).toBe(1);
  const { documentId } = stored;
  const priceList = await done({ method: "POST", path: "/documents?fileName=Prices.pdf", bytes: new TextEncoder().encode("1 chair") });
  const refused = await call({ method: "POST", path: "/documents?fileName=Letter.docm", bytes: new Uint8Array(letter) });
  expect(refused).toMatchObject({ status: 422, body: { code: "document_kind_refused", reason: "macros" } });

  const values = {
    ...{ description: "Invitation", interactionGroupCode: "LETTERS", unitCostLcy: 1, unitDurationMin: 1, informationFlow: "outbound" },
    ...{ initiatedBy: "us", correspondenceType: "email", ignoreContactCorresType: true, campaignNo: null, campaignTarget: false },
    ...{ campaignResponse: false, languageCode: "ENU", wizardAction: null },
  };
  await post("/interaction-templates", { code: "INVITE", values });
  const english = "/interaction-templates/INVITE/languages/ENU";
  await put(english, { description: "", subject: "For {{contact.name}}", sendAsAttachment: true });
  await put(`${english}/document`, { documentId, seen: null });
  const path = "/interaction-templates/INVITE";
  const { headers } = await call({ path });
  await put(`${english}/attachments`, { documentIds: [priceList.documentId], seen: [] });
  const stale = await call({ method: "PUT", path, body: { values }, headers: { "if-match": headers.get("etag") ?? "" } });
  expect(stale).toMatchObject({ status: 412, body: { code: "template_moved" } });

  const { segmentNo } = await post("/segments", { description: "Invitations", interactionTemplateCode: "INVITE", salespersonCode: "JO" });
  const at = `/segments/${segmentNo}`;
  await post(`${at}/lines`, { contacts: { contactNos: ["P101", "P202"] } });
  expect(await done({ path: `${at}/documents` })).toMatchObject({ languages: [{ languageCode: "ENU", templateDocument: { documentId } }] });
  expect((await done({ path: `${at}/lines/P202/preview` })).html).toContain("Dear Dan Brown");
  const check = await done({ path: `${at}/check` });
  await post(`${at}/log`, { version: check.version, expected: check.interactions, send: { at: null } });

  const outcome = await vi.waitFor(() => done({ path: `${at}/log` }), { timeout: 10_000, interval: 50 });
  const run = `/logged-segments/${outcome.entryNo}`;
  await vi.waitFor(async () => expect(await done({ path: `${run}/delivery` })).toMatchObject({ counts: { delivered: 2 } }), {
    timeout: 10_000,
    interval: 50,
  });
  const first = await done({ path: `${run}/deliveries?limit=1` });
  const second = await done({ path: `${run}/deliveries?limit=1&cursor=${first.next}` });
  const rows = [first, second].flatMap(({ items }) => (Array.isArray(items) ? items : []));
  expect(rows.map(({ contactNo, state }) => [contactNo, state])).toEqual([
    ["P101", "delivered"],
    ["P202", "delivered"],
  ]);
  const entry = `/interaction-log-entries/${rows[1].entryNo}`;
  expect(await done({ path: `${entry}/delivery` })).toMatchObject({
    recipient: "dan@birch.example",
    sent: { subject: "For Dan Brown", attachments: [{ fileName: "For Dan Brown.docx" }, { fileName: "Prices.pdf" }] },
  });
  const word = await call({ path: `${entry}/sent-files/0` });
  expect(textOf(Buffer.from(Object(word.body)))).toEqual(["Dear Dan Brown,"]);
  expect(smtp.received.map(({ to }) => to[0]).sort()).toEqual(["anna@alder.example", "dan@birch.example"]);
});

it("the letters of a logged segment are made by a job, fetched as one file or one by one, and who gets none is told why", async () => {
  const letter = new Uint8Array(await docx({ body: p(r("Dear "), merge("Contact_Name"), r(",")) }));
  const { documentId } = await done({ method: "POST", path: "/documents?fileName=Letter.docx", bytes: letter });
  await put("/interaction-templates/LETTER/languages/ENU/document", { documentId, seen: null });
  await db.pool.query("update contact set address = '9 Ash Road', city = 'Malmö' where contact_no = 'P900'");
  const { segmentNo } = await post("/segments", { description: "On paper", interactionTemplateCode: "LETTER", salespersonCode: "JO" });
  const at = `/segments/${segmentNo}`;
  await post(`${at}/lines`, { contacts: { contactNos: ["P202", "P900"] } });
  const check = await done({ path: `${at}/check` });
  await post(`${at}/log`, { version: check.version, expected: check.interactions });
  const outcome = await vi.waitFor(() => done({ path: `${at}/log` }), { timeout: 10_000, interval: 50 });
  const logged = `/logged-segments/${outcome.entryNo}`;
  const files = `${logged}/letter-files`;
  expect(await done({ path: files })).toMatchObject({ counts: { not_made: 2 }, total: 2, files: [], job: null });

  const make = { method: "POST", path: files, body: { format: "docx" }, headers: { "idempotency-key": "letters" } };
  expect(await viewer(make)).toMatchObject({ status: 403, body: { needs: "segments.log" } });
  const begun = await call(make);
  expect([begun.status, (await call(make)).body]).toEqual([202, begun.body]);
  const job = () => done({ path: `/jobs/${Object(begun.body).jobId}` });
  await vi.waitFor(async () => expect(await job()).toMatchObject({ state: "done" }), { timeout: 10_000, interval: 50 });
  const { exportId } = Object((await job()).result);
  expect(await done({ path: files })).toMatchObject({ counts: { made: 1, left_out: 1 }, files: [{ exportId, state: "done", letters: 1 }] });

  const file = await call({ path: `/exports/${exportId}/file` });
  expect(file.headers.get("content-disposition")).toContain('filename="Letters, On paper.docx"');
  expect(textOf(Buffer.from(Object(file.body)))).toEqual(["Dear Finn Solo,"]);
  expect(await viewer({ path: `/exports/${exportId}/file` })).toMatchObject({ status: 403, body: { needs: "export" } });
  expect(await call({ path: "/exports/999999/file" })).toMatchObject({ status: 404, body: { code: "not_found" } });

  const first = await done({ path: `${logged}/letters?limit=1` });
  const second = await done({ path: `${logged}/letters?limit=1&cursor=${first.next}` });
  const rows = [first, second].flatMap(({ items }) => (Array.isArray(items) ? items : []));
  expect(rows).toMatchObject([
    { contactName: "Finn Solo", state: "made", reason: null, files: 1 },
    { contactName: "Dan Brown", state: "left_out", reason: "no_postal_address", files: 0 },
  ]);
  expect(second.next).toBeNull();
  const entry = `/interaction-log-entries/${rows[0].entryNo}/letter`;
  expect(await done({ path: entry })).toMatchObject({ state: "made", files: [{ exportId }] });
  expect(textOf(Buffer.from(Object((await viewer({ path: `${entry}/content` })).body)))).toEqual(["Dear Finn Solo,"]);
  const mailed = await call({ method: "POST", path: `/logged-segments/999999/letter-files`, body: {} });
  expect(mailed).toMatchObject({ status: 404, body: { code: "logged_segment_not_found" } });
});
