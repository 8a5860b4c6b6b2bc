"use client";

import { useState, useTransition } from "react";
import { classNames } from "@/components/ui/class-names";
import { ErrorMessage } from "@/components/ui/error-message";
import { formatInstant } from "@/components/ui/format";
import { callRefusalWords } from "@/lib/calls/errors";
import type { CallRow } from "@/lib/calls/queries";
import type { CallListActions } from "./call-actions";
import { placeWords, refusalWords } from "./call-words";

type CallRowsProps = {
  loggedSegmentEntryNo: number;
  rows: readonly CallRow[];
  timeZone: string;
  /** Null for who only looks. */
  take: CallListActions["take"] | null;
};

/** The calls of a list with where they stand and who has them; a press takes one. */
export function CallRows({ loggedSegmentEntryNo, rows, timeZone, take }: CallRowsProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const ask = (entryNo: number) =>
    start(async () => {
      const answer = await take?.({ want: "this", loggedSegmentEntryNo, entryNo }).catch(() => null);
      setRefusal(answer?.ok ? null : refusalWords(answer ?? null));
    });
  return (
    <>
      <ErrorMessage className="px-4 pt-2">{refusal}</ErrorMessage>
      <ol aria-label="Calls" aria-busy={pending || undefined}>
        {rows.map((row) => {
          const content = (
            <>
              <span className="min-w-0">
                <span className="block truncate font-medium">{row.contactName}</span>
                {row.companyName && row.companyName !== row.contactName ? (
                  <span className="block truncate text-ink-3">{row.companyName}</span>
                ) : null}
              </span>
              <span className={classNames("ml-auto flex-none text-right text-xs", row.refusal ? "text-warn" : "text-ink-2")}>
                {standingOf(row, timeZone)}
              </span>
            </>
          );
          const look = "focus-inset flex w-full items-center gap-3 border-b border-line-soft px-4 py-1.5 text-left";
          return (
            <li key={row.entryNo} aria-current={row.mine || undefined} className={row.mine ? "bg-accent-tint" : undefined}>
              {take && row.refusal === null && !row.mine ? (
                <button type="button" disabled={pending} onClick={() => ask(row.entryNo)} className={`${look} hover:bg-hover`}>
                  {content}
                </button>
              ) : (
                <div className={look}>{content}</div>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

function standingOf({ place, refusal, mine, claimedByName, againAt, due }: CallRow, timeZone: string): string {
  if (mine) return "You have this one";
  if (claimedByName) return `${claimedByName} has this one`;
  if (place === "refused" && refusal) return callRefusalWords(refusal);
  if (place === "again") return due ? "Call again now" : `Call again ${formatInstant(againAt, timeZone)}`;
  return placeWords[place];
}
