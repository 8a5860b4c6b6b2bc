"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf, formatInstant } from "@/components/ui/format";
import type { ActionState } from "@/lib/request/action-state";
import type { OwnSession } from "@/lib/users/queries";
import { AccountSection } from "./account-section";
import { deviceOf } from "./device-words";
import { showRefusal } from "./user-refusal";

type Ended = Promise<ActionState<{ endedSessions: number }>>;

type SessionListProps = {
  sessions: readonly OwnSession[];
  currentId: string;
  timeZone: string;
  endAction: (request: { sessionId: string }) => Ended;
  endOthersAction: () => Ended;
};

/** Where one is signed in. Ending a session signs that browser out with its next request. */
export function SessionList({ sessions, currentId, timeZone, endAction, endOthersAction }: SessionListProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  const end = (act: () => Ended) =>
    startTransition(async () => {
      const ended = await act();
      setRefusal(ended.ok ? null : showRefusal(ended.error).message);
    });
  const others = sessions.filter(({ id }) => id !== currentId).length;
  return (
    <AccountSection title="Sessions" text="Each browser you are signed in with. A session ends by itself after 30 days.">
      <ul className="overflow-hidden rounded-lg border border-line">
        {sessions.map((session) => (
          <li key={session.id} className="flex min-h-12 items-center gap-3 border-t border-line-soft px-3 py-1.5 first:border-t-0">
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{deviceOf(session.userAgent)}</span>
              <span className="num block truncate text-xs text-ink-3">
                since {formatInstant(session.createdAt, timeZone)}
                {session.ipAddress ? ` from ${session.ipAddress}` : null}
              </span>
            </span>
            {session.id === currentId ? (
              <Chip tone="live">This one</Chip>
            ) : (
              <Button
                pending={pending}
                onClick={() => end(() => endAction({ sessionId: session.id }))}
                aria-label={`End the session in ${deviceOf(session.userAgent)}`}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ErrorMessage className="mt-2">{refusal}</ErrorMessage>
      {others > 1 ? (
        <Button className="mt-3" pending={pending} onClick={() => end(endOthersAction)}>
          End {countOf(others, "other session")}
        </Button>
      ) : null}
    </AccountSection>
  );
}
