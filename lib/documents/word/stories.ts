import { isPersonal, textOf } from "./atoms";
import type { Loops } from "./commands";
import type { Block, Condition, Inline, Loop, Story } from "./model";
import { type Control, isEndOf, loopsAfter, readParagraph } from "./paragraphs";
import type { Reading } from "./reading";
import { childNamed, elementsIn, everyElement, serialise, type XmlElement } from "./xml";

type Context = { readonly reading: Reading; readonly part: string; readonly last: XmlElement | undefined };
type Begun = Extract<Control, { kind: "if" | "for" }>;
type Level = { readonly control: Begun; readonly written: string; readonly near: string; readonly before: readonly Block[] };

/** Reads the paragraphs and tables of a story. The last paragraph always stays: cells, boxes, headers and notes need one. */
export function readStory(name: string, part: string, content: readonly XmlElement[], reading: Reading): Story {
  return { name, blocks: readBlocks(content, { reading, part, last: content.at(-1) }, new Map()) };
}

function readBlocks(content: readonly XmlElement[], context: Context, around: Loops): Block[] {
  const { reading, part } = context;
  const open: Level[] = [];
  let blocks: Block[] = [];
  let loops = around;
  const unmatched = (command: string, near: string) => reading.problems.push({ code: "command_unmatched", command, place: { part, near } });
  for (const child of content) {
    const paragraph = controlParagraph(child) ?? (child.name === "w:p" && isPersonal(child) ? child : null);
    const read = paragraph && readParagraph(paragraph, reading, part, loops);
    if (read?.kind === "control") {
      const { control, written, place } = read;
      if (control.kind === "if" || control.kind === "for") {
        open.push({ control, written, near: place.near, before: blocks });
        blocks = [];
      } else {
        const begun = open.pop();
        if (begun && isEndOf(control, begun.control)) blocks = [...begun.before, closed(begun.control, blocks)];
        else unmatched(written, place.near);
      }
      loops = loopsAfter(control, loops);
    } else if (read) blocks.push(paragraphBlock(child, read.content, read.fieldsOnly && child !== context.last));
    else blocks.push(otherBlock(child, context, loops));
  }
  for (const { written, near } of open) unmatched(written, near);
  return blocks;
}

const closed = (begun: { kind: "if"; condition: Condition } | { kind: "for"; loop: Loop }, content: readonly Block[]): Block =>
  begun.kind === "if" ? { kind: "when", condition: begun.condition, content } : { kind: "each", loop: begun.loop, content };

function paragraphBlock(paragraph: XmlElement, content: readonly Inline[], fieldsOnly: boolean): Block {
  const properties = childNamed(paragraph, "w:pPr");
  const head = properties ? serialise(properties) : "";
  const fixed = content.flatMap((inline) => (inline.kind === "static" ? [inline.xml] : []));
  if (fixed.length === content.length) return { kind: "static", xml: `<w:p>${head}${fixed.join("")}</w:p>` };
  return { kind: "paragraph", head, content, fieldsOnly: fieldsOnly && !head.includes("<w:sectPr") };
}

const containers = new Map((["w:tbl", "w:tr", "w:tc"] as const).map((name) => [name as string, name]));
const heads = new Set(["w:tblPr", "w:tblGrid", "w:tblPrEx", "w:trPr", "w:tcPr"]);

function otherBlock(element: XmlElement, context: Context, loops: Loops): Block {
  const name = containers.get(element.name);
  if (!isPersonal(element)) return { kind: "static", xml: serialise(element) };
  if (!name) {
    context.reading.problems.push({ code: "field_unreadable", field: element.name, place: { part: context.part, near: "" } });
    return { kind: "static", xml: "" };
  }
  const content = elementsIn(element).filter((child) => !heads.has(child.name));
  const head = elementsIn(element).filter((child) => heads.has(child.name));
  const last = name === "w:tc" ? content.at(-1) : undefined;
  return { kind: "container", name, head: head.map(serialise).join(""), content: readBlocks(content, { ...context, last }, loops) };
}

const control = /^\+\+\+\s*(FOR|IF|END-FOR|END-IF)\b((?!\+\+\+).)*\+\+\+$/is;

/** The paragraph of a row that holds one command and nothing else: the command is about the rows that follow. */
function controlParagraph(row: XmlElement): XmlElement | null {
  if (row.name !== "w:tr") return null;
  const filled = [...everyElement(row)].filter(({ name }) => name === "w:p").filter((paragraph) => textOf(paragraph) !== "");
  const [only] = filled;
  return only && filled.length === 1 && control.test(textOf(only)) ? only : null;
}

/** Whether a paragraph is one command that begins or ends something. */
export const isControl = (paragraph: XmlElement): boolean => control.test(textOf(paragraph));
