import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { readDocument } from "@/lib/documents/find-document";
import { storeDocument } from "@/lib/documents/store-document";
import { findInteractionLogEntry } from "@/lib/logging/find-interaction-log-entry";
import { previewEntry } from "@/lib/logging/preview-entry";
import { err } from "@/lib/result";
import { addLines } from "@/lib/segmentation/add-lines";
import { changeLines } from "@/lib/segmentation/change-lines";
import { deleteSegment } from "@/lib/segmentation/delete-segment";
import { goBack, goForward } from "@/lib/segmentation/go-to-step";
import type { ChangeLines } from "@/lib/segmentation/line-changes-schema";
import { previewLine } from "@/lib/segmentation/preview-line";
import { removeLines } from "@/lib/segmentation/remove-lines";
import { type ChangeSegmentDocument, changeSegmentDocument, listSegmentDocuments } from "@/lib/segmentation/segment-documents";
import { undoLineChanges } from "@/lib/segmentation/undo-line-changes";
import { updateSegmentHeader } from "@/lib/segmentation/update-segment-header";
import { previewDocument } from "@/lib/templates/preview-document";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { wordFile } from "@/tests/support/word-file";
import { checkOf, givenWorksheet, log } from "../logging/support";
import { linesOf, segmentOf, value } from "../segmentation/worksheet";
import { givenFile, givenMail, giveTemplate } from "./given";

let db: TestDatabase;
let context: OperationContext;
let later: OperationContext;
let german: number;
let english: number;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  later = { ...context, now: new Date(context.now.getTime() + 7 * 86_400_000) };
  await db.pool.query(`
    insert into salutation values ('F', 'Female');
    insert into salutation_formula values ('F', '', 'formal', 'Dear Ms. %1 %2 %3,', '{"First Name","Middle Name","Surname"}'),
      ('F', 'DEU', 'formal', 'Sehr geehrte Frau %1,', '{Surname}');
    update contact set salutation_code = 'F' where contact_no in ('P101', 'P201');
    update contact set address = 'Hauptstr. 1', post_code = '10115', city = 'Berlin', name = 'Anna <b>Alt</b>' where contact_no = 'P101'`);
  german = await givenMail(context, "{{contact.formalSalutation}}\n\n{{line.personalText}}");
  english = await givenMail(context, "{{contact.formalSalutation}} it is {{line.date}}.\n\n{{line.personalText}}");
});
afterAll(() => db.drop());
beforeEach(() =>
  db.pool.query(
    `update interaction_template_language said set document_id = given.id, subject = given.subject
     from (values ('DEU', $1::int, 'Brief'), ('ENU', $2::int, 'Letter to {{contact.name}}')) given (language, id, subject)
     where said.interaction_template_code = 'LETTER' and said.language_code = given.language`,
    [german, english],
  ),
);

const everybody = ["P101", "P201", "P202", "C300"];
const each = async <T>(segmentNo: string, what: (line: Awaited<ReturnType<typeof linesOf>>[number]) => T) =>
  Object.fromEntries((await linesOf(context, segmentNo)).map((line) => [line.contactNo, what(line)]));
/** Language, document, whose it is, and subject of each line. */
const gets = (segmentNo: string) =>
  each(segmentNo, ({ languageCode, document, subject }) => [
    languageCode,
    document && [document.documentId, document.origin, ...(document.fallback ? ["fallback"] : [])],
    subject,
  ]);
const change = (segmentNo: string, languageCode: string, own: Partial<ChangeSegmentDocument>) =>
  changeSegmentDocument(context, { segmentNo, languageCode, documentId: null, subject: null, seen: null, ...own });
const onLines = (segmentNo: string, contactNos: string[], set: ChangeLines["set"], inherit: ChangeLines["inherit"] = []) =>
  changeLines(context, { segmentNo, which: { lines: contactNos.map((contactNo) => ({ contactNo })) }, set, inherit });

