import { buffer } from "node:stream/consumers";
import type { MergeValues } from "./fields";
import { type WrittenPart, writeWordFile } from "./file";
import { fillHoles, type HoleKind } from "./holes";
import { type JoinOptions, joinedParts } from "./joined";
import { type MergedLetter, mergeStories } from "./merge";
import type { WordTemplate } from "./template";
import { xmlDeclaration } from "./xml";

/** How a run of letters is watched and stopped: aborted, it throws the signal's reason. */
export type RunOptions = Pick<JoinOptions, "onLetter"> & { readonly signal?: AbortSignal };

type Letters = AsyncIterable<MergeValues> | Iterable<MergeValues>;

/** One letter as a Word file. */
export async function mergeLetter(template: WordTemplate, values: MergeValues): Promise<Buffer> {
  for await (const file of mergeEach(template, [values])) return file;
  throw new Error("One letter was merged, and none came out.");
}

/** Each letter as a Word file of its own, in the order of the values. */
export async function* mergeEach(
  template: WordTemplate,
  letters: Letters,
  { signal, onLetter }: RunOptions = {},
): AsyncGenerator<Buffer, void> {
  for await (const letter of mergeStories(template.skeleton, letters, signal)) {
    yield await buffer(writeWordFile(template.document.name, letterParts(template, letter)));
    onLetter?.(letter.number);
  }
}

/**
 * All letters in one Word file, piece by piece as it is written. Each letter begins on a new page in sections of its own: its headers, footers
 * and notes, page numbers and lists are those it has as a file of its own.
 */
export async function* mergeJoined(
  template: WordTemplate,
  letters: Letters,
  { signal, ...options }: RunOptions & JoinOptions = {},
): AsyncGenerator<Buffer, void> {
  yield* writeWordFile(template.document.name, joinedParts(template, mergeStories(template.skeleton, letters, signal), options));
}

function* letterParts({ document, texts, notes, numbering, fixed }: WordTemplate, letter: MergedLetter): Generator<WrittenPart> {
  const fill = (xml: string) => fillHoles(xml, (kind, key) => alone(letter, kind, key));
  const story = (name: string) => fill(letter.stories.get(name) ?? "");
  const part = (
    { name, contentType, relations }: Pick<WordTemplate["document"], "name" | "contentType" | "relations">,
    content: readonly (string | Uint8Array)[],
  ) => ({ name, contentType, content, relations: () => relations });
  yield part(document, [xmlDeclaration, fill(document.open), story(document.name), fill(document.section), document.close]);
  for (const text of texts.values()) yield part(text, [xmlDeclaration, fill(text.open), story(text.name) || "<w:p/>", text.close]);
  for (const part_ of notes.values()) {
    const each = part_.notes.map((note) => fill(note.open) + (story(note.story) || "<w:p/>") + note.close);
    yield part(part_, [xmlDeclaration, part_.open, part_.separators, ...each, part_.close]);
  }
  if (numbering) yield part(numbering, [numbering.before, numbering.after]);
  for (const same of fixed) yield part(same, [same.bytes]);
}

/** What a hole holds in a letter that is a file of its own. */
function alone(letter: MergedLetter, kind: HoleKind, key: string): string {
  switch (kind) {
    case "box":
      return fillHoles(letter.stories.get(key) || "<w:p/>", (inner, innerKey) => alone(letter, inner, innerKey));
    case "section":
    case "end":
    case "break":
      return "";
    case "pages":
      return "NUMPAGES";
    case "list":
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
