import { bodyEnd, bodyStart, emptyParagraph, partOf, type WrittenPart } from "./file";
import { type Guest, inviteGuests } from "./guests";
import { fillHoles, type HoleKind } from "./holes";
import type { MergedLetter } from "./merge";
import type { Relation } from "./relations";
import { endMark, endParagraph, pagesByEnd } from "./sections";
import type { NoteKind, TextPart, WordTemplate } from "./template";
import { element, serialise, tagsOf, type XmlElement, xmlDeclaration } from "./xml";

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
  templates: readonly [WordTemplate, ...WordTemplate[]],
  letters: AsyncIterable<MergedLetter>,
  { onLetter, pageCounts = "field" }: JoinOptions,
): Generator<WrittenPart> {
  const joined = new JoinedLetters(templates, pageCounts);
  yield { ...partOf(templates[0].document, joined.documentXml(letters, onLetter)), relations: () => joined.documentRelations() };
  yield* joined.textParts();
  yield* joined.noteParts();
  yield* joined.styleAndListParts();
  for (const guest of joined.guests) for (const part of guest.fixed()) yield partOf(part, [part.bytes]);
}

/** A header or footer as some letters have it; those in which it reads the same share it. */
type Text = {
  readonly part: Omit<WrittenPart, "content" | "relations"> & { readonly relations: readonly Relation[] };
  readonly link: Relation;
  readonly xml: string;
};

/** The numbers that one letter's lists, notes and bookmarks have in the joined document, by those they have in the template. */
type Numbers = Readonly<Record<"lists" | "notes" | "bookmarks", Map<string, number>>>;
const noNumbers = (): Numbers => ({ lists: new Map(), notes: new Map(), bookmarks: new Map() });

/** What is being filled: a letter of a guest, followed by another or not; `shared` where other letters may come to read the same. */
type Filling = {
  readonly guest: Guest;
  readonly letter: MergedLetter;
  readonly numbers: Numbers;
  readonly follows: boolean;
  readonly shared?: true;
};

class JoinedLetters {
  readonly guests: readonly Guest[];
  private readonly byTemplate: ReadonlyMap<WordTemplate, Guest>;
  private readonly newStyles: readonly { guest: Guest; xml: string }[];
  private readonly texts = new Map<string, Text>();
  private readonly textNumbers = new Map<Guest, Numbers>();
  private readonly notes: Readonly<Record<NoteKind, string[]>> = { footnotes: [], endnotes: [] };
  private readonly newLists: string[] = [];
  private listNo: number;
  private noteNo: number;
  private shapeNo = 0;
  private bookmarkNo = 0;

  constructor(
    private readonly templates: readonly [WordTemplate, ...WordTemplate[]],
    private readonly pageCounts: "field" | "reference",
  ) {
    const { guests, newStyles } = inviteGuests(templates);
    this.guests = guests;
    this.newStyles = newStyles;
    this.byTemplate = new Map(guests.map((guest) => [guest.template, guest]));
    this.listNo = Math.max(0, ...templates.map(({ numbering }) => numbering?.highestList ?? 0));
    this.noteNo = Math.max(0, ...templates.flatMap(({ notes }) => notes.map(({ highest }) => highest)));
  }

  async *documentXml(letters: AsyncIterable<MergedLetter>, onLetter: JoinOptions["onLetter"]): AsyncGenerator<string> {
    const document = { ...this.templates[0].document, root: sharedRoot(this.templates.map((template) => template.document)) };
    let waiting: MergedLetter | null = null; // whether a break follows is known when the next letter comes
    for await (const letter of letters) {
      if (waiting) {
        yield this.letterXml(waiting, true);
        onLetter?.(waiting.number);
      } else yield xmlDeclaration + this.fill(bodyStart(document), this.filling(letter, false));
      waiting = letter;
    }
    if (!waiting) throw new Error("There are no letters to join.");
    yield this.letterXml(waiting, false) + bodyEnd(document);
    onLetter?.(waiting.number);
  }

