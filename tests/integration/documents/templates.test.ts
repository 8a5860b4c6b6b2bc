import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { listDocumentVersions, readDocument } from "@/lib/documents/find-document";
import { storeDocument } from "@/lib/documents/store-document";
import { err, ok } from "@/lib/result";
import { templateMessage } from "@/lib/templates/errors";
import { findTemplate } from "@/lib/templates/find-template";
import { deleteInteractionGroup, listInteractionGroups, saveInteractionGroup } from "@/lib/templates/interaction-groups";
import { deleteSalutationFormula, listSalutationFormulas, saveSalutationFormula } from "@/lib/templates/salutation-formulas";
import { removeTemplateLanguage, saveTemplateLanguage, setTemplateAttachments, setTemplateDocument } from "@/lib/templates/write-language";
import { changeTemplate, createTemplate, deleteTemplate } from "@/lib/templates/write-template";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { value } from "../segmentation/worksheet";
import { givenFile, givenMail, giveTemplate, languageOf, templateValues } from "./given";

let db: TestDatabase;
let context: OperationContext;
/** A week later, when what nobody uses may go. */
let later: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  later = { ...context, now: new Date(context.now.getTime() + 7 * 86_400_000) };
});
afterAll(() => db.drop());

const language = (code: string, languageCode: string, changes = {}) =>
  saveTemplateLanguage(context, { code, languageCode, description: "", subject: "", sendAsAttachment: false, ...changes });
const versionOf = async (code: string) => (await findTemplate(context, { code }))?.version ?? 0;
const documents = () => db.prisma.document.count();

