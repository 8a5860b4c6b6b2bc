import { ZipArchive } from "@/lib/exports/zip";
import type { Part } from "./contents";
import { type Relation, relationsPart } from "./relations";
import { element, serialise, tagsOf, type XmlElement, xmlDeclaration } from "./xml";

/** A part of a file being written; its content and relations are read when its turn comes. */
export type WrittenPart = {
  readonly name: string;
  readonly contentType: string;
  readonly content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
  readonly relations: () => readonly Relation[];
};

/** A part that is known when its turn comes. */
export const partOf = (
  { name, contentType, relations }: Pick<Part, "name" | "contentType" | "relations">,
  content: WrittenPart["content"],
): WrittenPart => ({ name, contentType, content, relations: () => relations });

/** What a story that nothing is left of still needs. */
export const emptyParagraph = "<w:p/>";

type Document = { readonly root: XmlElement; readonly before: string };
/** The XML of a document up to its text, and from there on. */
export const bodyStart = ({ root, before }: Document): string => `${tagsOf(root).open}${before}<w:body>`;
export const bodyEnd = ({ root }: Document): string => `</w:body>${tagsOf(root).close}`;

const packages = "http://schemas.openxmlformats.org/package/2006";
const officeDocument = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";

/** Writes a Word file whose document is the part `main`, piece by piece. */
export async function* writeWordFile(
  main: string,
  parts: AsyncIterable<WrittenPart> | Iterable<WrittenPart>,
): AsyncGenerator<Buffer, void> {
  const archive = new ZipArchive();
  const types = [element("Default", { Extension: "rels", ContentType: "application/vnd.openxmlformats-package.relationships+xml" })];
  yield* archive.add(relationsPart(""), [
    relationsXml([{ id: "rId1", typeUri: officeDocument, type: "officeDocument", target: main, external: false }]),
  ]);
  for await (const { name, contentType, content, relations } of parts) {
    yield* archive.add(name, content);
    if (relations().length > 0) yield* archive.add(relationsPart(name), [relationsXml(relations())]);
    types.push(element("Override", { PartName: `/${name}`, ContentType: contentType }));
  }
  yield* archive.add("[Content_Types].xml", [xmlDeclaration, serialise(element("Types", { xmlns: `${packages}/content-types` }, types))]);
  yield archive.end();
}

function relationsXml(relations: readonly Relation[]): string {
  const elements = relations.map(({ id, typeUri, target, external }) =>
    element("Relationship", {
      Id: id,
      Type: typeUri,
      Target: external ? target : `/${target}`,
      ...(external && { TargetMode: "External" }),
    }),
  );
  return xmlDeclaration + serialise(element("Relationships", { xmlns: `${packages}/relationships` }, elements));
}