describe("the document of a line", () => {
  it("SEG-LANG-002 is that of the contact's language, else of the default one, and follows the template", async () => {
    const segmentNo = await givenWorksheet(context, everybody);
    expect(await gets(segmentNo)).toEqual({
      P101: ["DEU", [german, "template"], "Brief"],
      P201: ["ENU", [english, "template"], "Letter to {{contact.name}}"],
      P202: ["ENU", [english, "template"], "Letter to {{contact.name}}"],
      C300: ["ENU", [english, "template"], "Letter to {{contact.name}}"],
    });
    const newer = await givenMail(context, "Newer", english);
    await giveTemplate(context, "LETTER", "ENU", newer);
    expect((await gets(segmentNo)).P201).toEqual(["ENU", [newer, "template"], "Letter to {{contact.name}}"]);
  });

  it("is that of the default language, with its subject, where there is none in the line's", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
    await giveTemplate(context, "LETTER", "DEU", null);
    expect((await gets(segmentNo)).P101).toEqual(["DEU", [english, "template", "fallback"], "Letter to {{contact.name}}"]);
    await giveTemplate(context, "LETTER", "ENU", null);
    expect(await gets(segmentNo)).toMatchObject({ P101: ["DEU", null, "Brief"], P201: ["ENU", null, "Letter to {{contact.name}}"] });
  });

  it("SEG-LANG-001 is the segment's own copy where it has one; the template's, replaced since, is not", async () => {
    const segmentNo = await givenWorksheet(context, everybody);
    const own = await givenMail(context, "For this segment", english);
    expect(value(await change(segmentNo, "ENU", { documentId: own }))).toEqual({ before: null });
    await giveTemplate(context, "LETTER", "ENU", await givenMail(context, "Newer", english));
    expect((await gets(segmentNo)).P201).toEqual(["ENU", [own, "segment"], "Letter to {{contact.name}}"]);
    value(await change(segmentNo, "ENU", { documentId: own, subject: "Spring", seen: own }));
    expect((await gets(segmentNo)).P202).toEqual(["ENU", [own, "segment"], "Spring"]);
    expect(await change(segmentNo, "ENU", { seen: null })).toMatchObject(err({ code: "document_moved", by: "Ada Admin" }));
    expect(value(await change(segmentNo, "ENU", { seen: own }))).toEqual({ before: { documentId: own, subject: "Spring" } });
    expect((await gets(segmentNo)).P201?.[2]).toBe("Letter to {{contact.name}}");
    expect(await db.prisma.segmentLanguage.count()).toBe(0);
  });

  it("SEG-LANG-009, SEG-LANG-007 comes with a language of the segment's own, and goes with it; the default one moves back", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P202"]);
    const french = await givenMail(context, "Bonjour");
    expect(await change(segmentNo, "XX", { documentId: french })).toEqual(err({ code: "unknown_code", field: "language", value: "XX" }));
    expect(await change(segmentNo, "FRA", { documentId: 999_999 })).toEqual(err({ code: "document_not_found" }));
    value(await onLines(segmentNo, ["P101"], { documentId: german }));
    value(await change(segmentNo, "FRA", { documentId: french, subject: "Lettre" }));
    expect(await gets(segmentNo)).toEqual({ P101: ["DEU", [german, "line"], "Brief"], P202: ["FRA", [french, "segment"], "Lettre"] });
    const { headerVersion } = (await segmentOf(context, segmentNo)).header;
    value(await updateSegmentHeader(context, { segmentNo, headerVersion, changes: { languageCode: "FRA" }, lines: "not_changed" }));
    value(await change(segmentNo, "FRA", { seen: french }));
    expect((await segmentOf(context, segmentNo)).header.language?.code).toBe("ENU");
    expect((await gets(segmentNo)).P202).toEqual(["ENU", [english, "template"], "Letter to {{contact.name}}"]);
  });

  it("SEG-PROP-010 waits with the segment's own copies while another template is chosen", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
    const own = await givenMail(context, "Own");
    value(await change(segmentNo, "DEU", { documentId: own }));
    const choose = async (interactionTemplateCode: string | null) => {
      const { headerVersion } = (await segmentOf(context, segmentNo)).header;
      value(await updateSegmentHeader(context, { segmentNo, headerVersion, changes: { interactionTemplateCode }, lines: "not_changed" }));
      return gets(segmentNo);
    };
    expect(await choose("MAIL")).toEqual({ P101: ["ENU", null, null], P201: ["ENU", null, null] });
    expect(await choose(null)).toEqual({ P101: [null, null, null], P201: [null, null, null] });
    expect(await listSegmentDocuments(context, { segmentNo })).toBeNull();
    expect(await change(segmentNo, "DEU", { documentId: own })).toMatchObject(err({ code: "template_needed" }));
    expect((await choose("LETTER")).P101).toEqual(["DEU", [own, "segment"], "Brief"]);
  });

  it("SEG-LANG-005 follows the language chosen on the line; a template of the line's own brings its own documents", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
    value(await onLines(segmentNo, ["P101"], { languageCode: "ENU" }));
    expect((await gets(segmentNo)).P101).toEqual(["ENU", [english, "template"], "Letter to {{contact.name}}"]);
    const note = await givenFile(context, "Note.pdf");
    await giveTemplate(context, "MAIL", "ENU", note);
    value(await onLines(segmentNo, ["P201"], { interactionTemplateCode: "MAIL" }));
    expect((await gets(segmentNo)).P201).toEqual(["ENU", [note, "template"], null]);
    await giveTemplate(context, "MAIL", "ENU", null);
  });

  it("is its own where it has one, with subject and personal text; all three are undone, go back and forward and turn like any value", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
    const own = await givenMail(context, "Just for you");
    const set = { documentId: own, subject: "A word for you", personalText: "Greetings\nto Rex" };
    const { undoId } = value(await onLines(segmentNo, ["P201"], set));
    expect(await each(segmentNo, ({ changedHere }) => changedHere)).toEqual({ P101: [], P201: ["subject", "documentId", "personalText"] });
    expect((await linesOf(context, segmentNo)).find(({ contactNo }) => contactNo === "P201")).toMatchObject({
      ...set,
      document: { documentId: own, kind: "markdown", fileName: "E-mail.md", origin: "line", fallback: false },
      inherited: { documentId: english, subject: "Letter to {{contact.name}}", personalText: null },
    });
    expect((await segmentOf(context, segmentNo)).totals.changedByField).toEqual({ subject: 1, documentId: 1, personalText: 1 });
    value(await undoLineChanges(context, { segmentNo, undoId }));
    expect((await gets(segmentNo)).P201).toEqual(["ENU", [english, "template"], "Letter to {{contact.name}}"]);
    value(await onLines(segmentNo, ["P201"], set));
    value(await addLines(context, { segmentNo, contacts: { contactNos: ["P201"] }, allowExisting: true }));
    const ofCara = async () =>
      (await linesOf(context, segmentNo))
        .filter(({ contactNo }) => contactNo === "P201")
        .map(({ subject, personalText }) => [subject, personalText]);
    const usual = ["Letter to {{contact.name}}", null];
    value(await removeLines(context, { segmentNo, lines: [{ contactNo: "P201", layer: 1 }] }));
    expect(await ofCara()).toEqual([usual]);
    value(await goBack(context, { segmentNo, fromStep: (await segmentOf(context, segmentNo)).currentStep }));
    expect(await ofCara()).toEqual([["A word for you", "Greetings\nto Rex"], usual]);
    value(await goForward(context, { segmentNo, fromStep: (await segmentOf(context, segmentNo)).currentStep }));
    expect(await ofCara()).toEqual([usual]);
    expect(await onLines(segmentNo, ["P101"], { documentId: 999_999 })).toEqual(err({ code: "document_not_found" }));
  });
});

