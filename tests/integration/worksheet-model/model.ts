import { holds } from "./filters";
import { common, type Lines, type ModelNumbers, type ModelTurn, minus, numbersOf, sameLines, withLines } from "./lines";
import {
  type EditKind,
  goingOn,
  type ModelCriteria,
  type ModelLogged,
  type ModelReuse,
  type ModelStep,
  noEdit,
  replaced,
  withMerged,
  withoutContacts,
} from "./steps";
import type { ModelContact, World } from "./world";

type ModelStack = { steps: ModelStep[]; currentStep: number };

/** What a worksheet is, in the plainest way: for each step how many lines each contact has, and a pointer. */
export class ModelWorksheet {
  steps: ModelStep[] = [];
  currentStep = 0;
  /** What was changed on lines: a word for each, by contact and layer as they lie at the current step. */
  changedLines = new Map<number, Map<number, string>>();
  /** The stack before its last change as a whole, until the next step is taken; its first `kept` steps are those of the stack now too. */
  former: (ModelStack & { kept: number }) | null = null;
  /** What was saved last, under which id. */
  saved: { criteriaId: number; steps: ModelStep[] } | null = null;

  /** What was logged, by entry number. */
  logged = new Map<number, ModelLogged>();

  constructor(public world: World) {}

  linesAt(step: number): Lines {
    return this.steps[step - 1]?.lines ?? new Map();
  }

  get lines(): Lines {
    return this.linesAt(this.currentStep);
  }

