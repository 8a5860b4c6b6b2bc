import { DOMParser, type Element as DomElement, type Node as DomNode, onErrorStopParsing } from "@xmldom/xmldom";

/** An element of a part; names and attributes are kept as written ("w:p"). Trees are never changed, only made anew. */
export type XmlElement = { readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly children: readonly XmlNode[] };
export type XmlNode = XmlElement | string;

/** A part that is no well-formed XML, has a document type, is nested too deeply, or gives Word's prefixes another meaning. */
export class XmlRefused extends Error {
  constructor(
    readonly reason: "document_type" | "damaged" | "strict_format",
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

const deepest = 200;
const notInXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const allNotInXml = new RegExp(notInXml, "gu");

const officeDocument = "http://schemas.openxmlformats.org";
/** What is looked for by prefix must have that prefix, and the prefix no other meaning: otherwise a check could be walked around. */
const prefixes = new Map([
  [`${officeDocument}/wordprocessingml/2006/main`, "w"],
  [`${officeDocument}/officeDocument/2006/relationships`, "r"],
  [`${officeDocument}/drawingml/2006/wordprocessingDrawing`, "wp"],
  [`${officeDocument}/markup-compatibility/2006`, "mc"],
  ["urn:schemas-microsoft-com:office:office", "o"],
  ["urn:schemas-microsoft-com:vml", "v"],
]);
const reserved = new Set(prefixes.values());
const strictFormat = "http://purl.oclc.org/ooxml/";

/** The tree of a part. Throws `XmlRefused`; there are no entities but the five of XML, since a document type is refused. */
export function parseXml(text: string): XmlElement {
  if (/<!DOCTYPE/i.test(text)) throw new XmlRefused("document_type");
  try {
    const root = new DOMParser({ onError: onErrorStopParsing, locator: false }).parseFromString(text, "text/xml").documentElement;
    const tree = root && toTree(root, 0);
    if (!tree || typeof tree === "string") throw new XmlRefused("damaged");
    return tree;
  } catch (cause) {
    throw cause instanceof XmlRefused ? cause : new XmlRefused("damaged", { cause });
  }
}

const textNodes = [3, 4]; // text and CDATA
const isDomElement = (node: DomNode): node is DomElement => node.nodeType === 1;

function toTree(node: DomNode, depth: number): XmlNode | null {
  if (textNodes.includes(node.nodeType)) return characters(node.nodeValue ?? "");
  if (!isDomElement(node)) return null;
  if (depth > deepest) throw new XmlRefused("damaged");
  const attributes = new Map<string, string>();
  for (const { name, value, namespaceURI } of node.attributes) {
    checkPrefix(name, namespaceURI);
    attributes.set(name, characters(value));
  }
  checkPrefix(node.nodeName, node.namespaceURI);
  const children = [...node.childNodes].map((child) => toTree(child, depth + 1)).filter((child) => child !== null);
  return { name: node.nodeName, attributes, children };
}

function checkPrefix(name: string, namespace: string | null): void {
  const prefix = name.includes(":") ? name.slice(0, name.indexOf(":")) : "";
  const expected = prefixes.get(namespace ?? "");
  if (namespace?.startsWith(strictFormat)) throw new XmlRefused("strict_format");
  if ((expected ?? prefix) !== prefix || (expected === undefined && reserved.has(prefix))) throw new XmlRefused("damaged");
}

function characters(text: string): string {
  if (notInXml.test(text)) throw new XmlRefused("damaged");
  return text;
}

/** Text without what XML cannot hold: control characters and halves of surrogate pairs. */
export function cleanText(text: string): string {
  return notInXml.test(text) ? text.replace(allNotInXml, "") : text;
}

/** An element made by us. */
export function element(name: string, attributes: Readonly<Record<string, string>> = {}, children: readonly XmlNode[] = []): XmlElement {
  return { name, attributes: new Map(Object.entries(attributes)), children };
}

/** The same element with other children. */
export const withChildren = (parent: XmlElement, children: readonly XmlNode[]): XmlElement => ({ ...parent, children });

export const isElement = (node: XmlNode | undefined): node is XmlElement => node !== undefined && typeof node !== "string";

export const elementsIn = (parent: XmlElement): XmlElement[] => parent.children.filter(isElement);

/** The first child of that name. */
export const childNamed = (parent: XmlElement, name: string): XmlElement | undefined =>
  elementsIn(parent).find((child) => child.name === name);

/** The element and everything below it, parents first. */
export function* everyElement(root: XmlElement): Generator<XmlElement> {
  yield root;
  for (const child of root.children) if (isElement(child)) yield* everyElement(child);
}

/** Each element below `root` as `change` answers, children first; several or none may take the place of one. */
export function mapElements(root: XmlElement, change: (element: XmlElement) => readonly XmlNode[]): XmlElement {
  const children = root.children.flatMap((child) => (isElement(child) ? change(mapElements(child, change)) : [child]));
  return withChildren(root, children);
}

/** XML of a node, without a declaration. */
export function serialise(node: XmlNode): string {
  if (typeof node === "string") return escapeText(node);
  const attributes = [...node.attributes].map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join("");
  if (node.children.length === 0) return `<${node.name}${attributes}/>`;
  return `<${node.name}${attributes}>${node.children.map(serialise).join("")}</${node.name}>`;
}

/** An element around other content, as its two tags. */
export function tagsOf(element: XmlElement): { open: string; close: string } {
  const close = `</${element.name}>`;
  return { open: serialise(withChildren(element, [""])).slice(0, -close.length), close };
}

export const xmlDeclaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;

export const escapeText = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const attributeEscapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

const escapeAttribute = (text: string): string => text.replace(/[&<>"\t\n\r]/g, (found) => attributeEscapes[found] ?? "");
