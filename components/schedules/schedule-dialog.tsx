"use client";

import { useState, useTransition } from "react";
import { SuppressionField } from "@/components/consent/suppression-field";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { NumberField } from "@/components/ui/number-field";
import type { Option } from "@/components/ui/option";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
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

const optionOf = (named: { code: string; name: string } | undefined): Option | null =>
  named ? { value: named.code, label: named.name, hint: named.code } : null;

/** A schedule, new or as it is. What it will do stands below as a sentence, with the times at which it does. */
export function ScheduleDialog({ schedule, timeZone, save, loadLookup, onSaved, onClose }: ScheduleDialogProps) {
  const [name, setName] = useState(schedule?.name ?? "");
  const [rule, setRule] = useState(draftOf(schedule?.rule ?? null));
  const [zone, setZone] = useState(schedule?.timeZone ?? timeZone);
  const [segment, setSegment] = useState(optionOf(schedule?.segment));
  const [template, setTemplate] = useState(optionOf(schedule?.template));
  const [days, setDays] = useState<number | null>(schedule ? (schedule.notReached?.days ?? null) : 30);
  const [by, setBy] = useState<ReachedBy>(schedule?.notReached?.by ?? "any");
  const [suppression, setSuppression] = useState(schedule?.suppression ?? []);
  const [refusals, setRefusals] = useState<Record<string, string>>({});
  const [opened] = useState(() => new Date());
  const [pending, start] = useTransition();
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
    const checked = createScheduleSchema.safeParse(request);
    if (!checked.success)
      return setRefusals(Object.fromEntries(checked.error.issues.map(({ path, message }) => [path.slice(0, 2).join("."), message])));
    start(async () => {
      const answer = await save(request).catch(() => null);
      if (!answer?.ok) return setRefusals({ form: scheduleRefusal(answer) });
      onClose();
      onSaved(answer.value.scheduleId);
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={schedule ? "Change the schedule" : "New schedule"}
      size="lg"
      keepOnOutsidePress
      footer={
        <DialogFooter>
          <Button variant="ghost" size="lg" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" size="lg" pending={pending} onClick={submit}>
            Save schedule
          </Button>
        </DialogFooter>
      }
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
    </Dialog>
  );
}
