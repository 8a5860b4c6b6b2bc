"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, Search } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { bareInput } from "./field";
import { itemClass, popupClass } from "./menu-style";
import { choicesOf, type Option } from "./option";
import type { LoadedOptions } from "./use-options";

export type OptionListProps = {
  /** Of the field it belongs to. */
  label: ReactNode;
  state: LoadedOptions["state"];
  search: string;
  box: RefObject<HTMLElement | null>;
};

/** What drops down from a combobox: one search box, and below it the choices, or in words why there are none. */
export function OptionList({ label, state, search, box }: OptionListProps) {
  const name = choicesOf(label);
  return (
    <Base.Portal render={<section aria-label={name} />}>
      <Base.Positioner anchor={box} align="start" sideOffset={4} className="z-(--z-menu) outline-none">
        <Base.Popup
          aria-label={name}
          aria-busy={state === "loading"}
          className={`${popupClass} flex w-max max-w-[min(28rem,var(--available-width))] min-w-[max(var(--anchor-width),14rem)] flex-col`}
        >
          <div className="mx-0.5 mt-0.5 mb-1 flex h-[30px] flex-none items-center gap-1.5 rounded-md border border-field-line bg-field px-2 focus-within:field-focus [&_.lucide]:text-ink-3 pointer-coarse:h-10">
            <Search className="icon-s" aria-hidden />
            <Base.Input aria-label="Search the choices" className={bareInput} />
          </div>
          <Base.Status className="text-ink-3">
            {state === "failed" ? (
              <span className="block px-2 py-1 text-danger">The choices could not be loaded. Type again to try once more.</span>
            ) : null}
          </Base.Status>
          <Base.Empty>
            {state === "ready" ? (
              <span className="block px-2 py-1 text-ink-3">{search ? `Nothing matches “${search}”` : "Nothing to choose from"}</span>
            ) : null}
            {state === "loading" ? <span className="block px-2 py-1 text-ink-3">Looking…</span> : null}
          </Base.Empty>
          <Base.List aria-label={name} className="min-h-0 max-h-72 flex-1 overflow-y-auto">
            {(option: Option) => (
              <Base.Item key={option.value} value={option} disabled={option.disabled} className={itemClass}>
                <span className="flex-1 truncate">{option.label}</span>
                {option.hint ? <span className="text-xs text-ink-3">{option.hint}</span> : null}
                <span className="grid size-3.5 flex-none place-items-center">
                  <Base.ItemIndicator>
                    <Check className="icon-s" aria-hidden />
                  </Base.ItemIndicator>
                </span>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