describe("an interaction template", () => {
  it("is made, changed on what was seen, and deleted while nobody uses it", async () => {
    expect(await createTemplate(context, { code: "invite", values: templateValues() })).toEqual(ok({ code: "INVITE", version: 1 }));
    expect(await createTemplate(context, { code: "INVITE", values: templateValues() })).toEqual(
      err({ code: "template_code_taken", templateCode: "INVITE" }),
    );
    expect(await createTemplate(context, { code: "OTHER", values: templateValues({ interactionGroupCode: "NONE" }) })).toEqual(
      err({ code: "unknown_value", what: "group", value: "NONE" }),
    );
    const values = templateValues({ description: "Invitation to the fair", campaignNo: "CP1", campaignTarget: true, languageCode: "DEU" });
    expect(await changeTemplate(context, { code: "INVITE", version: 1, values })).toEqual(ok({ code: "INVITE", version: 2 }));
    expect(await findTemplate(context, { code: "INVITE" })).toMatchObject({
      description: "Invitation to the fair",
      unitCostLcy: 1.5,
      campaign: { code: "CP1" },
      campaignTarget: true,
      language: { code: "DEU" },
      languages: [{ code: "DEU", document: null, attachments: [] }],
    });
    expect(await changeTemplate(context, { code: "INVITE", version: 1, values })).toEqual(
      err({ code: "template_moved", templateCode: "INVITE" }),
    );
    expect(await deleteTemplate(context, { code: "INVITE", version: 2 })).toEqual(ok({ code: "INVITE" }));
    expect(await findTemplate(context, { code: "INVITE" })).toBeNull();
  });

  it("SEG-LANG-014 takes the wizard actions that fit the document of its default language", async () => {
    value(await createTemplate(context, { code: "WIZARD", values: templateValues() }));
    const takes = async (languageCode: string | null) => {
      const taken: unknown[] = [];
      for (const wizardAction of [null, "open", "import", "merge"] as const) {
        const answer = await changeTemplate(context, {
          code: "WIZARD",
          version: await versionOf("WIZARD"),
          values: templateValues({ description: `As ${wizardAction} in ${languageCode}`, languageCode, wizardAction }),
        });
        if (answer.ok && (await findTemplate(context, { code: "WIZARD" }))?.wizardAction === wizardAction) taken.push(wizardAction);
      }
      return taken;
    };
    expect(await takes(null)).toEqual([null, "open", "import", "merge"]);
    value(
      await changeTemplate(context, {
        code: "WIZARD",
        version: await versionOf("WIZARD"),
        values: templateValues({ languageCode: "ENU" }),
      }),
    );
    expect(await takes("ENU")).toEqual([null, "open", "import"]);
    await giveTemplate(context, "WIZARD", "ENU", await givenFile(context, "Flyer.pdf"));
    expect(await takes("ENU")).toEqual([null, "open", "import"]);
    await giveTemplate(context, "WIZARD", "ENU", await givenMail(context, "Hello"));
    expect(await takes("ENU")).toEqual(["merge"]);
  });

  it("SEG-LANG-015 merges when its default language has an e-mail, and does not when it has none", async () => {
    value(await createTemplate(context, { code: "SWITCH", values: templateValues({ languageCode: "ENU" }) }));
    value(await language("SWITCH", "DEU"));
    await giveTemplate(context, "SWITCH", "DEU", await givenMail(context, "Guten Tag"));
    const choose = async (languageCode: string, wizardAction: "merge" | null) => {
      value(
        await changeTemplate(context, {
          code: "SWITCH",
          version: await versionOf("SWITCH"),
          values: templateValues({ languageCode, wizardAction }),
        }),
      );
      return (await findTemplate(context, { code: "SWITCH" }))?.wizardAction;
    };
    expect(await choose("DEU", null)).toBe("merge");
    expect(await choose("ENU", "merge")).toBeNull();
  });

  it("SEG-LANG-016 has its e-mail in a language replaced by a new version, and removed", async () => {
    value(await createTemplate(context, { code: "LAYOUT", values: templateValues({ languageCode: "ENU" }) }));
    const first = await givenMail(context, "Hello {{contact.firstName}}, {{contact.frstName}}");
    await giveTemplate(context, "LAYOUT", "ENU", first);
    expect((await languageOf(context, "LAYOUT", "ENU")).document).toMatchObject({
      documentId: first,
      kind: "markdown",
      fileName: "E-mail.md",
      fields: ["contact.firstName", "contact.frstName"],
      createdByName: "Ada Admin",
    });
    const second = await givenMail(context, "Good morning", first);
    await giveTemplate(context, "LAYOUT", "ENU", second);
    expect((await listDocumentVersions(context, { documentId: second })).map(({ documentId }) => documentId)).toEqual([second, first]);
    expect(await setTemplateDocument(context, { code: "LAYOUT", languageCode: "ENU", documentId: first, seen: first })).toEqual(
      err({ code: "template_document_moved", languageCode: "ENU" }),
    );
    await giveTemplate(later, "LAYOUT", "ENU", null);
    expect((await languageOf(context, "LAYOUT", "ENU")).document).toBeNull();
    expect(await readDocument(context, { documentId: second })).toBeNull();
    expect(await readDocument(context, { documentId: first })).toBeNull();
  });

  it("SEG-LANG-017 goes with its languages and their documents, but not while a segment uses it", async () => {
    await giveTemplate(later, "SWITCH", "DEU", null); // lets what earlier tests left behind go
    const before = await documents();
    value(await createTemplate(context, { code: "GOING", values: templateValues({ languageCode: "ENU" }) }));
    value(await language("GOING", "DEU"));
    await giveTemplate(context, "GOING", "ENU", await givenMail(context, "Hello"));
    await giveTemplate(context, "GOING", "DEU", await givenMail(context, "Guten Tag"));
    const files = [await givenFile(context, "Map.pdf"), await givenFile(context, "Prices.xlsx")];
    value(await setTemplateAttachments(context, { code: "GOING", languageCode: "DEU", documentIds: files, seen: [] }));
    expect(await documents()).toBe(before + 4);
    await db.pool.query("insert into segment (segment_no, date, interaction_template_code) values ('SMUSE', '2026-03-16', 'GOING')");
    expect(await deleteTemplate(later, { code: "GOING", version: await versionOf("GOING") })).toMatchObject(
      err({ code: "template_in_use", segments: 1, lines: 0, coverSheets: false }),
    );
    await db.pool.query("delete from segment where segment_no = 'SMUSE'");
    await db.pool.query(
      `insert into schedule (name, rule, time_zone, segment_no, template_code, owner_name, created_at, changed_at, changed_by_name)
       values ('Monthly', '{"every":"day","time":"09:00"}', 'Europe/Berlin', 'SM1', 'GOING', 'Ada', now(), now(), 'Ada')`,
    );
    const refused = await deleteTemplate(later, { code: "GOING", version: await versionOf("GOING") });
    if (refused.ok || refused.error.code !== "template_in_use") throw new Error(`not refused as in use: ${JSON.stringify(refused)}`);
    expect(templateMessage(refused.error)).toBe("GOING cannot be deleted: 1 schedule sends it.");
    await db.pool.query("delete from schedule");
    value(await deleteTemplate(later, { code: "GOING", version: await versionOf("GOING") }));
    expect(await documents()).toBe(before);
    expect(await db.prisma.interactionTemplateLanguage.count({ where: { interactionTemplateCode: "GOING" } })).toBe(0);
  });

  it("says in each language what it says there; its default moves when that language goes", async () => {
    value(await createTemplate(context, { code: "SAYS", values: templateValues({ languageCode: "ENU" }) }));
    value(await language("SAYS", "DEU", { description: "German", subject: "Einladung", sendAsAttachment: true }));
    expect(await language("SAYS", "XYZ")).toEqual(err({ code: "unknown_value", what: "language", value: "XYZ" }));
    expect(await language("SAYS", "DEU", { subject: "one\r\nBcc: two" })).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    expect(await languageOf(context, "SAYS", "DEU")).toMatchObject({ description: "German", subject: "Einladung", sendAsAttachment: true });
    value(await removeTemplateLanguage(context, { code: "SAYS", languageCode: "ENU" }));
    expect(await findTemplate(context, { code: "SAYS" })).toMatchObject({ language: { code: "DEU" }, languages: [{ code: "DEU" }] });
    value(await removeTemplateLanguage(context, { code: "SAYS", languageCode: "DEU" }));
    expect(await findTemplate(context, { code: "SAYS" })).toMatchObject({ language: null, languages: [] });
    expect(await removeTemplateLanguage(context, { code: "SAYS", languageCode: "DEU" })).toEqual(
      err({ code: "language_not_found", languageCode: "DEU" }),
    );
  });

  it("keeps its further files in their order, on what was seen", async () => {
    value(await createTemplate(context, { code: "FILES", values: templateValues({ languageCode: "ENU" }) }));
    const [map, prices] = [await givenFile(context, "Map.pdf"), await givenFile(context, "Prices.xlsx")];
    const set = (documentIds: number[], seen: number[]) =>
      setTemplateAttachments(context, { code: "FILES", languageCode: "ENU", documentIds, seen });
    value(await set([prices, map], []));
    expect((await languageOf(context, "FILES", "ENU")).attachments.map(({ fileName }) => fileName)).toEqual(["Prices.xlsx", "Map.pdf"]);
    expect(await set([map], [map])).toEqual(err({ code: "template_document_moved", languageCode: "ENU" }));
    expect(await set([999_999], [prices, map])).toEqual(err({ code: "document_not_found" }));
    value(await set([map], [prices, map]));
    expect((await languageOf(context, "FILES", "ENU")).attachments.map(({ fileName }) => fileName)).toEqual(["Map.pdf"]);
  });

  it("is maintained by administrators only", async () => {
    const marketer = { ...context, user: { ...context.user, role: "marketer" as const } };
    for (const answer of [
      await createTemplate(marketer, { code: "MINE", values: templateValues() }),
      await language("LETTER", "ENU").then(() =>
        saveTemplateLanguage(marketer, { code: "LETTER", languageCode: "DAN", description: "", subject: "", sendAsAttachment: false }),
      ),
      await saveInteractionGroup(marketer, { code: "MINE", description: "Mine", version: null }),
    ])
      expect(answer).toEqual(err({ code: "not_allowed", needs: "setup", role: "marketer" }));
  });
});

