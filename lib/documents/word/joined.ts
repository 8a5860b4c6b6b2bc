import type { WrittenPart } from "./file";
import { fillHoles, type HoleKind, hasHole } from "./holes";
import type { MergedLetter } from "./merge";
import type { Relation } from "./relations";
import { endMark, endParagraph, pagesByEnd } from "./sections";
import type { NotesPart, WordTemplate } from "./template";
import { xmlDeclaration } from "./xml";

export type JoinOptions = {
  /** Told how many letters are written, after each. */
  readonly onLetter?: (written: number) => void;
  /**
   * How "page 1 of 3" counts the pages of a letter: by the field that Word has for it, or by a reference to the letter's end, which
   * LibreOffice knows too, but which Word works out only when it is told to.
   */
  readonly pageCounts?: "field" | "reference";
};

/** The parts of one document of many letters. The document comes first and is written while letters come; what the others hold is known then. */
export function* joinedParts(
  template: WordTemplate,
  letters: AsyncIterable<MergedLetter>,
  { onLetter, pageCounts = "field" }: JoinOptions,
): Generator<WrittenPart> {
  const joined = new JoinedLetters(template, pageCounts);
  const part = (
    { name, contentType, relations }: Omit<WrittenPart, "content" | "relations"> & { relations: readonly Relation[] },
    content: WrittenPart["content"],
  ) => ({ name, contentType, content, relations: () => relations });
  yield { ...part(template.document, joined.documentXml(letters, onLetter)), relations: () => joined.documentRelations() };
  for (const [name, xml] of joined.sharedTexts()) {
    const text = template.texts.get(name);
    if (text) yield part(text, [xml]);
  }
  for (const text of joined.ownTexts()) yield part(text, [text.xml]);
  for (const notes of template.notes.values()) yield part(notes, joined.notesXml(notes));
  if (template.numbering) yield part(template.numbering, joined.numberingXml());
  for (const fixed of template.fixed) yield part(fixed, [fixed.bytes]);
}

/** A header or footer that is not the same in all letters; those in which it reads the same share it. */
type OwnText = Pick<WrittenPart, "name" | "contentType"> & {
  readonly link: Relation;
  readonly xml: string;
  readonly relations: readonly Relation[];
};

/** The numbers that one letter's lists, notes and bookmarks have in the joined document, by those they have in the template. */
type Numbers = Readonly<Record<"lists" | "notes" | "bookmarks", Map<string, number>>>;
const noNumbers = (): Numbers => ({ lists: new Map(), notes: new Map(), bookmarks: new Map() });

class JoinedLetters {
  private readonly texts = new Map<string, OwnText>();
  private readonly shared = new Map<string, string>();
  private readonly notes = new Map<string, string[]>();
  private readonly newLists: string[] = [];
  private listNo: number;
  private noteNo: number;
  private shapeNo = 0;
  private bookmarkNo = 0;

  constructor(
    private readonly template: WordTemplate,
    private readonly pageCounts: "field" | "reference",
  ) {
    this.listNo = template.numbering?.highest ?? 0;
    this.noteNo = Math.max(0, ...[...template.notes.values()].map(({ highest }) => highest));
  }

  async *documentXml(letters: AsyncIterable<MergedLetter>, onLetter: JoinOptions["onLetter"]): AsyncGenerator<string> {
    const { document } = this.template;
    let waiting: MergedLetter | null = null; // whether a break follows is known when the next letter comes
    for await (const letter of letters) {
      if (waiting) yield this.letterXml(waiting, true);
      else yield this.begin(letter);
      if (waiting) onLetter?.(waiting.number);
      waiting = letter;
    }
    if (!waiting) throw new Error("There are no letters to join.");
    yield this.letterXml(waiting, false) + document.close;
    onLetter?.(waiting.number);
  }

  documentRelations(): Relation[] {
    const kept = this.template.document.relations.filter(({ target }) => this.shared.has(target) || !this.template.texts.has(target));
    return [...kept, ...[...this.texts.values()].map(({ link }) => link)];
  }

  ownTexts(): Iterable<OwnText> {
    return this.texts.values();
  }

  sharedTexts(): Iterable<[name: string, xml: string]> {
    return this.shared;
  }

  notesXml(part: NotesPart): string[] {
    return [xmlDeclaration, part.open, part.separators, ...(this.notes.get(part.name) ?? []), part.close];
  }

  numberingXml(): string[] {
    const { numbering } = this.template;
    return numbering ? [numbering.before, ...this.newLists, numbering.after] : [];
  }