describe("what lines get", () => {
  it("is counted by language, with those that get nothing or something of their own", async () => {
    const segmentNo = await givenWorksheet(context, everybody);
    value(await onLines(segmentNo, ["P201"], { documentId: german }));
    value(await onLines(segmentNo, ["C300"], { interactionTemplateCode: "CALL" }));
    value(await change(segmentNo, "DAN", { subject: "Brev" }));
    expect(await listSegmentDocuments(context, { segmentNo })).toMatchObject({
      templateCode: "LETTER",
      counts: { ownDocument: 1, ownTemplate: 1, without: 1 },
      languages: [
        {
          languageCode: "ENU",
          isDefault: true,
          ofTemplate: true,
          lines: 2,
          templateSubject: "Letter to {{contact.name}}",
          ownDocument: null,
        },
        { languageCode: "DAN", isDefault: false, ofTemplate: false, lines: 0, ownSubject: "Brev", templateDocument: null },
        {
          languageCode: "DEU",
          lines: 1,
          templateDocument: { documentId: german, fields: ["contact.formalSalutation", "line.personalText"] },
        },
      ],
    });
  });

  it("is previewed as the contact gets it: greeted in its language, its values text and never markup", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201", "P202"]);
    value(await onLines(segmentNo, ["P101", "P201"], { personalText: "See <script>you</script>\nsoon" }));
    expect(await previewLine(context, { segmentNo, contactNo: "P101" })).toMatchObject({
      kind: "mail",
      subject: "Brief",
      text: "Sehr geehrte Frau Alt,\n\nSee <script>you</script>\nsoon",
    });
    const mail = await previewLine(context, { segmentNo, contactNo: "P201" });
    expect(mail).toMatchObject({ subject: "Letter to Cara Bell" });
    expect(mail?.kind === "mail" && mail.html).toContain("Dear Ms. Cara Bell, it is March 16, 2026.");
    expect(mail?.kind === "mail" && mail.html).toContain("See &lt;script&gt;you&lt;/script&gt;<br />soon");
    expect(await previewLine(context, { segmentNo, contactNo: "C300" })).toBeNull();
    value(await onLines(segmentNo, ["P202"], { documentId: await givenFile(context, "Map.pdf", "12345") }));
    expect(await previewLine(context, { segmentNo, contactNo: "P202" })).toEqual({ kind: "file", fileName: "Map.pdf", size: 5 });
  });

  it("is a letter where a Word template was uploaded, its unknown fields named", async () => {
    const segmentNo = await givenWorksheet(context, ["P201"]);
    const letter = await wordFile("Dear «Contact_Name»,«Nonsense»", "«Document_Personal_Text»");
    const stored = value(await storeDocument(context, { fileName: "Letter.docx", content: new Uint8Array(letter) }));
    expect(stored).toMatchObject({ kind: "word", fields: ["contact.name", "line.personalText", "Nonsense"] });
    value(await onLines(segmentNo, ["P201"], { documentId: stored.documentId, personalText: "<w:br/> & more" }));
    const shown = await previewLine(context, { segmentNo, contactNo: "P201" });
    expect(shown).toMatchObject({ kind: "word", fileName: "Letter.docx" });
    expect(shown?.kind === "word" && shown.html).toContain("<p>Dear Cara Bell,</p><p>&lt;w:br/&gt; &amp; more</p>");
  });

  it("can be seen for a real contact before there is any segment, by its address and related rows", async () => {
    const shown = async (text: string, contactNo: string | null) => {
      const found = await previewDocument(context, { document: { kind: "html", text }, subject: null, languageCode: "DEU", contactNo });
      return found && { contact: found.contact?.contactNo, text: found.preview.kind === "mail" ? found.preview.text : null };
    };
    const text =
      "<p>{{contact.mailAddress}}</p><p>{{Vorname}} {{company.name}} {{salesperson.name}} {{sender.name}} {{contact.nonsense}}</p>";
    expect(await shown(text, "P101")).toEqual({
      contact: "P101",
      text: "Alder Foods\nAnna <b>Alt</b>\nHauptstr. 1\n10115 Berlin\nGERMANY\n\nAnna Alder Foods Jim Olive Base world {{contact.nonsense}}",
    });
    expect((await shown("x", null))?.contact).toBe("P101");
    expect(await shown("Hello {{contact.firstName}}", "NOBODY")).toEqual({ contact: undefined, text: "Hello" });
  });
});

