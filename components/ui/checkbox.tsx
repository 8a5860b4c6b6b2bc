"use client";

import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { leaveCtrlEnter } from "./leave-ctrl-enter";

export type CheckboxProps = {
  /** Visible beside the box, unless `labelHidden`. */
  label: ReactNode;
  labelHidden?: boolean | undefined;
  name?: string | undefined;
  value?: string | undefined;
  checked?: boolean | undefined;
  defaultChecked?: boolean | undefined;
  /** Some, not all, of what it stands for. */
  half?: boolean | undefined;
  onCheckedChange?: ((checked: boolean) => void) | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
};

/** Yes or no, sent with a form or kept by the caller. For a setting that takes effect at once use `Switch`. */
export function Checkbox({ label, labelHidden, half, className, ...box }: CheckboxProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the box brings the input along
    <label className={classNames("inline-flex items-center gap-2", className)}>
      <Base.Root
        {...box}
        indeterminate={half}
        onKeyDown={leaveCtrlEnter}
        className="grid size-[15px] flex-none place-items-center rounded-sm border border-field-line bg-field text-on-accent data-checked:border-accent-solid data-checked:bg-accent-solid data-disabled:border-line data-indeterminate:border-accent-solid data-indeterminate:bg-accent-solid"
      >
        <Base.Indicator className="grid place-items-center">
          {half ? <span className="block h-[1.5px] w-[7px] bg-on-accent" /> : <Check className="size-[11px] stroke-3" aria-hidden />}
        </Base.Indicator>
      </Base.Root>
      <span className={labelHidden ? "sr-only" : undefined}>{label}</span>
    </label>
  );
}