  /** What stands before the first letter; with it come the headers and footers that all letters share. */
  private begin(letter: MergedLetter): string {
    const { document, texts } = this.template;
    const numbers = noNumbers();
    for (const text of texts.values()) {
      const counts = this.pageCounts === "reference" && hasHole(letter.stories.get(text.name) ?? "", "pages");
      if (!text.personal && !counts) this.shared.set(text.name, this.textXml(letter, numbers, text));
    }
    return xmlDeclaration + this.fill(document.open, letter, numbers, false);
  }

  private textXml(letter: MergedLetter, numbers: Numbers, { name, open, close }: { name: string; open: string; close: string }): string {
    return xmlDeclaration + this.fill(open + (letter.stories.get(name) || "<w:p/>"), letter, numbers, false) + close;
  }

  private letterXml(letter: MergedLetter, follows: boolean): string {
    const { document, notes } = this.template;
    const numbers = noNumbers();
    const end = follows ? document.after : document.after + document.section;
    const xml = this.fill((letter.stories.get(document.name) ?? "") + end, letter, numbers, follows);
    for (const part of notes.values()) {
      const written = this.notes.get(part.name) ?? [];
      const used = part.notes.filter(({ open }) => this.isUsed(open, numbers));
      written.push(
        ...used.map((note) => this.fill(note.open + (letter.stories.get(note.story) || "<w:p/>") + note.close, letter, numbers, false)),
      );
      this.notes.set(part.name, written);
    }
    return xml;
  }

  private isUsed(open: string, { notes }: Numbers): boolean {
    let used = false;
    fillHoles(open, (kind, key) => {
      used ||= notes.has(`${kind} ${key}`);
      return "";
    });
    return used;
  }

  private fill(xml: string, letter: MergedLetter, numbers: Numbers, follows: boolean): string {
    const { document } = this.template;
    const inner = (text: string) => this.fill(text, letter, numbers, follows);
    const end = this.pageCounts === "reference" ? endMark(letter.number) : "";
    return fillHoles(xml, (kind: HoleKind, key: string): string => {
      switch (kind) {
        case "box":
          return inner(letter.stories.get(key) || "<w:p/>");
        case "section":
          return follows ? inner(document.section) : "";
        case "break":
          return follows || end !== "" ? endParagraph(follows ? inner(document.section) : "", end) : "";
        case "end":
          return end;
        case "pages":
          if (this.pageCounts === "reference") return pagesByEnd(letter.number);
          return document.sections === 1 ? "SECTIONPAGES" : "NUMPAGES";
        case "list":
          return String(this.list(key, letter, numbers));
        case "footnote":
        case "endnote":
          return String(numberOf(`${kind} ${key}`, numbers.notes, () => ++this.noteNo));
        case "bookmark":
          return String(numberOf(key, numbers.bookmarks, () => ++this.bookmarkNo));
        case "anchor":
          return letter.number === 1 ? key : `${key.replace(/[^\p{L}\p{N}_]/gu, "").slice(0, 30)}_${letter.number}`;
        case "part":
          return this.text(key, letter, numbers);
        case "shape":
          return String(++this.shapeNo);
        default:
          return kind satisfies never;
      }
    });
  }

  /** A list of a letter: the first letter has the template's, each further one its own, which counts from the start. */
  private list(key: string, letter: MergedLetter, { lists }: Numbers): number | string {
    const restarting = this.template.numbering?.restarting.get(key);
    if (letter.number === 1 || restarting === undefined) return key;
    return numberOf(key, lists, () => {
      this.listNo++;
      this.newLists.push(`<w:num w:numId="${this.listNo}">${restarting}</w:num>`);
      return this.listNo;
    });
  }

  /** The relation to a header or footer as this letter has it. */
  private text(id: string, letter: MergedLetter, numbers: Numbers): string {
    const link = this.template.document.relations.find((relation) => relation.id === id);
    const part = link && this.template.texts.get(link.target);
    if (!link || !part || this.shared.has(part.name)) return id;
    const xml = this.textXml(letter, numbers, part);
    const key = `${id} ${xml}`;
    const known = this.texts.get(key);
    if (known) return known.link.id;
    const no = this.texts.size + 1;
    const name = `word/letter-text${no}.xml`;
    this.texts.set(key, {
      name,
      contentType: part.contentType,
      link: { ...link, id: `letterText${no}`, target: name },
      xml,
      relations: part.relations,
    });
    return `letterText${no}`;
  }
}

/** The number that something has in a letter, drawn the first time it is asked for. */
function numberOf(key: string, numbers: Map<string, number>, draw: () => number): number {
  const known = numbers.get(key) ?? draw();
  numbers.set(key, known);
  return known;
}
