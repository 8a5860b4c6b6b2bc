import { err, ok, type Result } from "@/lib/result";
import { openArchive } from "./archive";
import { isPersonal, textOf } from "./atoms";
import { trackedChange } from "./clean";
import { type Part, readContents, type WordContents } from "./contents";
import type { Place, TemplateProblem } from "./errors";
import type { FieldName, ListName } from "./fields";
import { nearestField } from "./find-field";
import { hole } from "./holes";
import type { Story } from "./model";
import { type Numbering, readNumbering } from "./numbering";
import { leaveHoles } from "./places";
import { type FieldUse, Reading } from "./reading";
import { beginsOnNewPage, letterEnd } from "./sections";
import { makeSkeleton, type Skeleton } from "./skeleton";
import { isControl, readStory } from "./stories";
import { readStyles, type Styles } from "./styles";
import { childNamed, elementsIn, serialise, tagsOf, withChildren, type XmlElement, xmlDeclaration } from "./xml";

/** A name that no field has, as its author wrote it, and the known one that is most like it. */
export type UnknownField = { readonly written: string; readonly nearest: string | null; readonly place: Place };

/** A part around its story; `root` is its outermost element. */
type Frame = { readonly open: string; readonly close: string };
type Kept = Omit<Part, "content"> & { readonly root: XmlElement };
/** The document: what stands before its body, the place for a break behind its story, the properties of its last section. */
type DocumentPart = Kept & { readonly before: string; readonly after: string; readonly section: string; readonly sections: number };
/** A header or footer: the XML around its story, which has the part's name. */
export type TextPart = Kept & Frame;
/** Foot- or endnotes: those that part them from the text, and the notes, each a story. */
type NotesPart = Kept & {
  readonly kind: NoteKind;
  readonly separators: string;
  readonly highest: number;
  readonly notes: readonly Note[];
};
export type NoteKind = "footnotes" | "endnotes";
export type Note = Frame & { readonly id: string; readonly story: string };
/** A part as it is written. */
type FilePart = Omit<Part, "content"> & { readonly bytes: Buffer };

/**
 * A template ready to be merged. What it says about itself: the fields and lists that its letters need, and the names in it that nobody
 * knows, which stay blank. The rest is for the functions of this room.
 */
export type WordTemplate = {
  readonly fields: readonly FieldName[];
  readonly lists: readonly ListName[];
  readonly unknown: readonly UnknownField[];
  readonly uses: readonly FieldUse[];
  /** The parts that are the same in every letter. */
  readonly fixed: readonly FilePart[];
  readonly document: DocumentPart;
  readonly texts: ReadonlyMap<string, TextPart>;
  readonly notes: readonly NotesPart[];
  readonly numbering: Numbering | null;
  readonly styles: Styles | null;
  readonly skeleton: Skeleton;
};

/**
 * Reads a Word document (.docx) as a template. Fields are Word's own merge fields or docx-templates' commands between +++.
 *
 * Refused, with everything that stands in the way, when the file is no Word document, too large, damaged, holds something that would run,
 * fetch or insert, or has fields that cannot be given a meaning. Names that nobody knows do not stand in the way: they are listed.
 */
export async function readTemplate(bytes: Uint8Array): Promise<Result<WordTemplate, TemplateProblem[]>> {
  const archive = await openArchive(Buffer.from(bytes));
  if (!archive.ok) return err([archive.error]);
  const contents = readContents(archive.value);
  if (!contents.ok) return contents;
  const reading = new Reading(contents.value.settings);
  const read = readParts(contents.value, reading);
  if (reading.problems.length > 0) return err(reading.problems);
  return ok({
    fields: [...new Set(reading.uses.flatMap(({ field }) => field ?? []))],
    lists: [...new Set(reading.lists)],
    unknown: unknownOf(reading.uses),
    uses: reading.uses,
    ...read.parts,
    skeleton: await makeSkeleton(read.stories),
  });
}

const mostSuggestions = 100;

function unknownOf(uses: readonly FieldUse[]): UnknownField[] {
  const first = new Map<string, Place>();
  for (const { written, field, place } of uses) if (field === null && !first.has(written)) first.set(written, place);
  return [...first].map(([written, place], no) => ({ written, nearest: no < mostSuggestions ? nearestField(written) : null, place }));
}

type Parts = Pick<WordTemplate, "document" | "texts" | "notes" | "numbering" | "styles" | "fixed">;

