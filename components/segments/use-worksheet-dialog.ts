"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import type { OnCriteria } from "@/components/composition/criteria-menu";
import type { CriteriaDraft } from "@/components/filters/criteria-draft";
import type { CriteriaKind } from "./effect-view";
import { type LinesAddress, linesHref } from "./lines-address";

export type WorksheetDialog = CriteriaKind | "by hand" | "duplicates" | "mailing group";

/** `?add`, `?reduce`, `?refine` and `?hand` open the page with that dialog. */
function dialogOfAddress(search: { has: (name: string) => boolean }): WorksheetDialog | null {
  for (const kind of ["add", "reduce", "refine"] as const) if (search.has(kind)) return kind;
  return search.has("hand") ? "by hand" : null;
}

/** Which dialog of a worksheet is open, one at a time, and the criteria that it starts with. */
export function useWorksheetDialog(editable: boolean, path: string, address: LinesAddress) {
  const [chosen, setChosen] = useState<WorksheetDialog | null>(null);
  const [start, setStart] = useState<CriteriaDraft | null>(null);
  const search = useSearchParams();
  const asked = editable ? dialogOfAddress(search) : null;
  /** A dialog that the address asked for leaves the address when it closes. */
  const setDialog = (next: WorksheetDialog | null) => {
    setStart(null);
    setChosen(next);
    if (next === null && asked) window.history.replaceState(null, "", linesHref(path, address, {}));
  };
  const openCriteria: OnCriteria = (kind, draft) => {
    setStart(draft);
    setChosen(kind);
  };
  return { dialog: chosen ?? asked, start, setDialog, openCriteria };
}
