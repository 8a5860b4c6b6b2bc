"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { ChevronDown, Lock, X } from "lucide-react";
import { useRef } from "react";
import { classNames } from "./class-names";
import { type BoxSize, boxSize, Field, type FieldProps, fieldBox } from "./field";
import type { Option } from "./option";
import { OptionList } from "./option-list";
import { useOptionSearch } from "./use-option-search";
import type { OptionSource } from "./use-options";

export type ComboboxProps = FieldProps &
  OptionSource & {
    /** The form sends the option's value under this name, and nothing when none is chosen. */
    name?: string | undefined;
    value?: Option | null | undefined;
    defaultValue?: Option | null | undefined;
    onValueChange?: ((option: Option | null) => void) | undefined;
    placeholder?: string | undefined;
    /** Gets the focus when it appears; what is typed then opens the list. */
    autoFocus?: boolean | undefined;
    required?: boolean | undefined;
    size?: BoxSize | undefined;
  };

const sameValue = (left: Option, right: Option) => left.value === right.value;

/** One of many choices, found by typing: from `options`, or asked for by `loadOptions`, which must filter by itself. */
export function Combobox({
  label,
  labelHidden,
  aside,
  hint,
  error,
  disabled,
  className,
  options,
  loadOptions,
  placeholder,
  size = "lg",
  autoFocus,
  onValueChange,
  ...rest
}: ComboboxProps) {
  const { options: items, state, search, root, typeToOpen } = useOptionSearch({ options, loadOptions });
  const box = useRef<HTMLDivElement>(null);
  return (
    <Field label={label} labelHidden={labelHidden} aside={aside} hint={hint} error={error} disabled={disabled} className={className}>
      <Base.Root<Option>
        {...rest}
        {...root}
        items={items}
        filter={loadOptions ? null : undefined}
        isItemEqualToValue={sameValue}
        autoHighlight
        onValueChange={(value) => onValueChange?.(value)}
      >
        <div ref={box} className={classNames(fieldBox, boxSize[size], "relative")}>
          <Base.Trigger
            autoFocus={autoFocus}
            onKeyDown={typeToOpen}
            className="focus-own flex h-full min-w-0 flex-1 items-center text-left outline-none"
          >
            <span className="min-w-0 flex-1 truncate">
              <Base.Value placeholder={<span className="text-ink-3">{placeholder}</span>} />
            </span>
          </Base.Trigger>
          <Base.Clear aria-label="Clear" className="grid size-5 flex-none place-items-center rounded-sm hover:bg-hover">
            <X className="icon-xs" aria-hidden />
          </Base.Clear>
          {disabled ? <Lock className="icon-s" aria-hidden /> : <ChevronDown className="icon-s pointer-events-none" aria-hidden />}
        </div>
        <OptionList label={label} state={state} search={search} box={box} />
      </Base.Root>
    </Field>
  );
}
