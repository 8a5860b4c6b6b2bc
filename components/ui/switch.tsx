"use client";

import { Switch as Base } from "@base-ui/react/switch";
import { type ReactNode, useId } from "react";
import { classNames } from "./class-names";
import { leaveCtrlEnter } from "./leave-ctrl-enter";

export type SwitchProps = {
  label: ReactNode;
  labelHidden?: boolean | undefined;
  /** Below the label: what it does. */
  hint?: ReactNode | undefined;
  /** Below the switch: the number that it changes, "+79". */
  effect?: ReactNode | undefined;
  name?: string | undefined;
  checked?: boolean | undefined;
  defaultChecked?: boolean | undefined;
  onCheckedChange?: ((checked: boolean) => void) | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
};

/** On or off, at once. The label stands at the left, the switch at the right. */
export function Switch({ label, labelHidden, hint, effect, className, ...rest }: SwitchProps) {
  const id = useId();
  return (
    <div
      className={classNames(labelHidden ? "inline-flex" : "grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 gap-y-0.5", className)}
    >
      <label id={`${id}-label`} htmlFor={id} className={labelHidden ? "sr-only" : "font-medium"}>
        {label}
      </label>
      <Base.Root
        {...rest}
        id={id}
        onKeyDown={leaveCtrlEnter}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="relative mt-px inline-block h-4 w-7 flex-none rounded-full bg-line-strong transition-colors duration-(--t-quick) data-checked:bg-accent-solid data-disabled:opacity-60"
      >
        <Base.Thumb className="absolute top-0.5 left-0.5 block size-3 rounded-full bg-surface shadow-1 transition-[left] duration-(--t-quick) data-checked:left-3.5 data-checked:bg-on-accent dark:bg-ink" />
      </Base.Root>
      {hint ? (
        <span id={`${id}-hint`} className="text-xs text-ink-3">
          {hint}
        </span>
      ) : null}
      {effect !== undefined ? <span className="num col-start-2 self-end text-right text-xs">{effect}</span> : null}
    </div>
  );
}
