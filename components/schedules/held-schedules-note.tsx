"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import { type ActionState, requestMessage } from "@/lib/request/action-state";

type HeldSchedulesNoteProps = {
  schedules: number;
  /** Null for who may not let them go on. */
  release: (() => Promise<ActionState<{ schedules: number }>>) | null;
};

/** After a backup was restored: schedules wait, and the way to let them go on. */
export function HeldSchedulesNote({ schedules, release }: HeldSchedulesNoteProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const goOn = (press: NonNullable<HeldSchedulesNoteProps["release"]>) =>
    start(async () => {
      const answer = await press().catch(() => null);
      if (!answer?.ok)
        setRefusal(answer ? requestMessage(answer.error) : "The server could not be reached. Nothing was changed; try again.");
    });
  return (
    <Note
      tone="warn"
      title={`A backup was restored, and ${countOf(schedules, "schedule")} ${schedules === 1 ? "waits" : "wait"}.`}
      className="m-3 flex-none"
      actions={
        release ? (
          <Button pending={pending} onClick={() => goOn(release)}>
            Let {countOf(schedules, "schedule")} go on
          </Button>
        ) : null
      }
    >
      What was due meanwhile may have gone out before and is not made up for. {release ? "" : "An administrator lets them go on."}
      <ErrorMessage>{refusal}</ErrorMessage>
    </Note>
  );
}
