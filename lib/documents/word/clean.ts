import { childNamed, elementsIn, everyElement, mapElements, withChildren, type XmlElement, type XmlNode } from "./xml";

/** Traces of editing and helpers of programs: a letter reads the same without them, and repeated they would be wrong. */
const dropped = new Set([
  ..."w:rsid w:proofErr w:lastRenderedPageBreak w:permStart w:permEnd w:fldData w:ffData w:customXmlPr w:smartTagPr".split(" "),
  ..."w:commentRangeStart w:commentRangeEnd w:commentReference w:annotationRef w:moveFromRangeStart w:moveFromRangeEnd".split(" "),
  ..."w:moveToRangeStart w:moveToRangeEnd".split(" "),
]);
const droppedAttributes = /^(w:rsid.*|w14:(paraId|textId)|wp14:(anchorId|editId))$/;
const vectorPicture = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"; // the SVG beside a picture; its bitmap is what is kept

/** A part without what belongs to its author: comments, revision marks, frames of content controls and custom XML around their content. */
export function cleanPart(root: XmlElement): XmlElement {
  return mapElements(root, cleaned);
}

function cleaned(element: XmlElement): readonly XmlNode[] {
  if (dropped.has(element.name)) return [];
  if (element.name === "w:sdt") return childNamed(element, "w:sdtContent")?.children ?? [];
  if (element.name === "w:customXml" || element.name === "w:smartTag") return element.children;
  if (element.name === "a:ext" && element.attributes.get("uri") === vectorPicture) return [];
  if (element.name === "a:extLst" && element.children.length === 0) return [];
  if (element.name === "w:bookmarkStart" && element.attributes.get("w:name") === "_GoBack") return [];
  if (![...element.attributes.keys()].some((name) => droppedAttributes.test(name))) return [element];
  return [{ ...element, attributes: new Map([...element.attributes].filter(([name]) => !droppedAttributes.test(name))) }];
}

const droppedSettings = new Set([
  ..."w:mailMerge w:attachedTemplate w:linkStyles w:updateFields w:docVars w:rsids w:trackRevisions w:writeProtection".split(" "),
  ..."w:documentProtection w:attachedSchema w:saveThroughXslt w:removePersonalInformation w14:docId w15:docId w15:chartTrackingRefBased".split(
    " ",
  ),
]);

/** The settings without the author's data source and template. */
export const cleanSettings = (root: XmlElement): XmlElement =>
  withChildren(
    root,
    elementsIn(root).filter(({ name }) => !droppedSettings.has(name)),
  );

/** What the author's settings say about merging: the decimal sign of number pictures, and whether lines that fields leave blank stay. */
export type MergeSettings = { readonly decimalSymbol: string; readonly keepsBlankLines: boolean };

export function readMergeSettings(root: XmlElement | undefined): MergeSettings {
  const mailMerge = root && childNamed(root, "w:mailMerge");
  const keep = mailMerge && childNamed(mailMerge, "w:doNotSuppressBlankLines");
  return {
    decimalSymbol: (root && childNamed(root, "w:decimalSymbol")?.attributes.get("w:val")) ?? ".",
    keepsBlankLines: keep !== undefined && !["0", "false", "off"].includes(keep.attributes.get("w:val") ?? ""),
  };
}

const revisions = new Set(
  "w:ins w:del w:moveFrom w:moveTo w:rPrChange w:pPrChange w:sectPrChange w:tblPrChange w:trPrChange w:tcPrChange".split(" "),
);

/** The first mark of a change that was tracked and neither accepted nor rejected. */
export function trackedChange(root: XmlElement): XmlElement | undefined {
  for (const found of everyElement(root)) if (revisions.has(found.name)) return found;
  return undefined;
}
