"use client";

import { SegmentedControl } from "@/components/ui/segmented-control";
import { Tooltip } from "@/components/ui/tooltip";

const forms = [
  { value: "fields", label: "Fields" },
  { value: "groups", label: "Groups" },
] as const;
export type CriteriaForm = (typeof forms)[number]["value"];

/** The two ways to say what to look for: the sections with their fields, or groups in groups. `fits` is whether the sections can hold what is said now. */
export function CriteriaForms({ value, fits, onChange }: { value: CriteriaForm; fits: boolean; onChange: (form: CriteriaForm) => void }) {
  const control = <SegmentedControl label="Say it with" options={forms} value={value} onValueChange={onChange} className="flex-none" />;
  return fits ? (
    control
  ) : (
    <Tooltip label="The fields cannot hold what these groups say. Undo, or clear first.">
      <span className="flex-none">{control}</span>
    </Tooltip>
  );
}
