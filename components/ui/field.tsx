"use client";

import { Field as Base } from "@base-ui/react/field";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type FieldProps = {
  label: ReactNode;
  /** Keeps the label for screen readers only; the place must then say what it is by itself. */
  labelHidden?: boolean | undefined;
  /** Small and at the right of the label: "at least 12 characters". */
  aside?: ReactNode | undefined;
  /** What the value means, in words, or what is expected. Stays below the field. */
  hint?: ReactNode | undefined;
  /** What is wrong, what was expected, an example. Takes the place of the hint and is announced. */
  error?: ReactNode | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
};

/** Label, control, hint and error, tied together for screen readers. `children` is one Base UI control or `Field.Control`. */
export function Field({ label, labelHidden, aside, hint, error, disabled, className, children }: FieldProps & { children: ReactNode }) {
  return (
    <Base.Root invalid={Boolean(error)} disabled={disabled} className={classNames("group/field flex min-w-0 flex-col", className)}>
      <Base.Label className={labelHidden ? "sr-only" : "mb-1 flex items-center gap-1.5 text-xs font-medium text-ink-2"}>
        {label}
        {aside ? <span className="ml-auto flex font-normal text-ink-3">{aside}</span> : null}
      </Base.Label>
      {children}
      {error ? (
        <Base.Error match role="alert" className="mt-1 text-xs text-danger">
          {error}
        </Base.Error>
      ) : (
        hint && <Base.Description className="mt-1 text-xs text-ink-3">{hint}</Base.Description>
      )}
    </Base.Root>
  );
}

/** The look of the box that holds an input: border, halo of focus and error, the sunken look of a disabled one. */
export const fieldBox =
  "flex min-w-0 items-center gap-1.5 rounded-md border border-field-line bg-field text-left transition-[border-color,box-shadow] duration-(--t-instant) focus-within:field-focus group-data-invalid/field:field-bad group-data-invalid/field:focus-within:field-bad-focus group-data-disabled/field:border-line group-data-disabled/field:bg-sunken [&_.lucide]:text-ink-3";

/** The input inside such a box: it draws no frame of its own. */
export const bareInput = "focus-own w-full min-w-0 text-ellipsis border-0 bg-transparent p-0 outline-none disabled:text-ink-3";

/** Heights of boxes: `control` in toolbars, `lg` in dialogs and forms. */
export const boxSize = { control: "h-control px-2", lg: "h-control-lg px-2.5" } as const;
export type BoxSize = keyof typeof boxSize;
