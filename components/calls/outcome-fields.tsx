"use client";

import { evaluationWords } from "@/components/contacts/contact-words";
import { NumberField } from "@/components/ui/number-field";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { evaluations } from "@/lib/segmentation/schema";
import type { Evaluation } from "@/lib/segmentation/types";
import { minutesOf, type Outcome } from "./call-words";

const clockWords = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

type OutcomeFieldsProps = {
  value: Outcome;
  onChange: (value: Outcome) => void;
  /** What the clock says; it can be corrected. */
  seconds: number | null;
  usualMin: number;
  currency: string;
};

/** Evaluation, duration, cost and comment of a call. */
export function OutcomeFields({ value, onChange, seconds, usualMin, currency }: OutcomeFieldsProps) {
  return (
    <>
      <Select<Evaluation>
        label="Evaluation"
        placeholder="Not evaluated"
        options={evaluations.map((each) => ({ value: each, label: evaluationWords[each] }))}
        value={value.evaluation}
        onValueChange={(evaluation) => onChange({ ...value, evaluation })}
      />
      <div className="grid grid-cols-2 gap-3.5">
        <NumberField
          label="Duration"
          aside={seconds === null ? undefined : <span className="num">{clockWords(seconds)}</span>}
          unitAfter="min"
          min={0}
          value={minutesOf(value, seconds, usualMin)}
          onValueChange={(durationMin) => onChange({ ...value, durationMin })}
        />
        <NumberField
          label="Cost"
          unitAfter={currency}
          min={0}
          fractionDigits={2}
          value={value.costLcy}
          onValueChange={(costLcy) => onChange({ ...value, costLcy: costLcy ?? 0 })}
        />
      </div>
      <TextArea
        className="sm:col-span-2"
        label="Comment"
        rows={3}
        maxLength={4_000}
        value={value.comment}
        onChange={(event) => onChange({ ...value, comment: event.target.value })}
      />
    </>
  );
}