  /** The lines a criteria action would leave. */
  outcome(criteria: ModelCriteria | ModelReuse): Lines {
    const { kind, options } = criteria;
    const members = new Set(this.lines.keys());
    const meant = ({ id }: ModelContact) =>
      this.logged.get(kind === "reuse" ? criteria.entryNo : 0)?.[kind === "reuse" ? criteria.who : "all"].has(id);
    const matching = new Set(
      this.world
        .filter((contact) => (kind === "reuse" ? meant(contact) : holds(criteria.filter, contact, this.world, members)))
        .map(({ id }) => id),
    );
    if (kind === "reduce" || kind === "refine") {
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

  take(criteria: ModelCriteria, userId: string): ModelNumbers {
    const lines = this.outcome(criteria);
    return this.push(this.currentStep, { ...noEdit, userId, criteria, lines, numbers: numbersOf(this.lines, lines) });
  }

  /** Replaces the steps above the first `kept` by others, which are taken one after another on the contacts of now. Returns the numbers of each. */
  change(kept: number, replayed: readonly ModelStep[]): ModelNumbers[] {
    const former = { steps: this.steps, currentStep: this.currentStep, kept };
    this.goTo(kept);
    this.steps = this.steps.slice(0, kept);
    for (const step of replayed) {
      const lines = step.off ? this.lines : this.takenAgain(step);
      this.steps = [...this.steps, { ...step, lines, numbers: numbersOf(this.lines, lines), turns: [] }];
      this.currentStep++;
    }
    this.former = former;
    this.dropChangesOfNobody();
    return this.steps.slice(kept).map(({ numbers }) => numbers);
  }

  /** Puts the stack back that a change replaced; false when there is none. What was changed on lines goes the way over the steps of both. */
  undoChange(): boolean {
    if (!this.former) return false;
    const { steps, currentStep, kept } = this.former;
    this.goTo(Math.min(this.currentStep, kept));
    this.steps = steps;
    this.former = null;
    this.goTo(currentStep);
    this.dropChangesOfNobody();
    return true;
  }

  /** Adds by hand; an edit that changes nothing is none. */
  add(userId: string, ids: readonly number[], allowExisting: boolean): ModelNumbers | null {
    const came = allowExisting ? new Set(ids) : minus(ids, new Set(this.lines.keys()));
    return this.edit(userId, allowExisting ? "allowExisting" : "plain", { came });
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
    let numbers = this.edit(userId, "plain", { left: all });
    for (let layer = Math.max(0, ...before.values()); layer > 0; layer--) {
      const some = [...before.keys()].filter((id) => !all.has(id) && losing(id).has(layer));
      if (some.length === 0) continue;
      const turns = this.turnsOf(some, layer);
      numbers = this.edit(userId, "oneLine", { left: new Set(some), turns }) ?? numbers;
      for (const turn of turns) this.turn(turn, "down");
    }
    return [numbersOf(before, this.lines).removed, numbers];
  }

  /** Leaves one line of each contact, or of each address. Returns how many lines went and the numbers of the edit. */
  dedupe(userId: string, same: "contact" | "email"): [number, ModelNumbers | null] {
    const before = this.lines;
    const numbers = this.edit(userId, `dedupe ${same}`, {});
    return [numbersOf(before, this.lines).removed, numbers];
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
    this.changeSteps((step) => withoutContacts(step, gone));
    for (const id of gone) this.changedLines.delete(id);
    this.changeLogged((ids) => minus(ids, gone));
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
    this.changeSteps((step) => withMerged(step, keep, gone));
    this.changeLogged((ids) => replaced(ids, keep, gone));
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

  /** Consecutive edits of one person and one kind are one step, unless what it does to somebody could not be told by it, see `isAgain`. */
  private edit(
    userId: string,
    edit: EditKind,
    meant: { came?: Set<number>; left?: Set<number>; turns?: ModelTurn[] },
  ): ModelNumbers | null {
    const { came = new Set<number>(), left = new Set<number>(), turns = [] } = meant;
    const before = this.lines;
    const lines = this.afterEdit(edit, came, left);
    if (sameLines(lines, before)) return null;
    const top = this.steps[this.currentStep - 1];
    const again = top !== undefined && this.isAgain(top, edit, came, left);
    const goesOn = top?.userId === userId && top.edit === edit && !top.off && !again;
    const below = goesOn ? this.currentStep - 1 : this.currentStep;
    const base = this.linesAt(below);
    const leaving = common(left, new Set(before.keys()));
    const [added, removed] = goesOn ? goingOn(top, edit, { came, left: leaving }, new Set(base.keys())) : [came, leaving];
    const byHand = { edit, added, removed, turns: goesOn ? [...top.turns, ...turns] : turns, off: false };
    return this.push(below, { ...byHand, userId, criteria: null, lines, numbers: numbersOf(base, lines) });
  }

  /** Whether an edit that goes on would do to somebody what its two sets cannot tell: one line more or less twice, or one line after all of several went. */
  private isAgain(top: ModelStep, edit: EditKind, came: ReadonlySet<number>, left: ReadonlySet<number>): boolean {
    const below = this.linesAt(this.currentStep - 1);
    if (edit === "plain") return [...common(came, top.removed)].some((id) => (below.get(id) ?? 0) > 1);
    return common(came, top.added).size + common(left, top.removed).size > 0;
  }

  /** The lines that an edit leaves of those there are. */
  private afterEdit(edit: EditKind, added: Iterable<number>, removed: Iterable<number>): Lines {
    if (edit === "dedupe contact") return withLines(this.lines, this.lines.keys(), () => 1);
    if (edit === "dedupe email") return this.onePerAddress();
    const more = withAdded(this.lines, added, edit === "allowExisting");
    return withLines(more, removed, (count) => (edit === "oneLine" ? count - 1 : 0));
  }

  /** One line of each address: the person's before the company's, then that of the lowest number. */
  private onePerAddress(): Lines {
    const first = new Map<string, ModelContact>();
    const ranked = this.world.toSorted((left, right) =>
      left.type === right.type ? (left.contactNo < right.contactNo ? -1 : 1) : left.type === "person" ? -1 : 1,
    );
    for (const contact of ranked) {
      const address = contact.email?.toLowerCase();
      if (address !== undefined && this.lines.has(contact.id) && !first.has(address)) first.set(address, contact);
    }
    const after = new Map<number, number>();
    for (const [id, count] of this.lines) {
      const address = this.world.find((contact) => contact.id === id)?.email?.toLowerCase();
      if (address === undefined) after.set(id, count);
      else if (first.get(address)?.id === id) after.set(id, 1);
    }
    return after;
  }

  /** What a step leaves when it is taken again: criteria by what they say, edits by what was meant. Who is blocked by now does not come. */
  private takenAgain({ criteria, edit, added, removed }: ModelStep): Lines {
    if (criteria) return this.outcome(criteria);
    const blocked = new Set(this.world.filter((contact) => contact.blocked).map(({ id }) => id));
    return this.afterEdit(edit ?? "plain", minus(added, blocked), removed);
  }

  private push(below: number, step: ModelStep): ModelNumbers {
    const drops = this.steps.length > below || this.former !== null;
    this.former = null;
    this.steps = [...this.steps.slice(0, below), step];
    this.currentStep = below + 1;
    if (drops) this.dropChangesOfNobody();
    return step.numbers;
  }

  private changeLogged(change: (ids: ReadonlySet<number>) => ReadonlySet<number>): void {
    for (const [entryNo, { all, positive }] of this.logged) this.logged.set(entryNo, { all: change(all), positive: change(positive) });
  }

  private changeSteps(change: (step: ModelStep) => ModelStep): void {
    this.steps = this.steps.map(change);
    if (this.former) this.former = { ...this.former, steps: this.former.steps.map(change) };
    if (this.saved) this.saved = { ...this.saved, steps: this.saved.steps.map(change) };
  }

  /** What was changed on a line goes when no step, of the stack before the last change neither, has so many lines of the contact. */
  private dropChangesOfNobody(): void {
    for (const [id, ofContact] of this.changedLines) {
      const most = Math.max(0, ...[...this.steps, ...(this.former?.steps ?? [])].map(({ lines }) => lines.get(id) ?? 0));
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

function withAdded(lines: Lines, ids: Iterable<number>, allowExisting: boolean): Lines {
  return withLines(lines, ids, (count) => (allowExisting ? count + 1 : Math.max(1, count)));
}
