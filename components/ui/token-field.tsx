"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { ChevronDown, X } from "lucide-react";
import { useMemo, useState } from "react";
import { classNames } from "./class-names";
import { bareInput, Field, type FieldProps, fieldBox } from "./field";
import type { Option } from "./option";
import { OptionList } from "./option-list";
import { type OptionSource, useOptions } from "./use-options";

export type TokenFieldProps = FieldProps &
  OptionSource & {
    /** The form sends one value under this name for each token. */
    name?: string | undefined;
    value?: readonly Option[] | undefined;
    defaultValue?: readonly Option[] | undefined;
    onValueChange?: ((options: readonly Option[]) => void) | undefined;
    /** Shown while there is no token; "any" in filters. */
    placeholder?: string | undefined;
    autoFocus?: boolean | undefined;
  };

const sameValue = (left: Option, right: Option) => left.value === right.value;
const none: readonly Option[] = [];

/** Several choices as tokens, found by typing. Backspace takes the last one away, the left arrow walks them. */
export function TokenField({ label, labelHidden, aside, hint, error, disabled, className, options, loadOptions, placeholder = "any", autoFocus, value, defaultValue, onValueChange, ...rest }: TokenFieldProps) {
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState(false);
  const [own, setOwn] = useState(defaultValue ?? none);
  const chosen = value ?? own;
  const source: OptionSource = loadOptions ? { loadOptions } : { options: options ?? [] };
  const found = useOptions(source, search, open);
  // What is chosen stays a known item while other choices are loaded.
  const items = useMemo(() => (loadOptions ? [...found.options, ...chosen.filter((each) => search === "" && !found.options.some((other) => sameValue(each, other)))] : found.options), [loadOptions, found.options, chosen, search]);
  return (
    <Field label={label} labelHidden={labelHidden} aside={aside} hint={hint} error={error} disabled={disabled} className={className}>
      <Base.Root<Option, true>
        {...rest}
        multiple
        items={items}
        filter={loadOptions ? null : undefined}
        isItemEqualToValue={sameValue}
        autoHighlight
        value={[...chosen]}
        onValueChange={(next) => {
          setOwn(next);
          onValueChange?.(next);
          setSearch("");
        }}
        onInputValueChange={(text, { reason }) => setSearch(reason === "input-change" ? text : "")}
        onOpenChange={setOpen}
      >
        <Base.InputGroup className={classNames(fieldBox, "min-h-control-lg py-0.5 pr-2.5 pl-2.5")}>
          <Base.Chips className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
            {chosen.map((option) => (
              <Base.Chip key={option.value} aria-label={option.label} className="focus-own group/token inline-flex h-5 max-w-full items-center gap-0.5 rounded-sm bg-accent-tint-2 pr-0.5 pl-1.5 text-xs font-medium text-accent outline-none data-highlighted:bg-accent-solid data-highlighted:text-on-accent">
                <span className="truncate">{option.label}</span>
                <Base.ChipRemove aria-label={`Remove ${option.label}`} className="grid size-4 flex-none place-items-center rounded-sm hover:bg-hover [&_.lucide]:text-inherit"><X className="icon-xs" aria-hidden /></Base.ChipRemove>
              </Base.Chip>
            ))}
            {/* biome-ignore lint/a11y/noAutofocus: a dialog may open on its first field */}
            <Base.Input placeholder={chosen.length > 0 ? "" : placeholder} autoFocus={autoFocus} className={classNames(bareInput, "w-8! flex-1")} />
          </Base.Chips>
          <Base.Trigger aria-label="Show choices" className="grid size-5 flex-none place-items-center rounded-sm"><ChevronDown className="icon-s" aria-hidden /></Base.Trigger>
        </Base.InputGroup>
        <OptionList state={found.state} search={search} />
      </Base.Root>
    </Field>
  );
}
