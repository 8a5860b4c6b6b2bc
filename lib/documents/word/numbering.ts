import type { Part } from "./contents";
import { hole } from "./holes";
import { leaveHoles } from "./places";
import { childNamed, elementsIn, escapeText, mapElements, serialise, tagsOf, type XmlElement, xmlDeclaration } from "./xml";

/** The lists of a template and their kinds, so that each letter of a joined document can have its own, which count from the start. */
export type Numbering = Omit<Part, "content"> & {
  readonly open: string;
  readonly kinds: string;
  readonly lists: string;
  readonly close: string;
  readonly highestList: number;
  readonly highestKind: number;
  /** The kinds as another document takes them in: with holes for their numbers. */
  readonly guestKinds: string;
  /** By the number of a list, what a new one like it holds. */
  readonly restarting: ReadonlyMap<string, string>;
};

/** Takes the part with the definitions of lists apart. */
export function readNumbering(root: XmlElement): Omit<Numbering, keyof Omit<Part, "content">> {
  const children = elementsIn(root);
  const lists = children.filter(({ name }) => name === "w:num");
  const kinds = children.filter(({ name }) => name === "w:abstractNum");
  const firstList = children.findIndex(({ name }) => name === "w:num");
  const { open, close } = tagsOf(root);
  const after = children.filter((child, at) => firstList >= 0 && at > firstList && child.name !== "w:num");
  const numberOf = (element: XmlElement, attribute: string) => Number(element.attributes.get(attribute)) || 0;
  const kindById = new Map(kinds.map((kind) => [kind.attributes.get("w:abstractNumId") ?? "", kind]));
  return {
    open: xmlDeclaration + open,
    kinds: children
      .slice(0, firstList < 0 ? children.length : firstList)
      .map(serialise)
      .join(""),
    lists: lists.map(serialise).join(""),
    close: after.map(serialise).join("") + close,
    highestList: Math.max(0, ...lists.map((list) => numberOf(list, "w:numId"))),
    highestKind: Math.max(0, ...kinds.map((kind) => numberOf(kind, "w:abstractNumId"))),
    guestKinds: kinds.map((kind) => serialise(asGuest(kind, root))).join(""),
    restarting: new Map(lists.map((list) => [list.attributes.get("w:numId") ?? "", restarted(list, kindById)])),
  };
}

/** What ties a kind of list to its document: a number that Word knows it by again, pictures as bullets. */
const tied = new Set(["w:nsid", "w:tmpl", "w:lvlPicBulletId"]);

function asGuest(kind: XmlElement, root: XmlElement): XmlElement {
  const untied = mapElements(leaveHoles(kind, "").root, (element) => (tied.has(element.name) ? [] : [element]));
  const attributes = new Map(kind.attributes).set("w:abstractNumId", hole("kind", kind.attributes.get("w:abstractNumId") ?? ""));
  return declaring(root, { ...untied, attributes });
}

/** An element that declares the prefixes of the part it comes from, so that it can stand in another. */
export function declaring(root: XmlElement, element: XmlElement): XmlElement {
  const declarations = [...root.attributes].filter(([name]) => name.startsWith("xmlns"));
  return { ...element, attributes: new Map([...declarations, ...element.attributes]) };
}

/** Word goes on counting in a list of the same kind, unless the new list says for each level where it starts. */
function restarted(list: XmlElement, kinds: ReadonlyMap<string, XmlElement>): string {
  const kind = childNamed(list, "w:abstractNumId")?.attributes.get("w:val") ?? "";
  const levels = elementsIn(kinds.get(kind) ?? list).filter(({ name }) => name === "w:lvl");
  const own = new Map(
    elementsIn(list)
      .filter(({ name }) => name === "w:lvlOverride")
      .map((level) => [level.attributes.get("w:ilvl") ?? "", level]),
  );
  const overrides = levels.map((level) => {
    const no = level.attributes.get("w:ilvl") ?? "";
    const override = own.get(no);
    const start = (override && startOf(override, "w:startOverride")) ?? startOf(level, "w:start") ?? "1";
    const look = override && childNamed(override, "w:lvl");
    return `<w:lvlOverride w:ilvl="${escapeText(no)}"><w:startOverride w:val="${escapeText(start)}"/>${look ? serialise(leaveHoles(look, "").root) : ""}</w:lvlOverride>`;
  });
  return `<w:abstractNumId w:val="${hole("kind", kind)}"/>${overrides.join("")}`;
}

const startOf = (level: XmlElement, name: string): string | undefined => childNamed(level, name)?.attributes.get("w:val");