const kindOf = ({ contentType }: Omit<Part, "content">): string => /wordprocessingml\.([\w.]+)\+xml$/.exec(contentType)?.[1] ?? "";

function readParts({ main, parts }: WordContents, reading: Reading): { parts: Parts; stories: readonly Story[] } {
  const stories: Story[] = [];
  const story: AddStory = (name, part, content) => void stories.push(readStory(name, part, content, reading));
  const texts = new Map<string, TextPart>();
  const notes: NotesPart[] = [];
  const fixed: FilePart[] = [];
  let document: DocumentPart | undefined;
  let numbering: Numbering | null = null;
  let styles: Styles | null = null;
  for (const { content, ...part } of parts.values()) {
    if (Buffer.isBuffer(content)) {
      fixed.push({ ...part, bytes: content });
      continue;
    }
    const kind = kindOf(part);
    if (part.name === main) document = { ...part, ...readDocument(withHoles(content, part.name, "shared", reading, story), main, story) };
    else if (kind === "header" || kind === "footer") {
      const root = withHoles(content, part.name, "own", reading, story);
      story(part.name, part.name, elementsIn(root));
      texts.set(part.name, { ...part, root, ...tagsOf(root) });
    } else if (kind === "footnotes" || kind === "endnotes") {
      notes.push({ ...part, ...readNotes(withHoles(content, part.name, "shared", reading, story), part.name, kind, story) });
    } else if (kind === "numbering") numbering = { ...part, ...readNumbering(content) };
    else if (kind === "styles") styles = { ...part, ...readStyles(content) };
    else fixed.push({ ...part, bytes: Buffer.from(xmlDeclaration + serialise(content)) });
  }
  if (!document) throw new Error("The document is not among its parts.");
  return { parts: { document, texts, notes, numbering, styles, fixed }, stories };
}

/** A part whose text boxes became stories of their own. */
function withHoles(content: XmlElement, part: string, links: "own" | "shared", reading: Reading, story: AddStory): XmlElement {
  const change = trackedChange(content);
  if (change) reading.problems.push({ code: "tracked_changes", place: { part, near: textOf(change).slice(0, 60) } });
  const { root, boxes } = leaveHoles(content, part, links);
  for (const box of boxes) story(box.name, part, elementsIn(box.content));
  for (const { name } of elementsIn(root).filter((child) => !isRead(child) && isPersonal(child))) {
    reading.problems.push({ code: "field_unreadable", field: name, place: { part, near: "" } });
  }
  return root;
}

/** What becomes a story, or is in one; separators of notes and the background of a document do not. */
const isRead = ({ name, attributes }: XmlElement): boolean =>
  ["w:body", "w:p", "w:tbl"].includes(name) || (/^w:(foot|end)note$/.test(name) && isNote(attributes));
const isNote = (attributes: XmlElement["attributes"]): boolean => (attributes.get("w:type") ?? "normal") === "normal";

type AddStory = (name: string, part: string, content: readonly XmlElement[]) => void;

function readDocument(root: XmlElement, name: string, story: AddStory): Omit<DocumentPart, keyof Omit<Part, "content">> {
  const body = childNamed(root, "w:body");
  const { blocks, section, sections } = beginsOnNewPage(body ? elementsIn(body) : []);
  const { content, after } = letterEnd(blocks, isControl);
  story(name, name, content);
  const before = elementsIn(root).filter((child) => child !== body);
  return { root: withChildren(root, []), before: before.map(serialise).join(""), after, section: serialise(section), sections };
}

function readNotes(root: XmlElement, part: string, kind: NoteKind, story: AddStory): Omit<NotesPart, keyof Omit<Part, "content">> {
  const all = elementsIn(root).map((note) => ({ note, id: note.attributes.get("w:id") ?? "" }));
  const notes = all
    .filter(({ note }) => isNote(note.attributes))
    .map(({ note, id }): Note => {
      const name = `${part}#note${id}`;
      story(name, part, elementsIn(note));
      const numbered = new Map(note.attributes).set("w:id", hole(kind === "footnotes" ? "footnote" : "endnote", id));
      return { ...tagsOf({ ...note, attributes: numbered }), id, story: name };
    });
  const separators = all.filter(({ note }) => !isNote(note.attributes)).map(({ note }) => serialise(note));
  const highest = Math.max(0, ...all.map(({ id }) => Number(id) || 0));
  return { root: withChildren(root, []), kind, separators: separators.join(""), highest, notes };
}
