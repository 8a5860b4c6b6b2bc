import type { Relation } from "./relations";
import type { WordTemplate } from "./template";

/** What a part of another template brings into a joined document: pictures, drawings and links; all else is that of the first. */
const brought = (type: string): boolean => type === "image" || type === "hyperlink" || type.startsWith("diagram");

/** A template in a joined document, with the names its parts, links, styles and kinds of lists have there. The first keeps its own. */
export class Guest {
  constructor(
    readonly template: WordTemplate,
    private readonly no: number,
    private readonly styles: ReadonlyMap<string, string>,
    private readonly firstKind: number,
  ) {}

  get isFirst(): boolean {
    return this.no === 0;
  }

  /** A part's name, below a folder of its own. */
  part(name: string): string {
    return this.isFirst ? name : name.replace(/^(?:word\/)?/, `word/template${this.no + 1}/`);
  }

  link(id: string): string {
    return this.isFirst ? id : `template${this.no + 1}${id}`;
  }

  style(id: string): string {
    return this.styles.get(id) ?? id;
  }

  kind(id: string): string {
    return String(this.firstKind + (Number(id) || 0));
  }

  relation(relation: Relation): Relation {
    return { ...relation, id: this.link(relation.id), target: relation.external ? relation.target : this.part(relation.target) };
  }

  /** Relations of a part that letters of several templates share. */
  shared(relations: readonly Relation[]): Relation[] {
    return relations.filter(({ type }) => this.isFirst || brought(type)).map((relation) => this.relation(relation));
  }

  /** Relations of a part of its own, whose markup names them as they were. */
  own(relations: readonly Relation[]): Relation[] {
    return relations.map((relation) => ({ ...this.relation(relation), id: relation.id }));
  }

  /** The parts that stay as they are: of the first all, of another what its texts show. */
  fixed(): WordTemplate["fixed"] {
    const { document, texts, notes, fixed } = this.template;
    if (this.isFirst) return fixed;
    const relations = [document, ...texts.values(), ...notes, ...fixed].flatMap((part) => part.relations);
    const shown = new Set(relations.flatMap(({ type, target, external }) => (brought(type) && !external ? [target] : [])));
    return fixed
      .filter(({ name }) => shown.has(name))
      .map((part) => ({ ...part, name: this.part(part.name), relations: this.own(part.relations) }));
  }
}

/** The templates of a joined document, and the styles that those after the first add, which stand in it as holes' keys by their guest. */
export function inviteGuests(templates: readonly WordTemplate[]): { guests: Guest[]; newStyles: { guest: Guest; xml: string }[] } {
  const guests: Guest[] = [];
  const newStyles: { guest: Guest; xml: string }[] = [];
  const byName = new Map<string, string>();
  const taken = new Set<string>();
  let firstKind = 0;
  for (const [no, template] of templates.entries()) {
    const ids = new Map<string, string>();
    const added: string[] = [];
    for (const { id, name, guest } of template.styles?.styles ?? []) {
      const known = byName.get(name);
      const given = known ?? (taken.has(id) ? `${id}T${no + 1}` : id);
      ids.set(id, given);
      if (known !== undefined) continue;
      byName.set(name, given);
      taken.add(given);
      if (no > 0) added.push(guest);
    }
    const guest = new Guest(template, no, ids, firstKind);
    guests.push(guest);
    newStyles.push(...added.map((xml) => ({ guest, xml })));
    firstKind += (template.numbering?.highestKind ?? 0) + 1;
  }
  return { guests, newStyles };
}
