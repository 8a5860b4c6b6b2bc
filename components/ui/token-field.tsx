"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { ChevronDown, Lock } from "lucide-react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { classNames } from "./class-names";
import { Field, type FieldProps, fieldBox } from "./field";
import type { Option } from "./option";
import { OptionList } from "./option-list";
import { Token } from "./token";
import { useOptionSearch } from "./use-option-search";
import type { OptionSource } from "./use-options";

export type TokenFieldProps = FieldProps &
  OptionSource & {
    /** The form sends one value under this name for each token. */
    name?: string | undefined;
    value?: readonly Option[] | undefined;
    defaultValue?: readonly Option[] | undefined;
    onValueChange?: ((options: readonly Option[]) => void) | undefined;
    /** Shown while there is no token; "any" in filters. */
    placeholder?: string | undefined;
    /** Gets the focus when it appears; what is typed then opens the list. */
    autoFocus?: boolean | undefined;
    /** Without a box until it is pointed at or worked in, where tokens stand in a line of words. */
    plain?: boolean | undefined;
  };

const sameValue = (left: Option, right: Option) => left.value === right.value;
const none: readonly Option[] = [];

/** Several choices as tokens, found by typing. Backspace on the closed field takes the last one away. */
export function TokenField({
  label,
  labelHidden,
  aside,
  hint,
  error,
  disabled,
  className,
  options,
  loadOptions,
  placeholder = "any",
  value,
  defaultValue,
  autoFocus,
  plain,
  onValueChange,
  ...rest
}: TokenFieldProps) {
  const [own, setOwn] = useState(defaultValue ?? none);
  const chosen = value ?? own;
  const trigger = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const { options: found, state, search, root, typeToOpen } = useOptionSearch({ options, loadOptions });
  const items = useMemo(() => withChosen(found, chosen, search), [found, chosen, search]);
  const choose = (next: readonly Option[]) => {
    setOwn(next);
    onValueChange?.(next);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Backspace") choose(chosen.slice(0, -1));
    else typeToOpen(event);
  };
  const takeAway = (option: Option) => {
    choose(chosen.filter((each) => !sameValue(each, option)));
    trigger.current?.focus();
  };
  return (
    <Field label={label} labelHidden={labelHidden} aside={aside} hint={hint} error={error} disabled={disabled} className={className}>
      <Base.Root<Option, true>
        {...rest}
        {...root}
        multiple
        items={items}
        filter={loadOptions ? null : undefined}
        isItemEqualToValue={sameValue}
        autoHighlight
        value={[...chosen]}
        onValueChange={choose}
      >
        <div
          ref={box}
          className={classNames(
            fieldBox,
            "relative flex-wrap gap-y-1 pr-8",
            plain
              ? "min-h-control py-[3px] pl-1 not-hover:not-focus-within:border-transparent not-hover:not-focus-within:bg-transparent"
              : "min-h-control-lg py-1 pl-2.5",
          )}
        >
          {chosen.map((option) => (
            <Token key={option.value} remove={disabled ? undefined : { label: `Take away ${option.label}`, run: () => takeAway(option) }}>
              {option.label}
            </Token>
          ))}
          <Base.Trigger
            ref={trigger}
            autoFocus={autoFocus}
            onKeyDown={press}
            className="focus-own h-5 w-0 flex-1 text-left outline-none after:absolute after:inset-0 after:rounded-md"
          >
            <span className={chosen.length > 0 ? "sr-only" : "text-ink-3"}>
              {chosen.length > 0 ? chosen.map((option) => option.label).join(", ") : placeholder}
            </span>
          </Base.Trigger>
          <span
            className={classNames(
              "pointer-events-none absolute top-0 right-2.5 grid place-items-center",
              plain ? "h-[calc(var(--control)-2px)]" : "h-[calc(var(--control-lg)-2px)]",
            )}
          >
            {disabled ? <Lock className="icon-s" aria-hidden /> : <ChevronDown className="icon-s" aria-hidden />}
          </span>
        </div>
        <OptionList label={label} state={state} search={search} box={box} />
      </Base.Root>
    </Field>
  );
}

/** What is chosen stays in the list, in front, while nothing is searched for and the loaded choices do not hold it. */
function withChosen(found: readonly Option[], chosen: readonly Option[], search: string): readonly Option[] {
  if (search !== "") return found;
  const missing = chosen.filter((each) => !found.some((other) => sameValue(each, other)));
  return missing.length > 0 ? [...missing, ...found] : found;
}
