import { buffer } from "node:stream/consumers";
import type { TemplateProblem } from "@/lib/documents/word/errors";
import type { MergeValues } from "@/lib/documents/word/fields";
import { lettersOf, mergeJoined, mergeLetter } from "@/lib/documents/word/letters";
import { readTemplate, type WordTemplate } from "@/lib/documents/word/template";
import { docx, type GivenDocx, textOf } from "@/tests/support/docx";

/** A template that must be taken. */
export async function givenTemplate(given: GivenDocx): Promise<WordTemplate> {
  const read = await readTemplate(await docx(given));
  if (!read.ok) throw new Error(`Refused: ${JSON.stringify(read.error)}`);
  return read.value;
}

/** What a template is refused with. */
export async function refused(given: GivenDocx | Buffer): Promise<TemplateProblem[]> {
  const read = await readTemplate(Buffer.isBuffer(given) ? given : await docx(given));
  if (read.ok) throw new Error("The template was taken.");
  return read.error;
}

export const valuesOf = (fields: MergeValues["fields"], more: Partial<MergeValues> = {}): MergeValues => ({
  language: "en-GB",
  ...more,
  fields,
});

/** The text of a letter, a line for each paragraph. */
export async function letter(
  body: string,
  fields: MergeValues["fields"] = {},
  more: Partial<MergeValues> = {},
  given: GivenDocx = {},
): Promise<string[]> {
  return textOf(await mergeLetter(await givenTemplate({ ...given, body }), valuesOf(fields, more)));
}

/** All letters of one template as one file. */
export const joinedOf = (
  template: WordTemplate,
  ...[letters, options]: [Parameters<typeof lettersOf>[1], Parameters<typeof mergeJoined>[2]?]
): Promise<Buffer> => buffer(mergeJoined([template], lettersOf(template, letters), options));
