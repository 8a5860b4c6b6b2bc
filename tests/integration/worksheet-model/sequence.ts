import fc from "fast-check";
import type { Filter } from "@/lib/filters/schema";
import { reuseActs, type StackAct, stackActs } from "./acts-of-stack";
import { filters } from "./filters";
import { options } from "./options";
import type { ModelOptions } from "./steps";
import { cities, type World, worlds } from "./world";

type By = { by: 0 | 1 };
/** What two people do to one worksheet. Contacts and steps are picked by number, modulo how many there are. */
export type Act =
  | ({ act: "criteria"; kind: "add" | "reduce" | "refine"; filter: Filter; options: ModelOptions; preview: boolean } & By)
  | ({ act: "stale"; filter: Filter; off: number } & By)
  | ({ act: "addLines"; picks: number[]; ignoreExclusion: boolean; allowExisting: boolean } & By)
  /** All lines of each, or (a number) the one in that layer of somebody who stands twice, modulo how many there are. */
  | ({ act: "removeLines"; picks: { pick: number; layer: number | null }[] } & By)
  | ({ act: "removeDuplicates"; same: "contact" | "email" } & By)
  | ({ act: "back" | "forward" } & By)
  | ({ act: "goTo"; pick: number } & By)
  | StackAct
  | { act: "changeCity"; pick: number; city: string | null }
  | { act: "block"; pick: number }
  | { act: "changeLine"; pick: number; layer: number }
  | { act: "deleteContacts"; picks: number[] }
  | { act: "mergeContacts"; keep: number; picks: number[]; anybody: boolean };

export type Sequence = { world: World; acts: Act[] };

const by = fc.constantFrom(0 as const, 1 as const);
const picks = fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 5 });
const lines = fc.array(fc.record({ pick: fc.nat({ max: 50 }), layer: fc.option(fc.nat({ max: 3 }), { freq: 3 }) }), {
  minLength: 1,
  maxLength: 5,
});
const act = <T extends string>(name: T) => fc.constant(name);

const merge: fc.Arbitrary<Act> = fc.record({
  act: act("mergeContacts"),
  keep: fc.nat({ max: 50 }),
  picks: fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 3 }),
  anybody: fc.nat({ max: 7 }).map((roll) => roll === 7),
});
const block: fc.Arbitrary<Act> = fc.record({ act: act("block"), pick: fc.nat({ max: 50 }) });
const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      act: act("criteria"),
      kind: fc.constantFrom("add" as const, "add" as const, "reduce" as const, "refine" as const),
      filter: filters,
      options,
      preview: fc.nat({ max: 3 }).map((roll) => roll === 3),
      by,
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: act("stale"), filter: filters, off: fc.constantFrom(-1, 1, 2), by }) },
  { weight: 3, arbitrary: fc.record({ act: act("addLines"), picks, ignoreExclusion: fc.boolean(), allowExisting: fc.boolean(), by }) },
  { weight: 3, arbitrary: fc.record({ act: act("removeLines"), picks: lines, by }) },
  { weight: 1, arbitrary: fc.record({ act: act("removeDuplicates"), same: fc.constantFrom("contact" as const, "email" as const), by }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constantFrom("back" as const, "back" as const, "forward" as const), by }) },
  { weight: 2, arbitrary: fc.record({ act: act("goTo"), pick: fc.nat({ max: 40 }), by }) },
  { weight: 1, arbitrary: fc.record({ act: act("changeCity"), pick: fc.nat({ max: 50 }), city: fc.option(fc.constantFrom(...cities)) }) },
  { weight: 3, arbitrary: stackActs },
  { weight: 1, arbitrary: block },
  { weight: 3, arbitrary: fc.record({ act: act("changeLine"), pick: fc.nat({ max: 50 }), layer: fc.nat({ max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ act: act("deleteContacts"), picks: fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 2 }) }) },
  { weight: 1, arbitrary: merge },
);

