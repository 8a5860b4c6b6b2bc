import { useCallback, useTransition } from "react";
import { formatNumber } from "@/components/ui/format";
import { useToast } from "@/components/ui/toast";
import { goesOnWords, refusalWords, type UndoMailingGroup, unreachableWords } from "./mailing-group-actions";

/** Takes an application back and says what came of it. */
export function useUndo(undo: UndoMailingGroup): { run: (applicationId: number) => void; pending: boolean } {
  const [pending, start] = useTransition();
  const { toast } = useToast();
  const run = useCallback(
    (applicationId: number) =>
      start(async () => {
        const answer = await undo({ applicationId }).catch(() => null);
        if (!answer?.ok) return toast({ text: answer ? refusalWords(answer.error) : unreachableWords });
        const { group, removed, putBack, groupGone, goesOn } = answer.value;
        if (goesOn) return toast({ lead: `${group} is being put back`, text: goesOnWords });
        if (groupGone) return toast({ lead: `${group} is gone again`, text: `, with the ${formatNumber(removed)} contacts in it.` });
        const back = putBack > 0 ? `, ${formatNumber(putBack)} put back` : "";
        toast({ lead: `${formatNumber(removed)} removed again`, tone: "removed", text: `${back}. ${group} is as it was.` });
      }),
    [undo, toast],
  );
  return { run, pending };
}
