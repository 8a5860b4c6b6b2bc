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

/** Headers and footers that a section without them would take over from the letter before. */
const textKinds = ["w:headerReference", "w:footerReference"].flatMap((name) =>
  ["default", "first", "even"].map((type) => `${name} ${type}`),
);

/** A section that begins a letter: on a new page, its notes from 1, from page 1 unless its author counts from elsewhere. */
function fromPageOne(section: XmlElement): XmlElement {
  const numbers = childNamed(section, "w:pgNumType") ?? element("w:pgNumType");
  const start = { ...numbers, attributes: new Map([["w:start", "1"], ...numbers.attributes]) };
  const others = elementsIn(section)
    .filter(({ name }) => name !== "w:pgNumType")
    .filter(({ name, attributes }) => name !== "w:type" || !["continuous", "nextColumn"].includes(attributes.get("w:val") ?? ""));
  const links = others.filter(({ name }) => name.endsWith("Reference"));
  const notes = childNamed(section, "w:footnotePr")
    ? []
    : [element("w:footnotePr", {}, [element("w:numRestart", { "w:val": "eachSect" })])];
  const rest = others.slice(links.length);
  const after = rest.findIndex(({ name }) => afterPageNumbers.has(name));
  const place = after < 0 ? rest.length : after;
  const present = new Set(links.map(({ name, attributes }) => `${name} ${attributes.get("w:type") ?? "default"}`));
  const missing = textKinds.filter((kind) => !present.has(kind));
  return withChildren(section, [
    ...links,
    hole("missing", missing.join(",")),
    ...notes,
    ...rest.slice(0, place),
    start,
    ...rest.slice(place),
  ]);
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
 * Where a letter ends and the break to the next one goes in a document of many: into the last paragraph, so that a full page does not get an
 * empty one behind it; where that cannot carry it, a paragraph of almost no height follows.
 */
export function letterEnd(
  blocks: readonly XmlElement[],
  isControl: (paragraph: XmlElement) => boolean,
): { content: readonly XmlElement[]; after: string } {
  const last = blocks.at(-1);
  if (last?.name !== "w:p" || ownSection(last) || isControl(last)) return { content: blocks, after: hole("break") };
  const carrying = withSection(last, [hole("section")]);
  return { content: [...blocks.slice(0, -1), withChildren(carrying, [...carrying.children, hole("end")])], after: "" };
}

/** The bookmark at the end of a letter, whose page is the letter's number of pages. Around nothing, LibreOffice does not always find it. */
export const endMark = (letter: number): string => {
  const id = 2_000_000_000 + letter; // higher than those of a template's own bookmarks
  return `<w:bookmarkStart w:id="${id}" w:name="letterEnd${letter}"/><w:r><w:t xml:space="preserve"> </w:t></w:r><w:bookmarkEnd w:id="${id}"/>`;
};

/** The field that shows the page of that bookmark. */
export const pagesByEnd = (letter: number): string => `PAGEREF letterEnd${letter}`;

/** The paragraph for the end of a letter, and for a break, that no other can carry. */
export const endParagraph = (section: string, end: string): string =>
  `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>${section}</w:pPr>${end}</w:p>`;
