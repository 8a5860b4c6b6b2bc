import { delimiter } from "./commands";
import { isHole } from "./holes";
import type { Inline } from "./model";
import { childNamed, elementsIn, everyElement, isElement, serialise, type XmlElement } from "./xml";

/** The smallest things in a paragraph, each with the properties of its run as XML: text, the signs of fields, everything else. */
export type Atom =
  | { readonly kind: "text"; readonly text: string; readonly properties: string }
  | { readonly kind: "instruction"; readonly text: string; readonly element: XmlElement; readonly properties: string }
  | { readonly kind: "begin" | "separate" | "end"; readonly element: XmlElement; readonly properties: string }
  | { readonly kind: "mark"; readonly element: XmlElement; readonly properties: string }
  | { readonly kind: "outside"; readonly element: XmlElement }
  | { readonly kind: "hole"; readonly xml: string }
  | { readonly kind: "simple" | "around"; readonly element: XmlElement; readonly content: readonly Atom[] };

const around = new Set(["w:hyperlink", "w:dir", "w:bdo"]);

/** What stands in a paragraph, or in what surrounds runs there. */
export function atomsOf(parent: XmlElement): Atom[] {
  return parent.children.flatMap((child): Atom[] => {
    if (!isElement(child)) return isHole(child) ? [{ kind: "hole", xml: child }] : [];
    if (child.name === "w:pPr") return [];
    if (child.name === "w:r") return atomsOfRun(child);
    if (child.name === "w:fldSimple") return [{ kind: "simple", element: child, content: atomsOf(child) }];
    if (around.has(child.name)) return [{ kind: "around", element: child, content: atomsOf(child) }];
    return [{ kind: "outside", element: child }];
  });
}

function atomsOfRun(run: XmlElement): Atom[] {
  const rPr = childNamed(run, "w:rPr");
  const properties = rPr ? serialise(rPr) : "";
  return elementsIn(run).flatMap((element): Atom[] => {
    const text = () => element.children.filter((child) => typeof child === "string").join("");
    switch (element.name) {
      case "w:rPr":
        return [];
      case "w:t":
        return [{ kind: "text", text: text(), properties }];
      case "w:instrText":
        return [{ kind: "instruction", text: text(), element, properties }];
      case "w:fldChar":
        return [{ kind: fieldSign(element), element, properties }];
      default:
        return [{ kind: "mark", element, properties }];
    }
  });
}

function fieldSign(element: XmlElement): "begin" | "separate" | "end" {
  const type = element.attributes.get("w:fldCharType");
  return type === "begin" || type === "separate" ? type : "end";
}

/** The text of atoms as an author sees it. */
export const visibleText = (atoms: readonly Atom[]): string =>
  atoms.map((atom) => (atom.kind === "text" ? atom.text : "content" in atom ? visibleText(atom.content) : "")).join("");

/** The text of a paragraph as an author sees it. */
export const textOf = (paragraph: XmlElement): string => visibleText(atomsOf(paragraph)).trim();

const fieldElements = new Set(["w:fldChar", "w:fldSimple", "w:instrText"]);

/** Whether something in an element is a field or a command. */
export function isPersonal(element: XmlElement): boolean {
  let text = "";
  for (const { name, children } of everyElement(element)) {
    if (fieldElements.has(name)) return true;
    if (name === "w:t") text += children.join("");
  }
  return text.includes(delimiter);
}

/** Elements that hold fields or commands where nobody looks for them, such as ruby text. */
export const hidden = (atoms: readonly Atom[]): XmlElement[] =>
  atoms.flatMap((atom) => {
    if ("content" in atom) return hidden(atom.content);
    return (atom.kind === "mark" || atom.kind === "outside") && isPersonal(atom.element) ? [atom.element] : [];
  });

/** Atoms that stay as they are. */
export const fixed = (atoms: readonly Atom[]): Inline[] => atoms.map(fixedAtom);

function fixedAtom(atom: Atom): Inline {
  switch (atom.kind) {
    case "text":
      return fixedText(atom.text, atom.properties);
    case "instruction":
    case "begin":
    case "separate":
    case "end":
      return fixedRun(atom.element, atom.properties, false);
    case "mark":
      return isLineBreak(atom.element)
        ? { ...fixedRun(atom.element, atom.properties, true), ends: "line" }
        : fixedRun(atom.element, atom.properties, atom.element.name === "w:tab");
    case "outside":
      return { kind: "static", xml: serialise(atom.element), blank: atom.element.name.startsWith("w:bookmark") };
    case "hole":
      return { kind: "static", xml: atom.xml, blank: false }; // never left out with a blank line
    case "simple":
    case "around":
      return { kind: "static", xml: serialise(atom.element), blank: false };
    default:
      return atom satisfies never;
  }
}

type Static = Extract<Inline, { kind: "static" }>;

/** Text that stays. */
export const fixedText = (text: string, properties: string): Static => ({
  kind: "static",
  xml: `<w:r>${properties}${serialise({ name: "w:t", attributes: new Map([["xml:space", "preserve"]]), children: [text] })}</w:r>`,
  blank: text.trim() === "",
});

const fixedRun = (element: XmlElement, properties: string, blank: boolean): Static => ({
  kind: "static",
  xml: `<w:r>${properties}${serialise(element)}</w:r>`,
  blank,
});

const isLineBreak = ({ name, attributes }: XmlElement): boolean =>
  name === "w:cr" || (name === "w:br" && (attributes.get("w:type") ?? "textWrapping") === "textWrapping");
