import type { Filter } from "@/lib/filters/schema";
import { holds } from "./filters";
import { common, type Lines, type ModelNumbers, type ModelTurn, minus, numbersOf, sameLines, union, withLines } from "./lines";
import type { ModelContact, World } from "./world";

export type ModelOptions = {
  expandCompanies: boolean;
  relatedCompanies: boolean;
  ignoreExclusion: boolean;
  allowExisting: boolean;
  entireCompanies: boolean;
};
export type EditKind = "plain" | "allowExisting" | "oneLine" | "dedupe contact" | "dedupe email";
export type ModelStep = {
  kind: "add" | "reduce" | "refine" | "edit";
  userId: string;
  lines: Lines;
  numbers: ModelNumbers;
  /** Of edits: of what kind, whom they were meant to add and to remove, and which lines they turned. */
  edit: EditKind | null;
  added: Set<number>;
  removed: Set<number>;
  turns: ModelTurn[];
};

/** What a worksheet is, in the plainest way: for each step how many lines each contact has, and a pointer. */
export class ModelWorksheet {
  steps: ModelStep[] = [];
  currentStep = 0;
  /** What was changed on lines: a word for each, by contact and layer as they lie at the current step. */
  changedLines = new Map<number, Map<number, string>>();

  constructor(public world: World) {}

  linesAt(step: number): Lines {
    return this.steps[step - 1]?.lines ?? new Map();
  }

  get lines(): Lines {
    return this.linesAt(this.currentStep);
  }

  /** The lines a criteria action would leave. */
  outcome(kind: "add" | "reduce" | "refine", filter: Filter, options: ModelOptions): Lines {
    const members = new Set(this.lines.keys());
    const matching = new Set(this.world.filter((contact) => holds(filter, contact, this.world, members)).map(({ id }) => id));
    if (kind !== "add") {
      const spoken = options.entireCompanies ? this.withCompanies(matching) : matching;
      return new Map([...this.lines].filter(([id]) => spoken.has(id) === (kind === "refine")));
    }
    const found = options.expandCompanies ? this.withCompanies(matching) : matching;
    if (options.relatedCompanies) for (const { id, companyId } of this.world) if (found.has(id) && companyId !== null) found.add(companyId);
    const allowed = this.world.filter(({ id, blocked, excluded }) => found.has(id) && !blocked && (options.ignoreExclusion || !excluded));
    return withAdded(
      this.lines,
      allowed.map(({ id }) => id),
      options.allowExisting,
    );
  }

  take(kind: "add" | "reduce" | "refine", userId: string, lines: Lines): ModelNumbers {
    const numbers = numbersOf(this.lines, lines);
    return this.push(this.currentStep, { kind, userId, lines, numbers, edit: null, added: new Set(), removed: new Set(), turns: [] });
  }

  /** Adds by hand; an edit that changes nothing is none. */
  add(userId: string, ids: readonly number[], allowExisting: boolean): ModelNumbers | null {
    const came = allowExisting ? new Set(ids) : minus(ids, new Set(this.lines.keys()));
    return this.edit(userId, allowExisting ? "allowExisting" : "plain", withAdded(this.lines, ids, allowExisting), {
      came,
      left: new Set(),
    });
  }

  /**
   * Removes by hand: all lines of some, and single ones. Who loses all is removed in one edit, the others lose one line after the other from the
   * highest layer down. Returns how many lines went and the numbers of the last edit.
   */
  remove(userId: string, wholly: ReadonlySet<number>, singly: readonly { id: number; layer: number }[]): [number, ModelNumbers | null] {
    const before = this.lines;
    const losing = (id: number) =>
      new Set(singly.filter((line) => line.id === id && line.layer <= (before.get(id) ?? 0)).map((line) => line.layer));
    const all = new Set([...before].flatMap(([id, count]) => (wholly.has(id) || losing(id).size === count ? [id] : [])));
    const none = withLines(before, all, () => 0);
    let numbers = this.edit(userId, "plain", none, { came: new Set(), left: all });
    for (let layer = Math.max(0, ...before.values()); layer > 0; layer--) {
      const some = [...before.keys()].filter((id) => !all.has(id) && losing(id).has(layer));
      if (some.length === 0) continue;
      const turns = this.turnsOf(some, layer);
      const left = new Set(some);
      numbers =
        this.edit(
          userId,
          "oneLine",
          withLines(this.lines, some, (count) => count - 1),
          { came: new Set(), left },
        ) ?? numbers;
      this.steps[this.currentStep - 1]?.turns.push(...turns);
      for (const turn of turns) this.turn(turn, "down");
    }
    return [numbersOf(before, this.lines).removed, numbers];
  }

