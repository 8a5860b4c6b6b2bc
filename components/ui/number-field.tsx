"use client";

import { NumberField as Base } from "@base-ui/react/number-field";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { type BoxSize, bareInput, boxSize, Field, type FieldProps, fieldBox } from "./field";

export type NumberFieldProps = FieldProps & {
  name?: string | undefined;
  value?: number | null | undefined;
  defaultValue?: number | undefined;
  onValueChange?: ((value: number | null) => void) | undefined;
  min?: number | undefined;
  max?: number | undefined;
  step?: number | undefined;
  required?: boolean | undefined;
  placeholder?: string | undefined;
  /** Digits after the point; none for counts. */
  fractionDigits?: number | undefined;
  /** Before or behind the number: "£", "min". */
  unitBefore?: ReactNode | undefined;
  unitAfter?: ReactNode | undefined;
  size?: BoxSize | undefined;
  /** Gets the focus when it appears. */
  autoFocus?: boolean | undefined;
} & Pick<ComponentProps<"input">, "onFocus" | "onBlur" | "onKeyDown">;

/** A number, written "1,234.50" and sent plain. The arrow keys step; a value beyond `min` or `max` is moved inside when the field is left. */
export function NumberField({
  label,
  labelHidden,
  aside,
  hint,
  error,
  disabled,
  className,
  size = "lg",
  fractionDigits = 0,
  unitBefore,
  unitAfter,
  placeholder,
  autoFocus,
  onFocus,
  onBlur,
  onKeyDown,
  ...number
}: NumberFieldProps) {
  return (
    <Field label={label} labelHidden={labelHidden} aside={aside} hint={hint} error={error} disabled={disabled} className={className}>
      <Base.Root {...number} locale="en-GB" format={{ maximumFractionDigits: fractionDigits, minimumFractionDigits: fractionDigits }}>
        <div className={classNames(fieldBox, boxSize[size])}>
          {unitBefore ? <span className="text-ink-3">{unitBefore}</span> : null}
          <Base.Input
            autoFocus={autoFocus}
            placeholder={placeholder}
            onFocus={onFocus}
            onBlur={onBlur}
            onKeyDown={onKeyDown}
            className={classNames(bareInput, "num")}
          />
          {unitAfter ? <span className="text-ink-3">{unitAfter}</span> : null}
        </div>
      </Base.Root>
    </Field>
  );
}
