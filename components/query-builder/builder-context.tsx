"use client";

import { createContext, useContext } from "react";
import type { LoadLookup } from "@/components/filters/load-lookup";
import type { FilterClock } from "@/lib/filters/clock";
import type { NodeId } from "./tree";
import type { Builder } from "./use-builder";

/** Where a dragged part would go. */
export type Drop = { into: NodeId; index: number };

export type BuilderShared = {
  builder: Builder;
  clock: FilterClock;
  loadLookup: LoadLookup;
  /** Only other segments may be spoken of. */
  segmentsOnly: boolean;
  /** How many contacts each part matches alone; none yet for parts that are new. */
  counts: ReadonlyMap<NodeId, number>;
  counting: boolean;
  /** Puts the focus into the search box, to add something near this part. */
  addNear: (id: NodeId) => void;
  /** Puts the focus on the part that was just added once it is drawn, with `value` on the first thing to fill in. */
  focusOn: (value: boolean) => void;
  copy: (id: NodeId, as: "json" | "words") => void;
  paste: (near: NodeId) => void;
  drag: { id: NodeId | null; drop: Drop | null; start: (id: NodeId) => void };
};

const BuilderContext = createContext<BuilderShared | null>(null);
export const BuilderProvider = BuilderContext.Provider;

/** What all parts of one query builder share. */
export function useBuilderShared(): BuilderShared {
  const shared = useContext(BuilderContext);
  if (!shared) throw new Error("A part of a query builder stands outside of it");
  return shared;
}
