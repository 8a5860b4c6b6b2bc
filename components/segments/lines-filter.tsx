"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { FilterPopover } from "@/components/data-table/filter-popover";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { Combobox } from "@/components/ui/combobox";
import { FilterChip } from "@/components/ui/filter-chip";
import type { Option } from "@/components/ui/option";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { lineFields, type OtherField, reaches } from "@/lib/segmentation/lines-schema";
import { reachWords } from "@/lib/segmentation/reach-words";
import { correspondenceTypes, evaluations } from "@/lib/segmentation/schema";
import { channelNames, evaluationNames } from "./channel-words";
import { lineFieldWords } from "./line-fields";
import { type LinesAddress, linesHref } from "./lines-address";

const channelValues = [...correspondenceTypes, "none"] as const;
const typeValues = ["company", "person"] as const;
const channels: Option[] = [
  ...correspondenceTypes.map((value) => ({ value, label: channelNames[value] })),
  { value: "none", label: "None" },
];
const types: Option[] = [
  { value: "company", label: "Companies" },
  { value: "person", label: "People" },
];
const evaluationValues = [...evaluations, "none"] as const;
const evaluationChoices: Option[] = [
  ...evaluations.map((value) => ({ value, label: evaluationNames[value] })),
  { value: "none", label: "None" },
];
const reachChoices: Option[] = reaches.map((value) => ({ value, label: reachWords[value] }));
const changedFields: Option[] = lineFields.map((value) => ({ value, label: lineFieldWords[value].label }));
const oneOf = <Value extends string>(values: readonly Value[], value: string | null): Value | null =>
  values.find((each) => each === value) ?? null;

export type LinesFilterProps = { path: string; address: LinesAddress; loadLookup: LoadLookup };

/** *Filter* above the lines: choices of line values, each at once in the address. */
export function LinesFilter({ path, address, loadLookup }: LinesFilterProps) {
  const router = useRouter();
  const [, startFilter] = useTransition();
  const set = (changes: Parameters<typeof linesHref>[2]) =>
    startFilter(() => router.replace(linesHref(path, address, changes), { scroll: false }));
  const named = (code: string | undefined): Option | null =>
    code === undefined ? null : code === "" ? { value: "", label: "None" } : { value: code, label: code };
  const withNone = (kind: "salesperson" | "country" | "template" | "language" | "campaign") => async (search: string) => [
    ...(search ? [] : [{ value: "", label: "None" }]),
    ...(await loadLookup(kind, search)),
  ];
  return (
    <FilterPopover label="Filter the lines">
      <div className="grid w-[34rem] max-w-full grid-cols-2 items-start gap-3 p-2.5 max-sm:w-72 max-sm:grid-cols-1">
        <Select
          label="Channel"
          options={channels}
          placeholder="any"
          value={address.channel ?? null}
          onValueChange={(value) => set({ channel: oneOf(channelValues, value) })}
        />
        <Select
          label="Type"
          options={types}
          placeholder="any"
          value={address.type ?? null}
          onValueChange={(value) => set({ type: oneOf(typeValues, value) })}
        />
        <Combobox
          label="Salesperson"
          placeholder="any"
          value={named(address.salesperson)}
          loadOptions={withNone("salesperson")}
          onValueChange={(option) => set({ salesperson: option?.value ?? null })}
        />
        <Combobox
          label="Country/Region"
          placeholder="any"
          value={named(address.country)}
          loadOptions={withNone("country")}
          onValueChange={(option) => set({ country: option?.value ?? null })}
        />
        <Combobox
          label="Template"
          placeholder="any"
          value={named(address.template)}
          loadOptions={withNone("template")}
          onValueChange={(option) => set({ template: option?.value ?? null })}
        />
        <Combobox
          label="Language"
          placeholder="any"
          value={named(address.language)}
          loadOptions={withNone("language")}
          onValueChange={(option) => set({ language: option?.value ?? null })}
        />
        <Combobox
          label="Campaign"
          placeholder="any"
          value={named(address.campaign)}
          loadOptions={withNone("campaign")}
          onValueChange={(option) => set({ campaign: option?.value ?? null })}
        />
        <Select
          label="Reachable by their channel"
          options={reachChoices}
          placeholder="any"
          value={address.reach ?? null}
          onValueChange={(value) => set({ reach: oneOf(reaches, value) })}
        />
        <Select
          label="Evaluation"
          options={evaluationChoices}
          placeholder="any"
          value={address.evaluation ?? null}
          onValueChange={(value) => set({ evaluation: oneOf(evaluationValues, value) })}
        />
        <Select
          label="Changed field"
          options={changedFields}
          placeholder="any"
          value={address.field ?? null}
          onValueChange={(value) => set({ field: oneOf(lineFields, value) })}
        />
        <Switch
          label="Changed on the line"
          hint="A value of its own."
          checked={address.changed !== undefined}
          onCheckedChange={(on) => set({ changed: on ? "1" : null })}
        />
        <Switch
          label="Without e-mail"
          hint="No address to write to."
          checked={address.withoutEmail !== undefined}
          onCheckedChange={(on) => set({ withoutEmail: on ? "1" : null })}
        />
      </div>
    </FilterPopover>
  );
}

