"use client";

import { Check } from "lucide-react";
import { useEffect, useRef } from "react";

export type RowCheckboxProps = { label: string; state: "none" | "some" | "all"; onToggle: () => void; tabIndex?: number | undefined };

/** A tick of 15 px with the whole cell to press. A native box, since a page holds fifty of them. */
export function RowCheckbox({ label, state, onToggle, tabIndex }: RowCheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = state === "some";
  }, [state]);
  return (
    <label className="relative z-1 flex h-full min-h-[29px] items-center pl-3.5">
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={state === "all"}
        tabIndex={tabIndex}
        onChange={onToggle}
        className="peer size-[15px] flex-none appearance-none rounded-sm border border-field-line bg-field checked:border-accent-solid checked:bg-accent-solid indeterminate:border-accent-solid indeterminate:bg-accent-solid focus-visible:shadow-[var(--focus)]!"
      />
      <Check
        aria-hidden
        className="pointer-events-none absolute left-4 size-[11px] stroke-3 text-on-accent opacity-0 peer-checked:opacity-100 peer-indeterminate:opacity-0"
      />
      <span
        aria-hidden
        className="pointer-events-none absolute left-[18px] h-[1.5px] w-[7px] bg-on-accent opacity-0 peer-indeterminate:opacity-100"
      />
    </label>
  );
}
