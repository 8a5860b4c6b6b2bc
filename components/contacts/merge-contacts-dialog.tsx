"use client";

import { Merge } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { countOf } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import type { Option } from "@/components/ui/option";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import type { ContactType } from "@/lib/contacts/schema";
import { contactOption } from "./contact-option";
import { contactHref } from "./contacts-address";
import { MergeComparison } from "./merge-comparison";
import { MergeConsequences } from "./merge-consequences";
import { mergedWords } from "./merge-words";
import { type UpkeepActions, unreachableWords, upkeepWords } from "./upkeep-actions";
import { useMergeEffect } from "./use-merge-effect";

export type MergeContactsProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Who is merged: several that were selected, or one whose other is found in the dialog. The first stays unless another is chosen. */
  contactNos: readonly string[];
  /** What is searched for when there is one. */
  type: ContactType;
  actions: Pick<UpkeepActions, "mergeContacts" | "findMergeEffect" | "searchContacts">;
};

/** Lays contacts side by side, says which one stays and what that changes, and merges them. */
export function MergeContactsDialog({ open, onOpenChange, ...form }: MergeContactsProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={form.contactNos.length > 1 ? `Merge ${countOf(form.contactNos.length, "contact")}` : "Merge with…"}
      icon={<Merge aria-hidden />}
      size="lg"
      bare
      keepOnOutsidePress
    >
      {open ? <MergeForm {...form} onClose={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

function MergeForm({ contactNos, type, actions, onClose }: Omit<MergeContactsProps, "open" | "onOpenChange"> & { onClose: () => void }) {
  const router = useRouter();
  const { toast } = useToast();
  const [other, setOther] = useState<Option | null>(null);
  const parties = other ? [...contactNos, other.value] : contactNos;
  const [chosen, setChosen] = useState(contactNos[0] ?? "");
  const keep = parties.includes(chosen) ? chosen : (parties[0] ?? "");
  const gone = parties.filter((contactNo, at) => contactNo !== keep || parties.indexOf(contactNo) !== at);
  const { effect, refusal: cannot, stale } = useMergeEffect(keep, gone, actions.findMergeEffect);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [merging, startMerge] = useTransition();
  const ready = effect !== null && !stale && gone.length > 0;

  const submit = () => {
    if (!ready || merging) return;
    startMerge(async () => {
      const answer = await actions.mergeContacts({ keep, contactNos: gone }).catch(() => null);
      if (!answer?.ok) return setRefusal(answer === null ? unreachableWords : upkeepWords(answer.error));
      toast(mergedWords(effect));
      onClose();
      router.push(contactHref(keep));
    });
  };
  useShortcut("Ctrl Enter", submit, { label: "Merge", inFields: true });
  const choose = (option: Option | null) => {
    setRefusal(null);
    setOther(option);
  };

  return (
    <>
      <div className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-5 py-4 max-sm:px-4">
        {contactNos.length > 1 ? null : (
          <Combobox
            label={type === "company" ? "The other company" : "The other person"}
            value={other}
            onValueChange={choose}
            loadOptions={async (search) => (await actions.searchContacts(search, type)).map(contactOption)}
            placeholder="name, number, e-mail or city"
          />
        )}
        {(refusal ?? cannot) ? (
          <Note tone="bad" alert title="Nothing was merged.">
            {refusal ?? cannot}
          </Note>
        ) : null}
        {effect && gone.length > 0 && !cannot ? (
          <div className={stale ? "grid gap-4 opacity-60" : "grid gap-4"} aria-busy={stale || undefined}>
            <MergeComparison sides={effect.sides} order={parties} keep={keep} onKeep={setChosen} />
            <MergeConsequences effect={effect} />
          </div>
        ) : stale ? (
          <Skeleton className="w-3/5" />
        ) : cannot ? null : (
          <p className="text-ink-2">Both stand side by side before anything happens.</p>
        )}
      </div>
      <DialogFooter effect={ready ? "This cannot be undone." : null}>
        <Button variant="ghost" size="lg" onClick={onClose}>
          Keep as it is
        </Button>
        <Button variant="primary" size="lg" keys="Ctrl Enter" disabled={!ready} pending={merging} pendingLabel="Merging" onClick={submit}>
          {gone.length === 0 ? "Merge" : `Merge ${countOf(parties.length, "contact")}`}
        </Button>
      </DialogFooter>
    </>
  );
}
