"use client";

import { SegmentedControl } from "@/components/ui/segmented-control";
import type { LettersChoice as Choice } from "@/lib/letters/schema";
import { formatOptions, orderOptions } from "./letter-words";

/** As what file letters are made, and in which order. PDF stands there where a converter is found; else a sentence says what it needs. */
export function LettersChoice({ pdf, value, onChange }: { pdf: boolean; value: Choice; onChange: (value: Choice) => void }) {
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <SegmentedControl
          label="File of the letters"
          options={formatOptions.filter((option) => pdf || option.value !== "pdf")}
          value={value.format}
          onValueChange={(format) => onChange({ ...value, format })}
        />
        <SegmentedControl
          label="Order of the letters"
          options={orderOptions}
          value={value.order}
          onValueChange={(order) => onChange({ ...value, order })}
        />
      </div>
      {pdf ? null : <p className="text-ink-2">PDF needs LibreOffice, which is not on this machine. Word files need nothing.</p>}
    </>
  );
}