  documentRelations(): Relation[] {
    const isText = (guest: Guest, target: string) => guest.template.texts.has(target);
    const linked = this.guests.flatMap((guest) =>
      guest.shared(guest.template.document.relations.filter(({ target }) => !isText(guest, target))),
    );
    const own = (["numbering", "footnotes", "endnotes"] as const).flatMap((type) => {
      const guest = this.guests.find(({ template }) => template.document.relations.some((relation) => relation.type === type));
      const relation = guest?.template.document.relations.find((found) => found.type === type);
      return guest && relation && !guest.isFirst ? [guest.relation(relation)] : [];
    });
    return [...linked, ...own, ...[...this.texts.values()].map(({ link }) => link)];
  }

  *textParts(): Generator<WrittenPart> {
    for (const { part, xml } of this.texts.values()) yield partOf(part, [xml]);
  }

  *noteParts(): Generator<WrittenPart> {
    for (const kind of ["footnotes", "endnotes"] as const) {
      const parts = this.guests.flatMap((guest) =>
        guest.template.notes.filter((part) => part.kind === kind).map((part) => ({ guest, part })),
      );
      const [first] = parts;
      if (!first) continue;
      const { open, close } = tagsOf(sharedRoot(parts.map(({ part }) => part)));
      const relations = parts.flatMap(({ guest, part }) => guest.shared(part.relations));
      const separators = fillHoles(first.part.separators, (hole, key) => (hole === "style" ? first.guest.style(key) : key));
      yield partOf({ ...first.part, name: first.guest.part(first.part.name), relations }, [
        xmlDeclaration,
        open,
        separators,
        ...this.notes[kind],
        close,
      ]);
    }
  }

  *styleAndListParts(): Generator<WrittenPart> {
    const { styles } = this.templates[0];
    const added = this.newStyles.map(({ guest, xml }) => this.definition(xml, guest));
    if (styles) yield partOf(styles, [styles.open, ...added, styles.close]);
    const [first, ...others] = this.guests.filter(({ template }) => template.numbering !== null);
    const numbering = first?.template.numbering;
    if (!first || !numbering) return;
    const kinds = others.map((guest) => this.definition(guest.template.numbering?.guestKinds ?? "", guest));
    const own = first.isFirst ? numbering.kinds : this.definition(numbering.guestKinds, first);
    const part = { ...numbering, name: first.part(numbering.name), relations: first.own(numbering.relations) };
    yield partOf(part, [numbering.open, own, ...kinds, first.isFirst ? numbering.lists : "", ...this.newLists, numbering.close]);
  }

  /** A style or kind of list of a guest, which belongs to no letter. */
  private definition(xml: string, guest: Guest): string {
    const nobody: MergedLetter = { number: 0, template: guest.template, stories: new Map() };
    return this.fill(xml, { guest, letter: nobody, numbers: noNumbers(), follows: false });
  }

  private filling(letter: MergedLetter, follows: boolean): Filling {
    const guest = this.byTemplate.get(letter.template);
    if (!guest) throw new Error("A letter of a template that the document was not begun with.");
    return { guest, letter, numbers: noNumbers(), follows };
  }

  private letterXml(letter: MergedLetter, follows: boolean): string {
    const { document, notes } = letter.template;
    const filling = this.filling(letter, follows);
    const end = follows ? document.after : document.after + document.section;
    const xml = this.fill((letter.stories.get(document.name) ?? "") + end, filling);
    for (const { kind, notes: each } of notes) {
      for (const note of each.filter(({ id }) => filling.numbers.notes.has(`${kind} ${id}`))) {
        this.notes[kind].push(this.fill(note.open + (letter.stories.get(note.story) || emptyParagraph) + note.close, filling));
      }
    }
    return xml;
  }

  private fill(xml: string, filling: Filling): string {
    const { guest, letter, numbers, follows } = filling;
    const { document } = letter.template;
    const inner = (text: string) => this.fill(text, filling);
    const end = this.pageCounts === "reference" ? endMark(letter.number) : "";
    return fillHoles(xml, (kind: HoleKind, key: string): string => {
      switch (kind) {
        case "box":
          return inner(letter.stories.get(key) || emptyParagraph);
        case "section":
          return follows ? inner(document.section) : "";
        case "end":
          return end;
        case "break":
          return follows || end !== "" ? endParagraph(follows ? inner(document.section) : "", end) : "";
        case "pages":
          if (this.pageCounts === "reference") return pagesByEnd(letter.number);
          return document.sections === 1 ? "SECTIONPAGES" : "NUMPAGES";
        case "list":
          return this.list(key, filling);
        case "kind":
          return guest.kind(key);
        case "style":
          return guest.style(key);
        case "link":
          return guest.link(key);
        case "footnote":
        case "endnote":
          return String(numberOf(`${kind}s ${key}`, numbers.notes, () => ++this.noteNo));
        case "bookmark":
          return String(numberOf(key, numbers.bookmarks, () => ++this.bookmarkNo));
        case "anchor":
          return letter.number === 1 ? key : `${key.replace(/[^\p{L}\p{N}_]/gu, "").slice(0, 30)}_${letter.number}`;
        case "part":
          return this.text(key, filling);
        case "missing":
          return this.templates.length === 1 ? "" : this.blankTexts(key);
        case "shape":
          return filling.shared ? key : String(++this.shapeNo);
        default:
          return kind satisfies never;
      }
    });
  }