/** Five to twenty acts in a world. */
export const sequences: fc.Arbitrary<Sequence> = fc.record({
  world: worlds,
  acts: fc.array(acts, { minLength: 5, maxLength: 20, size: "max" }),
});

/** As many acts that are about second lines: what is changed on them, removed and gone back from. */
const lineActs: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: act("addLines"),
      picks,
      ignoreExclusion: fc.constant(true),
      allowExisting: fc.nat({ max: 3 }).map((roll) => roll > 0),
      by,
    }),
  },
  { weight: 4, arbitrary: fc.record({ act: act("changeLine"), pick: fc.nat({ max: 50 }), layer: fc.nat({ max: 3 }) }) },
  { weight: 4, arbitrary: fc.record({ act: act("removeLines"), picks: lines, by }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constantFrom("back" as const, "back" as const, "forward" as const), by }) },
);
export const lineSequences: fc.Arbitrary<Sequence> = fc.record({
  world: worlds,
  acts: fc.array(lineActs, { minLength: 5, maxLength: 30, size: "max" }),
});

/** Contacts are added, by filter or by hand, who mostly stand there already and get one line more. */
export const addSequences: fc.Arbitrary<Sequence> = fc.record({
  world: worlds,
  acts: fc.array(
    fc.oneof(
      fc.record({
        act: act("criteria"),
        kind: fc.constant("add" as const),
        filter: filters,
        options: options.map((chosen) => ({ ...chosen, allowExisting: true })),
        preview: fc.boolean(),
        by,
      }),
      fc.record({ act: act("addLines"), picks, ignoreExclusion: fc.boolean(), allowExisting: fc.boolean(), by }),
    ),
    { minLength: 5, maxLength: 10, size: "max" },
  ),
});

/** Lines by hand, with their contacts merged meanwhile. */
export const mergeSequences: fc.Arbitrary<Sequence> = fc.record({
  world: worlds,
  acts: fc.array(fc.oneof({ weight: 3, arbitrary: lineActs }, { weight: 1, arbitrary: merge }), {
    minLength: 5,
    maxLength: 30,
    size: "max",
  }),
});

/** Every second act is one on the stack as a whole. */
export const stackSequences: fc.Arbitrary<Sequence> = fc.record({
  world: worlds,
  acts: fc.array(fc.oneof(acts, stackActs), { minLength: 5, maxLength: 30, size: "max" }),
});

/** Many acts that take contacts from logged segments, and that take those steps again. */
export const reuseSequences: fc.Arbitrary<Sequence> = fc.record({
  world: worlds,
  acts: fc.array(fc.oneof({ weight: 2, arbitrary: reuseActs }, { weight: 2, arbitrary: stackActs }, { weight: 3, arbitrary: acts }), {
    minLength: 5,
    maxLength: 25,
    size: "max",
  }),
});

/** The first line of somebody who stands twice goes. */
const beginning: fc.Arbitrary<Act[]> = fc.tuple(
  fc.record({ act: act("addLines"), picks, ignoreExclusion: fc.constant(true), allowExisting: fc.constant(false), by }),
  fc.record({
    act: act("addLines"),
    picks: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 3 }),
    ignoreExclusion: fc.constant(true),
    allowExisting: fc.constant(true),
    by,
  }),
  fc.record({ act: act("changeLine"), pick: fc.nat({ max: 50 }), layer: fc.constant(0) }),
  fc.record({
    act: act("removeLines"),
    picks: fc.array(fc.record({ pick: fc.nat({ max: 4 }), layer: fc.constant(0) }), { minLength: 1 }),
    by,
  }),
);
const onEdits = fc.oneof({ weight: 4, arbitrary: lineActs }, { weight: 1, arbitrary: block }, { weight: 3, arbitrary: stackActs });
/** Edits by hand and what becomes of them when they are taken again; nobody comes by criteria. */
export const editSequences: fc.Arbitrary<Sequence> = fc.record({
  world: worlds,
  acts: fc.tuple(beginning, fc.array(onEdits, { minLength: 5, maxLength: 25, size: "max" })).map(([first, then]) => [...first, ...then]),
});
