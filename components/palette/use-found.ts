"use client";

import { useEffect, useState } from "react";
import { visitArrived } from "@/components/habits/visit";
import type { FindThings } from "@/lib/habits/schema";
import { type FoundAnswer, foundAnswerSchema } from "./found-answer";

export type Question = { search: string; scope: NonNullable<FindThings["scope"]> };
export type FoundState = { answer: FoundAnswer; state: "asking" | "answered" | "failed" };

const nothing: FoundAnswer = { found: [], recent: [] };
/** A pause in typing this long is the end of a burst. */
const pauseMs = 90;

/**
 * Asks the server for what is found, once per burst of keys; a newer question gives up the one before. What was found before stays until the
 * answer is there. Null asks nothing.
 */
export function useFound(question: Question | null): FoundState {
  const [known, setKnown] = useState<{ of: string; answer: FoundAnswer; failed: boolean } | null>(null);
  const search = question?.search ?? "";
  const scope = question?.scope ?? "everything";
  const asks = question !== null;
  const of = `${scope} ${search}`;
  useEffect(() => {
    if (!asks) return;
    const given = new AbortController();
    const ask = async () => {
      try {
        await visitArrived();
        if (given.signal.aborted) return;
        const response = await fetch(`/api/things?${new URLSearchParams({ search, scope })}`, { signal: given.signal });
        if (!response.ok) throw new Error(String(response.status));
        const answer = foundAnswerSchema.parse(await response.json());
        setKnown({ of, answer, failed: false });
      } catch {
        if (!given.signal.aborted) setKnown({ of, answer: nothing, failed: true });
      }
    };
    const timer = setTimeout(ask, search === "" ? 0 : pauseMs);
    return () => {
      clearTimeout(timer);
      given.abort();
    };
  }, [asks, search, scope, of]);
  if (!asks) return { answer: nothing, state: "answered" };
  const answer = known?.answer ?? nothing;
  return { answer, state: known?.of !== of ? "asking" : known.failed ? "failed" : "answered" };
}
