import { sectionOf } from "@/lib/filters/catalogue";
import { inWordsText, textOf } from "@/lib/filters/in-words";
import type { Filter } from "@/lib/filters/schema";
import type { CodeNames } from "@/lib/filters/words";
import type { StackStep } from "@/lib/segmentation/stack-types";
import { editWords, stepRemarks, stepVerbs } from "./step-words";

/** One row of the criteria list: an action, or a filter of the action above it. */
export type CriteriaRow =
  | { no: number; kind: "action"; step: number; title: string; remarks: string; filters: number; undone: boolean; switchedOff: boolean }
  | { no: number; kind: "filter"; step: number; section: string; words: string; undone: boolean };

/**
 * The criteria list as Business Central shows it: for each step one action row, then one row for each section that has a filter, all
 * numbered through from 1. An action without filters has no filter rows.
 */
export function criteriaRows(steps: readonly StackStep[], names: CodeNames): CriteriaRow[] {
  let no = 0;
  return steps.flatMap((step): CriteriaRow[] => {
    const filters = step.kind !== "reuse" && "filter" in step ? bySection(step.filter) : [];
    const isCriteria = step.kind === "add" || step.kind === "reduce" || step.kind === "refine";
    const title = `${stepVerbs[step.kind]}${isCriteria ? " contacts" : ""}`;
    const said = step.kind === "edit" ? [editWords(step)] : step.kind === "reuse" ? [textOf(step.words)] : [];
    const remarks = [...said, ...(step.kind === "edit" ? [] : stepRemarks(step))];
    const action: CriteriaRow = {
      no: ++no,
      kind: "action",
      step: step.step,
      title,
      remarks: remarks.join(" · "),
      filters: filters.length,
      undone: step.undone,
      switchedOff: step.switchedOff,
    };
    return [
      action,
      ...filters.map(
        ({ section, filter }): CriteriaRow => ({
          no: ++no,
          kind: "filter",
          step: step.step,
          section,
          words: inWordsText(filter, names),
          undone: step.undone,
        }),
      ),
    ];
  });
}

/** The conditions of a filter by section, in the order of their first one; what spans sections stands by itself. */
function bySection(filter: Filter): { section: string; filter: Filter }[] {
  const parts = filter.kind === "all" ? filter.of : [filter];
  const groups = Map.groupBy(parts, sectionTitle);
  return [...groups].map(([section, of]) => ({ section, filter: of.length === 1 && of[0] ? of[0] : { kind: "all", of } }));
}

function sectionTitle(part: Filter): string {
  switch (part.kind) {
    case "field":
      return sectionOf(null).title;
    case "relation":
      return sectionOf(part.relation).title;
    case "member":
      return "Segments";
    case "all":
    case "any":
    case "not":
      return "Filter";
    default:
      return part satisfies never;
  }
}
