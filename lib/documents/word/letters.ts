import { buffer } from "node:stream/consumers";
import type { MergeValues } from "./fields";
import { bodyEnd, bodyStart, emptyParagraph, partOf, type WrittenPart, writeWordFile } from "./file";
import { fillHoles, type HoleKind } from "./holes";
import { type JoinOptions, joinedParts } from "./joined";
import { type LetterOf, type Letters, type MergedLetter, mergeStories } from "./merge";
import type { WordTemplate } from "./template";
import { tagsOf, xmlDeclaration } from "./xml";

/** How a run of letters is watched and stopped: aborted, it throws the signal's reason. */
export type RunOptions = Pick<JoinOptions, "onLetter"> & { readonly signal?: AbortSignal };

/** One letter as a Word file. */
export async function mergeLetter(template: WordTemplate, values: MergeValues): Promise<Buffer> {
  for await (const file of mergeEach([{ template, values }])) return file;
  throw new Error("One letter was merged, and none came out.");
}

/** Letters of one template. */
export async function* lettersOf(
  template: WordTemplate,
  all: AsyncIterable<MergeValues> | Iterable<MergeValues>,
): AsyncGenerator<LetterOf> {
  for await (const values of all) yield { template, values };
}

/** Each letter as a Word file of its own, in their order. */
export async function* mergeEach(letters: Letters, { signal, onLetter }: RunOptions = {}): AsyncGenerator<Buffer, void> {
  for await (const letter of mergeStories(letters, signal)) {
    yield await buffer(writeWordFile(letter.template.document.name, letterParts(letter)));
    onLetter?.(letter.number);
  }
}

/**
 * All letters in one Word file, piece by piece as it is written. Each letter begins on a new page in sections of its own: its headers, footers
 * and notes, page numbers and lists are those it has as a file of its own. `templates` are all that letters may be of; where two have a
 * style of the same name, that of the earlier one is used, as Word does when it inserts a file.
 */
export async function* mergeJoined(
  templates: readonly [WordTemplate, ...WordTemplate[]],
  letters: Letters,
  { signal, ...options }: RunOptions & JoinOptions = {},
): AsyncGenerator<Buffer, void> {
  yield* writeWordFile(templates[0].document.name, joinedParts(templates, mergeStories(letters, signal), options));
}

function* letterParts(letter: MergedLetter): Generator<WrittenPart> {
  const { document, texts, notes, numbering, styles, fixed } = letter.template;
  const fill = (xml: string) => fillHoles(xml, (kind, key) => alone(letter, kind, key));
  const story = (name: string) => fill(letter.stories.get(name) || emptyParagraph);
  const body = fill((letter.stories.get(document.name) ?? "") + document.after + document.section);
  yield partOf(document, [xmlDeclaration, fill(bodyStart(document)), body, bodyEnd(document)]);
  for (const text of texts.values()) yield partOf(text, [xmlDeclaration, text.open, story(text.name), text.close]);
  for (const part of notes) {
    const each = part.notes.map((note) => fill(note.open) + story(note.story) + note.close);
    const { open, close } = tagsOf(part.root);
    yield partOf(part, [xmlDeclaration, open, fill(part.separators), ...each, close]);
  }
  if (styles) yield partOf(styles, [styles.open, styles.close]);
  if (numbering) yield partOf(numbering, [numbering.open, numbering.kinds, numbering.lists, numbering.close]);
  for (const same of fixed) yield partOf(same, [same.bytes]);
}

/** What a hole holds in a letter that is a file of its own. */
function alone(letter: MergedLetter, kind: HoleKind, key: string): string {
  switch (kind) {
    case "box":
      return fillHoles(letter.stories.get(key) || emptyParagraph, (inner, innerKey) => alone(letter, inner, innerKey));
    case "section":
    case "end":
    case "break":
    case "missing":
      return "";
    case "pages":
      return "NUMPAGES";
    case "list":
    case "kind":
    case "style":
    case "link":
    case "footnote":
    case "endnote":
    case "bookmark":
    case "anchor":
    case "part":
    case "shape":
      return key;
    default:
      return kind satisfies never;
  }
}
