import { type HoleKind, hole } from "./holes";
import { mapElements, withChildren, type XmlElement } from "./xml";

/** What must differ from letter to letter in one document, by element: attributes and the kinds of their holes. */
const numbered: ReadonlyMap<string, Readonly<Record<string, HoleKind>>> = new Map([
  ["w:numId", { "w:val": "list" }],
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
export type Box = { readonly name: string; readonly content: XmlElement };

/** A part in which holes stand for text boxes and for the numbers that each letter of a joined document has anew. */
export function leaveHoles(root: XmlElement, part: string): { root: XmlElement; boxes: readonly Box[] } {
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
    return [{ ...element, attributes }];
  });
  return { root: holed, boxes };
}
