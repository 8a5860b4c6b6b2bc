import { buffer } from "node:stream/consumers";
import { DOMParser, Element, onWarningStopParsing } from "@xmldom/xmldom";
import { ZipArchive } from "@/lib/exports/zip";
import { readZip } from "@/tests/support/read-zip";

const namespaces = [
  ["w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"],
  ["r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"],
  ["wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"],
  ["mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"],
  ["v", "urn:schemas-microsoft-com:vml"],
  ["o", "urn:schemas-microsoft-com:office:office"],
  ["wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"],
  ["a", "http://schemas.openxmlformats.org/drawingml/2006/main"],
].map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`);
export const xmlns = namespaces.join(" ");
const officeDocument = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** A relation of the document, as it is written. */
export type GivenRelation = { id: string; type: string; target: string; external?: boolean };
export type GivenDocx = {
  /** What stands in w:body. */
  body?: string;
  /** Further parts below `word/` by name, whole XML or bytes, each with its content type behind `wordprocessingml`. */
  parts?: Record<string, { xml: string | Buffer; type?: string; contentType?: string; relations?: GivenRelation[] }>;
  relations?: GivenRelation[];
  mainType?: string;
  /** Files that take the place of what would be written, or stand beside it. */
  files?: Record<string, string | Buffer>;
};

/** A Word file made by hand, so that a test can put anything into it. */
export async function docx({
  body = "",
  parts = {},
  relations = [],
  mainType = `${wordType}.document.main+xml`,
  files = {},
}: GivenDocx): Promise<Buffer> {
  const overrides = Object.entries(parts).map(
    ([name, { type, contentType }]) => `<Override PartName="/word/${name}" ContentType="${contentType ?? `${wordType}.${type}+xml`}"/>`,
  );
  const written: Record<string, string | Buffer> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="${mainType}"/>${overrides.join("")}</Types>`,
    "_rels/.rels": relationsXml([{ id: "rId1", type: "officeDocument", target: "word/document.xml" }]),
    "word/document.xml": `<w:document ${xmlns}><w:body>${body}</w:body></w:document>`,
    "word/_rels/document.xml.rels": relationsXml(relations),
  };
  for (const [name, part] of Object.entries(parts)) {
    written[`word/${name}`] = part.xml;
    if (part.relations) written[`word/_rels/${name}.rels`] = relationsXml(part.relations);
  }
  return zip({ ...written, ...files });
}

/** An archive of the files. */
export async function zip(files: Record<string, string | Buffer>): Promise<Buffer> {
  const archive = new ZipArchive();
  async function* chunks() {
    for (const [name, content] of Object.entries(files)) yield* archive.add(name, [content]);
    yield archive.end();
  }
  return buffer(chunks());
}

function relationsXml(relations: readonly GivenRelation[]): string {
  const each = relations.map(({ id, type, target, external }) => {
    const uri = type.includes(":") ? type : `${officeDocument}/${type}`;
    return `<Relationship Id="${id}" Type="${uri}" Target="${target}"${external ? ' TargetMode="External"' : ""}/>`;
  });
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join("")}</Relationships>`;
}

/** A paragraph of runs. */
export const p = (...runs: string[]): string => `<w:p>${runs.join("")}</w:p>`;
/** A run of text. */
export const r = (text: string, look = ""): string =>
  `<w:r>${look && `<w:rPr>${look}</w:rPr>`}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
/** A complex field; its instruction may hold others, and is split over two runs. */
export function field(instruction: string, shown = "", look = ""): string {
  const run = (content: string) => `<w:r>${look && `<w:rPr>${look}</w:rPr>`}${content}</w:r>`;
  const sign = (type: string) => run(`<w:fldChar w:fldCharType="${type}"/>`);
  const text = (part: string) => (part === "" ? "" : run(`<w:instrText xml:space="preserve">${escaped(part)}</w:instrText>`));
  const pieces = instruction.split(/((?:<w:r>.*?<\/w:r>)+)/s).map((piece) => {
    const middle = Math.ceil(piece.length / 2);
    return piece.startsWith("<w:r>") ? piece : text(piece.slice(0, middle)) + text(piece.slice(middle));
  });
  return `${sign("begin")}${pieces.join("")}${shown === "" ? "" : `${sign("separate")}${r(shown, look)}`}${sign("end")}`;
}
/** A merge field. */
export const merge = (name: string, look = ""): string => field(` MERGEFIELD ${name} `, `«${name}»`, look);

/** The parts of a Word file, each XML of which was parsed by a parser that takes no mistake. */
export function partsOf(file: Buffer): Map<string, string> {
  const parts = readZip(file);
  for (const [name, xml] of parts) {
    if (/\.(xml|rels)$/.test(name)) new DOMParser({ onError: onWarningStopParsing }).parseFromString(xml, "text/xml");
  }
  return parts;
}

/** The text of a part, a line for each paragraph; line breaks are "⏎", tabs "⇥". */
export const textOf = (file: Buffer, part = "word/document.xml"): string[] => textIn(partsOf(file).get(part) ?? "<none/>");

const marks: Record<string, string> = { "w:br": "⏎", "w:tab": "⇥" };

/** The same of the XML of a part. */
export function textIn(xml: string): string[] {
  const lines = new Map<Element, string>();
  for (const element of new DOMParser({ onError: onWarningStopParsing }).parseFromString(xml, "text/xml").getElementsByTagName("*")) {
    if (element.nodeName === "w:p") lines.set(element, "");
    const paragraph = element.parentNode?.nodeName === "w:r" ? paragraphOf(element) : null;
    const text = marks[element.nodeName] ?? (element.nodeName === "w:t" ? (element.textContent ?? "") : "");
    if (paragraph) lines.set(paragraph, (lines.get(paragraph) ?? "") + text);
  }
  return [...lines.values()];
}

function paragraphOf(element: Element): Element | null {
  const parent = element.parentNode;
  if (!(parent instanceof Element)) return null;
  return parent.nodeName === "w:p" ? parent : paragraphOf(parent);
}
