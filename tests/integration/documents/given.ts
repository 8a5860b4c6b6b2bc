import type { OperationContext } from "@/lib/access/operation";
import { storeDocument, writeMail } from "@/lib/documents/store-document";
import { findTemplate, type TemplateLanguage } from "@/lib/templates/find-template";
import type { CreateTemplate } from "@/lib/templates/schema";
import { setTemplateDocument } from "@/lib/templates/write-language";
import { docx, p, r } from "../../support/docx";
import { value } from "../segmentation/worksheet";

/** The number of a new document with the e-mail `text`. */
export async function givenMail(context: OperationContext, text: string, basedOn: number | null = null): Promise<number> {
  return value(await writeMail(context, { kind: "markdown", text, basedOn })).documentId;
}

export async function givenFile(context: OperationContext, fileName: string, text = "some bytes"): Promise<number> {
  return value(await storeDocument(context, { fileName, content: new TextEncoder().encode(text) })).documentId;
}

/** The number of a kept Word letter with these paragraphs, and the personal text where one was written. */
export async function givenLetter(context: OperationContext, ...paragraphs: string[]): Promise<number> {
  const body = [...paragraphs, "+++line.personalText+++", "Yours"].map((text) => p(r(text))).join("");
  return givenWord(context, await docx({ body }));
}

export async function givenWord(context: OperationContext, content: Buffer): Promise<number> {
  return value(await storeDocument(context, { fileName: "Letter.docx", content: new Uint8Array(content) })).documentId;
}

/** The language of a template as its page shows it. */
export async function languageOf(context: OperationContext, code: string, languageCode: string): Promise<TemplateLanguage> {
  const language = (await findTemplate(context, { code }))?.languages.find((each) => each.code === languageCode);
  if (!language) throw new Error(`${code} has no ${languageCode}`);
  return language;
}

/** Gives a language of a template the document, whichever it has. */
export async function giveTemplate(
  context: OperationContext,
  code: string,
  languageCode: string,
  documentId: number | null,
): Promise<void> {
  const seen = (await languageOf(context, code, languageCode)).document?.documentId ?? null;
  value(await setTemplateDocument(context, { code, languageCode, documentId, seen }));
}

export const templateValues = (changes: Partial<CreateTemplate["values"]> = {}): CreateTemplate["values"] => ({
  description: "Invitation",
  interactionGroupCode: "LETTERS",
  unitCostLcy: 1.5,
  unitDurationMin: 2,
  informationFlow: "outbound",
  initiatedBy: "us",
  correspondenceType: "email",
  ignoreContactCorresType: false,
  campaignNo: null,
  campaignTarget: false,
  campaignResponse: false,
  languageCode: null,
  wizardAction: null,
  ...changes,
});
