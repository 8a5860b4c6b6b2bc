"use client";

import { useState } from "react";
import { ExpressionField } from "@/components/filters/expression-field";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { classNames } from "@/components/ui/class-names";
import { bareInput, fieldBox } from "@/components/ui/field";
import { NumberField } from "@/components/ui/number-field";
import type { Option } from "@/components/ui/option";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { Token } from "@/components/ui/token";
import { TokenField } from "@/components/ui/token-field";
import type { CatalogueField } from "@/lib/filters/catalogue";
import type { FilterClock } from "@/lib/filters/clock";
import { dateInWords } from "@/lib/filters/date-words";
import { parseExpression } from "@/lib/filters/expression";
import { shownValue } from "@/lib/filters/field-words";
import type { FilterValue } from "@/lib/filters/schema";
import type { Choice } from "./choices";
import { isSpanChoice, listOperand, spanOperand, unitsOf, valueKind } from "./operators";
import { patternOperand, patternTexts } from "./patterns";
import { periodOf, periods, yearlyPeriods } from "./periods";
import { readRelativeSpan } from "./relative-dates";
import type { Operand, RowNode } from "./tree";
import type { Builder } from "./use-builder";

/** Where values are looked up, what they are called, and what day it is. */
export type ValueSources = { loadLookup: LoadLookup; builder: Pick<Builder, "names" | "learn">; clock: FilterClock };

type ValuesProps = {
  row: RowNode;
  field: CatalogueField;
  choice: Choice;
  set: (operand: Operand, typing?: boolean) => void;
  sources: ValueSources;
};

/** What is typed or picked behind a field and its operator. */
export function RowValues(props: ValuesProps) {
  switch (valueKind(props.choice, props.field)) {
    case "none":
      return null;
    case "picked":
      return <PickedValues {...props} />;
    case "typed":
      return <TypedValues {...props} />;
    case "words":
      return <TypedWords {...props} />;
    case "one":
      return <OneValue {...props} />;
    case "two":
      return <TwoValues {...props} />;
    case "span":
      return <Span {...props} />;
    case "period":
      return <NamedPeriod {...props} />;
    case "expression":
      return <Expression {...props} />;
    default:
      return null;
  }
}

const yesAndNo: readonly Option[] = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
];

function PickedValues({ row, field, choice, set, sources: { loadLookup, builder } }: ValuesProps) {
  const { lookup } = field;
  const values = row.values.filter((value) => value !== null);
  const chosen = values.map((value): Option => ({ value: String(value), label: shownValue(String(value), field, builder.names) }));
  const fixed = field.type === "bool" ? yesAndNo : (field.options ?? []);
  const choose = (options: readonly Option[]) => {
    if (lookup) for (const option of options) builder.learn(lookup.kind, option);
    const next = options.map(
      ({ value }): FilterValue => values.find((before) => String(before) === value) ?? (field.type === "bool" ? value === "true" : value),
    );
    set(listOperand(next, choice === "isNot"));
  };
  const source = lookup ? { loadOptions: (search: string) => loadLookup(lookup.kind, search, lookup.of) } : { options: fixed };
  return (
    <TokenField
      plain
      label={field.label}
      labelHidden
      placeholder="choose"
      value={chosen}
      onValueChange={choose}
      className="min-w-40 flex-1"
      {...source}
    />
  );
}

const isDate = (field: CatalogueField) => field.type === "date" || field.type === "instant";
const placeholder = (field: CatalogueField) => (isDate(field) ? "31/01/2026 or -30D" : "type");

function TypedValues({ row, field, choice, set }: ValuesProps) {
  const values = row.values.filter((value) => value !== null);
  return <TypedList field={field} values={values} onChange={(next) => set(listOperand(next, choice === "isNot"))} />;
}

function TypedWords({ row, field, choice, set }: ValuesProps) {
  const words = patternTexts(row, field);
  return <TypedList field={field} values={words} onChange={(next) => set(patternOperand(choice, next.map(String), field))} />;
}

type TypedListProps = { field: CatalogueField; values: readonly FilterValue[]; onChange: (values: readonly FilterValue[]) => void };