  /** Leaves one line of each contact, or of each address: the person's before the company's, then that of the lowest number. */
  dedupe(userId: string, same: "contact" | "email"): [number, ModelNumbers | null] {
    const before = this.lines;
    const first = new Map<string, ModelContact>();
    const ranked = this.world.toSorted((left, right) =>
      left.type === right.type ? (left.contactNo < right.contactNo ? -1 : 1) : left.type === "person" ? -1 : 1,
    );
    for (const contact of ranked) {
      const address = contact.email?.toLowerCase();
      if (address !== undefined && before.has(contact.id) && !first.has(address)) first.set(address, contact);
    }
    const ofEmail = (id: number, count: number) => {
      const address = this.world.find((contact) => contact.id === id)?.email?.toLowerCase();
      return address === undefined ? count : first.get(address)?.id === id ? 1 : 0;
    };
    const after = new Map<number, number>();
    for (const [id, count] of before) {
      const kept = same === "contact" ? 1 : ofEmail(id, count);
      if (kept > 0) after.set(id, kept);
    }
    const numbers = this.edit(userId, `dedupe ${same}`, after, { came: new Set(), left: new Set() });
    return [numbersOf(before, after).removed, numbers];
  }

  /** Goes to any step; what was changed on lines turns back or forth with them. */
  goTo(step: number): void {
    for (; this.currentStep > step; this.currentStep--)
      for (const turn of this.steps[this.currentStep - 1]?.turns.toReversed() ?? []) this.turn(turn, "up");
    for (; this.currentStep < step; this.currentStep++)
      for (const turn of this.steps[this.currentStep]?.turns ?? []) this.turn(turn, "down");
  }

  /** Contacts that are deleted leave every step; a company takes its persons with it. Returns all who went. */
  forget(ids: ReadonlySet<number>): Set<number> {
    const gone = new Set(this.world.filter(({ id, companyId }) => ids.has(id) || ids.has(companyId ?? 0)).map(({ id }) => id));
    this.world = this.world.filter(({ id }) => !gone.has(id));
    this.steps = this.steps.map((step) => ({
      ...step,
      lines: withLines(step.lines, gone, () => 0),
      added: minus(step.added, gone),
      removed: minus(step.removed, gone),
      turns: step.turns.map((turn) => ({ ...turn, ids: minus(turn.ids, gone) })),
    }));
    for (const id of gone) this.changedLines.delete(id);
    return gone;
  }

  /** The one that stays takes the places of the others, on as many lines as one of them had, and what they have; what it has itself wins. */
  merge(keep: ModelContact, others: readonly ModelContact[]): void {
    const all = [keep, ...others.toSorted((left, right) => left.id - right.id)];
    const { city, country } = all.find((contact) => contact.city !== null) ?? keep;
    const merged: ModelContact = {
      ...keep,
      city,
      country: country ?? keep.country,
      email: all.find((contact) => contact.email !== null)?.email ?? null,
      excluded: all.some(({ excluded }) => excluded),
      blocked: all.some(({ blocked }) => blocked),
      groups: [...new Set(all.flatMap(({ groups }) => groups))],
      jobs: [...new Set(all.flatMap(({ jobs }) => jobs))],
      industries: [...new Set(all.flatMap(({ industries }) => industries))],
    };
    const gone = new Set(others.map(({ id }) => id));
    this.world = this.world
      .filter(({ id }) => !gone.has(id))
      .map((contact) =>
        contact.id === keep.id ? merged : gone.has(contact.companyId ?? 0) ? { ...contact, companyId: keep.id } : contact,
      );
    const replaced = (ids: Set<number>) => (common(ids, gone).size > 0 ? union(minus(ids, gone), [keep.id]) : ids);
    this.steps = this.steps.map((step) => {
      const most = Math.max(...all.map(({ id }) => step.lines.get(id) ?? 0));
      const lines = withLines(
        withLines(step.lines, gone, () => 0),
        [keep.id],
        () => most,
      );
      const turns = step.turns.map((turn) => ({ ...turn, ids: replaced(turn.ids) }));
      return { ...step, lines, added: replaced(step.added), removed: replaced(step.removed), turns };
    });
    const changed = new Map(all.toReversed().flatMap(({ id }) => [...(this.changedLines.get(id) ?? [])]));
    for (const id of gone) this.changedLines.delete(id);
    if (changed.size > 0) this.changedLines.set(keep.id, changed);
  }

