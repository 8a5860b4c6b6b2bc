"use client";

import { Share2 } from "lucide-react";
import { Combobox } from "@/components/ui/combobox";
import { NumberField } from "@/components/ui/number-field";
import type { Option } from "@/components/ui/option";
import { Select } from "@/components/ui/select";
import { findField, sectionOf } from "@/lib/filters/catalogue";
import { canBeSummed } from "@/lib/filters/resolve";
import { useBuilderShared } from "./builder-context";
import { figureOps, howChoices, howKey, howOf } from "./builder-words";
import { GroupMatch } from "./group-match";
import type { FigureHow, RelationNode } from "./tree";

/** How the records of a relation are asked for, and what its conditions have in common. */
export function RelationHead({ node }: { node: RelationNode }) {
  const { builder } = useBuilderShared();
  const section = sectionOf(node.relation);
  const { how, where } = node;
  const isMany = how.match === "all" || how.match === "aggregate" || (how.match === "count" && how.value !== 1);
  return (
    <>
      <Share2 className="icon-s text-ink-3" aria-hidden />
      <Select
        plain
        label={`How ${section.many} are asked for`}
        labelHidden
        options={howChoices(node)}
        value={howKey(how)}
        onValueChange={(next) => next && builder.edit({ do: "how", id: node.id, how: howOf(next, how) })}
        className={how.match === "none" ? "text-removed" : undefined}
      />
      {how.match === "count" ? (
        <NumberField
          label={`How many ${section.many}`}
          labelHidden
          size="control"
          min={0}
          value={how.value}
          onValueChange={(value) => builder.edit({ do: "how", id: node.id, how: { ...how, value } }, `count ${node.id}`)}
          className="w-16"
        />
      ) : null}
      {how.match === "aggregate" ? <Figure node={node} how={how} /> : null}
      <span className="font-semibold">{isMany ? section.many : section.one}</span>
      {where.of.length > 1 ? <GroupMatch node={where} inside={node} /> : null}
      <span className="inline-flex h-[18px] items-center rounded-sm bg-press px-1.5 text-2xs text-ink-2">
        {section.throughCompany ? "same record of the company" : "same record"}
      </span>
    </>
  );
}

/** The field that is summed up or counted, and how much it has to come to. */
function Figure({ node, how }: { node: RelationNode; how: FigureHow }) {
  const { builder, loadLookup } = useBuilderShared();
  const section = sectionOf(node.relation);
  const set = (change: Partial<FigureHow>, typing?: string) => builder.edit({ do: "how", id: node.id, how: { ...how, ...change } }, typing);
  const loadOptions = async (search: string): Promise<Option[]> => {
    const properties = node.relation === "behaviour" ? await loadLookup("behaviourProperty", search) : [];
    const fields = [...section.fields, ...properties.flatMap(({ value }) => findField(node.relation, value) ?? [])];
    return fields
      .filter((field) => (how.of === "distinct" || canBeSummed(field)) && field.label.toLowerCase().includes(search.trim().toLowerCase()))
      .map(({ key, label }) => ({ value: key, label }));
  };
  return (
    <>
      <Combobox
        label={`Field of ${section.many} that is taken`}
        labelHidden
        size="control"
        placeholder="field"
        value={how.field === null ? null : { value: how.field, label: findField(node.relation, how.field)?.label ?? how.field }}
        loadOptions={loadOptions}
        onValueChange={(option) => set({ field: option?.value ?? null })}
        className="w-36"
      />
      <Select plain label="How it compares" labelHidden options={figureOps} value={how.op} onValueChange={(op) => op && set({ op })} />
      <NumberField
        label="What it has to come to"
        labelHidden
        size="control"
        fractionDigits={how.of === "distinct" ? 0 : 2}
        value={how.value}
        onValueChange={(value) => set({ value }, `figure ${node.id}`)}
        className="w-24"
      />
      <span className="text-ink-3">of</span>
    </>
  );
}
