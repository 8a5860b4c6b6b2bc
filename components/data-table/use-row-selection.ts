"use client";

import { useState } from "react";
import { nothingSelected, type RowSelection } from "./row-selection";

/** Keeps which rows are ticked, over pages and orders, until `scope` changes: the search and filters that say what matches. */
export function useRowSelection(scope: string): { value: RowSelection; onChange: (selection: RowSelection) => void } {
  const [kept, setKept] = useState({ scope, value: nothingSelected });
  return { value: kept.scope === scope ? kept.value : nothingSelected, onChange: (value) => setKept({ scope, value }) };
}
