"use client";

import { ListPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import type { LoadLookup } from "@/components/filters/load-lookup";
import type { LiveActions } from "@/components/live-segments/live-actions";
import { liveRefusal, whenItCounts } from "@/components/live-segments/live-words";
import { reportRows } from "@/components/named-contacts/add-report";
import { refusalWords } from "@/components/segments/refusal-words";
import type { SegmentActions } from "@/components/segments/segment-actions";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import type { Option } from "@/components/ui/option";
import { linkClass } from "@/components/ui/text-link";
import { useToast } from "@/components/ui/toast";

/** How contacts come to live segments and to worksheets. */
export type AddToSegment = Pick<LiveActions, "changeByHand"> & Pick<SegmentActions, "addLines">;
export type AddToSegmentProps = { contactNo: string; name: string; actions: AddToSegment; loadLookup: LoadLookup };
type Said = { done: boolean; words: string };

/** Puts the contact by hand into a live segment of that number, else on the worksheet, and says what came of it. */
async function add({ changeByHand, addLines }: AddToSegment, segmentNo: string, contactNo: string): Promise<Said> {
  const contacts = { contactNos: [contactNo] };
  const live = await changeByHand({ segmentNo, list: "include", act: "add", contacts });
  if (live.ok) {
    const { changed, state } = live.value;
    return { done: true, words: changed === 0 ? `Was put into ${segmentNo} before.` : `Put into ${segmentNo}${whenItCounts(state)}.` };
  }
  if (live.error.code !== "segment_not_found") return { done: false, words: liveRefusal(live.error) };
  const added = await addLines({ segmentNo, contacts });
  if (!added.ok) return { done: false, words: refusalWords(added.error) };
  if (added.value.added > 0) return { done: true, words: `Added to ${segmentNo}.` };
  return { done: false, words: `Not added to ${segmentNo}: ${reportRows(added.value)[0]?.fact ?? "nobody has this number"}.` };
}

/** Puts the contact on a worksheet, or by hand into a live segment. */
export function AddToSegmentDialog({ contactNo, name, actions, loadLookup }: AddToSegmentProps) {
  const [open, setOpen] = useState(false);
  const [segment, setSegment] = useState<Option | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const router = useRouter();
  const { toast } = useToast();
  const change = (next: boolean) => {
    setOpen(next);
    setSegment(null);
    setRefusal(null);
  };
  const submit = () =>
    start(async () => {
      if (!segment) return;
      const answer = await add(actions, segment.value, contactNo).catch(() => null);
      if (!answer?.done) return setRefusal(answer?.words ?? "The server could not be reached. Nothing was changed; try again.");
      change(false);
      toast({ text: answer.words });
      router.refresh();
    });
  return (
    <>
      <button type="button" className={linkClass} onClick={() => setOpen(true)}>
        Add to segment…
      </button>
      <Dialog
        open={open}
        onOpenChange={change}
        title="Add to segment"
        subtitle={name}
        icon={<ListPlus aria-hidden />}
        footer={
          <DialogFooter>
            <Button variant="ghost" size="lg" onClick={() => change(false)}>
              Cancel
            </Button>
            <Button variant="primary" size="lg" disabled={!segment} pending={pending} onClick={submit}>
              Add
            </Button>
          </DialogFooter>
        }
      >
        <Combobox
          label="Segment"
          placeholder="Choose a worksheet or a live segment"
          hint="In a live segment the contact is put in by hand, whatever its conditions say, when that is published."
          value={segment}
          onValueChange={setSegment}
          loadOptions={(search) => loadLookup("segment", search)}
        />
        <ErrorMessage>{refusal}</ErrorMessage>
      </Dialog>
    </>
  );
}
