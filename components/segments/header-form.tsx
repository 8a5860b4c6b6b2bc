"use client";

import { type ReactNode, useState } from "react";
import { SuppressionField } from "@/components/consent/suppression-field";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { Combobox } from "@/components/ui/combobox";
import { DateField } from "@/components/ui/date-field";
import { countOf, currencySign } from "@/components/ui/format";
import { namedOption, type Option } from "@/components/ui/option";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";
import { type LineField, lineFields } from "@/lib/segmentation/lines-schema";
import { correspondenceTypes, type HeaderChanges, informationFlows, initiators } from "@/lib/segmentation/schema";
import type { Segment } from "@/lib/segmentation/types";
import { channelNames, flowNames, initiatorNames } from "./channel-words";
import { NumberOnLeave } from "./number-on-leave";
import type { SegmentActions } from "./segment-actions";
import { type HeaderReach, useHeaderSave } from "./use-header-save";

const optionsOf = <Value extends string>(values: readonly Value[], names: Record<Value, string>): Option[] =>
  values.map((value) => ({ value, label: names[value] }));
const channelOptions = optionsOf(correspondenceTypes, channelNames);
const flowOptions = optionsOf(informationFlows, flowNames);
const initiatorOptions = optionsOf(initiators, initiatorNames);
const oneOf = <Value extends string>(values: readonly Value[], value: string | null): Value | null =>
  values.find((each) => each === value) ?? null;

const reachOptions = [
  { value: "not_changed", label: "Keep their value" },
  { value: "all", label: "All lines" },
] as const;
/** What lines have from the header unless it was changed on them. */
const headerLineFields = lineFields.filter(
  (field) =>
    !["timeOfInteraction", "evaluation", "attemptFailed", "altAddressCode", "subject", "documentId", "personalText"].includes(field),
);

export type HeaderFormProps = {
  segment: Segment;
  currency: string;
  update: SegmentActions["updateHeader"];
  undoLineChanges: SegmentActions["undoLineChanges"];
  loadLookup: LoadLookup;
};

