"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useOptimistic, useTransition } from "react";
import { useToast } from "@/components/ui/toast";
import { type PinKey, type PinnedKind, pinnedKinds, type Thing, type ThingKey } from "@/lib/habits/schema";
import type { PinActions } from "./pin-actions";
import { refusalWords, unreachableWords } from "./refusal-words";

type Pins = {
  pins: readonly Thing[];
  isPinned: (key: ThingKey) => boolean;
  /** Pins a thing, or takes its pin away where it has one. */
  togglePin: (key: PinKey, title: string) => void;
  /** Moves a pin by so many places. */
  movePin: (key: ThingKey, by: number) => void;
};

const PinsContext = createContext<Pins | null>(null);

/** Holds what the person has pinned. A change shows at once and is put right by what the server answers. */
export function PinsProvider({ pins: saved, actions, children }: { pins: readonly Thing[]; actions: PinActions; children: ReactNode }) {
  const { toast } = useToast();
  const [pins, show] = useOptimistic(saved);
  const [, start] = useTransition();
  const isPinned = useCallback((key: ThingKey) => pins.some((pin) => isSame(pin, key)), [pins]);
  const togglePin = useCallback(
    (key: PinKey, title: string) =>
      start(async () => {
        const pinned = !isPinned(key);
        if (!pinned) show(pins.filter((pin) => !isSame(pin, key)));
        const answer = await actions.setPin({ kind: key.kind, key: key.key, pinned }).catch(() => null);
        if (answer?.ok) toast({ text: pinned ? `${title} is pinned.` : `${title} is not pinned any more.` });
        else toast({ text: answer ? refusalWords(answer.error) : unreachableWords });
      }),
    [pins, isPinned, show, actions, toast],
  );
  const movePin = useCallback(
    (key: ThingKey, by: number) => {
      const from = pins.findIndex((pin) => isSame(pin, key));
      const to = Math.max(0, Math.min(from + by, pins.length - 1));
      const moved = pins[from];
      if (!moved || to === from) return;
      const next = pins.toSpliced(from, 1).toSpliced(to, 0, moved);
      start(async () => {
        show(next);
        const answer = await actions.orderPins({ order: next.flatMap((pin) => pinKeyOf(pin) ?? []) }).catch(() => null);
        if (!answer?.ok) toast({ text: answer ? refusalWords(answer.error) : unreachableWords });
      });
    },
    [pins, show, actions, toast],
  );
  const value = useMemo(() => ({ pins, isPinned, togglePin, movePin }), [pins, isPinned, togglePin, movePin]);
  return <PinsContext value={value}>{children}</PinsContext>;
}

/** What is pinned, and how to change it. Only below `PinsProvider`. */
export function usePins(): Pins {
  const pins = useContext(PinsContext);
  if (!pins) throw new Error("usePins is used outside of PinsProvider");
  return pins;
}

/** A thing as what can be pinned; null where its kind has no pins. */
export function pinKeyOf({ kind, key }: ThingKey): PinKey | null {
  const pinnedKind = pinnedKinds.find((each): each is PinnedKind => each === kind);
  return pinnedKind ? { kind: pinnedKind, key } : null;
}

function isSame(left: ThingKey, right: ThingKey): boolean {
  return left.kind === right.kind && left.key === right.key;
}
