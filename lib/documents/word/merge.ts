import { randomBytes } from "node:crypto";
import { createReport } from "docx-templates";
import { readOwnPart } from "./archive";
import { delimiter } from "./commands";
import { holds } from "./conditions";
import type { MergeValues } from "./fields";
import { breakXml, inlineXml, isBlank, tabXml, textStart } from "./inline-xml";
import { type Letter, letterOf, rowsOf, type Scope, valueText } from "./letter-values";
import { letterMark, letterVariable, paragraphMark, type Skeleton, skeletonPart, storyMark } from "./skeleton";
import type { WordTemplate } from "./template";

/** A letter to be made: from which template, with which values. */
export type LetterOf = { readonly template: WordTemplate; readonly values: MergeValues };
export type Letters = AsyncIterable<LetterOf> | Iterable<LetterOf>;

/** The stories of one letter by name: XML with holes for what depends on the document it becomes part of. */
export type MergedLetter = { readonly number: number; readonly template: WordTemplate; readonly stories: ReadonlyMap<string, string> };

/** Letters merged at a time: beyond, a report takes more memory and no less time for each. */
export const lettersInReport = 100;

/**
 * Merges letters in their order, those of one template among each `lettersInReport` in one report. Stops between reports when the signal is
 * aborted, and throws its reason.
 */
export async function* mergeStories(letters: Letters, signal?: AbortSignal): AsyncGenerator<MergedLetter> {
  let number = 0;
  let waiting: Waiting[] = [];
  for await (const { template, values } of letters) {
    signal?.throwIfAborted();
    number++;
    waiting.push({ template, letter: letterOf(values, number) });
    if (waiting.length < lettersInReport) continue;
    yield* await mergeWaiting(waiting);
    waiting = [];
  }
  signal?.throwIfAborted();
  yield* await mergeWaiting(waiting);
}

type Waiting = { readonly template: WordTemplate; readonly letter: Letter };

async function mergeWaiting(waiting: readonly Waiting[]): Promise<MergedLetter[]> {
  const stories = new Map<number, MergedLetter["stories"]>();
  for (const template of new Set(waiting.map((entry) => entry.template))) {
    const letters = waiting.filter((entry) => entry.template === template).map(({ letter }) => letter);
    const merged = await report(template.skeleton, letters);
    for (const [index, { number }] of letters.entries()) stories.set(number, known(merged[index]));
  }
  return waiting.map(({ template, letter: { number } }) => ({ number, template, stories: known(stories.get(number)) }));
}

/** The stories of letters of one template, by one report. */
async function report(skeleton: Skeleton, letters: readonly Letter[]): Promise<MergedLetter["stories"][]> {
  if (skeleton.personal.length === 0) return letters.map(() => skeleton.same);
  const literal = randomBytes(24).toString("hex"); // nobody can have put it into a value
  const answer = lookUp(skeleton, letters, literal);
  const merged = await createReport({
    template: skeleton.file,
    data: {},
    cmdDelimiter: delimiter,
    literalXmlDelimiter: literal,
    processLineBreaks: false,
    indentXml: false,
    compressionLevel: 0,
    maximumWalkingDepth: Number.POSITIVE_INFINITY,
    runJs: ({ sandbox }) => ({ modifiedSandbox: { __code__: undefined, __result__: undefined }, result: answer(sandbox) }),
  });
  const xml = await readOwnPart(merged, skeletonPart);
  const [, ...texts] = xml.slice(0, xml.lastIndexOf("</w:body>")).split(paragraphMark(letterMark));
  return letters.map((_, index) => storiesOf(skeleton, known(texts[index])));
}

function storiesOf({ personal, same, fixed }: Skeleton, xml: string): ReadonlyMap<string, string> {
  const [, ...texts] = xml.split(paragraphMark(storyMark));
  return new Map([...same, ...personal.map((name, index) => [name, withFixed(known(texts[index]), fixed)] as const)]);
}

/** No value can be taken for a mark: a value's < is escaped. */
const anyMark = /<w:\w+ m="(\d+)"(?:\/>|><w:t xml:space="preserve">\.<\/w:t><\/w:\w+>)/g;
const withFixed = (xml: string, fixed: readonly string[]): string =>
  xml.replace(anyMark, (_, place: string) => known(fixed[Number(place)]));

type Sandbox = Readonly<Record<string, unknown>>;

/** What docx-templates would evaluate is a letter and a number here, and looked up. */
function lookUp(skeleton: Skeleton, letters: readonly Letter[], literal: string): (sandbox: Sandbox) => string | number[] {
  return (sandbox) => {
    const code = String(sandbox.__code__);
    if (code === "letters") return [...letters.keys()];
    const place = Number(code.slice(1));
    const scope = scopeOf(sandbox, skeleton, letters);
    switch (code[0]) {
      case "v": {
        const value = known(skeleton.values[place]);
        return valueText(value, scope)
          .replaceAll("\n", literal + breakXml + literal)
          .replaceAll("\t", literal + tabXml + literal);
      }
      case "x":
        return `${literal}</w:t></w:r>${inlineXml([known(skeleton.contents[place])], scope)}<w:r>${textStart}${literal}`;
      case "l":
        return [...rowsOf(scope, known(skeleton.loops.get(place)).list).keys()];
      case "t": {
        const test = known(skeleton.tests[place]);
        const goes = test.kind === "condition" ? holds(test.condition, scope) : !isBlank(test.content, scope);
        return goes ? [0] : [];
      }
      default:
        throw new Error(`The skeleton of a template has no command ${code}.`);
    }
  };
}

function scopeOf(sandbox: Sandbox, skeleton: Skeleton, letters: readonly Letter[]): Scope {
  const letter = known(letters[Number(sandbox[`$${letterVariable}`])]);
  const outside: Scope = { letter, rows: new Map() };
  const rows = [...skeleton.loops].flatMap(([id, { list }]) => {
    const index = sandbox[`$r${id}`];
    const row = typeof index === "number" ? rowsOf(outside, list)[index] : undefined;
    return row ? [[id, row] as const] : [];
  });
  return { letter, rows: new Map(rows) };
}

function known<T>(found: T | undefined): T {
  if (found === undefined) throw new Error("A command of a template's skeleton points at nothing.");
  return found;
}