/** Each field is saved when it is left; the lines follow at once, except what was changed on a line itself. */
export function HeaderForm({ segment, currency, update, undoLineChanges, loadLookup }: HeaderFormProps) {
  const { header, totals } = segment;
  const { save: send, saving, refusals } = useHeaderSave(header.segmentNo, header.headerVersion, { update, undoLineChanges });
  const [reach, setReach] = useState<HeaderReach>("not_changed");
  const ownValues = headerLineFields.some((field) => totals.changedByField[field]);
  const save = (changes: HeaderChanges) => send(changes, ownValues ? reach : "not_changed");
  /** How many lines have a value of their own in the field. */
  const own = (field: LineField) => {
    const lines = totals.changedByField[field];
    return lines ? `${countOf(lines, "line")} ${lines === 1 ? "has its" : "have their"} own` : undefined;
  };
  const noTemplate = header.interactionTemplate === null;
  const needsTemplate = noTemplate ? "Choose a template first." : undefined;
  const needsCampaign = header.campaign === null ? "Choose a campaign first." : undefined;
  return (
    <div className="grid gap-3.5 px-4 py-3.5" aria-busy={saving}>
      <p className="text-xs text-pretty text-ink-3">
        {totals.lines === 0
          ? "Saved as you leave a field."
          : `Saved as you leave a field, for ${countOf(totals.lines, "line")} at once.`}{" "}
      </p>
      {ownValues ? (
        <div className="grid gap-1.5">
          <p className="text-xs text-ink-2">Lines changed individually</p>
          <SegmentedControl label="Lines changed individually" block value={reach} onValueChange={setReach} options={reachOptions} />
        </div>
      ) : null}
      <TextField
        key={`description ${header.description}`}
        label="Description"
        aside={own("description")}
        defaultValue={header.description ?? ""}
        maxLength={100}
        autoComplete="off"
        error={refusals.description}
        onKeyDown={(event) => (event.key === "Enter" ? event.currentTarget.blur() : undefined)}
        onBlur={(event) =>
          event.target.value.trim() === (header.description ?? "") ? undefined : save({ description: event.target.value })
        }
      />
      <DateField
        key={`date ${header.date}`}
        label="Date"
        aside={own("date")}
        defaultValue={header.date}
        error={refusals.date}
        required
        onBlur={(event) => (event.target.value === header.date || !event.target.value ? undefined : save({ date: event.target.value }))}
      />
      <Combobox
        label="Salesperson"
        aside={own("salespersonCode")}
        value={namedOption(header.salesperson)}
        onValueChange={(option) => save({ salespersonCode: option?.value ?? null })}
        loadOptions={(search) => loadLookup("salesperson", search)}
        placeholder="none"
        error={refusals.salespersonCode}
      />
      <SuppressionField
        value={header.suppression}
        onValueChange={(suppression) => save({ suppression })}
        loadLookup={loadLookup}
        error={refusals.suppression}
      />
      <Group title="Campaign">
        <Combobox
          label="Campaign"
          aside={own("campaignNo")}
          value={namedOption(header.campaign)}
          onValueChange={(option) => save({ campaignNo: option?.value ?? null })}
          loadOptions={(search) => loadLookup("campaign", search)}
          placeholder="none"
          error={refusals.campaignNo}
        />
        <Switch
          label="Target"
          hint={needsCampaign ?? "The contacts are targets of the campaign."}
          disabled={needsCampaign !== undefined}
          checked={header.campaignTarget}
          onCheckedChange={(campaignTarget) => save({ campaignTarget })}
        />
        <Switch
          label="Response"
          hint={needsCampaign ?? "The interactions are responses to the campaign."}
          disabled={needsCampaign !== undefined}
          checked={header.campaignResponse}
          onCheckedChange={(campaignResponse) => save({ campaignResponse })}
        />
      </Group>
      <Group title="Interaction">
        <Combobox
          label="Template"
          aside={own("interactionTemplateCode")}
          value={namedOption(header.interactionTemplate)}
          onValueChange={(option) => save({ interactionTemplateCode: option?.value ?? null })}
          loadOptions={(search) => loadLookup("template", search)}
          placeholder="none"
          hint="Another template brings its presets."
          error={refusals.interactionTemplateCode}
        />
        <Combobox
          label="Interaction group"
          value={namedOption(header.interactionGroup)}
          onValueChange={(option) => save({ interactionGroupCode: option?.value ?? null })}
          loadOptions={(search) => loadLookup("interactionGroup", search)}
          placeholder="none"
          disabled={noTemplate}
          hint={needsTemplate}
          error={refusals.interactionGroupCode}
        />
        <Combobox
          label="Language"
          aside={own("languageCode")}
          value={namedOption(header.language)}
          onValueChange={(option) => save({ languageCode: option?.value ?? null })}
          loadOptions={(search) => loadLookup("language", search)}
          placeholder="the contact’s own"
          disabled={noTemplate}
          hint={needsTemplate}
          error={refusals.languageCode}
        />
        <Switch
          label="Same channel for everyone"
          hint={needsTemplate ?? "Off: each contact’s own channel counts, and the template’s where a contact has none."}
          disabled={noTemplate}
          checked={header.ignoreContactCorresType}
          onCheckedChange={(ignoreContactCorresType) => save({ ignoreContactCorresType })}
        />
        <Select
          label="Channel"
          aside={own("correspondenceType")}
          options={channelOptions}
          value={header.correspondenceType}
          onValueChange={(value) => save({ correspondenceType: oneOf(correspondenceTypes, value) })}
          placeholder="none"
          disabled={noTemplate || !header.ignoreContactCorresType}
          hint={needsTemplate ?? (header.ignoreContactCorresType ? undefined : "Counts when it is the same for everyone.")}
          error={refusals.correspondenceType}
        />
        <div className="grid grid-cols-2 gap-3">
          <Select
            label="Information flow"
            aside={own("informationFlow")}
            options={flowOptions}
            value={header.informationFlow}
            onValueChange={(value) => save({ informationFlow: oneOf(informationFlows, value) })}
            placeholder="none"
            disabled={noTemplate}
          />
          <Select
            label="Initiated by"
            aside={own("initiatedBy")}
            options={initiatorOptions}
            value={header.initiatedBy}
            onValueChange={(value) => save({ initiatedBy: oneOf(initiators, value) })}
            placeholder="none"
            disabled={noTemplate}
          />
          <NumberOnLeave
            key={`cost ${header.unitCostLcy}`}
            label="Cost each"
            aside={own("costLcy")}
            value={header.unitCostLcy}
            fractionDigits={2}
            unitBefore={currencySign(currency)}
            disabled={noTemplate}
            error={refusals.unitCostLcy}
            onValue={(unitCostLcy) => save({ unitCostLcy })}
          />
          <NumberOnLeave
            key={`duration ${header.unitDurationMin}`}
            label="Duration each"
            aside={own("durationMin")}
            value={header.unitDurationMin}
            fractionDigits={0}
            unitAfter="min"
            disabled={noTemplate}
            error={refusals.unitDurationMin}
            onValue={(unitDurationMin) => save({ unitDurationMin })}
          />
        </div>
      </Group>
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="-mx-4 grid gap-3.5 border-t border-line-soft px-4 pt-3">
      <legend className="float-left mb-0 w-full text-xs font-semibold text-ink-2">{title}</legend>
      {children}
    </fieldset>
  );
}
