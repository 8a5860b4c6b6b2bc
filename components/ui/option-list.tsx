"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { Check } from "lucide-react";
import { itemClass, popupClass } from "./menu-style";
import type { Option } from "./option";
import type { LoadedOptions } from "./use-options";

/** The list below a combobox: its choices, or in words why there are none. */
export function OptionList({ state, search }: { state: LoadedOptions["state"]; search: string }) {
  return (
    <Base.Portal>
      <Base.Positioner align="start" sideOffset={4} className="z-(--z-menu) outline-none">
        <Base.Popup className={`${popupClass} w-max max-w-[min(28rem,var(--available-width))] min-w-(--anchor-width)`} aria-busy={state === "loading"}>
          <Base.Status className="text-ink-3">
            {state === "failed" ? <span className="block px-2 py-1 text-danger">The choices could not be loaded. Type again to try once more.</span> : null}
          </Base.Status>
          <Base.Empty>
            {state === "ready" ? <span className="block px-2 py-1 text-ink-3">{search ? `Nothing matches “${search}”` : "Nothing to choose from"}</span> : null}
            {state === "loading" ? <span className="block px-2 py-1 text-ink-3">Looking…</span> : null}
          </Base.Empty>
          <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto">
            {(option: Option) => (
              <Base.Item key={option.value} value={option} disabled={option.disabled} className={itemClass}>
                <span className="flex-1 truncate">{option.label}</span>
                {option.hint ? <span className="text-xs text-ink-3">{option.hint}</span> : null}
                <span className="grid size-3.5 flex-none place-items-center">
                  <Base.ItemIndicator><Check className="icon-s" aria-hidden /></Base.ItemIndicator>
                </span>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
