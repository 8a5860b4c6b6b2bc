"use client";

import { useState } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import type { Filter } from "@/lib/filters/schema";
import { editTree } from "./edit-tree";
import { choiceOf, choiceWords } from "./operators";
import { RowValues, type ValueSources } from "./row-values";
import { askedRows, fieldOfRow, filterToTree, inOrder, treeToFilter } from "./tree";

export type FillTemplateProps = { filter: Filter; sources: ValueSources; onUse: (filter: Filter) => void; onBack: () => void };

/** Asks for the values that a template leaves open. What is left open here is asked for again in the query. */
export function FillTemplate({ filter, sources, onUse, onBack }: FillTemplateProps) {
  const [tree, setTree] = useState(() => filterToTree(filter));
  const [asked] = useState(() => askedRows(tree.root).map(({ id, ask }) => ({ id, ask })));
  const rows = inOrder(tree.root);
  const left = askedRows(tree.root).length;
  const use = () => onUse(treeToFilter(tree.root).filter);
  useShortcut("Ctrl Enter", use, { label: "Use the template", inFields: true });
  return (
    <>
      <ul className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-5 py-4 max-sm:px-4">
        {asked.map(({ id, ask }) => {
          const row = rows.find((node) => node.id === id);
          const field = row?.kind === "row" ? fieldOfRow(row) : undefined;
          if (row?.kind !== "row" || !field) return null;
          const choice = choiceOf(row, field);
          return (
            <li key={id}>
              <p className="font-medium">{ask.name}</p>
              {ask.hint ? <p className="text-xs text-pretty text-ink-3">{ask.hint}</p> : null}
              <div data-values className="mt-1.5 flex flex-wrap items-center gap-1.5">
                <span className="flex-none text-ink-2">{`${field.label} ${choiceWords(choice, field)}`}</span>
                <RowValues
                  row={row}
                  field={field}
                  choice={choice}
                  sources={sources}
                  set={(operand) => setTree((before) => editTree(before, { do: "set row", id, operand }).tree)}
                />
              </div>
            </li>
          );
        })}
      </ul>
      <DialogFooter effect={left > 0 ? `${left === 1 ? "One value is" : `${left} values are`} still open.` : null}>
        <Button variant="ghost" size="lg" onClick={onBack}>
          Back
        </Button>
        <Button variant="primary" size="lg" onClick={use} keys="Ctrl Enter">
          Use it
        </Button>
      </DialogFooter>
    </>
  );
}