  /** Changes a line that was not changed yet. */
  changeLine(id: number, layer: number, word: string): void {
    const ofContact = this.changedLines.get(id) ?? new Map<number, string>();
    if (!ofContact.has(layer)) this.changedLines.set(id, new Map([...ofContact, [layer, word]]));
  }

  /** The step since which a member has so many lines: the one after the last on which it had fewer. */
  cameWith(id: number, layer: number): number {
    for (let step = this.currentStep; step > 0; step--) if ((this.linesAt(step).get(id) ?? 0) < layer) return step + 1;
    return 1;
  }

  /** Consecutive edits of one person and one kind are one step, unless somebody would get or lose a line in it for the second time. */
  private edit(
    userId: string,
    edit: EditKind,
    lines: Lines,
    { came, left }: { came: Set<number>; left: Set<number> },
  ): ModelNumbers | null {
    const before = this.lines;
    if (sameLines(lines, before)) return null;
    const top = this.steps[this.currentStep - 1];
    const again =
      top && (edit === "allowExisting" || edit === "oneLine") && common(came, top.added).size + common(left, top.removed).size > 0;
    const goesOn = top?.kind === "edit" && top.userId === userId && top.edit === edit && !again;
    const below = goesOn ? this.currentStep - 1 : this.currentStep;
    const base = this.linesAt(below);
    const leaving = common(left, new Set(before.keys()));
    const [added, removed] = goesOn ? goingOn(top, edit, { came, left: leaving }, new Set(base.keys())) : [came, leaving];
    const turns = goesOn ? top.turns : [];
    return this.push(below, { kind: "edit", userId, lines, numbers: numbersOf(base, lines), edit, added, removed, turns });
  }

  private push(below: number, step: ModelStep): ModelNumbers {
    const drops = this.steps.length > below;
    this.steps = [...this.steps.slice(0, below), step];
    this.currentStep = below + 1;
    if (drops) this.dropChangesOfNobody();
    return step.numbers;
  }

  /** What was changed on a line goes when no step has so many lines of the contact. */
  private dropChangesOfNobody(): void {
    for (const [id, ofContact] of this.changedLines) {
      const most = Math.max(0, ...this.steps.map(({ lines }) => lines.get(id) ?? 0));
      const held = new Map([...ofContact].filter(([layer]) => layer <= most));
      if (held.size > 0) this.changedLines.set(id, held);
      else this.changedLines.delete(id);
    }
  }

  private turnsOf(ids: readonly number[], layer: number): ModelTurn[] {
    const byLines = Map.groupBy(ids, (id) => this.lines.get(id) ?? 0);
    return [...byLines]
      .filter(([lines]) => lines > layer)
      .toSorted(([left], [right]) => left - right)
      .map(([lines, some]) => ({ layer, lines, ids: new Set(some) }));
  }

  private turn({ layer, lines, ids }: ModelTurn, way: "down" | "up"): void {
    const down = (at: number) => (at === layer ? lines : at - 1);
    const up = (at: number) => (at === lines ? layer : at + 1);
    for (const [id, ofContact] of this.changedLines) {
      if (!ids.has(id)) continue;
      const place = (at: number) => (at < layer || at > lines ? at : way === "down" ? down(at) : up(at));
      this.changedLines.set(id, new Map([...ofContact].map(([at, word]) => [place(at), word])));
    }
  }

  private withCompanies(ids: Set<number>): Set<number> {
    const companies = new Set(
      this.world.filter(({ id, companyId }) => ids.has(id) && companyId !== null).map(({ companyId }) => companyId),
    );
    return new Set([...ids, ...this.world.filter(({ companyId }) => companyId !== null && companies.has(companyId)).map(({ id }) => id)]);
  }
}

function withAdded(lines: Lines, ids: readonly number[], allowExisting: boolean): Lines {
  return withLines(lines, ids, (count) => (allowExisting ? count + 1 : Math.max(1, count)));
}

/** Whom an edit that goes on was meant to add and to remove: who was added and is removed again is in neither, and the other way round. */
function goingOn(
  top: ModelStep,
  edit: EditKind,
  { came, left }: { came: Set<number>; left: Set<number> },
  below: ReadonlySet<number>,
): [Set<number>, Set<number>] {
  if (edit !== "plain") return [union(top.added, came), union(top.removed, left)];
  return came.size > 0
    ? [union(top.added, minus(came, below)), minus(top.removed, came)]
    : [minus(top.added, left), union(top.removed, common(left, below))];
}
