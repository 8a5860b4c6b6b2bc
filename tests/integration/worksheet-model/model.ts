import type { Filter } from "@/lib/filters/schema";
import { meantBy } from "./acts-of-stack";
import { holds } from "./filters";
import type { ModelContact, World } from "./world";

export type ModelOptions = { expandCompanies: boolean; relatedCompanies: boolean; ignoreExclusion: boolean; entireCompanies: boolean };
export type ModelNumbers = { before: number; added: number; removed: number; after: number };
export type ModelStep = {
  kind: "add" | "reduce" | "refine" | "edit";
  userId: string;
  members: Set<number>;
  numbers: ModelNumbers /** Switched off. */;
  off?: boolean;
};

/** What a worksheet is, in the plainest way: sets of ids, one for each step, and a pointer. */
export class ModelWorksheet {
  steps: ModelStep[] = [];
  currentStep = 0;
  changedLines = new Set<number>();
  /** The stack before the last change in its middle, until the next step is taken. */
  former: { steps: ModelStep[]; currentStep: number } | null = null;
  /** The steps that were saved last, and their id. */
  saved: ModelStep[] | null = null;
  savedId: number | undefined;

  constructor(public world: World) {}

  membersAt(step: number): Set<number> {
    return this.steps[step - 1]?.members ?? new Set();
  }

  get members(): Set<number> {
    return this.membersAt(this.currentStep);
  }

  /** The members a criteria action would leave. */
  outcome(kind: "add" | "reduce" | "refine", filter: Filter, options: ModelOptions): Set<number> {
    const matching = new Set(this.world.filter((contact) => holds(filter, contact, this.world, this.members)).map(({ id }) => id));
    if (kind !== "add") {
      const spoken = options.entireCompanies ? this.withCompanies(matching) : matching;
      return new Set([...this.members].filter((id) => spoken.has(id) === (kind === "refine")));
    }
    const found = options.expandCompanies ? this.withCompanies(matching) : matching;
    if (options.relatedCompanies) for (const { id, companyId } of this.world) if (found.has(id) && companyId !== null) found.add(companyId);
    const allowed = this.world.filter(({ id, blocked, excluded }) => found.has(id) && !blocked && (options.ignoreExclusion || !excluded));
    return new Set([...this.members, ...allowed.map(({ id }) => id)]);
  }

  take(kind: "add" | "reduce" | "refine", userId: string, members: Set<number>): ModelNumbers {
    return this.push(this.currentStep, { kind, userId, members, numbers: difference(this.members, members) });
  }

  /** Consecutive edits of one person are one step; an edit that changes nobody is none. */
  edit(userId: string, members: Set<number>): ModelNumbers | null {
    if (sameSet(members, this.members)) return null;
    const top = this.steps[this.currentStep - 1];
    const below = top?.kind === "edit" && top.userId === userId && !top.off ? this.currentStep - 1 : this.currentStep;
    return this.push(below, { kind: "edit", userId, members, numbers: difference(this.membersAt(below), members) });
  }

  /** Contacts that are deleted leave every step; a company takes its persons with it. Returns all who went. */
  forget(ids: ReadonlySet<number>): Set<number> {
    const gone = new Set(this.world.filter(({ id, companyId }) => ids.has(id) || ids.has(companyId ?? 0)).map(({ id }) => id));
    this.world = this.world.filter(({ id }) => !gone.has(id));
    for (const id of gone) {
      for (const held of this.heldSets()) held.delete(id);
      this.changedLines.delete(id);
    }
    return gone;
  }

  /** The one that stays takes the places of the others and what they have; what it has itself wins. Companies bring their persons. */
  merge(keep: ModelContact, others: readonly ModelContact[]): void {
    const all = [keep, ...others.toSorted((left, right) => left.id - right.id)];
    const { city, country } = all.find((contact) => contact.city !== null) ?? keep;
    const merged: ModelContact = {
      ...keep,
      city,
      country: country ?? keep.country,
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
    for (const held of [...this.heldSets(), this.changedLines]) for (const id of gone) if (held.delete(id)) held.add(keep.id);
  }

  /** The step a member came in with: the one after the last that did not hold it. */
  cameWith(id: number): number {
    for (let step = this.currentStep; step > 0; step--) if (!this.membersAt(step).has(id)) return step + 1;
    return 1;
  }

  private push(below: number, step: ModelStep): ModelNumbers {
    const drops = this.steps.length > below || this.former !== null;
    this.former = null;
    this.steps = [...this.steps.slice(0, below), step];
    this.currentStep = below + 1;
    if (drops) this.dropChangedLines();
    return step.numbers;
  }

  /** Lines that no stack holds any more forget what was changed on them. */
  dropChangedLines(): void {
    const steps = [...this.steps, ...(this.former?.steps ?? [])];
    for (const id of this.changedLines) if (!steps.some(({ members }) => members.has(id))) this.changedLines.delete(id);
  }

  private heldSets(): Set<Set<number>> {
    return new Set([...[...this.steps, ...(this.former?.steps ?? [])].map(({ members }) => members), ...meantBy(this)]);
  }

  private withCompanies(ids: Set<number>): Set<number> {
    const companies = new Set(
      this.world.filter(({ id, companyId }) => ids.has(id) && companyId !== null).map(({ companyId }) => companyId),
    );
    return new Set([...ids, ...this.world.filter(({ companyId }) => companyId !== null && companies.has(companyId)).map(({ id }) => id)]);
  }
}

function difference(before: Set<number>, after: Set<number>): ModelNumbers {
  return { before: before.size, added: countMissing(after, before), removed: countMissing(before, after), after: after.size };
}

/** How many of `left` are not in `right`. */
function countMissing(left: Set<number>, right: Set<number>): number {
  return [...left].filter((id) => !right.has(id)).length;
}

function sameSet(left: Set<number>, right: Set<number>): boolean {
  return left.size === right.size && countMissing(left, right) === 0;
}
