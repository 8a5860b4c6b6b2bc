import { buffer } from "node:stream/consumers";
import { ZipArchive } from "@/lib/exports/zip";
import { delimiter } from "./commands";
import { textStart } from "./inline-xml";
import type { Block, Condition, Inline, Loop, Story, Value } from "./model";

/** What a loop of the skeleton is turned by: a condition, or that something in a paragraph of fields is not blank. */
export type Test =
  | { readonly kind: "condition"; readonly condition: Condition }
  | { readonly kind: "filled"; readonly content: readonly Inline[] };

/**
 * What docx-templates works on: a Word file that holds the paragraphs, rows and cells in which something is personal, and marks where
 * fixed XML goes. Its commands are numbers into the lists here, so that nothing an author wrote is ever evaluated:
 * `INS v3` a value, `INS x3` the personal content of a paragraph, `FOR r3 IN l3` the turns of a FOR, `FOR t3 IN t3` once or never.
 */
export type Skeleton = {
  readonly file: Buffer;
  readonly fixed: readonly string[];
  readonly values: readonly Value[];
  readonly contents: readonly Inline[];
  readonly loops: ReadonlyMap<number, Loop>;
  readonly tests: readonly Test[];
  /** The stories in their order, of which the file holds those that are personal; the others are the same in every letter. */
  readonly personal: readonly string[];
  readonly same: ReadonlyMap<string, string>;
};

/** The variable that goes over the letters of a report. */
export const letterVariable = "letter";
export const letterMark = "letter";
export const storyMark = "story";
export const skeletonPart = "word/document.xml";

/** Makes the skeleton of a template's stories. */
export async function makeSkeleton(stories: readonly Story[]): Promise<Skeleton> {
  const isFixed = ({ blocks }: Story) => blocks.every(({ kind }) => kind === "static");
  const personal = stories.filter((story) => !isFixed(story));
  const same = new Map(
    stories.filter(isFixed).map(({ name, blocks }) => [name, blocks.map((block) => ("xml" in block ? block.xml : "")).join("")]),
  );
  const lists = {
    fixed: [] as string[],
    values: [] as Value[],
    contents: [] as Inline[],
    loops: new Map<number, Loop>(),
    tests: [] as Test[],
  };
  const body = personal
    .map(({ blocks }) => paragraphMark(storyMark) + blocks.map((block) => blockSkeleton(block, lists)).join(""))
    .join("");
  const letters = repeated(letterVariable, "letters", paragraphMark(letterMark) + body);
  return { ...lists, file: await skeletonFile(letters), personal: personal.map(({ name }) => name), same };
}

/** Where something begins in a report, as it is written there too. */
export const paragraphMark = (name: string): string => `<w:p m="${name}"/>`;

type Lists = {
  readonly fixed: string[];
  readonly values: Value[];
  readonly contents: Inline[];
  readonly loops: Map<number, Loop>;
  readonly tests: Test[];
};

const added = <T>(list: T[], entry: T): number => list.push(entry) - 1;
const mark = (element: string, xml: string, { fixed }: Lists): string => `<${element} m="${added(fixed, xml)}"/>`;
/** Text in it keeps docx-templates from taking a row or cell for one that held commands only. */
const headMark = (element: string, xml: string, { fixed }: Lists): string =>
  `<${element} m="${added(fixed, xml)}"><w:t>.</w:t></${element}>`;
const command = (text: string): string => `<w:r><w:t>${delimiter}${text}${delimiter}</w:t></w:r>`;
const repeated = (variable: string, list: string, content: string): string =>
  `<w:p>${command(`FOR ${variable} IN ${list}`)}</w:p>${content}<w:p>${command(`END-FOR ${variable}`)}</w:p>`;

function blockSkeleton(block: Block, lists: Lists): string {
  switch (block.kind) {
    case "static":
      return mark("w:p", block.xml, lists);
    case "paragraph": {
      const head = block.head === "" ? "" : mark("w:pPr", block.head, lists);
      const paragraph = `<w:p>${head}${inlineSkeleton(block.content, lists)}</w:p>`;
      return block.fieldsOnly ? ifTest({ kind: "filled", content: block.content }, paragraph, lists) : paragraph;
    }
    case "container":
      return `<${block.name}>${headMark(`${block.name}Pr`, block.head, lists)}${blocksSkeleton(block.content, lists)}</${block.name}>`;
    case "when":
      return ifTest({ kind: "condition", condition: block.condition }, blocksSkeleton(block.content, lists), lists);
    case "each":
      lists.loops.set(block.loop.id, block.loop);
      return repeated(`r${block.loop.id}`, `l${block.loop.id}`, blocksSkeleton(block.content, lists));
    default:
      return block satisfies never;
  }
}

const blocksSkeleton = (blocks: readonly Block[], lists: Lists): string => blocks.map((block) => blockSkeleton(block, lists)).join("");

/** A FOR that turns once or never: docx-templates refuses an IF inside an IF of the same row. */
function ifTest(test: Test, content: string, lists: Lists): string {
  const no = added(lists.tests, test);
  return repeated(`t${no}`, `t${no}`, content);
}

function inlineSkeleton(content: readonly Inline[], lists: Lists): string {
  let xml = "";
  let fixed = "";
  const flush = () => {
    if (fixed !== "") xml += mark("w:r", fixed, lists);
    fixed = "";
  };
  for (const inline of content) {
    if (inline.kind === "static") fixed += inline.xml;
    else {
      flush();
      xml +=
        inline.kind === "insert"
          ? insertSkeleton(inline.properties, inline.value, lists)
          : command(`INS x${added(lists.contents, inline)}`);
    }
  }
  flush();
  return xml;
}

function insertSkeleton(properties: string, value: Value, lists: Lists): string {
  const look = properties === "" ? "" : mark("w:rPr", properties, lists);
  return `<w:r>${look}${textStart}${delimiter}INS v${added(lists.values, value)}${delimiter}</w:t></w:r>`;
}

const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;

async function skeletonFile(content: string): Promise<Buffer> {
  const archive = new ZipArchive();
  async function* chunks() {
    yield* archive.add("[Content_Types].xml", [types]);
    yield* archive.add(skeletonPart, [`<w:document><w:body>${content}</w:body></w:document>`]);
    yield archive.end();
  }
  return buffer(chunks());
}
