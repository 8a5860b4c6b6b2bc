"use client";

import { Phone } from "lucide-react";
import { useState, useTransition } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf, formatInstant } from "@/components/ui/format";
import type { CallList } from "@/lib/calls/queries";
import type { CallListActions } from "./call-actions";
import { refusalWords } from "./call-words";

/** Before one has a call: how many there are, and the first one with a press. */
export function CallListStart({ list, timeZone, take }: { list: CallList; timeZone: string; take: CallListActions["take"] }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const open = list.counts.left + list.due;
  const { loggedSegmentEntryNo } = list;
  const begin = () =>
    start(async () => {
      const answer = await take({ want: "next", loggedSegmentEntryNo }).catch(() => null);
      setRefusal(answer?.ok ? null : refusalWords(answer));
    });
  useShortcut("S", begin, { label: "Start calling", group: "Call list", enabled: open > 0 && !pending });
  return (
    <EmptyState
      title={open > 0 ? `${countOf(open, "contact")} to call` : "Nobody is left to call right now"}
      filled={list.total === 0 ? 0 : Math.round((24 * (list.counts.reached + list.counts.not_reached)) / list.total)}
      actions={
        open > 0 ? (
          <Button variant="primary" size="lg" icon={<Phone aria-hidden />} keys="S" pending={pending} onClick={begin}>
            Start calling
          </Button>
        ) : undefined
      }
      className="py-14"
    >
      {open > 0
        ? "One after the other; what you have nobody else gets. Others can call from the same list meanwhile."
        : list.nextAgainAt
          ? `The next one is to be called again at ${formatInstant(list.nextAgainAt, timeZone)}.`
          : "Every call was made, or must not be made."}
      <ErrorMessage>{refusal}</ErrorMessage>
    </EmptyState>
  );
}
