"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown, Lock } from "lucide-react";
import { classNames } from "./class-names";
import { type BoxSize, boxSize, Field, type FieldProps, fieldBox } from "./field";
import { itemClass, popupClass } from "./menu-style";
import { choicesOf, type Option } from "./option";

export type SelectProps<Value extends string = string> = FieldProps & {
  options: readonly Option<Value>[];
  name?: string | undefined;
  /** Null is nothing chosen. */
  value?: Value | null | undefined;
  defaultValue?: Value | null | undefined;
  onValueChange?: ((value: Value | null) => void) | undefined;
  /** Shown while nothing is chosen; with it, a first choice that empties the field. */
  placeholder?: string | undefined;
  required?: boolean | undefined;
  size?: BoxSize | undefined;
  /** Gets the focus when it appears. */
  autoFocus?: boolean | undefined;
  /** Without a box, as a word in a sentence. */
  plain?: boolean | undefined;
};

const plainTrigger =
  "inline-flex h-6 items-center gap-0.5 rounded-sm px-1 text-left whitespace-nowrap hover:bg-hover data-popup-open:bg-press";

/** One of a few known choices. Typing a letter jumps; for long or loaded lists use `Combobox`. */
export function Select<Value extends string = string>({
  label,
  labelHidden,
  aside,
  hint,
  error,
  disabled,
  className,
  options,
  placeholder,
  size = "lg",
  autoFocus,
  plain,
  onValueChange,
  ...select
}: SelectProps<Value>) {
  const items = options.map(({ value, label }) => ({ value, label }));
  return (
    <Field label={label} labelHidden={labelHidden} aside={aside} hint={hint} error={error} disabled={disabled} className={className}>
      <Base.Root<Value>
        {...select}
        onValueChange={(value) => onValueChange?.(value)}
        items={placeholder === undefined ? items : [{ value: null, label: placeholder }, ...items]}
      >
        <Base.Trigger
          autoFocus={autoFocus}
          className={
            plain
              ? plainTrigger
              : classNames(fieldBox, boxSize[size], "focus-own w-full data-popup-open:field-focus focus-visible:field-focus")
          }
        >
          <Base.Value className="flex-1 truncate data-placeholder:text-ink-3" />
          {disabled ? (
            <Lock className="icon-s" aria-hidden />
          ) : (
            <ChevronDown className={plain ? "icon-xs text-ink-3" : "icon-s"} aria-hidden />
          )}
        </Base.Trigger>
        <Base.Portal render={<section aria-label={choicesOf(label)} />}>
          <Base.Positioner alignItemWithTrigger={false} align="start" sideOffset={4} className="z-(--z-menu) outline-none">
            <Base.Popup className={classNames(popupClass, "min-w-(--anchor-width)")}>
              <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto">
                {placeholder === undefined ? null : (
                  <Base.Item value={null} className={classNames(itemClass, "text-ink-3")}>
                    <Base.ItemText className="flex-1">{placeholder}</Base.ItemText>
                  </Base.Item>
                )}
                {options.map((option) => (
                  <Base.Item key={option.value} value={option.value} disabled={option.disabled} className={itemClass}>
                    <Base.ItemText className="flex-1 truncate">{option.label}</Base.ItemText>
                    {option.hint ? <span className="text-xs text-ink-3">{option.hint}</span> : null}
                    <span className="grid size-3.5 place-items-center">
                      <Base.ItemIndicator>
                        <Check className="icon-s" aria-hidden />
                      </Base.ItemIndicator>
                    </span>
                  </Base.Item>
                ))}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </Field>
  );
}
