import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { sendJob } from "@/lib/delivery/send-job";
import { startWorker, type WorkerHandle } from "@/lib/jobs/worker";
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

beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  const context = await testContext(db);
  smtp = await startSmtp();
  await givenMailSetup(context, smtp.port);
  call = callerOf(db, await givenKey(db, context.user.id, "admin"));
  worker = await startWorker(db, [logJob, sendJob]);
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
