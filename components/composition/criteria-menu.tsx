"use client";

import { Ellipsis, Filter, Minus } from "lucide-react";
import type { CriteriaDraft } from "@/components/filters/criteria-draft";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";

/** Opens *Reduce* or *Refine* with a filter filled in, whose exact effect is seen before it is applied. */
export type OnCriteria = (kind: "reduce" | "refine", draft: CriteriaDraft) => void;

/** What can be done with those whom a bar or a row stands for. Shows on hover, on focus, and on touch always. */
export function CriteriaMenu({ what, draft, onCriteria }: { what: string; draft: CriteriaDraft; onCriteria: OnCriteria }) {
  return (
    <Menu
      trigger={
        <IconButton
          label={`Reduce or refine by ${what}`}
          icon={<Ellipsis aria-hidden />}
          className="size-6! opacity-0 focus-visible:opacity-100 group-hover/row:opacity-100 data-popup-open:opacity-100 pointer-coarse:opacity-100"
        />
      }
    >
      <MenuItem icon={<Minus aria-hidden />} onSelect={() => onCriteria("reduce", draft)}>
        Reduce by this
      </MenuItem>
      <MenuItem icon={<Filter aria-hidden />} onSelect={() => onCriteria("refine", draft)}>
        Refine to this
      </MenuItem>
    </Menu>
  );
}
