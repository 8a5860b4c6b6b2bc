"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { Plus, Search } from "lucide-react";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button-style";
import { bareInput } from "@/components/ui/field";
import { formatNumber } from "@/components/ui/format";
import { groupLabelClass, itemClass, popupClass } from "@/components/ui/menu-style";
import type { CatalogueField, Section } from "@/lib/filters/catalogue";
import { FieldIcon } from "./field-icon";
import { typeWords } from "./find-conditions";

type Item = { value: string; label: string; type: CatalogueField["type"] };

/** *Any field*: the fields of a section that are not shown yet, found by typing, with what each holds. */
export function AnyField({
  section,
  shown,
  onChoose,
}: {
  section: Section;
  shown: ReadonlySet<string>;
  onChoose: (field: string) => void;
}) {
  const [search, setSearch] = useState("");
  const items = section.fields
    .filter((field) => !shown.has(field.key))
    .map((field): Item => ({ value: field.key, label: field.label, type: field.type }));
  if (items.length === 0) return null;
  return (
    <Base.Root<Item>
      items={items}
      value={null}
      autoHighlight
      inputValue={search}
      onInputValueChange={(text) => setSearch(text)}
      onOpenChange={() => setSearch("")}
      onValueChange={(item) => {
        if (item) onChoose(item.value);
      }}
    >
      <Base.Trigger aria-label={`Any field of ${section.title}`} className={`${buttonClass({ size: "control" })} h-control-lg! self-start`}>
        <Plus aria-hidden />
        Any field
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner align="start" sideOffset={4} className="z-(--z-menu) outline-none">
          <Base.Popup
            aria-label={`Fields of ${section.title}`}
            className={`${popupClass} flex w-[340px] max-w-(--available-width) flex-col`}
          >
            <div className="mx-0.5 mt-0.5 mb-1 flex h-[30px] flex-none items-center gap-1.5 rounded-md border border-field-line bg-field px-2 focus-within:field-focus [&_.lucide]:text-ink-3 pointer-coarse:h-10">
              <Search className="icon-s" aria-hidden />
              <Base.Input aria-label="Search the fields" className={bareInput} />
            </div>
            <div
              className={groupLabelClass}
            >{`${section.title}, ${formatNumber(items.length)} more of ${formatNumber(section.fields.length)} fields`}</div>
            <Base.Empty>
              <span className="block px-2 py-1 text-ink-3">{`No field is called “${search}”`}</span>
            </Base.Empty>
            <Base.List className="min-h-0 max-h-72 flex-1 overflow-y-auto">
              {(item: Item) => (
                <Base.Item key={item.value} value={item} className={itemClass}>
                  <FieldIcon type={item.type} />
                  <span className="flex-1 truncate">{item.label}</span>
                  <span className="text-xs text-ink-3">{typeWords[item.type]}</span>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
