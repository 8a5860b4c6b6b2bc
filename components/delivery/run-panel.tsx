"use client";

import { Pause, Play, RotateCcw, Square } from "lucide-react";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf } from "@/components/ui/format";
import { ProgressBar } from "@/components/ui/progress-bar";
import { useToast } from "@/components/ui/toast";
import type { DeliveryRun } from "@/lib/delivery/types";
import type { DeliveryActions } from "./delivery-actions";
import type { RunPlace } from "./delivery-words";
import { refusalWords } from "./refusal-words";

export type RunPanelProps = { run: DeliveryRun; place: RunPlace; words: string; editable: boolean; actions: DeliveryActions };

/** How far a sending is, in a bar and a sentence, and what can be done with it. */
export function RunPanel({ run, place, words, editable, actions }: RunPanelProps) {
  const { loggedSegmentEntryNo, counts, total } = run;
  const [refusal, setRefusal] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [pending, start] = useTransition();
  const { toast } = useToast();
  const act = (ask: () => ReturnType<DeliveryActions["pause" | "sendAgain"]>, said: string) =>
    start(async () => {
      const answer = await ask().catch(() => null);
      setRefusal(answer?.ok ? null : refusalWords(answer));
      if (!answer?.ok) return;
      setAsking(false);
      toast({ text: said });
    });
  const of = { loggedSegmentEntryNo };
  const waiting = countOf(counts.waiting, "e-mail");
  const running = place === "moving" || place === "later" || place === "retrying" || place === "trouble";
  return (
    <section
      aria-label="Delivery"
      className="flex flex-none flex-wrap items-center gap-x-6 gap-y-2.5 border-b border-line bg-sunken px-4 py-3"
    >
      <div className="min-w-64 flex-1">
        <p role="status" className="text-pretty">
          {words}
        </p>
        <ProgressBar
          label="Delivered, failed or not reached"
          done={total - counts.waiting - counts.sending}
          total={total}
          className="mt-2"
        />
        <ErrorMessage className="mt-2">{refusal}</ErrorMessage>
      </div>
      {editable ? (
        <div className="flex flex-wrap gap-2">
          {running && counts.waiting > 0 ? (
            <Button icon={<Pause aria-hidden />} pending={pending} onClick={() => act(() => actions.pause(of), "Paused.")}>
              Pause
            </Button>
          ) : null}
          {place === "paused" || place === "stopped" || place === "trouble" ? (
            <Button icon={<Play aria-hidden />} pending={pending} onClick={() => act(() => actions.go(of), "It goes on.")}>
              {place === "trouble" ? "Try now" : "Continue"}
            </Button>
          ) : null}
          {counts.failed > 0 && place !== "held" ? (
            <Button
              icon={<RotateCcw aria-hidden />}
              pending={pending}
              onClick={() => act(() => actions.sendAgain({ ...of, which: "failed" }), `${countOf(counts.failed, "e-mail")} tried again.`)}
            >
              Try {countOf(counts.failed, "failed one", "failed ones")} again
            </Button>
          ) : null}
          {counts.waiting > 0 ? (
            <Button icon={<Square aria-hidden />} onClick={() => setAsking(true)}>
              Do not send…
            </Button>
          ) : null}
        </div>
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Do not send ${waiting}?`}
        confirmLabel={`Stop ${waiting}`}
        danger
        pending={pending}
        onConfirm={() => act(() => actions.giveUp(of), `${waiting} will not be sent.`)}
      >
        Whoever waits is not written to. The interactions stay logged, and each e-mail can still be sent later, from its entry.
      </ConfirmDialog>
    </section>
  );
}
