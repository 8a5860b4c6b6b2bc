"use client";

import { useEffect, useState } from "react";

export type CallClock = {
  /** Seconds since the call began; null before. */
  seconds: number | null;
  start: () => void;
};

/** How long a call lasts. It runs from `since`, if it began before the page was opened, and anew from `start`. */
export function useCallClock(since: Date | null): CallClock {
  const [startedAt, setStartedAt] = useState(since ? since.getTime() : null);
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (startedAt === null) return;
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [startedAt]);
  return {
    seconds: startedAt === null || now === null ? null : Math.max(0, Math.floor((now - startedAt) / 1_000)),
    start: () => setStartedAt(Date.now()),
  };
}