/** Several values typed one after another: Enter, a semicolon or pasted lines end one. */
function TypedList({ field, values, onChange }: TypedListProps) {
  const [text, setText] = useState("");
  const put = (next: readonly FilterValue[]) => onChange([...new Set(next)]);
  const take = (typed: string) => {
    const more = typed
      .split(/[\n\t;]+/)
      .map((each) => each.trim())
      .filter(Boolean);
    if (more.length > 0) put([...values, ...more]);
    setText("");
  };
  const label = `${field.label}, ${values.length === 0 ? "value" : "one more value"}`;
  return (
    <div className={classNames(fieldBox, "min-h-control min-w-40 flex-1 flex-wrap gap-y-1 px-1.5 py-[3px]")}>
      {values.map((value) => (
        <Token
          key={`${typeof value} ${value}`}
          remove={{ label: `Take away ${value}`, run: () => put(values.filter((other) => other !== value)) }}
        >
          {isDate(field) ? dateInWords(String(value)) : String(value) || "nothing"}
        </Token>
      ))}
      <input
        aria-label={label}
        data-value
        value={text}
        placeholder={values.length === 0 ? placeholder(field) : ""}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onBlur={() => take(text)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData("text/plain");
          if (!/[\n\t;]/.test(pasted)) return;
          event.preventDefault();
          take(pasted);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && text.trim() !== "") {
            event.preventDefault();
            event.stopPropagation();
            take(text);
          }
          if (event.key === "Backspace" && text === "" && values.length > 0) put(values.slice(0, -1));
        }}
        className={classNames(bareInput, "h-5 w-auto! min-w-24 flex-1")}
      />
    </div>
  );
}

const text = (value: FilterValue | null | undefined) => (value === null || value === undefined ? "" : String(value));
const typed = (value: string): FilterValue | null => (value.trim() === "" ? null : value);
const days = (field: CatalogueField, value: FilterValue | null | undefined) => {
  const words = isDate(field) && value ? dateInWords(String(value)) : null;
  return words !== null && words !== text(value).trim() ? <span className="text-xs whitespace-nowrap text-ink-3">{words}</span> : null;
};

function OneValue({ row, field, set }: ValuesProps) {
  const [value = null] = row.values;
  return (
    <TextField
      data-value
      label={`${field.label}, value`}
      labelHidden
      size="control"
      placeholder={placeholder(field)}
      autoComplete="off"
      value={text(value)}
      onChange={(event) => set({ ...row, values: [typed(event.target.value)] }, true)}
      trailing={days(field, value)}
      className="min-w-40 flex-1"
    />
  );
}

function TwoValues({ row, field, set }: ValuesProps) {
  const [low = null, high = null] = row.values;
  const end = (name: string, value: FilterValue | null, put: (value: FilterValue | null) => void) => (
    <TextField
      data-value
      label={`${field.label}, ${name}`}
      labelHidden
      size="control"
      placeholder={placeholder(field)}
      autoComplete="off"
      value={text(value)}
      onChange={(event) => put(typed(event.target.value))}
      trailing={days(field, value)}
      className="min-w-32 flex-1"
    />
  );
  return (
    <>
      {end("from", low, (value) => set({ ...row, values: [value, high] }, true))}
      <span className="text-ink-3">and</span>
      {end("to", high, (value) => set({ ...row, values: [low, value] }, true))}
    </>
  );
}

function Span({ row, field, choice, set }: ValuesProps) {
  const span = readRelativeSpan(row.values.map(text));
  const kind = isSpanChoice(choice) ? choice : "inLast";
  const unit = span?.unit ?? "D";
  const count = span?.count ?? null;
  return (
    <>
      <NumberField
        label={`${field.label}, how many`}
        labelHidden
        size="control"
        min={1}
        max={9999}
        value={count}
        onValueChange={(next) => set(spanOperand(kind, next, unit), true)}
        className="w-16"
      />
      <Select
        plain
        label={`${field.label}, unit`}
        labelHidden
        options={unitsOf(choice, field)}
        value={unit}
        onValueChange={(next) => set(spanOperand(kind, count, next ?? "D"))}
      />
    </>
  );
}

function NamedPeriod({ row, field, choice, set }: ValuesProps) {
  const offered = choice === "period" ? periods : yearlyPeriods;
  return (
    <Select
      plain
      label={`${field.label}, when`}
      labelHidden
      options={offered.map(({ key, label }) => ({ value: key, label }))}
      value={periodOf(row)?.key ?? null}
      onValueChange={(key) => {
        const period = offered.find((each) => each.key === key);
        if (period) set({ op: period.op, values: period.values, choice });
      }}
    />
  );
}

function Expression({ row, field, set, sources: { clock } }: ValuesProps) {
  const written = text(row.values[0]);
  const read = written.trim() === "" ? null : parseExpression(written, field, clock);
  return (
    <div className="min-w-40 flex-1">
      <ExpressionField
        label={`${field.label}, expression`}
        labelHidden
        text={written}
        mistake={read && !read.ok ? read.error : null}
        onChange={(next) => set({ op: "expression", values: [typed(next)], choice: "expression" }, true)}
      />
    </div>
  );
}
