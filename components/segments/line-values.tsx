"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { KeyValues } from "@/components/ui/key-values";
import type { Option } from "@/components/ui/option";
import { linkClass } from "@/components/ui/text-link";
import type { SegmentLineRow } from "@/lib/segmentation/line-types";
import type { LineField } from "@/lib/segmentation/lines-schema";
import { LineFieldControl } from "./line-field-control";
import { lineFieldWords, lineValueWords, shownOnLine, typedLineFields, valueIn } from "./line-fields";
import type { LineChanges } from "./use-line-changes";

/** What a line says to its contact, beside the document itself. */
export const wordsOfLine = ["subject", "personalText"] as const satisfies readonly LineField[];
/** All else that can be changed on a line. */
export const factsOfLine = typedLineFields.filter((field) => !wordsOfLine.some((each) => each === field));

export type LineValuesProps = {
  fields: readonly LineField[];
  line: SegmentLineRow;
  currency: string;
  /** Null where nothing can be changed: a step that is looked at, a logged segment, who may only read. */
  changes: LineChanges | null;
  loadLookup: LoadLookup;
  addresses: readonly Option[] | undefined;
};

/** What the interaction on a line will be, each value changed in its place. What was changed here has a dot and a way back. */
export function LineValues({ fields, line, currency, changes, loadLookup, addresses }: LineValuesProps) {
  const [editing, setEditing] = useState<LineField | null>(null);
  const [left, setLeft] = useState<LineField | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const stop = (field: LineField) => {
    setEditing(null);
    setLeft(field);
    setRefusal(null);
  };
  const edit = (field: LineField) => {
    setEditing(field);
    setRefusal(null);
  };
  const items = fields.map((field) => {
    const { label } = lineFieldWords[field];
    if (changes && editing === field) {
      const leaveOnEscape = (event: KeyboardEvent) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        stop(field);
      };
      return {
        label,
        value: (
          // biome-ignore lint/a11y/noStaticElementInteractions: Esc leaves whichever control stands inside
          <div className="min-w-0 flex-1" onKeyDown={leaveOnEscape}>
            <LineFieldControl
              field={field}
              value={valueIn(line, field)}
              currency={currency}
              loadLookup={loadLookup}
              addresses={addresses}
              labelHidden
              autoFocus
              size="control"
              error={refusal}
              onLeave={() => stop(field)}
              onValue={async (value) => {
                const refused = await changes.setOn(line, field, value);
                if (refused === null) stop(field);
                else setRefusal(refused);
              }}
            />
          </div>
        ),
      };
    }
    return {
      label,
      value: (
        <LineValueShown
          line={line}
          field={field}
          currency={currency}
          focused={left === field}
          onEdit={changes ? () => edit(field) : null}
          onBack={changes ? () => void changes.giveBack(line, field) : null}
        />
      ),
    };
  });
  const afterTemplate = fields.indexOf("interactionTemplateCode") + 1;
  if (afterTemplate === 0) return <KeyValues items={items} />;
  return (
    <KeyValues
      items={[...items.slice(0, afterTemplate), { label: "Group", value: line.interactionGroupCode }, ...items.slice(afterTemplate)]}
    />
  );
}

type LineValueShownProps = {
  line: SegmentLineRow;
  field: LineField;
  currency: string;
  /** Was edited just now, so that the keyboard goes on here. */
  focused: boolean;
  onEdit: (() => void) | null;
  onBack: (() => void) | null;
};

function LineValueShown({ line, field, currency, focused, onEdit, onBack }: LineValueShownProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) button.current?.focus();
  }, [focused]);
  const isChanged = line.changedHere.includes(field);
  const value = valueIn(line, field);
  const text = value === null ? <span className="text-ink-3">—</span> : shownOnLine(line, field, currency);
  const back = isChanged && line.inherited ? lineValueWords(field, valueIn(line.inherited, field), currency) : null;
  return (
    <>
      {isChanged ? <span aria-hidden className="size-[5px] flex-none rounded-full bg-accent-mid" /> : null}
      {onEdit ? (
        <button
          ref={button}
          type="button"
          onClick={onEdit}
          aria-label={`Change ${lineFieldWords[field].label.toLowerCase()}: ${value === null ? "none" : shownOnLine(line, field, currency)}`}
          className="num -mx-1.5 min-w-6 rounded-sm px-1.5 text-left [overflow-wrap:anywhere] hover:bg-hover pointer-coarse:min-h-8"
        >
          {text}
        </button>
      ) : (
        <span className="num min-w-0 [overflow-wrap:anywhere]">{text}</span>
      )}
      {isChanged ? <span className="sr-only">changed here</span> : null}
      {back !== null && onBack ? (
        <button
          type="button"
          onClick={onBack}
          title={`Back to ${back}`}
          className={`${linkClass} ml-auto max-w-[55%] flex-none truncate text-xs`}
        >
          Back to {back}
        </button>
      ) : null}
    </>
  );
}
