"use client";

import { useState } from "react";
import { SuppressionField } from "@/components/consent/suppression-field";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { Combobox } from "@/components/ui/combobox";
import { ErrorMessage } from "@/components/ui/error-message";
import { FormDialog } from "@/components/ui/form-dialog";
import { NumberField } from "@/components/ui/number-field";
import { namedOption, type Option } from "@/components/ui/option";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useForm } from "@/components/ui/use-form";
import { timeZoneNamed } from "@/lib/filters/instants";
import { nextDues } from "@/lib/schedules/rule";
import { type CreateSchedule, createScheduleSchema, type ReachedBy, scheduleRuleSchema } from "@/lib/schedules/schema";
import type { Schedule } from "@/lib/schedules/types";
import { scheduleWords } from "@/lib/schedules/words";
import { NextTimes } from "./next-times";
import { draftOf, ruleOf } from "./rule-draft";
import { RuleFields } from "./rule-fields";
import { type ScheduleActions, scheduleRefusal } from "./schedule-actions";

const reachedOptions: Option<ReachedBy>[] = [
  { value: "any", label: "by any interaction" },
  { value: "delivery", label: "by what was delivered" },
];

type ScheduleDialogProps = {
  /** Null for a new one. */
  schedule: Schedule | null;
  /** That of a new one. */
  timeZone: string;
  save: (request: CreateSchedule) => ReturnType<ScheduleActions["create"]>;
  loadLookup: LoadLookup;
  onSaved: (scheduleId: number) => void;
  onClose: () => void;
};

/** A schedule, new or as it is. What it will do stands below as a sentence, with the times at which it does. */
export function ScheduleDialog({ schedule, timeZone, save, loadLookup, onSaved, onClose }: ScheduleDialogProps) {
  const [name, setName] = useState(schedule?.name ?? "");
  const [rule, setRule] = useState(draftOf(schedule?.rule ?? null));
  const [zone, setZone] = useState(schedule?.timeZone ?? timeZone);
  const [segment, setSegment] = useState(namedOption(schedule?.segment));
  const [template, setTemplate] = useState(namedOption(schedule?.template));
  const [days, setDays] = useState<number | null>(schedule ? (schedule.notReached?.days ?? null) : 30);
  const [by, setBy] = useState<ReachedBy>(schedule?.notReached?.by ?? "any");
  const [suppression, setSuppression] = useState(schedule?.suppression ?? []);
  const [opened] = useState(() => new Date());
  const { refusals, pending, send } = useForm();
  const read = scheduleRuleSchema.safeParse(ruleOf(rule));
  const named = (option: Option | null) => option && { code: option.value, name: option.label };
  const notReached = days === null ? null : { days, by };
  const submit = () => {
    const request: CreateSchedule = {
      name,
      rule: ruleOf(rule),
      timeZone: zone,
      segmentNo: segment?.value ?? "",
      templateCode: template?.value ?? "",
      notReached,
      suppression: suppression.map(({ value }) => value),
    };
    const saved = ({ scheduleId }: { scheduleId: number }) => {
      onClose();
      onSaved(scheduleId);
    };
    send({ schema: createScheduleSchema, request, save, words: scheduleRefusal, onSaved: saved });
  };
  return (
    <FormDialog
      title={schedule ? "Change the schedule" : "New schedule"}
      size="lg"
      submitLabel="Save schedule"
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          className="sm:col-span-2"
          label="Name"
          hint="The segments that it logs are called so."
          value={name}
          maxLength={100}
          error={refusals.name}
          onChange={(event) => setName(event.target.value)}
        />
        <Combobox
          label="Segment"
          placeholder="Choose"
          value={segment}
          error={refusals.segmentNo && "Choose a worksheet or a live segment."}
          onValueChange={setSegment}
          loadOptions={(search) => loadLookup("segment", search)}
        />
        <Combobox
          label="Interaction template"
          placeholder="Choose"
          hint="It says by which channel and for what purpose."
          value={template}
          error={refusals.templateCode && "Choose a template."}
          onValueChange={setTemplate}
          loadOptions={(search) => loadLookup("template", search)}
        />
        <RuleFields value={rule} onChange={setRule} timeZone={zone} onTimeZone={setZone} refusals={refusals} />
        <div className="grid grid-cols-2 gap-3">
          <NumberField
            label="Not those reached in the last"
            unitAfter="days"
            placeholder="any time"
            min={1}
            max={3_650}
            value={days}
            error={refusals["notReached.days"]}
            onValueChange={setDays}
          />
          <Select
            label="Reached"
            options={reachedOptions}
            value={by}
            disabled={days === null}
            onValueChange={(value) => value && setBy(value)}
          />
        </div>
        <SuppressionField
          hint="Who is on one of these is left out."
          value={suppression}
          onValueChange={(_, chosen) => setSuppression(chosen)}
          loadLookup={loadLookup}
          error={refusals.suppression}
        />
      </div>
      <ErrorMessage className="mt-3">{refusals.form}</ErrorMessage>
      <section aria-label="What it does" aria-live="polite" className="mt-4 rounded-lg bg-sunken px-4 py-3">
        <p className="text-pretty">
          {read.success
            ? scheduleWords({
                rule: read.data,
                timeZone: zone,
                segment: named(segment),
                template: named(template),
                notReached,
                suppression,
              })
            : "Say when it is due."}
        </p>
        {read.success && timeZoneNamed(zone) !== null ? (
          <NextTimes times={nextDues(read.data, zone, opened, 5)} timeZone={zone} className="mt-2" />
        ) : null}
      </section>
    </FormDialog>
  );
}
