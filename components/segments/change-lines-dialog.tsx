"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import type { ChangeLines } from "@/lib/segmentation/line-changes-schema";
import type { LineField } from "@/lib/segmentation/lines-schema";
import { LineFieldControl } from "./line-field-control";
import { type LineValue, lineFieldWords, settingOf, typedLineFields } from "./line-fields";
import type { LineChanges } from "./use-line-changes";

export type ChangeLinesDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  which: ChangeLines["which"];
  count: number;
  currency: string;
  changes: LineChanges;
  loadLookup: LoadLookup;
  onChanged: () => void;
};

/** One field of the change. `value` undefined: not said yet. */
type Part = { id: number; field: LineField; how: "set" | "inherit"; value: LineValue | undefined };

const fieldOptions = typedLineFields.map((field) => ({ value: field, label: lineFieldWords[field].label }));
const howOptions = [
  { value: "set", label: "Set to" },
  { value: "inherit", label: "Back to inherited" },
] as const;
/** A day, an amount and a description cannot be none. */
const canBeEmpty = (field: LineField) => !["date", "costLcy", "durationMin", "description"].includes(field);
/** What a field starts with: flags say yes, whatever else is empty says so itself. */
const startOf = (id: number, field: LineField): Part => ({
  id,
  field,
  how: "set",
  value: lineFieldWords[field].kind === "flag" ? true : undefined,
});

/** The same change for many lines: fields to set or to give back, with the number of lines before it is done. */
export function ChangeLinesDialog({ open, onOpenChange, count, ...rest }: ChangeLinesDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Change ${countOf(count, "line")}`} size="md" keepOnOutsidePress bare>
      <ChangeForm {...rest} count={count} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function ChangeForm({
  which,
  count,
  currency,
  changes,
  loadLookup,
  onChanged,
  onClose,
}: Omit<ChangeLinesDialogProps, "open" | "onOpenChange"> & { onClose: () => void }) {
  const [parts, setParts] = useState<readonly Part[]>([startOf(1, "correspondenceType")]);
  const [refusal, setRefusal] = useState<string | null>(null);
  const replace = (at: number, part: Part) => setParts(parts.map((each, index) => (index === at ? part : each)));
  const free = typedLineFields.filter((field) => parts.every((part) => part.field !== field));
  const unsaid = parts.find(({ how, value }) => how === "set" && value === undefined);
  const ready = !unsaid;
  const apply = async () => {
    if (!ready) return;
    const set = settingOf(parts.flatMap(({ field, how, value }) => (how === "set" && value !== undefined ? [[field, value]] : [])));
    const refused = await changes.change({ which, set, inherit: parts.flatMap(({ field, how }) => (how === "inherit" ? [field] : [])) });
    setRefusal(refused);
    if (refused === null) onChanged();
  };
  useShortcut("Ctrl Enter", () => void apply(), { label: `Change ${countOf(count, "line")}`, inFields: true, enabled: !changes.pending });
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4 max-sm:px-4">
        <ul className="grid gap-3">
          {parts.map((part, at) => (
            <li
              key={part.id}
              className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1.4fr)_auto] items-end gap-2 max-sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
            >
              <Select
                label="Field"
                options={fieldOptions.filter(({ value }) => value === part.field || free.includes(value))}
                value={part.field}
                onValueChange={(field) => field && replace(at, startOf(part.id, field))}
              />
              <Select label="Change" options={howOptions} value={part.how} onValueChange={(how) => how && replace(at, { ...part, how })} />
              <div className="max-sm:col-span-2 max-sm:row-start-2">
                {part.how === "set" ? (
                  <LineFieldControl
                    key={part.field}
                    field={part.field}
                    value={part.value ?? null}
                    currency={currency}
                    loadLookup={loadLookup}
                    live
                    onValue={(value) => replace(at, { ...part, value: value === null && !canBeEmpty(part.field) ? undefined : value })}
                  />
                ) : (
                  <p className="pb-1.5 text-xs text-ink-3">The lines take it from template, header and contact again.</p>
                )}
              </div>
              <IconButton
                label={`Leave ${lineFieldWords[part.field].label.toLowerCase()} as it is`}
                icon={<X aria-hidden />}
                disabled={parts.length === 1}
                onClick={() => setParts(parts.filter((each) => each !== part))}
              />
            </li>
          ))}
        </ul>
        {free[0] ? (
          <Button
            variant="ghost"
            className="mt-3"
            icon={<Plus aria-hidden />}
            onClick={() => setParts([...parts, startOf(Math.max(...parts.map(({ id }) => id)) + 1, free[0] ?? "description")])}
          >
            Another field
          </Button>
        ) : null}
        {refusal ? <ErrorMessage>{refusal}</ErrorMessage> : null}
      </div>
      <DialogFooter
        effect={
          unsaid
            ? `Choose a value for ${lineFieldWords[unsaid.field].label.toLowerCase()}.`
            : `${countOf(count, "line")} will change. Values of their own in ${parts.length === 1 ? "this field are" : "these fields are"} replaced.`
        }
      >
        <Button size="lg" variant="ghost" onClick={onClose}>
          Keep as they are
        </Button>
        <Button
          size="lg"
          variant="primary"
          keys="Ctrl Enter"
          disabled={!ready}
          pending={changes.pending}
          pendingLabel={`Changing ${countOf(count, "line")}`}
          onClick={apply}
        >
          Change {countOf(count, "line")}
        </Button>
      </DialogFooter>
    </>
  );
}
