"use client";

import { Pencil } from "lucide-react";
import { createContext, type KeyboardEvent, type ReactNode, useContext, useMemo, useRef, useState } from "react";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { useToast } from "@/components/ui/toast";
import type { SegmentLineRow } from "@/lib/segmentation/line-types";
import { type LineField, lineFields } from "@/lib/segmentation/lines-schema";
import { LineFieldControl } from "./line-field-control";
import { lineFieldWords, valueIn } from "./line-fields";
import { lineKey } from "./line-words";
import type { LineChanges } from "./use-line-changes";

type Cell = { line: string; field: LineField };
type Editing = {
  cell: Cell | null;
  edit: (cell: Cell | null) => void;
  changes: LineChanges;
  currency: string;
  loadLookup: LoadLookup;
};

const EditingContext = createContext<Editing | null>(null);

export type LineEditingProps = {
  /** Null where nothing can be changed. */
  changes: LineChanges | null;
  lines: readonly SegmentLineRow[];
  currency: string;
  loadLookup: LoadLookup;
  children: ReactNode;
};

/** Around a table of lines: lets its cells be changed in their place. F2 begins in the row that has the focus, Tab goes on, Esc leaves. */
export function LineEditing({ changes, lines, currency, loadLookup, children }: LineEditingProps) {
  const [cell, edit] = useState<Cell | null>(null);
  useShortcut(
    "F2",
    () => {
      const row = document.activeElement?.closest<HTMLTableRowElement>("tbody > tr");
      const [first] = row ? editableIn(row) : [];
      const line = row && lines[row.sectionRowIndex];
      if (!line || !first) return false;
      edit({ line: lineKey(line), field: first });
      return true;
    },
    { label: "Change the row", group: "Table", enabled: changes !== null },
  );
  const editing = useMemo(() => changes && { cell, edit, changes, currency, loadLookup }, [changes, cell, currency, loadLookup]);
  return <EditingContext value={editing}>{children}</EditingContext>;
}

/** The fields that can be changed in a row, in the order they stand; columns that are left out do not count. */
function editableIn(row: HTMLTableRowElement): LineField[] {
  return [...row.querySelectorAll<HTMLElement>("[data-edits]")].flatMap((element) =>
    element.offsetParent === null ? [] : (lineFields.find((field) => field === element.dataset.edits) ?? []),
  );
}

/** A value in the table: a dot when it was changed on the line, a pencil for the pointer, the control while it is changed. */
export function EditableCell({ line, field, children }: { line: SegmentLineRow; field: LineField; children: ReactNode }) {
  const editing = useContext(EditingContext);
  if (!editing) return children;
  const { label } = lineFieldWords[field];
  if (editing.cell?.line === lineKey(line) && editing.cell.field === field)
    return <CellEditor line={line} field={field} editing={editing} />;
  return (
    <span data-edits={field} className="group/cell flex min-w-0 items-center">
      <span className="min-w-0 flex-1 truncate">{children}</span>
      <button
        type="button"
        aria-hidden
        tabIndex={-1}
        title={`Change ${label.toLowerCase()}`}
        onClick={() => editing.edit({ line: lineKey(line), field })}
        className="-mr-1.5 ml-1 hidden size-5 flex-none place-items-center rounded-sm text-ink-3 group-hover/row:grid hover:bg-press pointer-coarse:hidden!"
      >
        <Pencil className="icon-xs" aria-hidden />
      </button>
    </span>
  );
}

function CellEditor({ line, field, editing }: { line: SegmentLineRow; field: LineField; editing: Editing }) {
  const { toast } = useToast();
  const { changes, currency, loadLookup, edit } = editing;
  const box = useRef<HTMLSpanElement>(null);
  /** Leaves this cell for another of the row, or for the row itself. */
  const leave = (next?: LineField) => {
    const row = box.current?.closest("tr");
    edit(next ? { line: lineKey(line), field: next } : null);
    if (!next) row?.querySelector<HTMLElement>("[data-opens]")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      leave();
    }
    const row = event.currentTarget.closest("tr");
    if (event.key === "Tab" && row && event.currentTarget.contains(document.activeElement)) {
      event.preventDefault();
      const fields = editableIn(row);
      const next = fields[fields.indexOf(field) + (event.shiftKey ? -1 : 1)];
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur(); // keeps what was typed
      leave(next);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc and Tab leave whichever control stands inside
    <span ref={box} data-edits={field} onKeyDown={onKeyDown} className="relative z-1 -mx-1.5 block">
      <LineFieldControl
        field={field}
        value={valueIn(line, field)}
        currency={currency}
        loadLookup={loadLookup}
        labelHidden
        autoFocus
        size="control"
        onLeave={() => (document.activeElement === document.body ? leave() : edit(null))}
        onValue={async (value) => {
          const refused = await changes.setOn(line, field, value);
          if (refused === null) return box.current ? leave() : undefined; // unless Tab went on meanwhile
          toast({ text: refused });
          box.current?.querySelector("input")?.focus();
        }}
      />
    </span>
  );
}
