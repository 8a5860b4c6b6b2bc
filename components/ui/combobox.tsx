"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { ChevronDown, X } from "lucide-react";
import { useState } from "react";
import { classNames } from "./class-names";
import { type BoxSize, bareInput, boxSize, Field, type FieldProps, fieldBox } from "./field";
import type { Option } from "./option";
import { OptionList } from "./option-list";
import { type OptionSource, useOptions } from "./use-options";

export type ComboboxProps = FieldProps &
  OptionSource & {
    /** The form sends the option's value under this name, and nothing when none is chosen. */
    name?: string | undefined;
    value?: Option | null | undefined;
    defaultValue?: Option | null | undefined;
    onValueChange?: ((option: Option | null) => void) | undefined;
    placeholder?: string | undefined;
    required?: boolean | undefined;
    size?: BoxSize | undefined;
    autoFocus?: boolean | undefined;
  };

const sameValue = (left: Option, right: Option) => left.value === right.value;

/** One of many choices, found by typing: from `options`, or asked for by `loadOptions`, which must filter by itself. */
export function Combobox({ label, labelHidden, aside, hint, error, disabled, className, options, loadOptions, placeholder, size = "lg", autoFocus, onValueChange, ...rest }: ComboboxProps) {
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState(false);
  const source: OptionSource = loadOptions ? { loadOptions } : { options: options ?? [] };
  const found = useOptions(source, search, open);
  return (
    <Field label={label} labelHidden={labelHidden} aside={aside} hint={hint} error={error} disabled={disabled} className={className}>
      <Base.Root<Option>
        {...rest}
        items={found.options}
        filter={loadOptions ? null : undefined}
        isItemEqualToValue={sameValue}
        autoHighlight
        onValueChange={(value) => onValueChange?.(value)}
        onInputValueChange={(text, { reason }) => setSearch(reason === "input-change" ? text : "")}
        onOpenChange={setOpen}
      >
        <Base.InputGroup className={classNames(fieldBox, boxSize[size])}>
          {/* biome-ignore lint/a11y/noAutofocus: a dialog may open on its first field */}
          <Base.Input placeholder={placeholder} autoFocus={autoFocus} className={bareInput} />
          <Base.Clear aria-label="Clear" className="grid size-5 flex-none place-items-center rounded-sm hover:bg-hover"><X className="icon-xs" aria-hidden /></Base.Clear>
          <Base.Trigger aria-label="Show choices" className="grid size-5 flex-none place-items-center rounded-sm"><ChevronDown className="icon-s" aria-hidden /></Base.Trigger>
        </Base.InputGroup>
        <OptionList state={found.state} search={search} />
      </Base.Root>
    </Field>
  );
}
