"use client";

import { useEffect, useState } from "react";
import type { MergeEffect } from "@/lib/contact-upkeep/find-merge-effect";
import { type UpkeepActions, unreachableWords, upkeepWords } from "./upkeep-actions";

type Answer = { about: string; effect: MergeEffect | null; refusal: string | null };

/**
 * What merging into `keep` would do, asked for anew when either changes. While it is asked for, the answer before stays with `stale`.
 * Nothing is asked while there is nobody to merge with.
 */
export function useMergeEffect(keep: string, contactNos: readonly string[], find: UpkeepActions["findMergeEffect"]) {
  const [answer, setAnswer] = useState<Answer>({ about: "", effect: null, refusal: null });
  const about = contactNos.length === 0 ? "" : [keep, ...contactNos].join("\n");
  useEffect(() => {
    if (about === "") return;
    let overtaken = false;
    const [first = "", ...others] = about.split("\n");
    find({ keep: first, contactNos: others }).then(
      (found) => {
        if (overtaken) return;
        setAnswer(found.ok ? { about, effect: found.value, refusal: null } : { about, effect: null, refusal: upkeepWords(found.error) });
      },
      () => overtaken || setAnswer({ about, effect: null, refusal: unreachableWords }),
    );
    return () => {
      overtaken = true;
    };
  }, [about, find]);
  if (about === "") return { effect: null, refusal: null, stale: false };
  const stale = answer.about !== about;
  return { effect: answer.effect, refusal: stale ? null : answer.refusal, stale };
}
