"use client";

import { useRouter } from "next/navigation";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { Combobox } from "@/components/ui/combobox";
import type { Option } from "@/components/ui/option";
import type { SavedCriteriaRow } from "@/lib/segmentation/saved-criteria-types";

export type CompareWithProps = {
  path: string;
  searchSavedCriteria: (search: string) => Promise<readonly SavedCriteriaRow[]>;
  loadLookup: LoadLookup;
};

/** Chooses what saved criteria are held against: others, or a segment. */
export function CompareWith({ path, searchSavedCriteria, loadLookup }: CompareWithProps) {
  const router = useRouter();
  const go = (name: "criteria" | "segment", option: Option | null) => {
    if (option) router.push(`${path}?${new URLSearchParams({ [name]: option.value })}`);
  };
  const loadCriteria = async (search: string) =>
    (await searchSavedCriteria(search)).map(({ criteriaId, code, description }) => ({
      value: String(criteriaId),
      label: description ? `${code}  ${description}` : code,
    }));
  return (
    <div className="flex flex-wrap gap-4 px-4 py-3">
      <Combobox
        label="With saved criteria"
        placeholder="Choose"
        className="w-64 max-sm:w-full"
        loadOptions={loadCriteria}
        onValueChange={(option) => go("criteria", option)}
      />
      <Combobox
        label="With a segment"
        placeholder="Choose"
        className="w-64 max-sm:w-full"
        loadOptions={(search) => loadLookup("segment", search)}
        onValueChange={(option) => go("segment", option)}
      />
    </div>
  );
}
