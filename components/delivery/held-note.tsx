"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import { TextLink } from "@/components/ui/text-link";
import { type ActionState, requestMessage } from "@/lib/request/action-state";

export type HeldNoteProps = {
  held: readonly { entryNo: number; description: string; messages: number }[];
  release: () => Promise<ActionState<{ runs: number }>>;
};

/** After a backup was restored, on every page of an administrator: what waits to be sent, and the way to let it go on. */
export function HeldNote({ held, release }: HeldNoteProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const messages = held.reduce((sum, run) => sum + run.messages, 0);
  const send = () =>
    start(async () => {
      const answer = await release().catch(() => null);
      if (!answer?.ok) setRefusal(answer ? requestMessage(answer.error) : "The server could not be reached. Nothing was sent; try again.");
    });
  return (
    <Note
      tone="warn"
      title={`A backup was restored, and ${countOf(messages, "e-mail")} ${messages === 1 ? "waits" : "wait"}.`}
      className="m-3 flex-none"
      actions={
        <Button pending={pending} onClick={send}>
          Send {countOf(messages, "e-mail")} now
        </Button>
      }
    >
      Some may have gone out since the backup was written. Look first, and stop what is not to be sent again:{" "}
      {held.map(({ entryNo, description }, at) => (
        <span key={entryNo}>
          {at > 0 ? ", " : ""}
          <TextLink href={`/logged-segments/${entryNo}?tab=delivery`}>{description}</TextLink>
        </span>
      ))}
      .<ErrorMessage>{refusal}</ErrorMessage>
    </Note>
  );
}
