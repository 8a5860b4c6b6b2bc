"use client";

import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { selectRange, type TableSelection, toggleRow } from "./row-selection";

type RowKeysOptions = {
  body: RefObject<HTMLTableSectionElement | null>;
  pageKeys: readonly string[];
  selection: TableSelection | undefined;
  /** Rows can be walked when each has something to open. */
  opens: boolean;
};

const group = "Table";

/**
 * The keys of a table. Arrows and Enter work while the focus is in the rows or nowhere; K, J and X anywhere on the page outside of fields.
 *
 * @returns which row takes part in the order of Tab, and what the body needs to keep it
 */
export function useRowKeys({ body, pageKeys, selection, opens }: RowKeysOptions) {
  const [active, setActive] = useState(0);
  const activeIndex = Math.min(active, Math.max(0, pageKeys.length - 1));
  const rowAt = (target: EventTarget | null) => {
    const row = target instanceof Element ? target.closest<HTMLTableRowElement>("tbody > tr") : null;
    return row && body.current ? Array.from(body.current.rows).indexOf(row) : -1;
  };
  const focusRow = (index: number) => {
    const row = body.current?.rows[Math.max(0, Math.min(index, pageKeys.length - 1))];
    const target = row?.querySelector<HTMLElement>("[data-opens]") ?? row?.querySelector("input");
    target?.focus();
    row?.scrollIntoView({ block: "nearest" });
  };
  const isElsewhere = () =>
    document.activeElement !== document.body && document.activeElement?.id !== "content" && !body.current?.contains(document.activeElement);
  const step = (by: number, extend = false) => {
    const inRows = body.current?.contains(document.activeElement);
    const next = inRows ? activeIndex + by : activeIndex;
    if (next < 0 || next >= pageKeys.length) return;
    if (extend && selection) selection.onChange(selectRange(selection.value, pageKeys, activeIndex, next));
    focusRow(next);
  };
  const walks = opens || Boolean(selection);
  // Arrows scroll and choose elsewhere on the page, so there they are left alone.
  const stepHere = (event: KeyboardEventInit, by: number, extend = false) =>
    event.key?.startsWith("Arrow") && isElsewhere() ? false : step(by, extend);
  useShortcut(["↓", "J"], (event) => stepHere(event, 1), { label: "Row below", group, enabled: walks });
  useShortcut(["↑", "K"], (event) => stepHere(event, -1), { label: "Row above", group, enabled: walks });
  useShortcut("Enter", () => false, { label: "Open the row", group, enabled: opens });
  useShortcut("X", () => toggle(), { label: "Select the row", group, enabled: Boolean(selection) });
  useShortcut("Shift ↓", (event) => stepHere(event, 1, true), { label: "Select downwards", group, enabled: Boolean(selection) });
  useShortcut("Shift ↑", (event) => stepHere(event, -1, true), { label: "Select upwards", group, enabled: Boolean(selection) });
  useShortcut("Ctrl A", () => (isElsewhere() ? false : selectAll()), {
    label: "Select all that match",
    group,
    enabled: Boolean(selection),
  });
  const toggle = () => {
    const key = pageKeys[activeIndex];
    if (selection && key !== undefined && body.current?.contains(document.activeElement))
      selection.onChange(toggleRow(selection.value, key, pageKeys));
  };
  const selectAll = () =>
    selection?.onChange(
      selection.canSelectAllMatching === false ? { keys: new Set(pageKeys), allMatching: false } : { keys: new Set(), allMatching: true },
    );

  const onFocus = (event: FocusEvent) => {
    const index = rowAt(event.target);
    if (index >= 0) setActive(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    focusRow(event.key === "Home" ? 0 : pageKeys.length - 1);
  };
  return { activeIndex, onFocus, onKeyDown };
}
