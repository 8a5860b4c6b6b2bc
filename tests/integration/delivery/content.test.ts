import type { Attachment } from "postal-mime";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { continueDelivery } from "@/lib/delivery/pause-delivery";
import { sendJob } from "@/lib/delivery/send-job";
import { storeDocument } from "@/lib/documents/store-document";
import { startWorker, type WorkerHandle } from "@/lib/jobs/worker";
import { findInteractionLogEntry } from "@/lib/logging/find-interaction-log-entry";
import { saveTemplateLanguage, setTemplateAttachments } from "@/lib/templates/write-language";
import { createTemplate } from "@/lib/templates/write-template";
import { givenBaseWorld } from "../../support/base-world";
import { textOf } from "../../support/docx";
import { startSmtp, type TestSmtp } from "../../support/smtp";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { wordFile } from "../../support/word-file";
import { heard } from "../consent/support";
import { givenFile, givenMail, giveTemplate, templateValues } from "../documents/given";
import { givenWorksheet, log } from "../logging/support";
import { value } from "../segmentation/worksheet";
import { deliveryTo, givenMailSetup, givenSending, untilCounts } from "./support";

let db: TestDatabase;
let context: OperationContext;
let worker: WorkerHandle;
let smtp: TestSmtp;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  smtp = await startSmtp();
  await givenMailSetup(context, smtp.port);
  worker = await startWorker(db, [sendJob]);
});
afterAll(async () => {
  await worker.stop();
  await smtp.stop();
  await db.drop();
});

const bytesOf = (file: Attachment | undefined) => {
  if (!(file?.content instanceof ArrayBuffer)) throw new Error("no such file came");
  return Buffer.from(file.content);
};
const cameTo = (address: string) => smtp.received.findLast(({ to }) => to[0] === address);

