"use client";

import type { FocusEvent, KeyboardEvent, ReactNode } from "react";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { Combobox } from "@/components/ui/combobox";
import { DateField } from "@/components/ui/date-field";
import type { BoxSize } from "@/components/ui/field";
import { currencySign } from "@/components/ui/format";
import { NumberField } from "@/components/ui/number-field";
import type { Option } from "@/components/ui/option";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { TimeField } from "@/components/ui/time-field";
import type { LineField } from "@/lib/segmentation/lines-schema";
import { type LineValue, lineFieldWords } from "./line-fields";
import { NumberOnLeave } from "./number-on-leave";

export type LineFieldControlProps = {
  field: LineField;
  value: LineValue;
  currency: string;
  loadLookup: LoadLookup;
  /** The alternative addresses to choose among; without them a code is typed. */
  addresses?: readonly Option[] | undefined;
  labelHidden?: boolean | undefined;
  /** Takes the focus as it appears. */
  autoFocus?: boolean | undefined;
  size?: BoxSize | undefined;
  error?: ReactNode | undefined;
  /** Typed text is answered as it is typed, not when the field is left. */
  live?: boolean | undefined;
  /** A choice as it is made; typed text when the field is left. */
  onValue: (value: LineValue) => void;
  /** The field is left as it was. */
  onLeave?: (() => void) | undefined;
};

const yesOrNo: readonly Option[] = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];

/** One field of a line, typed or chosen as fits it. Enter keeps what was typed. */
export function LineFieldControl(props: LineFieldControlProps) {
  const { field, value, currency, loadLookup, addresses, autoFocus, live, onValue, onLeave, ...look } = props;
  const words = lineFieldWords[field];
  const shared = { ...look, label: words.label };
  const chosen = typeof value === "string" ? value : null;
  switch (words.kind) {
    case "text":
      return <TypedField {...props} label={words.label} type="text" />;
    case "paragraphs":
      return <Paragraphs {...props} label={words.label} />;
    case "document":
      return null;
    case "date":
    case "time":
      return <TypedField {...props} label={words.label} type={words.kind} />;
    case "money":
    case "minutes": {
      const number = {
        ...shared,
        ...(words.kind === "money" ? { fractionDigits: 2, unitBefore: currencySign(currency) } : { unitAfter: "min" }),
        autoFocus,
        value: typeof value === "number" ? value : null,
        onFocus: ({ target }: FocusEvent<HTMLInputElement>) => target.select(),
        onKeyDown: leaveOnEnter,
      };
      if (live) return <NumberField {...number} min={0} onValueChange={onValue} onBlur={onLeave} />;
      return <NumberOnLeave {...number} onValue={onValue} onLeave={onLeave} />;
    }
    case "flag":
      return (
        <Select
          {...shared}
          options={yesOrNo}
          autoFocus={autoFocus}
          value={value === null ? null : value ? "yes" : "no"}
          onValueChange={(answer) => onValue(answer === "yes")}
        />
      );
    case "choice":
      return <Select {...shared} options={words.options} placeholder="none" autoFocus={autoFocus} value={chosen} onValueChange={onValue} />;
    case "code":
      return (
        <Combobox
          {...shared}
          autoFocus={autoFocus}
          placeholder="none"
          value={chosen === null ? null : { value: chosen, label: chosen }}
          loadOptions={(search) => loadLookup(words.lookup, search)}
          onValueChange={(option) => onValue(option?.value ?? null)}
        />
      );
    case "address":
      if (!addresses) return <TypedField {...props} label={words.label} type="text" />;
      return (
        <Select {...shared} options={addresses} placeholder="main address" autoFocus={autoFocus} value={chosen} onValueChange={onValue} />
      );
    default:
      return words satisfies never;
  }
}

function TypedField({
  value,
  label,
  type,
  labelHidden,
  size,
  error,
  autoFocus,
  field,
  live,
  onValue,
  onLeave,
}: LineFieldControlProps & { label: string; type: "text" | "date" | "time" }) {
  const before = typeof value === "string" ? value : "";
  const shared = {
    label,
    labelHidden,
    size,
    error,
    autoFocus,
    defaultValue: before,
    autoComplete: "off",
    maxLength: lengths[field] ?? 30,
    onKeyDown: leaveOnEnter,
    onBlur: ({ target }: { target: HTMLInputElement }) => {
      const typed = target.value.trim();
      if (live || typed === before) onLeave?.();
      else onValue(typed || null);
    },
  };
  const typing = live ? (typed: string) => onValue(typed.trim() || null) : undefined;
  if (type === "time") return <TimeField {...shared} onValueChange={typing} />;
  const Typed = type === "date" ? DateField : TextField;
  return <Typed {...shared} onChange={typing && (({ target }) => typing(target.value))} />;
}

const lengths: Partial<Record<LineField, number>> = { description: 100, subject: 200, timeOfInteraction: 5 };

/** Several paragraphs: Enter begins a new one, Ctrl Enter and leaving the field keep them. */
function Paragraphs({
  value,
  label,
  live,
  onValue,
  onLeave,
  field: _field,
  currency: _currency,
  loadLookup: _load,
  addresses: _addresses,
  ...look
}: LineFieldControlProps & { label: string }) {
  const before = typeof value === "string" ? value : "";
  return (
    <TextArea
      {...look}
      label={label}
      rows={5}
      maxLength={4000}
      defaultValue={before}
      onChange={live ? ({ target }) => onValue(target.value.trim() || null) : undefined}
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.ctrlKey) event.currentTarget.blur();
      }}
      onBlur={({ target }) => {
        const typed = target.value.trim();
        if (live || typed === before) onLeave?.();
        else onValue(typed || null);
      }}
    />
  );
}

function leaveOnEnter(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== "Enter" || event.ctrlKey) return;
  event.preventDefault();
  event.currentTarget.blur();
}
