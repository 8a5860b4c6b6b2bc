"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { countOf } from "@/components/ui/format";
import type { LettersChoice as Choice } from "@/lib/letters/schema";
import { LettersChoice } from "./letters-choice";

/** In the check before logging: make the letters of the lines that go by hard copy, or later. Nothing where there is none. */
export function MakeChoice({
  lines,
  pdf,
  value,
  onChange,
}: {
  lines: number;
  pdf: boolean;
  value: Choice | null;
  onChange: (value: Choice | null) => void;
}) {
  if (lines === 0) return null;
  return (
    <fieldset className="mt-4 grid gap-2.5">
      <legend className="sr-only">Letters</legend>
      <Checkbox
        label={`Make the letters of ${countOf(lines, "hard copy line")}`}
        checked={value !== null}
        onCheckedChange={(on) => onChange(on ? { format: pdf ? "pdf" : "docx", order: "shown" } : null)}
      />
      {value ? (
        <div className="ml-6 grid gap-2.5">
          <LettersChoice pdf={pdf} value={value} onChange={onChange} />
        </div>
      ) : null}
    </fieldset>
  );
}
