import { Checkbox } from "@/components/ui/checkbox";
import { Combobox } from "@/components/ui/combobox";
import { DateField } from "@/components/ui/date-field";
import { ErrorMessage } from "@/components/ui/error-message";
import { NumberField } from "@/components/ui/number-field";
import type { Option } from "@/components/ui/option";
import { Select } from "@/components/ui/select";
import { TimeField } from "@/components/ui/time-field";
import type { Refusals } from "@/components/ui/use-form";
import { weekdayNames } from "@/lib/schedules/words";
import type { RuleDraft } from "./rule-draft";

const everyOptions: Option<RuleDraft["every"]>[] = [
  { value: "once", label: "Once" },
  { value: "day", label: "Every day" },
  { value: "week", label: "Every week" },
  { value: "month", label: "Every month" },
];
const whichOptions: Option<RuleDraft["which"]>[] = [
  { value: "day", label: "Day" },
  { value: "1", label: "First" },
  { value: "2", label: "Second" },
  { value: "3", label: "Third" },
  { value: "4", label: "Fourth" },
  { value: "last", label: "Last" },
];
const weekdayOptions: Option[] = weekdayNames.map((label, at) => ({ value: String(at + 1), label }));
const zones: Option[] = ["Etc/UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")].map((zone) => ({
  value: zone,
  label: zone,
}));

type RuleFieldsProps = {
  value: RuleDraft;
  onChange: (draft: RuleDraft) => void;
  timeZone: string;
  onTimeZone: (zone: string) => void;
  refusals: Refusals;
};

/** When a schedule is due. */
export function RuleFields({ value, onChange, timeZone, onTimeZone, refusals }: RuleFieldsProps) {
  const set = (part: Partial<RuleDraft>) => onChange({ ...value, ...part });
  return (
    <>
      <Select label="How often" options={everyOptions} value={value.every} onValueChange={(every) => every && set({ every })} />
      {value.every === "once" ? (
        <DateField label="Date" value={value.date} error={refusals["rule.date"]} onChange={(event) => set({ date: event.target.value })} />
      ) : null}
      {value.every === "week" ? (
        <fieldset className="sm:col-span-2">
          <legend className="mb-1 text-xs font-medium text-ink-2">On</legend>
          <div className="flex flex-wrap gap-x-5 gap-y-2">
            {weekdayNames.map((name, at) => (
              <Checkbox
                key={name}
                label={name}
                checked={value.days.includes(at + 1)}
                onCheckedChange={(checked) => set({ days: checked ? [...value.days, at + 1] : value.days.filter((day) => day !== at + 1) })}
              />
            ))}
          </div>
          <ErrorMessage>{refusals["rule.days"]}</ErrorMessage>
        </fieldset>
      ) : null}
      {value.every === "month" ? (
        <div className="grid grid-cols-2 gap-3">
          <Select label="On the" options={whichOptions} value={value.which} onValueChange={(which) => which && set({ which })} />
          {value.which === "day" ? (
            <NumberField
              label="Day of the month"
              min={1}
              max={31}
              value={value.day}
              error={refusals["rule.on"]}
              onValueChange={(day) => set({ day })}
            />
          ) : (
            <Select
              label="Weekday"
              options={weekdayOptions}
              value={String(value.weekday)}
              onValueChange={(day) => set({ weekday: Number(day ?? 1) })}
            />
          )}
        </div>
      ) : null}
      {value.every === "day" ? <span className="max-sm:hidden" /> : null}
      <TimeField label="At" value={value.time} error={refusals["rule.time"]} onValueChange={(time) => set({ time })} />
      <Combobox
        label="Time zone"
        options={zones}
        value={{ value: timeZone, label: timeZone }}
        error={refusals.timeZone}
        onValueChange={(zone) => zone && onTimeZone(zone.value)}
      />
    </>
  );
}
