"use client";

import { Archive, Bookmark } from "lucide-react";
import { useState } from "react";
import { LoggedChoiceField } from "@/components/logged-choice/logged-choice-field";
import { Combobox } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import { countOf } from "@/components/ui/format";
import type { Option } from "@/components/ui/option";
import { Switch } from "@/components/ui/switch";
import type { SavedCriteriaRow } from "@/lib/segmentation/saved-criteria-types";
import type { LoggedChoice } from "@/lib/segmentation/stack-change-schema";
import type { SegmentReads } from "./segment-actions";
import { StackChangeForm, type StackChangeFormProps } from "./stack-change-dialog";

type ReuseProps = Pick<StackChangeFormProps, "segmentNo" | "actions" | "onChanged"> & { open: boolean; onClose: () => void; title: string };

/** Takes the steps of saved criteria on this segment: after what is there, or instead of it. */
export function ReuseCriteriaDialog({
  open,
  onClose,
  title,
  ...form
}: ReuseProps & { steps: number; searchSavedCriteria: SegmentReads["searchSavedCriteria"] }) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title="Reuse criteria"
      subtitle={`on ${title}`}
      icon={<Bookmark aria-hidden />}
      size="lg"
      bare
      keepOnOutsidePress
    >
      {open ? <ReuseCriteriaForm {...form} onClose={onClose} /> : null}
    </Dialog>
  );
}

function ReuseCriteriaForm({
  steps,
  searchSavedCriteria,
  ...form
}: Omit<ReuseProps, "open" | "title"> & { steps: number; searchSavedCriteria: SegmentReads["searchSavedCriteria"] }) {
  const [found, setFound] = useState<readonly SavedCriteriaRow[]>([]);
  const [chosen, setChosen] = useState<SavedCriteriaRow | null>(null);
  const [editsByHand, setEditsByHand] = useState(false);
  const [instead, setInstead] = useState(false);
  const load = async (search: string) => {
    const rows = await searchSavedCriteria(search);
    setFound(rows);
    return rows.map(optionOf);
  };
  return (
    <StackChangeForm
      {...form}
      change={chosen && { change: "reuse_criteria", criteriaId: chosen.criteriaId, editsByHand, instead }}
      confirmLabel={(difference) =>
        difference ? `Take ${countOf(difference.steps.filter(({ now }) => now !== null).length, "step")}` : "Take the steps"
      }
    >
      <Combobox
        label="Saved criteria"
        placeholder="Choose by code or description"
        value={chosen && optionOf(chosen)}
        loadOptions={load}
        onValueChange={(option) => {
          const row = found.find(({ criteriaId }) => String(criteriaId) === option?.value) ?? null;
          setChosen(row);
          setEditsByHand(row !== null && row.edits === row.steps);
        }}
      />
      {chosen && chosen.edits > 0 ? (
        <Switch
          label="Take edits by hand along"
          hint={`${countOf(chosen.edits, "step")} added or removed named contacts.`}
          checked={editsByHand}
          onCheckedChange={setEditsByHand}
        />
      ) : null}
      {steps > 0 ? (
        <Switch
          label="Instead of what is there"
          hint={`Drops the ${countOf(steps, "step")} of this segment first. Off: in addition to its lines.`}
          checked={instead}
          onCheckedChange={setInstead}
        />
      ) : null}
    </StackChangeForm>
  );
}

const optionOf = ({ criteriaId, code, description }: SavedCriteriaRow): Option => ({
  value: String(criteriaId),
  label: description ? `${code}  ${description}` : code,
});

/** Adds the contacts of a logged segment, all or some of them, each once. */
export function ReuseLoggedDialog({
  open,
  onClose,
  title,
  ...form
}: ReuseProps & { loadLogged: (search: string) => Promise<readonly Option[]> }) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title="Reuse a logged segment"
      subtitle={`on ${title}`}
      icon={<Archive aria-hidden />}
      size="lg"
      bare
      keepOnOutsidePress
    >
      {open ? <ReuseLoggedForm {...form} onClose={onClose} /> : null}
    </Dialog>
  );
}

function ReuseLoggedForm({
  loadLogged,
  ...form
}: Omit<ReuseProps, "open" | "title"> & { loadLogged: (search: string) => Promise<readonly Option[]> }) {
  const [logged, setLogged] = useState<Option | null>(null);
  const [choice, setChoice] = useState<LoggedChoice>({ who: "all" });
  return (
    <StackChangeForm
      {...form}
      change={logged && { change: "reuse_logged", entryNo: Number(logged.value), choice }}
      confirmLabel={(difference) => (difference ? `Add ${countOf(difference.numbers.added, "contact")}` : "Add contacts")}
    >
      <Combobox
        label="Logged segment"
        placeholder="Choose by number or description"
        value={logged}
        loadOptions={loadLogged}
        onValueChange={setLogged}
      />
      <LoggedChoiceField value={choice} onValueChange={setChoice} />
    </StackChangeForm>
  );
}
