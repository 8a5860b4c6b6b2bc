"use client";

import { useReducer, useState } from "react";
import {
  type CriteriaDraft,
  changeDraft,
  draftOf,
  emptyDraft,
  isSetAtAll,
  readDraft,
  type Unreadable,
} from "@/components/filters/criteria-draft";
import { namesOfDraft } from "@/components/filters/field-meaning";
import { useBuilder } from "@/components/query-builder/use-builder";
import type { FilterClock } from "@/lib/filters/clock";
import { everybody, type Filter } from "@/lib/filters/schema";
import type { CodeNames } from "@/lib/filters/words";
import type { CriteriaForm } from "./criteria-forms";
import { noOptions, type StepOptions } from "./criteria-options";

type Start = { options: StepOptions } & ({ draft: CriteriaDraft } | { filter: Filter; names: CodeNames });

/** What a dialog says now. */
export type ReadCriteria = { filter: Filter; names: CodeNames; unreadable: Unreadable[]; readable: boolean; isSet: boolean };

const noNames: CodeNames = new Map();

/** What one kind of dialog holds: its filter as fields in sections or, where somebody chose so or the sections cannot hold it, as groups. */
export function useCriteria(clock: FilterClock, start?: Start) {
  const given = start && "filter" in start ? start : null;
  const [firstDraft] = useState(() => (start && "draft" in start ? start.draft : given && draftOf(given.filter, given.names)));
  const [draft, change] = useReducer(changeDraft, firstDraft ?? emptyDraft());
  const [options, setOptions] = useState<StepOptions>(start?.options ?? noOptions);
  const [asGroups, setAsGroups] = useState(given !== null && firstDraft === null);
  const builder = useBuilder(given?.filter ?? everybody, given?.names ?? noNames, clock);
  const reset = () => {
    change({ do: "clear" });
    builder.replace(everybody);
    setOptions(noOptions);
  };
  const read = (): ReadCriteria => {
    if (asGroups) {
      const { filter, names, problems, root } = builder;
      return { filter, names, unreadable: [], readable: problems.size === 0, isSet: root.of.length > 0 };
    }
    const { filter, unreadable } = readDraft(draft, clock);
    return { filter, names: namesOfDraft(draft), unreadable, readable: unreadable.length === 0, isSet: isSetAtAll(draft) };
  };
  const asFields = asGroups ? draftOf(builder.filter, builder.names) : draft;
  const showAs = (form: CriteriaForm) => {
    if (form === "groups" && !asGroups) {
      builder.replace(readDraft(draft, clock).filter, namesOfDraft(draft));
      setAsGroups(true);
    }
    if (form === "fields" && asGroups && asFields) {
      change({ do: "replace", draft: asFields });
      setAsGroups(false);
    }
  };
  /**
   * Puts a filter in place of what is said now. It stands in the fields where nothing is said yet and they can hold it; else in the groups, where Undo
   * brings back what was there.
   */
  const begin = (filter: Filter, more: CodeNames) => {
    const held = asGroups || isSetAtAll(draft) ? null : draftOf(filter, new Map([...builder.names, ...more]));
    if (held) return change({ do: "replace", draft: held });
    showAs("groups");
    builder.replace(filter, more);
  };
  return { draft, change, options, setOptions, reset, builder, asGroups, read, showAs, begin, fitsFields: asFields !== null };
}