describe("logging", () => {
  it("is checked: lines by e-mail or letter without a document deserve a look, once there are documents at all", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201", "P202"]);
    value(await onLines(segmentNo, ["P202"], { interactionTemplateCode: "CALL", correspondenceType: "phone" }));
    const found = async () => (await checkOf(context, segmentNo)).worthALook.find(({ problem }) => problem === "no_document");
    expect(await found()).toBeUndefined();
    await giveTemplate(context, "LETTER", "ENU", null);
    expect(await found()).toMatchObject({ count: 1, sample: [{ contactNo: "P201" }] });
  });

  it("SEG-LOG-001 writes which version each contact got, in which language, with which words; that version stays for ever", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201", "P202"]);
    const own = await givenMail(context, "Only Dan");
    value(await onLines(segmentNo, ["P202"], { documentId: own, personalText: "Hi Dan", subject: "For Dan" }));
    const written = value(await log(context, segmentNo));
    const { rows } = await db.pool.query<{ entry_no: string }>(
      `select entry_no::text, contact_no, document_id, language_code, subject, personal_text from interaction_log_entry where logged_segment_entry_no = $1 order by contact_no`,
      [written.entryNo],
    );
    expect(rows).toEqual([
      {
        entry_no: expect.any(String),
        contact_no: "P101",
        document_id: german,
        language_code: "DEU",
        subject: "Brief",
        personal_text: null,
      },
      {
        entry_no: expect.any(String),
        contact_no: "P201",
        document_id: english,
        language_code: "ENU",
        subject: "Letter to {{contact.name}}",
        personal_text: null,
      },
      {
        entry_no: expect.any(String),
        contact_no: "P202",
        document_id: own,
        language_code: "ENU",
        subject: "For Dan",
        personal_text: "Hi Dan",
      },
    ]);
    await giveTemplate(later, "LETTER", "DEU", null);
    await giveTemplate(later, "LETTER", "ENU", null);
    const entryNo = Number(rows[0]?.entry_no);
    expect((await findInteractionLogEntry(context, { entryNo }))?.document).toMatchObject({ documentId: german, kind: "markdown" });
    expect(await previewEntry(context, { entryNo })).toMatchObject({ subject: "Brief", text: "Sehr geehrte Frau Alt," });
    expect((await findInteractionLogEntry(context, { entryNo: Number(rows[2]?.entry_no) }))?.personalText).toBe("Hi Dan");
  });

  it("what no segment, line, template or interaction names any more is removed, but not before undoing has had its day", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
    const [own, unique, loose] = [await givenMail(context, "Own"), await givenMail(context, "Unique"), await givenMail(context, "Loose")];
    value(await change(segmentNo, "DEU", { documentId: own }));
    value(await onLines(segmentNo, ["P201"], { documentId: unique }));
    value(await onLines(segmentNo, ["P201"], {}, ["documentId"]));
    const there = async () =>
      (await Promise.all([own, unique, loose].map((documentId) => readDocument(context, { documentId })))).map((found) => found !== null);
    value(await change(segmentNo, "ENU", { subject: "Now" }));
    expect(await there()).toEqual([true, true, true]);
    value(await changeSegmentDocument(later, { segmentNo, languageCode: "ENU", documentId: null, subject: null, seen: null }));
    expect(await there()).toEqual([true, true, false]);
    const { version } = (await segmentOf(context, segmentNo)).header;
    value(await deleteSegment(later, { segmentNo, version }));
    expect(await there()).toEqual([false, false, false]);
  });
});