describe("a file", () => {
  it("gets a name that every system takes, and its own media type", async () => {
    const stored = async (fileName: string) => {
      const { documentId } = value(await storeDocument(context, { fileName, content: new TextEncoder().encode("bytes") }));
      return readDocument(context, { documentId });
    };
    expect(await stored("../../etc/passwd")).toMatchObject({ fileName: "passwd", mediaType: "application/octet-stream", kind: "file" });
    expect(await stored("C:\\Users\\a\u202egpj.exe")).toMatchObject({ fileName: "a_gpj.exe" });
    expect(await stored(`${"ä".repeat(200)}.PDF`)).toMatchObject({ fileName: `${"ä".repeat(116)}.pdf`, mediaType: "application/pdf" });
    expect(await stored("CON.txt")).toMatchObject({ fileName: "_CON.txt" });
    expect(await stored('a"b\r\nc<d>.html')).toMatchObject({ fileName: "a_b__c_d_.html", kind: "html" });
  });

  it("is refused when it is empty, too large, of a kind that cannot be merged, or no text", async () => {
    const refusal = async (fileName: string, content: Uint8Array<ArrayBuffer>) => {
      const answer = await storeDocument(context, { fileName, content });
      return answer.ok ? null : answer.error.code;
    };
    expect(await refusal("Empty.pdf", new Uint8Array())).toBe("document_empty");
    expect(await refusal("Large.pdf", new Uint8Array(20 * 1024 ** 2 + 1))).toBe("document_too_large");
    expect(await refusal("Old.doc", new Uint8Array(1))).toBe("document_kind_refused");
    expect(await refusal("Macros.docm", new Uint8Array(1))).toBe("document_kind_refused");
    expect(await refusal("Latin.html", new Uint8Array([0xe4, 0x62]))).toBe("document_kind_refused");
    expect(await refusal("Not really.docx", new TextEncoder().encode("no zip"))).toBe("word_refused");
  });
});