  /** A list of a letter: of the template's kind, but counting from the start. */
  private list(key: string, { guest, letter, numbers }: Filling): string {
    const restarting = guest.template.numbering?.restarting.get(key);
    if (restarting === undefined) return key;
    const no = numberOf(key, numbers.lists, () => {
      this.listNo++;
      this.newLists.push(
        `<w:num w:numId="${this.listNo}">${this.fill(restarting, { guest, letter, numbers: noNumbers(), follows: false })}</w:num>`,
      );
      return this.listNo;
    });
    return String(no);
  }

  /** The relation to a header or footer as this letter has it. */
  private text(id: string, filling: Filling): string {
    const { guest, letter } = filling;
    const link = guest.template.document.relations.find((relation) => relation.id === id);
    const part = link && guest.template.texts.get(link.target);
    if (!part) return guest.link(id);
    const numbers = this.textNumbers.get(guest) ?? noNumbers();
    this.textNumbers.set(guest, numbers);
    const story = this.fill(letter.stories.get(part.name) || emptyParagraph, { ...filling, numbers, shared: true });
    return this.shareText(guest, part, link, xmlDeclaration + part.open + story + part.close);
  }

  private shareText(guest: Guest, part: Omit<TextPart, "root" | "open" | "close">, link: Relation, xml: string): string {
    const key = `${guest.part(part.name)} ${xml}`;
    const id = this.texts.get(key)?.link.id ?? `letterText${this.texts.size + 1}`;
    if (!this.texts.has(key)) {
      const name = `word/letter-text${this.texts.size + 1}.xml`;
      const { contentType } = part;
      this.texts.set(key, { part: { name, contentType, relations: guest.own(part.relations) }, link: { ...link, id, target: name }, xml });
    }
    return id;
  }

  /** References to empty headers and footers, so that a letter does not take over those of a letter of another template. */
  private blankTexts(kinds: string): string {
    const references = kinds.split(",").map((kind) => {
      const [name = "", type = ""] = kind.split(" ");
      const found = this.blankText(name === "w:headerReference" ? "header" : "footer");
      return found ? serialise(element(name, { "r:id": found, "w:type": type })) : "";
    });
    return references.join("");
  }

  private blankText(type: "header" | "footer"): string | null {
    for (const guest of this.guests) {
      const link = guest.template.document.relations.find((relation) => relation.type === type);
      const part = link && guest.template.texts.get(link.target);
      if (link && part)
        return this.shareText(
          guest,
          { ...part, name: type, relations: [] },
          link,
          xmlDeclaration + part.open + emptyParagraph + part.close,
        );
    }
    return null;
  }
}

/** The number that something has in a letter, drawn the first time it is asked for. */
function numberOf(key: string, numbers: Map<string, number>, draw: () => number): number {
  const known = numbers.get(key) ?? draw();
  numbers.set(key, known);
  return known;
}

/** The root of a part that several templates share: it declares the prefixes of all, and which of them may be ignored. */
function sharedRoot(parts: readonly { readonly root: XmlElement }[]): XmlElement {
  const [first, ...others] = parts.map(({ root }) => root);
  if (!first) throw new Error("No part to share.");
  const attributes = new Map(first.attributes);
  for (const { attributes: more } of others) {
    for (const [name, value] of more) {
      const known = attributes.get(name);
      if (name === "mc:Ignorable") attributes.set(name, [...new Set(`${known ?? ""} ${value}`.trim().split(/\s+/))].join(" "));
      else if (known === undefined) attributes.set(name, value);
    }
  }
  return { ...first, attributes };
}
