import { hole } from "./holes";
import { childNamed, element, elementsIn, isElement, withChildren, type XmlElement } from "./xml";

const afterPageNumbers = new Set(
  "w:cols w:formProt w:vAlign w:noEndnote w:titlePg w:textDirection w:bidi w:rtlGutter w:docGrid w:printerSettings".split(" "),
);

/** The blocks of a body without its last section, which is returned by itself, and how many sections there are. The first begins a page 1. */
export function beginsOnNewPage(body: readonly XmlElement[]): { blocks: readonly XmlElement[]; section: XmlElement; sections: number } {
  const last = body.findLast(({ name }) => name === "w:sectPr") ?? element("w:sectPr");
  const blocks = body.filter(({ name }) => name !== "w:sectPr");
  const breaks = blocks.flatMap((block) => ownSection(block) ?? []);
  const [first] = breaks;
  if (!first) return { blocks, section: fromPageOne(last), sections: 1 };
  const changed = blocks.map((block) => (ownSection(block) === first ? withSection(block, [fromPageOne(first)]) : block));
  return { blocks: changed, section: last, sections: breaks.length + 1 };
}

const ownSection = (block: XmlElement): XmlElement | undefined => {
  const properties = block.name === "w:p" ? childNamed(block, "w:pPr") : undefined;
  return properties && childNamed(properties, "w:sectPr");
};

/** A section that begins a letter: on a new page, from page 1 unless its author counts from elsewhere. */
function fromPageOne(section: XmlElement): XmlElement {
  const numbers = childNamed(section, "w:pgNumType") ?? element("w:pgNumType");
  const start = { ...numbers, attributes: new Map([["w:start", "1"], ...numbers.attributes]) };
  const others = elementsIn(section)
    .filter((child) => child !== numbers && child.name !== "w:pgNumType")
    .filter(({ name, attributes }) => name !== "w:type" || !["continuous", "nextColumn"].includes(attributes.get("w:val") ?? ""));
  const before = others.findIndex(({ name }) => afterPageNumbers.has(name));
  const place = before < 0 ? others.length : before;
  return withChildren(section, [...others.slice(0, place), start, ...others.slice(place)]);
}

function withSection(paragraph: XmlElement, section: readonly (XmlElement | string)[]): XmlElement {
  const properties = childNamed(paragraph, "w:pPr") ?? element("w:pPr");
  const changed = withChildren(properties, [
    ...properties.children.filter((child) => !isElement(child) || child.name !== "w:sectPr"),
    ...section,
  ]);
  return withChildren(paragraph, [changed, ...paragraph.children.filter((child) => child !== properties)]);
}

/**
 * Where the break to the next letter goes in a document of many: into the last paragraph, so that a full page does not get an empty one
 * behind it; where that cannot carry it, a paragraph of almost no height follows.
 */
export function sectionPlace(
  blocks: readonly XmlElement[],
  isControl: (paragraph: XmlElement) => boolean,
): { content: readonly XmlElement[]; after: string } {
  const last = blocks.at(-1);
  if (last?.name !== "w:p" || ownSection(last) || isControl(last)) return { content: blocks, after: hole("break") };
  return { content: [...blocks.slice(0, -1), withSection(last, [hole("section")])], after: "" };
}

/** The paragraph for a break that no other can carry. */
export const breakParagraph = (section: string): string =>
  `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>${section}</w:pPr></w:p>`;