const otherNames: Record<OtherField, string> = {
  country: "Country/Region",
  language: "Language",
  salesperson: "Salesperson",
  city: "City",
};

/** The choices that are on, each with a way to take it away. */
export function LinesFilterChips({ path, address }: Omit<LinesFilterProps, "loadLookup">) {
  const without = (name: keyof LinesAddress) => linesHref(path, address, { [name]: null });
  const is = (text: string) => `is ${text}`;
  return (
    <>
      {address.channel ? (
        <FilterChip field="Channel" removeHref={without("channel")}>
          {is(address.channel === "none" ? "none" : channelNames[address.channel])}
        </FilterChip>
      ) : null}
      {address.type ? (
        <FilterChip field="Type" removeHref={without("type")}>
          {is(address.type === "company" ? "company" : "person")}
        </FilterChip>
      ) : null}
      {address.salesperson === undefined ? null : (
        <FilterChip field="Salesperson" removeHref={without("salesperson")}>
          {is(address.salesperson || "none")}
        </FilterChip>
      )}
      {address.country === undefined ? null : (
        <FilterChip field="Country" removeHref={without("country")}>
          {is(address.country || "none")}
        </FilterChip>
      )}
      {address.template === undefined ? null : (
        <FilterChip field="Template" removeHref={without("template")}>
          {is(address.template || "none")}
        </FilterChip>
      )}
      {address.language === undefined ? null : (
        <FilterChip field="Language" removeHref={without("language")}>
          {is(address.language || "none")}
        </FilterChip>
      )}
      {address.campaign === undefined ? null : (
        <FilterChip field="Campaign" removeHref={without("campaign")}>
          {is(address.campaign || "none")}
        </FilterChip>
      )}
      {address.evaluation ? (
        <FilterChip field="Evaluation" removeHref={without("evaluation")}>
          {is(address.evaluation === "none" ? "none" : evaluationNames[address.evaluation])}
        </FilterChip>
      ) : null}
      {address.city === undefined ? null : (
        <FilterChip field="City" removeHref={without("city")}>
          {is(address.city || "none")}
        </FilterChip>
      )}
      {address.others ? (
        <FilterChip field={otherNames[address.others]} removeHref={linesHref(path, address, { others: null, than: null })}>
          {`is none of ${(address.than ?? "")
            .split("\n")
            .map((value) => value || "none")
            .join(", ")}`}
        </FilterChip>
      ) : null}
      {address.reach ? (
        <FilterChip field="Reachable" removeHref={without("reach")}>
          {is(reachWords[address.reach])}
        </FilterChip>
      ) : null}
      {address.onSegment === undefined ? null : (
        <FilterChip field="Also on segment" removeHref={without("onSegment")}>
          {address.onSegment}
        </FilterChip>
      )}
      {address.onLogged === undefined ? null : (
        <FilterChip field="Was on logged segment" removeHref={without("onLogged")}>
          {String(address.onLogged)}
        </FilterChip>
      )}
      {address.field ? (
        <FilterChip field={lineFieldWords[address.field].label} removeHref={without("field")}>
          changed on the line
        </FilterChip>
      ) : null}
      {address.changed ? (
        <FilterChip field="Values" removeHref={without("changed")}>
          changed on the line
        </FilterChip>
      ) : null}
      {address.withoutEmail ? (
        <FilterChip field="Email" removeHref={without("withoutEmail")}>
          is missing
        </FilterChip>
      ) : null}
    </>
  );
}
