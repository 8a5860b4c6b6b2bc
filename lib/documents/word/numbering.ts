import type { Part } from "./contents";
import { childNamed, elementsIn, escapeText, serialise, tagsOf, type XmlElement, xmlDeclaration } from "./xml";

/** The lists of a template, so that each letter of a joined document can have its own, which count from the start. */
export type Numbering = Omit<Part, "content"> & {
  readonly before: string;
  readonly after: string;
  readonly highest: number;
  /** By the number of a list, what a new one like it holds. */
  readonly restarting: ReadonlyMap<string, string>;
};

/** Takes the part with the definitions of lists apart: new lists go between `before` and `after`. */
export function readNumbering(root: XmlElement): Pick<Numbering, "before" | "after" | "highest" | "restarting"> {
  const children = elementsIn(root);
  const lists = children.filter(({ name }) => name === "w:num");
  const end = children.findLastIndex(({ name }) => name === "w:num" || name === "w:abstractNum") + 1;
  const { open, close } = tagsOf(root);
  const numberOf = (list: XmlElement) => list.attributes.get("w:numId") ?? "";
  const kinds = new Map(
    children.filter(({ name }) => name === "w:abstractNum").map((kind) => [kind.attributes.get("w:abstractNumId") ?? "", kind]),
  );
  return {
    before: xmlDeclaration + open + children.slice(0, end).map(serialise).join(""),
    after: children.slice(end).map(serialise).join("") + close,
    highest: Math.max(0, ...lists.map((list) => Number(numberOf(list)) || 0)),
    restarting: new Map(lists.map((list) => [numberOf(list), restarted(list, kinds)])),
  };
}

/** Word goes on counting in a list of the same kind, unless the new list says for each level where it starts. */
function restarted(list: XmlElement, kinds: ReadonlyMap<string, XmlElement>): string {
  const kind = childNamed(list, "w:abstractNumId");
  const levels = elementsIn(kinds.get(kind?.attributes.get("w:val") ?? "") ?? list).filter(({ name }) => name === "w:lvl");
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
    return `<w:lvlOverride w:ilvl="${escapeText(no)}"><w:startOverride w:val="${escapeText(start)}"/>${look ? serialise(look) : ""}</w:lvlOverride>`;
  });
  return `${kind ? serialise(kind) : ""}${overrides.join("")}`;
}

const startOf = (level: XmlElement, name: string): string | undefined => childNamed(level, name)?.attributes.get("w:val");
