import { err, ok, type Result } from "@/lib/result";
import { templateMessage } from "./word/errors";
import type { MergeValues } from "./word/fields";
import { mergeLetter } from "./word/letters";
import { readTemplate, type WordTemplate } from "./word/template";

/** The fields that a Word template names, unknown ones as they are written, or the sentence of what stands in the way. */
export async function readWord(content: Uint8Array): Promise<Result<string[], string>> {
  const template = await readTemplate(content);
  if (!template.ok) return err(template.error.slice(0, 3).map(templateMessage).join(" "));
  const { fields, unknown } = template.value;
  return ok([...new Set<string>([...fields, ...unknown.map(({ written }) => written)])]);
}

/** The template in a document that `readWord` took. */
export async function keptTemplate(content: Uint8Array): Promise<WordTemplate> {
  const template = await readTemplate(content);
  if (!template.ok) throw new Error(`a kept Word template cannot be read: ${template.error.map(({ code }) => code).join(", ")}`);
  return template.value;
}

/** The letter of one recipient, of a document that `readWord` took. */
export async function mergeWord(content: Uint8Array, values: MergeValues): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await mergeLetter(await keptTemplate(content), values));
}
