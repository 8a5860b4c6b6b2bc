import { type HoleKind, hole } from "./holes";
import { mapElements, withChildren, type XmlElement } from "./xml";

/** What is numbered or named anew in a document of many letters, by element: attributes and the kinds of their holes. */
const numbered: ReadonlyMap<string, Readonly<Record<string, HoleKind>>> = new Map<string, Readonly<Record<string, HoleKind>>>([
  ["w:numId", { "w:val": "list" }],
  ["w:abstractNumId", { "w:val": "kind" }],
  ...["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link"].map((name) => [name, { "w:val": "style" }] as const),
  ["w:footnoteReference", { "w:id": "footnote" }],
  ["w:endnoteReference", { "w:id": "endnote" }],
  ["w:headerReference", { "r:id": "part" }],
  ["w:footerReference", { "r:id": "part" }],
  ["w:bookmarkStart", { "w:id": "bookmark", "w:name": "anchor" }],
  ["w:bookmarkEnd", { "w:id": "bookmark" }],
  ["w:hyperlink", { "w:anchor": "anchor" }],
  ["wp:docPr", { id: "shape" }],
]);

/** A text box taken out of its part. */
type Box = { readonly name: string; readonly content: XmlElement };

/**
 * A part in which holes stand for text boxes and for what each letter of a joined document numbers anew. Links are `shared` where letters of
 * several templates come into one part, and otherwise stay as they are.
 */
export function leaveHoles(root: XmlElement, part: string, links: "own" | "shared" = "own"): { root: XmlElement; boxes: readonly Box[] } {
  const boxes: Box[] = [];
  const holed = mapElements(root, (element) => {
    if (element.name === "w:txbxContent") {
      const name = `${part}#${boxes.length}`;
      boxes.push({ name, content: element });
      return [withChildren(element, [hole("box", name)])];
    }
    const attributes = new Map(element.attributes);
    for (const [attribute, kind] of Object.entries(numbered.get(element.name) ?? {})) {
      const value = attributes.get(attribute);
      if (value !== undefined && !(kind === "list" && value === "0")) attributes.set(attribute, hole(kind, value));
    }
    if (links === "shared") {
      for (const [name, id] of element.attributes)
        if (name.startsWith("r:") && attributes.get(name) === id) attributes.set(name, hole("link", id));
    }
    return [{ ...element, attributes }];
  });
  return { root: holed, boxes };
}
