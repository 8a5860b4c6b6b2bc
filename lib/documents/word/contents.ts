import { err, ok, type Result } from "@/lib/result";
import { isContainer, templateLimits } from "./archive";
import { cleanPart, cleanSettings, type MergeSettings, readMergeSettings } from "./clean";
import type { TemplateProblem, UnsafeContent } from "./errors";
import { type Relation, readContentTypes, readRelations, relationsPart } from "./relations";
import { everyElement, parseXml, type XmlElement, XmlRefused } from "./xml";

/** A part that a letter keeps: a tree where it is XML, bytes where it is a picture or typeface. */
export type Part = { name: string; contentType: string; content: XmlElement | Buffer; relations: readonly Relation[] };

/** A Word document of which only what a letter needs was kept, and nothing that runs, fetches or tells of its author. */
export type WordContents = { main: string; parts: ReadonlyMap<string, Part>; settings: MergeSettings };

const kept = new Set([
  ..."styles stylesWithEffects numbering settings fontTable theme font".split(" "),
  ..."header footer footnotes endnotes image hyperlink".split(" "),
  ..."diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing".split(" "),
]);
/** Left out without a word: the author's data source, notes, names, traces of programs. */
const leftOut = new Set([
  ..."mailMergeSource mailMergeHeaderSource mailMergeRecipientData recipientData".split(" "),
  ..."comments commentsExtended commentsIds commentsExtensible people customXml glossaryDocument".split(" "),
  ..."webSettings printerSettings thumbnail keyMapCustomizations attachedToolbars documenttasks".split(" "),
]);
const unsafeTypes: ReadonlyMap<string, UnsafeContent> = new Map([
  ["vbaProject", "macros"],
  ["wordVbaData", "macros"],
  ["control", "activex"],
  ["activeXControlBinary", "activex"],
  ["oleObject", "embedded_object"],
  ["package", "embedded_object"],
  ["aFChunk", "inserted_document"],
  ["subDocument", "subdocument"],
]);
const unsafeElements: ReadonlyMap<string, UnsafeContent> = new Map([
  ["w:altChunk", "inserted_document"],
  ["w:subDoc", "subdocument"],
  ["w:control", "activex"],
  ["w:object", "embedded_object"],
  ["o:OLEObject", "embedded_object"],
]);
/** Found by their relation's type alone; the others only where something in the part names them. */
const implied = new Set("styles stylesWithEffects numbering settings fontTable theme footnotes endnotes diagramDrawing".split(" "));

const office = "application/vnd.openxmlformats-officedocument";
const documentType = `${office}.wordprocessingml.document.main+xml`;
const settingsType = `${office}.wordprocessingml.settings+xml`;
/** Pictures and typefaces; an SVG is a document of its own, beside which Word keeps a bitmap. */
const isMedia = (contentType: string) =>
  /^image\/(?!svg)|^application\/(vnd\.openxmlformats-officedocument\.obfuscatedFont|x-font\S*)$/i.test(contentType);