it("everybody gets the document that was logged, merged for them alone, with its files and a way out (SEG-LANG)", async () => {
  await giveTemplate(
    context,
    "MAIL",
    "ENU",
    await givenMail(context, "Dear {{contact.firstName}},\n\nsee **our** {{segment.description}}."),
  );
  await db.pool.query(
    "update interaction_template_language set subject = 'For {{contact.firstName}}' where interaction_template_code = 'MAIL'",
  );
  const priceList = await givenFile(context, "Prices ../2026.txt", "1 chair 2 tables");
  await db.pool.query("insert into interaction_template_attachment values ('MAIL', 'ENU', 1, $1)", [priceList]);
  await db.pool.query("update contact set first_name = '<b>Cara</b>' where contact_no = 'P201'");
  const entryNo = await givenSending(context, ["P201", "P202"]);
  await untilCounts(context, entryNo, { delivered: 2 });
  const dan = cameTo("dan@birch.example")?.mail;
  expect(dan).toMatchObject({ subject: "For Dan", text: expect.stringContaining("see our Spring letter") });
  expect(dan?.html).toContain("<strong>our</strong>");
  const cara = cameTo("cara@birch.example")?.mail;
  expect(cara?.subject).toBe("For <b>Cara</b>");
  expect(cara?.html).toContain("&lt;b&gt;Cara&lt;/b&gt;");
  expect(cara?.html).not.toContain("Dan");
  expect(cara?.attachments.map(({ filename }) => filename)).toEqual(["2026.txt"]);
  const headers = new Map(cara?.headers.map(({ key, value: said }) => [key, said]));
  const link = headers.get("list-unsubscribe")?.slice(1, -1) ?? "";
  expect(link).toMatch(/^https:[/][/]winnow[.]test[/]u[/][\w-]{27}$/);
  expect(headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  expect(cara?.html).toContain(`href="${link}"`);
  expect(cara?.text).toContain(`Unsubscribe: ${link}`);
  expect(dan?.html).not.toContain(link);
  const sent = await deliveryTo(context, entryNo, "P201");
  expect(sent.sent).toMatchObject({ subject: "For <b>Cara</b>", attachments: [{ position: 0 }] });
  const files = async () => (await db.pool.query("select from artefact_file")).rowCount;
  await db.pool.query("delete from interaction_log_entry where entry_no = $1", [sent.entryNo]);
  expect(await files()).toBe(1); // the other message holds it too
  await db.pool.query("delete from interaction_log_entry where logged_segment_entry_no = $1", [entryNo]);
  expect(await files()).toBe(0);
});

it("a Word document goes out as the message, or merged as a file where the template says so", async () => {
  const content = new Uint8Array(await wordFile("Dear «Contact_Name»", "see our list"));
  const documentId = value(await storeDocument(context, { fileName: "Letter.docx", content })).documentId;
  await giveTemplate(context, "PROMO", "ENU", documentId);
  const send = async () => {
    const segmentNo = await givenWorksheet(context, ["P202"], { interactionTemplateCode: "PROMO" });
    const { entryNo } = value(await log(context, segmentNo, { send: { at: null } }));
    await untilCounts(context, entryNo, { delivered: 1 });
    return cameTo("dan@birch.example")?.mail;
  };
  const asMessage = await send();
  expect(asMessage?.html).toContain("Dear Dan Brown");
  expect(asMessage?.text).toContain("see our list");
  expect(asMessage?.attachments).toEqual([]);
  await db.pool.query("update interaction_template_language set send_as_attachment = true where interaction_template_code = 'PROMO'");
  const asFile = await send();
  expect(asFile?.attachments).toMatchObject([{ filename: "Attachment.docx", disposition: "attachment" }]);
  expect(asFile?.text).toContain("Dan Brown,");
});

it("what goes out is what was logged: document, files and how a Word document goes, whatever becomes of the template (SEG-LANG)", async () => {
  const letter = async (text: string) =>
    value(await storeDocument(context, { fileName: "Letter.docx", content: new Uint8Array(await wordFile(text)) })).documentId;
  const [first, second] = [await letter("Dear «Contact_Name», as agreed"), await letter("Something else")];
  const files = [await givenFile(context, "Map.pdf", "a map"), await givenFile(context, "=cmd\u202Efdp.exe", "a program")];
  value(await createTemplate(context, { code: "FROZEN", values: templateValues({ languageCode: "ENU" }) }));
  const said = { code: "FROZEN", languageCode: "ENU", description: "", subject: "For {{contact.name}}" };
  value(await saveTemplateLanguage(context, { ...said, sendAsAttachment: true }));
  value(await saveTemplateLanguage(context, { ...said, languageCode: "DEU", sendAsAttachment: false })); // says nothing of its own
  await giveTemplate(context, "FROZEN", "ENU", first);
  value(await setTemplateAttachments(context, { code: "FROZEN", languageCode: "ENU", documentIds: files, seen: [] }));
  const segmentNo = await givenWorksheet(context, ["P101", "P202"], { interactionTemplateCode: "FROZEN" });
  const { entryNo } = value(await log(context, segmentNo, { send: { at: "2126-01-01T00:00" } }));

  value(await saveTemplateLanguage(context, { ...said, subject: "Later", sendAsAttachment: false }));
  value(await setTemplateAttachments(context, { code: "FROZEN", languageCode: "ENU", documentIds: [], seen: files }));
  await giveTemplate({ ...context, now: new Date(context.now.getTime() + 7 * 86_400_000) }, "FROZEN", "ENU", second);
  await db.pool.query("update delivery set due_at = now() where logged_segment_entry_no = $1", [entryNo]);
  await db.pool.query("update delivery_run set send_at = now() where logged_segment_entry_no = $1", [entryNo]);
  value(await continueDelivery(context, { loggedSegmentEntryNo: entryNo }));
  await untilCounts(context, entryNo, { delivered: 2 });

  // P101 reads German, of which there is no document: she gets the default language's, with its files.
  for (const [address, name] of [
    ["dan@birch.example", "Dan Brown"],
    ["anna@alder.example", "Anna Alt"],
  ] as const) {
    const mail = cameTo(address)?.mail;
    expect(mail?.subject).toBe(`For ${name}`);
    const [word, ...rest] = mail?.attachments ?? [];
    expect(word).toMatchObject({ filename: `For ${name}.docx`, mimeType: expect.stringContaining("wordprocessingml") });
    expect(textOf(bytesOf(word))).toEqual([`Dear ${name}, as agreed`]);
    expect(rest).toMatchObject([
      { filename: "Map.pdf", mimeType: "application/pdf" },
      { filename: "=cmd_fdp.exe", mimeType: "application/octet-stream" },
    ]);
    expect(rest.every(({ disposition }) => disposition === "attachment")).toBe(true);
  }
  const { entryNo: ofDan } = await deliveryTo(context, entryNo, "P202");
  expect(await findInteractionLogEntry(context, { entryNo: ofDan })).toMatchObject({
    document: { documentId: first },
    sendAsAttachment: true,
    attachments: files.map((documentId) => ({ documentId })),
  });
});

it("whoever says no after the log is not written to", async () => {
  const entryNo = await givenSending(context, ["P101", "P201", "P900"], "2126-01-01T00:00");
  await heard(context, ["P101"], "withdrawn");
  await heard(context, ["P201"], "do_not_contact");
  await db.pool.query("update delivery set due_at = now() where logged_segment_entry_no = $1", [entryNo]);
  await db.pool.query("update delivery_run set send_at = now() where logged_segment_entry_no = $1", [entryNo]);
  value(await continueDelivery(context, { loggedSegmentEntryNo: entryNo }));
  await untilCounts(context, entryNo, { delivered: 1, skipped: 2 });
  expect([(await deliveryTo(context, entryNo, "P101")).reason, (await deliveryTo(context, entryNo, "P201")).reason]).toEqual([
    "opted_out",
    "do_not_contact",
  ]);
});

it("a message that cannot be written fails alone; the others go out", async () => {
  await heard(context, ["P101"], "given"); // again, after the test before
  const broken = await givenMail(context, "Dear {{contact.firstName}}");
  const entryNo = await givenSending(context, ["P101", "P900"], "2126-01-01T00:00");
  await db.pool.query("update document set kind = 'word' where id = $1", [broken]); // no Word document at all
  await db.pool.query("update interaction_log_entry set document_id = $1 where logged_segment_entry_no = $2 and contact_no = 'P101'", [
    broken,
    entryNo,
  ]);
  await db.pool.query("update delivery set due_at = now() where logged_segment_entry_no = $1", [entryNo]);
  await db.pool.query("update delivery_run set send_at = now() where logged_segment_entry_no = $1", [entryNo]);
  value(await continueDelivery(context, { loggedSegmentEntryNo: entryNo }));
  await untilCounts(context, entryNo, { delivered: 1, failed: 1 });
  expect((await deliveryTo(context, entryNo, "P101")).answer).toContain("could not be written");
});
