"use client";

import { UsersRound } from "lucide-react";
import { useEffect, useState, useTransition } from "react";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf, formatNumber } from "@/components/ui/format";
import type { Option } from "@/components/ui/option";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import type { GroupNumbers } from "@/lib/mailing-groups/schema";
import { goesOnWords, type MailingGroupActions, refusalWords, unreachableWords } from "./mailing-group-actions";
import { useUndo } from "./use-undo";

export type MailingGroupDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  segmentNo: string;
  actions: MailingGroupActions;
  loadLookup: LoadLookup;
};

/** Puts everybody of a segment into one mailing group, after showing who would come and go. */
export function MailingGroupDialog({ open, onOpenChange, title, ...form }: MailingGroupDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Apply mailing group"
      subtitle={`to ${title}`}
      icon={<UsersRound aria-hidden />}
      bare
      keepOnOutsidePress
    >
      {open ? <MailingGroupForm {...form} onClose={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

type FormProps = Omit<MailingGroupDialogProps, "open" | "onOpenChange" | "title"> & { onClose: () => void };

function MailingGroupForm({ segmentNo, actions, loadLookup, onClose }: FormProps) {
  const [kind, setKind] = useState<"existing" | "new">("existing");
  const [chosen, setChosen] = useState<Option | null>(null);
  const [code, setCode] = useState("");
  const [description, setDescription] = useState("");
  const [replace, setReplace] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const { toast } = useToast();
  const undo = useUndo(actions.undo);
  const isNew = kind === "new";
  const { numbers, forget } = usePreview(actions, segmentNo, isNew ? null : (chosen?.value ?? undefined), replace && !isNew);
  const ready = numbers !== null && (isNew ? code.trim() !== "" && description.trim() !== "" : chosen !== null);

  const submit = () => {
    if (!ready || pending) return;
    const to = isNew ? ({ group: "new", code, description } as const) : ({ group: "existing", code: chosen?.value ?? "" } as const);
    start(async () => {
      const answer = await actions.apply({ segmentNo, to, replace: replace && !isNew, shown: numbers }).catch(() => null);
      if (!answer?.ok) {
        if (answer?.error.code === "numbers_moved") forget(answer.error.now);
        return setRefusal(answer ? refusalWords(answer.error) : unreachableWords);
      }
      const { added, alreadyIn, removed, group, applicationId } = answer.value;
      onClose();
      if (applicationId === null) return toast({ lead: `${formatNumber(added)} are being added to ${group}`, text: goesOnWords });
      const gone = removed > 0 ? `, ${formatNumber(removed)} removed` : "";
      toast({
        lead: `${formatNumber(added)} added to ${group}`,
        tone: "added",
        text: `, ${formatNumber(alreadyIn)} were in it already${gone}.`,
        action: { label: "Undo", run: () => undo.run(applicationId) },
      });
    });
  };
  useShortcut("Ctrl Enter", submit, { label: "Apply mailing group", inFields: true });

  return (
    <>
      <div className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-5 py-4 max-sm:px-4">
        <SegmentedControl
          label="Which group"
          value={kind}
          onValueChange={setKind}
          options={[
            { value: "existing", label: "A group there is" },
            { value: "new", label: "A new group" },
          ]}
          className="justify-self-start"
        />
        {isNew ? (
          <div className="grid gap-4 sm:grid-cols-[10rem_minmax(0,1fr)]">
            <TextField label="Code" code value={code} onChange={(event) => setCode(event.target.value.toUpperCase())} maxLength={20} />
            <TextField label="Description" value={description} onChange={(event) => setDescription(event.target.value)} maxLength={100} />
          </div>
        ) : (
          <>
            <Combobox
              label="Mailing group"
              value={chosen}
              onValueChange={setChosen}
              loadOptions={(search) => loadLookup("mailingGroup", search)}
              placeholder="code or description"
            />
            <Switch
              label="Replace who is in it now"
              hint="Takes out of the group whoever is not on this segment, for everybody who uses the group."
              checked={replace}
              onCheckedChange={setReplace}
            />
          </>
        )}
        <Effect numbers={numbers} />
        <ErrorMessage>{refusal}</ErrorMessage>
      </div>
      <DialogFooter>
        <Button variant="ghost" size="lg" onClick={onClose}>
          Cancel
        </Button>
        <Button variant="primary" size="lg" keys="Ctrl Enter" disabled={!ready} pending={pending} pendingLabel="Applying" onClick={submit}>
          {ready ? buttonWords(numbers) : "Apply mailing group"}
        </Button>
      </DialogFooter>
    </>
  );
}

const buttonWords = ({ added, removed }: GroupNumbers): string =>
  removed > 0 ? `Add ${formatNumber(added)}, remove ${formatNumber(removed)}` : `Add ${countOf(added, "contact")}`;

/** In the group now, what would come, stay and go. Places for the numbers are there before they are. */
function Effect({ numbers }: { numbers: GroupNumbers | null }) {
  const facts = [
    ["In the group now", numbers?.before, ""],
    ["Would be added", numbers?.added, "text-added"],
    ["In it already", numbers?.alreadyIn, ""],
    ["Would be removed", numbers?.removed, "text-removed"],
  ] as const;
  return (
    <dl
      aria-label="Effect"
      aria-live="polite"
      className="grid grid-cols-4 gap-3 rounded-lg border border-line bg-sunken px-4 py-3 max-sm:grid-cols-2"
    >
      {facts.map(([name, value, tone]) => (
        <div key={name} className="flex flex-col-reverse justify-end">
          <dt className="text-xs text-ink-3">{name}</dt>
          <dd className={`num text-lg font-medium ${tone}`}>{value === undefined ? "—" : formatNumber(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The effect on a group: of an undefined one nothing is known, null is a new one. */
function usePreview(actions: MailingGroupActions, segmentNo: string, code: string | null | undefined, replace: boolean) {
  const [numbers, setNumbers] = useState<GroupNumbers | null>(null);
  useEffect(() => {
    let wanted = true;
    setNumbers(null);
    if (code === undefined) return;
    actions.preview(segmentNo, code, replace).then(
      (found) => (wanted ? setNumbers(found) : undefined),
      () => undefined, // without numbers nothing can be applied
    );
    return () => {
      wanted = false;
    };
  }, [actions, segmentNo, code, replace]);
  return { numbers, forget: setNumbers };
}
