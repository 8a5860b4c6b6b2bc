"use client";

import { useRouter } from "next/navigation";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { Combobox } from "@/components/ui/combobox";

/** Leads to why the contact is on any segment, or is not. */
export function WhyOnSegment({ contactNo, loadLookup }: { contactNo: string; loadLookup: LoadLookup }) {
  const router = useRouter();
  return (
    <Combobox
      label="Why here, or not, on segment"
      placeholder="Choose a segment"
      size="control"
      value={null}
      loadOptions={(search) => loadLookup("segment", search)}
      onValueChange={(option) =>
        option && router.push(`/segments/${encodeURIComponent(option.value)}/why?contact=${encodeURIComponent(contactNo)}`)
      }
      className="mt-3"
    />
  );
}
