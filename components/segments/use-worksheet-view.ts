"use client";

import { useRouter } from "next/navigation";
import { useCallback, useOptimistic, useTransition } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import type { Segment } from "@/lib/segmentation/types";
import { type LinesAddress, linesHref } from "./lines-address";
import type { View } from "./view-pane";

/**
 * What a worksheet shows, as its address keeps it: criteria, lines or numbers, of the current step or of another one that is looked at.
 *
 * @param shownStep the step whose lines the page brought
 */
export function useWorksheetView(segment: Segment, shownStep: number, path: string, address: LinesAddress) {
  const router = useRouter();
  const [looking, startLook] = useTransition();
  const [view, showView] = useOptimistic<View>(address.show ?? "lines");
  const lookingAt = shownStep === segment.currentStep ? null : shownStep;
  const look = useCallback(
    (step: number | null) => startLook(() => router.replace(linesHref(path, address, { step, line: null }), { scroll: false })),
    [router, path, address],
  );
  const lookBy = (by: number) => {
    const step = (lookingAt ?? segment.currentStep) + by;
    if (step >= 1 && step <= segment.steps.length) look(step === segment.currentStep ? null : step);
  };
  /** The numbers are counted only when they are asked for: by the page that their address brings. */
  const setView = (next: View) =>
    startLook(() => {
      showView(next);
      const show = next === "lines" ? null : next;
      router.replace(linesHref(path, address, { show, withSegment: null, withLogged: null, line: null }), { scroll: false });
    });
  useShortcut("[", () => lookBy(-1), { label: "Look at the step before", group: "Worksheet", enabled: segment.steps.length > 1 });
  useShortcut("]", () => lookBy(1), { label: "Look at the step after", group: "Worksheet", enabled: segment.steps.length > 1 });
  return { view, setView, lookingAt, look, looking };
}
