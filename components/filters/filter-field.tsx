"use client";

import type { Option } from "@/components/ui/option";
import { Select } from "@/components/ui/select";
import { TokenField } from "@/components/ui/token-field";
import type { CatalogueField } from "@/lib/filters/catalogue";
import type { FilterClock } from "@/lib/filters/clock";
import type { SectionKey } from "@/lib/filters/sections";
import type { CodeNames } from "@/lib/filters/words";
import { type DraftChange, type FieldDraft, mistakeIn } from "./criteria-draft";
import { ExpressionField } from "./expression-field";
import { fieldMeaning } from "./field-meaning";
import type { LoadLookup } from "./load-lookup";

export type FilterFieldProps = {
  section: SectionKey;
  field: FieldDraft;
  entry: CatalogueField;
  names: CodeNames;
  clock: FilterClock;
  loadLookup: LoadLookup;
  change: (change: DraftChange) => void;
};

const yesAndNo: readonly Option[] = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
];

/** One field of a section: a picker for codes and fixed choices, else an expression. A picker can be switched to an expression and back. */
export function FilterField({ section, field, entry, names, clock, loadLookup, change }: FilterFieldProps) {
  const at = { section, field: field.key };
  const meaning = fieldMeaning(field, entry, names, clock);
  const canSwitch = entry.lookup !== undefined;
  const aside = canSwitch ? (
    <button
      type="button"
      tabIndex={-1}
      onClick={() => change({ do: "switch", ...at, asText: !field.asText })}
      className="rounded-sm text-2xs font-normal text-ink-3 opacity-0 underline-offset-3 group-focus-within/field:opacity-100 group-hover/field:opacity-100 hover:underline focus-visible:opacity-100 pointer-coarse:opacity-100"
    >
      {field.asText ? "as choices" : "as text"}
    </button>
  ) : undefined;
  if (field.asText)
    return (
      <ExpressionField
        label={entry.label}
        aside={aside}
        hint={meaning}
        text={field.text}
        mistake={mistakeIn(field, entry, clock)}
        onChange={(text) => change({ do: "type", ...at, text })}
      />
    );
  const choose = (chosen: readonly Option[]) => change({ do: "choose", ...at, chosen });
  const fixed = entry.type === "bool" ? yesAndNo : entry.options;
  if (fixed && fixed.length <= 2) {
    return (
      <Select
        label={entry.label}
        aside={aside}
        placeholder="any"
        options={fixed}
        value={field.chosen[0]?.value ?? null}
        onValueChange={(value) => choose(fixed.filter((option) => option.value === value))}
      />
    );
  }
  const { lookup } = entry;
  const source = lookup ? { loadOptions: (search: string) => loadLookup(lookup.kind, search, lookup.of) } : { options: fixed ?? [] };
  return <TokenField label={entry.label} aside={aside} hint={meaning} value={field.chosen} onValueChange={choose} {...source} />;
}
