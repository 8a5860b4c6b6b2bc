"use client";

import { useState, useTransition } from "react";
import { countOf } from "@/components/ui/format";
import { useToast } from "@/components/ui/toast";
import type { CancelReport } from "@/lib/logging/types";
import type { CancelActions } from "./cancel-actions";
import { refusalWords, unreachableWords } from "./refusal-words";

const noun = "logged segment";
type Way = "cancel" | "reinstate";

/** Cancels or reinstates the chosen logged segments and says what came of it; the message offers the way back. */
export function useCancel(actions: CancelActions) {
  const { toast } = useToast();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const run = (way: Way, entryNos: number[], done?: () => void) =>
    start(async () => {
      setRefusal(null);
      const answer = await actions[way]({ entryNos }).catch(() => null);
      if (!answer?.ok) {
        const words = answer === null ? unreachableWords : refusalWords(answer.error);
        setRefusal(words);
        toast({ text: words });
        return;
      }
      const back: Way = way === "cancel" ? "reinstate" : "cancel";
      const undo = answer.value.goesOn ? null : { action: { label: "Undo", run: () => run(back, entryNos) } };
      toast({ ...reportWords(way, answer.value), ...undo });
      done?.();
    });
  return { run, pending, refusal, forget: () => setRefusal(null) };
}

function reportWords(way: Way, { changed, already, interactions, goesOn = 0 }: CancelReport) {
  if (goesOn > 0) {
    const [is, doing] = [goesOn === 1 ? "is" : "are", way === "cancel" ? "canceled" : "reinstated"];
    return { lead: `${countOf(goesOn, noun)} ${is} being ${doing}`, text: ". You can go on; it stands under Jobs meanwhile." };
  }
  const done = way === "cancel" ? "canceled" : "reinstated";
  const before = already > 0 ? `, ${countOf(already, noun)} ${already === 1 ? "was" : "were"} so already` : "";
  return { lead: `${countOf(changed, noun)} ${done}`, text: ` with ${countOf(interactions, "interaction")}${before}.` };
}
