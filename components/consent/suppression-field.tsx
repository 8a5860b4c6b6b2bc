"use client";

import type { LoadLookup } from "@/components/filters/load-lookup";
import { TokenField } from "@/components/ui/token-field";

export type SuppressionFieldProps = {
  value: readonly { value: string; name: string }[];
  /** Gets what is chosen, as `suppressionSchema` names it. */
  onValueChange: (suppression: string[], named: { value: string; name: string }[]) => void;
  loadLookup: LoadLookup;
  hint?: string | undefined;
  error?: string | undefined;
  className?: string | undefined;
};

/** The segments whose members are never reached: worksheets, live segments and logged segments. */
export function SuppressionField({
  value,
  onValueChange,
  loadLookup,
  hint = "Who is on one of these is left out of the log, and gets nothing that still waits to be sent.",
  error,
  className,
}: SuppressionFieldProps) {
  const load = async (search: string) => {
    const [segments, logged] = await Promise.all([loadLookup("segment", search), loadLookup("loggedSegment", search)]);
    return [
      ...segments.map((option) => ({ ...option, value: `segment:${option.value}`, hint: option.value })),
      ...logged.map((option) => ({ ...option, value: `loggedSegment:${option.value}`, hint: `logged segment ${option.value}` })),
    ];
  };
  return (
    <TokenField
      label="Suppression segments"
      placeholder="none"
      hint={hint}
      error={error}
      className={className}
      value={value.map((named) => ({ value: named.value, label: named.name }))}
      onValueChange={(chosen) =>
        onValueChange(
          chosen.map((option) => option.value),
          chosen.map((option) => ({ value: option.value, name: option.label })),
        )
      }
      loadOptions={load}
    />
  );
}
