"use client";

import { Reply } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState, useTransition } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { LoggedChoiceField } from "@/components/logged-choice/logged-choice-field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf, formatNumber } from "@/components/ui/format";
import { Switch } from "@/components/ui/switch";
import type { LoggingError } from "@/lib/logging/errors";
import type { FollowUp as FollowUpRequest } from "@/lib/logging/schema";
import type { FollowUpCount } from "@/lib/logging/types";
import type { ActionState } from "@/lib/request/action-state";
import type { LoggedChoice } from "@/lib/segmentation/stack-change-schema";
import { refusalWords, unreachableWords } from "./refusal-words";

export type FollowUpProps = {
  entryNo: number;
  description: string;
  /** Whether clicks on links of its e-mails were counted. */
  clicks: boolean;
  followUp: (request: FollowUpRequest) => Promise<ActionState<{ segmentNo: string; contacts: number }, LoggingError>>;
  count: (request: { entryNo: number; choice: LoggedChoice }) => Promise<FollowUpCount | null>;
};

/** Makes a worksheet for those of a logged segment, with the exact number of each choice before. */
export function FollowUp({ description, ...form }: FollowUpProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Reply aria-hidden />} onClick={() => setOpen(true)}>
        Follow up…
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Follow-up segment"
        subtitle={`for ${description}`}
        icon={<Reply aria-hidden />}
        bare
        keepOnOutsidePress
      >
        {open ? <FollowUpForm {...form} onClose={() => setOpen(false)} /> : null}
      </Dialog>
    </>
  );
}

type Counts = Partial<Record<LoggedChoice["who"], FollowUpCount | null>>;

function FollowUpForm({ entryNo, clicks, followUp, count, onClose }: Omit<FollowUpProps, "description"> & { onClose: () => void }) {
  const router = useRouter();
  const [choice, setChoice] = useState<LoggedChoice>({ who: "all" });
  const [evaluated, setEvaluated] = useState<LoggedChoice>({ who: "evaluated", evaluations: ["positive", "very_positive"] });
  const [carry, setCarry] = useState(true);
  const [counts, setCounts] = useState<Counts>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const found = counts[choice.who];
  const refused = found ? found.found.refusedExcluded + found.found.refusedBlocked : 0;

  const ask = useEffectEvent(async (asked: LoggedChoice, signal: AbortSignal) => {
    const answer = await count({ entryNo, choice: asked }).catch(() => null);
    if (!signal.aborted) setCounts((before) => ({ ...before, [asked.who]: answer }));
  });
  useEffect(() => {
    const stop = new AbortController();
    const always: LoggedChoice[] = [{ who: "all" }, evaluated, { who: "not_reached" }, { who: "not_answered" }];
    const counted: LoggedChoice[] = clicks ? [{ who: "clicked" }, { who: "not_clicked" }] : [];
    for (const asked of [...always, ...counted]) void ask(asked, stop.signal);
    return () => stop.abort();
  }, [evaluated, clicks]);

  const choose = (next: LoggedChoice) => {
    setChoice(next);
    if (next.who !== "evaluated") return;
    setCounts((before) => ({ ...before, evaluated: null }));
    setEvaluated(next);
  };
  const make = () =>
    start(async () => {
      const answer = await followUp({ entryNo, choice, carry }).catch(() => null);
      if (answer?.ok) router.push(`/segments/${encodeURIComponent(answer.value.segmentNo)}`);
      else setRefusal(answer === null ? unreachableWords : refusalWords(answer.error));
    });
  const label = found ? `Make a segment of ${countOf(found.contacts, "contact")}` : "Make a segment";
  useShortcut("Ctrl Enter", make, { label, inFields: true, enabled: !pending });
  return (
    <>
      <div className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-5 py-4 max-sm:px-4">
        <LoggedChoiceField
          value={choice}
          onValueChange={choose}
          clicks={clicks}
          counts={{
            all: counts.all?.contacts ?? null,
            evaluated: counts.evaluated?.contacts ?? null,
            not_reached: counts.not_reached?.contacts ?? null,
            not_answered: counts.not_answered?.contacts ?? null,
            clicked: counts.clicked?.contacts ?? null,
            not_clicked: counts.not_clicked?.contacts ?? null,
          }}
        />
        <Switch
          label="Take template and campaign flags along"
          hint="The campaign itself is always the one they were logged under."
          checked={carry}
          onCheckedChange={setCarry}
        />
        {refused > 0 ? (
          <p className="text-ink-2">
            {formatNumber(refused)} {refused === 1 ? "is" : "are"} excluded or blocked by now and left out.
          </p>
        ) : null}
        <ErrorMessage>{refusal}</ErrorMessage>
      </div>
      <DialogFooter>
        <Button variant="ghost" size="lg" onClick={onClose}>
          Cancel
        </Button>
        <Button variant="primary" size="lg" keys="Ctrl Enter" pending={pending} pendingLabel="Making it" onClick={make}>
          {label}
        </Button>
      </DialogFooter>
    </>
  );
}