describe("set-up of words", () => {
  it("interaction groups are made, renamed and deleted while nothing is in them", async () => {
    expect(await saveInteractionGroup(context, { code: "fairs", description: "Trade fairs", version: null })).toEqual(
      ok({ code: "FAIRS" }),
    );
    expect(await saveInteractionGroup(context, { code: "FAIRS", description: "Again", version: null })).toEqual(
      err({ code: "group_code_taken", groupCode: "FAIRS" }),
    );
    value(await saveInteractionGroup(context, { code: "FAIRS", description: "Fairs", version: 1 }));
    const groups = await listInteractionGroups(context, {});
    expect(groups.find(({ code }) => code === "FAIRS")).toMatchObject({ description: "Fairs", version: 2, templates: 0, interactions: 0 });
    expect(groups.find(({ code }) => code === "LETTERS")).toMatchObject({ interactions: 2, costLcy: 20, durationMin: 30 });
    expect(await deleteInteractionGroup(context, { code: "LETTERS", version: 1 })).toMatchObject(
      err({ code: "group_in_use", segments: 0 }),
    );
    expect(await deleteInteractionGroup(context, { code: "FAIRS", version: 1 })).toEqual(err({ code: "group_moved", groupCode: "FAIRS" }));
    expect(await deleteInteractionGroup(context, { code: "FAIRS", version: 2 })).toEqual(ok({ code: "FAIRS" }));
  });

  it("greetings are written per salutation, language and tone, with their placeholders explained", async () => {
    await db.pool.query("insert into salutation values ('M', 'Male')");
    const greeting = { salutationCode: "M", languageCode: "DEU", salutationType: "formal" } as const;
    const save = (formula: string, names: Parameters<typeof saveSalutationFormula>[1]["names"], more = {}) =>
      saveSalutationFormula(context, { ...greeting, formula, names, ...more });
    expect(await save("Sehr geehrter Herr %2,", ["Surname"])).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    value(await save("Sehr geehrter Herr %1,", ["Surname"]));
    value(await save("Sehr geehrter Herr %1 %2,", ["Job Title", "Surname"]));
    expect(await save("Hallo", [], { languageCode: "XX" })).toEqual(err({ code: "unknown_value", what: "language", value: "XX" }));
    expect((await listSalutationFormulas(context, {})).formulas).toEqual([
      { ...greeting, salutation: "Male", language: "German", formula: "Sehr geehrter Herr %1 %2,", names: ["Job Title", "Surname"] },
    ]);
    value(await deleteSalutationFormula(context, greeting));
    expect(await deleteSalutationFormula(context, greeting)).toEqual(err({ code: "formula_not_found" }));
  });
});
