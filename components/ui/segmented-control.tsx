"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { classNames } from "./class-names";
import { formatNumber } from "./format";

export type SegmentedControlProps<Value extends string> = {
  /** What is being chosen, for screen readers. */
  label: string;
  options: readonly { value: Value; label: string; count?: number | undefined }[];
  value: Value;
  onValueChange: (value: Value) => void;
  /** Parts of equal width that fill the line, as on narrow screens. */
  block?: boolean | undefined;
  className?: string | undefined;
};

/** A choice of two to four ways to look at the same thing; one is always on. Arrow keys walk. */
export function SegmentedControl<Value extends string>({
  label,
  options,
  value,
  onValueChange,
  block,
  className,
}: SegmentedControlProps<Value>) {
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      onValueChange={(pressed) => {
        const next = options.find((option) => option.value === pressed[0]);
        if (next) onValueChange(next.value);
      }}
      className={classNames("rounded-md bg-press p-0.5", block ? "flex w-full" : "inline-flex", className)}
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          className={classNames(
            "flex items-center justify-center gap-[5px] rounded-[5px] px-[9px] font-medium text-ink-2 data-pressed:bg-raised data-pressed:text-ink data-pressed:shadow-1",
            block ? "h-8 flex-1" : "h-6",
          )}
        >
          {option.label}
          {option.count === undefined ? null : <span className="num font-normal text-ink-3">{formatNumber(option.count)}</span>}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
