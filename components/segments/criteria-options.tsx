import { classNames } from "@/components/ui/class-names";
import { formatChange } from "@/components/ui/format";
import { Switch } from "@/components/ui/switch";
import type { AddOptions, KeepOptions } from "@/lib/segmentation/criteria-schema";
import type { OptionEffects } from "@/lib/segmentation/stack-types";
import type { CriteriaKind } from "./effect-view";

export type StepOptions = AddOptions & KeepOptions;
export const noOptions: StepOptions = {
  expandCompanies: false,
  relatedCompanies: false,
  ignoreExclusion: false,
  allowExisting: false,
  entireCompanies: false,
};

type OptionEntry = { key: keyof StepOptions; label: string; hint: string; kinds: readonly CriteriaKind[] };

const entries: readonly OptionEntry[] = [
  { key: "expandCompanies", label: "Expand companies", hint: "Also everyone of the matching people’s companies.", kinds: ["add"] },
  { key: "relatedCompanies", label: "Related companies", hint: "Also the company itself.", kinds: ["add"] },
  { key: "ignoreExclusion", label: "Ignore exclusion", hint: "Also contacts marked Exclude from Segment.", kinds: ["add"] },
  { key: "allowExisting", label: "Allow existing contacts", hint: "One more line for those already on the segment.", kinds: ["add"] },
  {
    key: "entireCompanies",
    label: "Entire companies",
    hint: "Who matches speaks for everyone of the same company.",
    kinds: ["reduce", "refine"],
  },
];

export type CriteriaOptionsProps = {
  kind: CriteriaKind;
  options: StepOptions;
  effects: OptionEffects | null;
  counting: boolean;
  onChange: (options: StepOptions) => void;
};

/** The options of a step with what each would change. */
export function CriteriaOptions({ kind, options, effects, counting, onChange }: CriteriaOptionsProps) {
  return entries
    .filter((entry) => entry.kinds.includes(kind))
    .map(({ key, label, hint }) => (
      <Switch
        key={key}
        label={label}
        hint={hint}
        checked={options[key]}
        onCheckedChange={(checked) => onChange({ ...options, [key]: checked })}
        effect={<Effect count={effectOf(effects, kind, key)} kind={kind} on={options[key]} stale={counting} />}
      />
    ));
}

/** More or fewer who come or leave with the option; null when it is not known. */
function effectOf(effects: OptionEffects | null, kind: CriteriaKind, key: keyof StepOptions): number | null {
  if (effects === null || effects.kind !== kind) return null;
  if (effects.kind === "add") return key === "entireCompanies" ? null : effects[key];
  return key === "entireCompanies" ? effects.entireCompanies : null;
}

function Effect({ count, kind, on, stale }: { count: number | null; kind: CriteriaKind; on: boolean; stale: boolean }) {
  if (count === null) return <span className="text-ink-3">—</span>;
  // What an option of Reduce or Refine takes away more stands with a minus, as in the numbers below.
  const change = kind === "add" ? count : -count;
  const text = change > 0 ? formatChange(change) : change === 0 ? (kind === "add" ? "+0" : "0") : formatChange(change);
  return (
    <span
      aria-busy={stale || undefined}
      className={classNames(
        "transition-opacity",
        stale && "opacity-60",
        !on || change === 0 ? "text-ink-3" : change > 0 ? "text-added" : "text-removed",
      )}
    >
      {text}
    </span>
  );
}
