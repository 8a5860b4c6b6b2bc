"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { countOf } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import type { Section } from "@/lib/filters/catalogue";
import type { FilterClock } from "@/lib/filters/clock";
import type { SectionMatch } from "@/lib/filters/sections";
import type { CodeNames } from "@/lib/filters/words";
import { AnyField } from "./any-field";
import { catalogueField, countSet, type DraftChange, type SectionDraft } from "./criteria-draft";
import { FilterField } from "./filter-field";
import type { LoadLookup } from "./load-lookup";

export type FilterSectionProps = {
  section: Section;
  draft: SectionDraft;
  names: CodeNames;
  clock: FilterClock;
  loadLookup: LoadLookup;
  change: (change: DraftChange) => void;
};

/** How the rows of a section are to match; *has all* asks for a row for each picked value of the field that names a row. */
const matches: readonly { value: SectionMatch; label: string }[] = [
  { value: "any", label: "has any of these" },
  { value: "none", label: "has none of these" },
  { value: "all", label: "has all of these" },
];

/** One of the sections: a line while closed, its fields in three columns while open. */
export function FilterSection({ section, draft, names, clock, loadLookup, change }: FilterSectionProps) {
  const set = countSet(draft);
  const Chevron = draft.open ? ChevronDown : ChevronRight;
  const showField = (field: string) => {
    change({ do: "show field", section: section.key, field });
    focusField(section.key, field);
  };
  return (
    <section data-section={section.key} aria-label={section.title} className="border-b border-line-soft">
      <h3>
        <button
          type="button"
          aria-expanded={draft.open}
          onClick={() => change({ do: "open", section: section.key, open: !draft.open })}
          className="focus-inset flex h-9 w-full items-center gap-[7px] rounded-md text-left [&_.lucide]:text-ink-3"
        >
          <Chevron aria-hidden />
          <span className={draft.open || set > 0 ? "font-semibold" : "font-medium text-ink-2"}>{section.title}</span>
          {set > 0 ? <span className="num ml-0.5 font-normal text-ink-3">{countOf(set, "field")}</span> : null}
        </button>
      </h3>
      {draft.open ? (
        <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,10.5rem),1fr))] items-start gap-x-3.5 gap-y-3 pt-1 pb-4 max-sm:grid-cols-2">
          {draft.fields.map((field) => {
            const entry = catalogueField(section.key, field.key);
            return entry ? (
              <div key={field.key} data-field={`${section.key}.${field.key}`} className="min-w-0">
                <FilterField
                  section={section.key}
                  field={field}
                  entry={entry}
                  names={names}
                  clock={clock}
                  loadLookup={loadLookup}
                  change={change}
                />
              </div>
            ) : null;
          })}
          {section.key === "contact" ? null : (
            <Select
              label="Match"
              options={matches}
              value={draft.match}
              onValueChange={(value) => {
                const match = matches.find((option) => option.value === value);
                if (match) change({ do: "match", section: section.key, match: match.value });
              }}
            />
          )}
          <div className="flex flex-col pt-5">
            <AnyField section={section} shown={new Set(draft.fields.map((field) => field.key))} onChoose={showField} />
          </div>
        </div>
      ) : null}
    </section>
  );
}

/** Moves the focus into a field, once it is drawn. */
export function focusField(section: string, field: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const place = document.querySelector(`[data-field="${CSS.escape(`${section}.${field}`)}"]`);
      place?.scrollIntoView({ block: "nearest" });
      place?.querySelector<HTMLElement>("input, button[role=combobox], button:not([tabindex='-1'])")?.focus();
    }),
  );
}
