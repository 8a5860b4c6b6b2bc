import { Checkbox } from "@/components/ui/checkbox";
import { formatNumber } from "@/components/ui/format";
import { evaluations, type LoggedChoice } from "@/lib/segmentation/stack-change-schema";

const choices: readonly { who: LoggedChoice["who"]; label: string }[] = [
  { who: "all", label: "All" },
  { who: "evaluated", label: "Only those with an evaluation of …" },
  { who: "not_reached", label: "Only those who were not reached" },
  { who: "not_answered", label: "Only those who did not answer" },
];
const clickChoices: typeof choices = [
  { who: "clicked", label: "Only those who clicked a link" },
  { who: "not_clicked", label: "Only those who got an e-mail and clicked no link" },
];
const evaluationLabels: Record<(typeof evaluations)[number], string> = {
  very_positive: "Very Positive",
  positive: "Positive",
  neutral: "Neutral",
  negative: "Negative",
  very_negative: "Very Negative",
};

export type LoggedChoiceFieldProps = {
  value: LoggedChoice;
  onValueChange: (choice: LoggedChoice) => void;
  /** How many contacts each choice means, where it was counted; null while it is. */
  counts?: Partial<Record<LoggedChoice["who"], number | null>> | undefined;
  /** Whether clicks on links were counted. */
  clicks?: boolean | undefined;
};

/** Whom of a logged segment: all, or some by what came of it. */
export function LoggedChoiceField({ value, onValueChange, counts, clicks = false }: LoggedChoiceFieldProps) {
  const chosen = value.who === "evaluated" ? value.evaluations : [];
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-xs font-medium text-ink-2">Whom</legend>
      {(clicks ? [...choices, ...clickChoices] : choices).map(({ who, label }) => (
        <label key={who} className="flex min-h-7 items-center gap-2 pointer-coarse:min-h-11">
          <input
            type="radio"
            name="who"
            className="size-4 accent-(--accent-solid)"
            checked={value.who === who}
            onChange={() => onValueChange(who === "evaluated" ? { who, evaluations: ["positive", "very_positive"] } : { who })}
          />
          {label}
          {counts ? (
            <span className="num ml-auto text-ink-2">{typeof counts[who] === "number" ? formatNumber(counts[who]) : "…"}</span>
          ) : null}
        </label>
      ))}
      {value.who === "evaluated" ? (
        <div className="flex flex-wrap gap-x-4 gap-y-1 pl-6">
          {evaluations.map((evaluation) => (
            <Checkbox
              key={evaluation}
              label={evaluationLabels[evaluation]}
              checked={chosen.includes(evaluation)}
              onCheckedChange={(on) => {
                const next = evaluations.filter((each) => (each === evaluation ? on : chosen.includes(each)));
                if (next.length > 0) onValueChange({ who: "evaluated", evaluations: next });
              }}
            />
          ))}
        </div>
      ) : null}
    </fieldset>
  );
}
