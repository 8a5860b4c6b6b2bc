"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { FilterPopover } from "@/components/data-table/filter-popover";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { channelNames, evaluationNames } from "@/components/segments/channel-words";
import { Combobox } from "@/components/ui/combobox";
import { DateField } from "@/components/ui/date-field";
import { FilterChip } from "@/components/ui/filter-chip";
import { formatDay } from "@/components/ui/format";
import type { Option } from "@/components/ui/option";
import { Select } from "@/components/ui/select";
import { canceledFilters } from "@/lib/logging/schema";
import { correspondenceTypes, evaluations } from "@/lib/segmentation/schema";
import { type EntriesAddress, entriesHref } from "./address";

const channelValues = [...correspondenceTypes, "none"] as const;
const channels: Option[] = [
  ...correspondenceTypes.map((value) => ({ value, label: channelNames[value] })),
  { value: "none", label: "None" },
];
const evaluationValues = [...evaluations, "any", "none"] as const;
const evaluationOptions: Option[] = [
  ...evaluations.map((value) => ({ value, label: evaluationNames[value] })),
  { value: "any", label: "Any evaluation" },
  { value: "none", label: "None" },
];
const yesNo = ["yes", "no"] as const;
const yesNoOptions: Option[] = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];
const states: Option[] = [
  { value: "counted", label: "Counted" },
  { value: "canceled", label: "Canceled" },
];
const oneOf = <Value extends string>(values: readonly Value[], value: string | null): Value | null =>
  values.find((each) => each === value) ?? null;
const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);

export type EntriesFilterProps = {
  path: string;
  address: EntriesAddress;
  fixed?: Record<string, string> | undefined;
  loadLookup: LoadLookup;
};

/** *Filter* above a list of entries: choices of their values, each at once in the address. */
export function EntriesFilter({ path, address, fixed, loadLookup }: EntriesFilterProps) {
  const router = useRouter();
  const [, startFilter] = useTransition();
  const set = (changes: Partial<EntriesAddress>) =>
    startFilter(() => router.replace(entriesHref(path, address, changes, fixed), { scroll: false }));
  const named = (code: string | null): Option | null => (code === null ? null : { value: code, label: code });
  const pick = (label: string, name: "salesperson" | "campaign" | "template" | "group", kind: Parameters<LoadLookup>[0]) => (
    <Combobox
      label={label}
      placeholder="any"
      value={named(address[name])}
      loadOptions={(search) => loadLookup(kind, search)}
      onValueChange={(option) => set({ [name]: option?.value ?? null })}
    />
  );
  return (
    <FilterPopover label="Filter the entries">
      <div className="grid max-h-[min(34rem,70dvh)] w-72 max-w-full gap-3 overflow-y-auto p-2.5">
        <Select
          label="Channel"
          options={channels}
          placeholder="any"
          value={address.channel}
          onValueChange={(value) => set({ channel: oneOf(channelValues, value) })}
        />
        <Select
          label="State"
          options={states}
          placeholder="any"
          value={address.canceled === "all" ? null : address.canceled}
          onValueChange={(value) => set({ canceled: oneOf(canceledFilters, value) ?? "all" })}
        />
        <Select
          label="Evaluation"
          options={evaluationOptions}
          placeholder="any"
          value={address.evaluation}
          onValueChange={(value) => set({ evaluation: oneOf(evaluationValues, value) })}
        />
        <div className="grid grid-cols-2 gap-2">
          <Select
            label="Attempt failed"
            options={yesNoOptions}
            placeholder="any"
            value={address.failed}
            onValueChange={(value) => set({ failed: oneOf(yesNo, value) })}
          />
          <Select
            label="With comments"
            options={yesNoOptions}
            placeholder="any"
            value={address.commented}
            onValueChange={(value) => set({ commented: oneOf(yesNo, value) })}
          />
        </div>
        {pick("Salesperson", "salesperson", "salesperson")}
        {pick("Campaign", "campaign", "campaign")}
        {pick("Interaction template", "template", "template")}
        {pick("Interaction group", "group", "interactionGroup")}
        <div className="grid grid-cols-2 gap-2">
          <DateField
            label="From"
            defaultValue={address.from ?? ""}
            onBlur={(event) =>
              event.currentTarget.value !== (address.from ?? "") &&
              set({ from: isDay(event.currentTarget.value) ? event.currentTarget.value : null })
            }
          />
          <DateField
            label="To"
            defaultValue={address.to ?? ""}
            onBlur={(event) =>
              event.currentTarget.value !== (address.to ?? "") &&
              set({ to: isDay(event.currentTarget.value) ? event.currentTarget.value : null })
            }
          />
        </div>
      </div>
    </FilterPopover>
  );
}

/** The choices that are on, each with a way to take it away. */
export function EntriesFilterChips({ path, address, fixed }: Omit<EntriesFilterProps, "loadLookup">) {
  const without = (changes: Partial<EntriesAddress>) => entriesHref(path, address, changes, fixed);
  const { channel, canceled, evaluation, failed, commented, salesperson, campaign, template, group, contact, segment, from, to } = address;
  const chips: [field: string, words: string, href: string][] = [];
  if (segment !== null && fixed === undefined) chips.push(["Logged segment", `is ${segment}`, without({ segment: null })]);
  if (contact !== null) chips.push(["Contact", `is ${contact}`, without({ contact: null })]);
  if (channel !== null) chips.push(["Channel", `is ${channel === "none" ? "none" : channelNames[channel]}`, without({ channel: null })]);
  if (canceled !== "all") chips.push(["State", `is ${canceled}`, without({ canceled: "all" })]);
  if (evaluation !== null) {
    const words = evaluation === "none" ? "is none" : evaluation === "any" ? "is there" : `is ${evaluationNames[evaluation]}`;
    chips.push(["Evaluation", words, without({ evaluation: null })]);
  }
  if (failed !== null) chips.push(["Attempt", failed === "yes" ? "failed" : "did not fail", without({ failed: null })]);
  if (commented !== null) chips.push(["Comments", commented === "yes" ? "are there" : "are none", without({ commented: null })]);
  if (salesperson !== null) chips.push(["Salesperson", `is ${salesperson || "none"}`, without({ salesperson: null })]);
  if (campaign !== null) chips.push(["Campaign", `is ${campaign || "none"}`, without({ campaign: null })]);
  if (template !== null) chips.push(["Template", `is ${template || "none"}`, without({ template: null })]);
  if (group !== null) chips.push(["Group", `is ${group || "none"}`, without({ group: null })]);
  if (from !== null || to !== null) {
    const words =
      from !== null && to !== null
        ? `${formatDay(from)} to ${formatDay(to)}`
        : from !== null
          ? `from ${formatDay(from)}`
          : `until ${formatDay(to)}`;
    chips.push(["Date", words, without({ from: null, to: null })]);
  }
  return chips.map(([field, words, removeHref]) => (
    <FilterChip key={field} field={field} removeHref={removeHref}>
      {words}
    </FilterChip>
  ));
}