const drive = /^(file:\/*)?[a-z]:[\\/]/i;

/** Whether a link may stand in a letter: a web or e-mail address, or a place in the letter itself. */
export const isSafeLink = (target: string): boolean => /^(https?:\/\/|mailto:|#)/i.test(target.trim());

/**
 * What a letter needs of an unpacked file: the document and what it refers to. Refused, with everything that was found, where
 * something would run, fetch or insert.
 */
export function readContents(files: ReadonlyMap<string, Buffer>): Result<WordContents, TemplateProblem[]> {
  const problems: TemplateProblem[] = [];
  try {
    const contentType = readContentTypes(parsePart(files, "[Content_Types].xml"));
    problems.push(...[...files].flatMap(([part, bytes]) => unsafeFile(part, contentType(part), bytes)));
    const main = relationsOf(files, "").find(({ type, external }) => type === "officeDocument" && !external)?.target;
    if (main === undefined || !files.has(main)) return err([{ code: "not_word" }]);
    if (contentType(main) !== documentType) return err(problems.length > 0 ? problems : [{ code: "not_word" }]);

    const parts = new Map<string, Part>();
    let settings = readMergeSettings(undefined);
    const reach = (name: string): void => {
      const bytes = files.get(name);
      if (!bytes) throw new PartRefused({ code: "damaged", part: name });
      const part = { name, contentType: contentType(name) };
      if (isMedia(part.contentType)) return void parts.set(name, { ...part, content: bytes, relations: [] });
      if (!part.contentType.endsWith("xml") || part.contentType.startsWith("image/"))
        throw new PartRefused({ code: "unsafe_content", what: "unknown_part", part: name, target: "" });
      const written = parsePart(files, name);
      problems.push(...unsafeMarkup(written, name));
      const isSettings = part.contentType === settingsType;
      if (isSettings) settings = readMergeSettings(written);
      const content = isSettings ? cleanSettings(written) : cleanPart(written);
      const all = relationsOf(files, name);
      problems.push(...all.flatMap((relation) => unsafeRelation(relation, name)));
      const named = namedRelations(content);
      const relations = all.filter(({ id, type }) => kept.has(type) && (implied.has(type) || named.has(id)));
      parts.set(name, { ...part, content, relations });
      for (const { target, external } of relations) if (!external && !parts.has(target)) reach(target);
    };
    reach(main);
    return problems.length > 0 ? err(problems) : ok({ main, parts, settings });
  } catch (cause) {
    if (cause instanceof PartRefused) return err([...problems, cause.problem]);
    throw cause;
  }
}

const relationsOf = (files: ReadonlyMap<string, Buffer>, part: string): Relation[] =>
  files.has(relationsPart(part)) ? readRelations(parsePart(files, relationsPart(part)), part) : [];

const namedRelations = (root: XmlElement): ReadonlySet<string> =>
  new Set(
    [...everyElement(root)].flatMap(({ attributes }) => [...attributes].flatMap(([name, id]) => (name.startsWith("r:") ? [id] : []))),
  );

class PartRefused extends Error {
  constructor(readonly problem: TemplateProblem) {
    super(problem.code);
  }
}

function parsePart(files: ReadonlyMap<string, Buffer>, part: string): XmlElement {
  const bytes = files.get(part);
  if (!bytes) throw new PartRefused({ code: "not_word" });
  const { xmlBytes, xmlTags } = templateLimits;
  if (bytes.length > xmlBytes || countOf(bytes, "<", xmlTags) > xmlTags) {
    throw new PartRefused({ code: "too_large", what: "part", part, allowed: xmlBytes });
  }
  try {
    return parseXml(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    if (cause instanceof XmlRefused && cause.reason === "strict_format") throw new PartRefused({ code: "strict_format" });
    throw new PartRefused({ code: cause instanceof XmlRefused && cause.reason === "document_type" ? "document_type" : "damaged", part });
  }
}

/** How often a sign is in bytes, counted until there are more than `enough`. */
function countOf(bytes: Buffer, sign: string, enough: number): number {
  let count = 0;
  for (let at = bytes.indexOf(sign); at >= 0 && count <= enough; at = bytes.indexOf(sign, at + 1)) count++;
  return count;
}

function unsafeFile(part: string, contentType: string, bytes: Buffer): TemplateProblem[] {
  const found = (what: UnsafeContent): TemplateProblem[] => [{ code: "unsafe_content", what, part, target: "" }];
  if (/macroEnabled|vbaProject|vbaData/i.test(contentType) || /vbaProject/i.test(part)) return found("macros");
  if (/activeX/i.test(contentType)) return found("activex");
  return isContainer(bytes) ? found("embedded_object") : [];
}

function unsafeRelation({ type, target, external }: Relation, part: string): TemplateProblem[] {
  const found = (what: UnsafeContent): TemplateProblem[] => [{ code: "unsafe_content", what, part, target }];
  const unsafe = unsafeTypes.get(type);
  if (unsafe) return found(unsafe);
  if (leftOut.has(type)) return [];
  if (type === "attachedTemplate") return drive.test(target) ? [] : found("remote_template");
  if (type === "hyperlink") return isSafeLink(target) || !external ? [] : found("unsafe_link");
  if (external) return found("external_content");
  return kept.has(type) ? [] : found("unknown_part");
}

function unsafeMarkup(root: XmlElement, part: string): TemplateProblem[] {
  return [...everyElement(root)].flatMap(({ name, attributes }): TemplateProblem[] => {
    const unsafe = unsafeElements.get(name);
    if (unsafe) return [{ code: "unsafe_content", what: unsafe, part, target: "" }];
    if (!/^[vo]:/.test(name)) return [];
    const [source, link] = [attributes.get("src") ?? attributes.get("o:href"), attributes.get("href")];
    if (source) return [{ code: "unsafe_content", what: "external_content", part, target: source }];
    return link && !isSafeLink(link) ? [{ code: "unsafe_content", what: "unsafe_link", part, target: link }] : [];
  });
}
