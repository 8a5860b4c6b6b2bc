"use client";

import { List, Redo2, Undo2 } from "lucide-react";
import { type RefObject, useEffect, useRef } from "react";
import { formatNumber } from "@/components/ui/format";
import { IconButton, IconButtonLink } from "@/components/ui/icon-button";
import type { StackStep } from "@/lib/segmentation/stack-types";
import type { Segment } from "@/lib/segmentation/types";
import type { LoadStepChanges } from "./step-changes";
import { StepItem, type StepItemProps } from "./step-item";
import { streamMaximum } from "./stream-geometry";

export type CriteriaStackProps = {
  segment: Segment;
  /** The step whose lines are shown when it is not the current one. */
  lookingAt: number | null;
  editable: boolean;
  pending: boolean;
  today: string;
  timeZone: string;
  loadChanges: LoadStepChanges;
  onLook: (step: number | null) => void;
  onGoBack: () => void;
  onGoForward: () => void;
  onGoTo: (step: number) => void;
  /** A step in the middle: its filter, its place, whether it counts. */
  onEdit: StepItemProps["onEdit"];
  onChange: StepItemProps["onChange"];
};

/** The criteria actions of a segment with the stream beside them, oldest above, as water flows. */
export function CriteriaStack({ segment, lookingAt, editable, pending, onGoBack, onGoForward, ...item }: CriteriaStackProps) {
  const { steps, currentStep, header } = segment;
  const maximum = streamMaximum(steps.map((step) => step.numbers));
  const seen = useSeenSteps(steps);
  const list = useScrolledTo(currentStep);
  const taken = steps.filter((step) => !step.undone).length;
  return (
    <section aria-label="Criteria actions" className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-10 flex-none items-center gap-2 border-b border-line pr-2 pl-4 max-sm:h-12">
        <h2 className="font-semibold">Criteria actions</h2>
        <span className="num text-ink-3">{formatNumber(taken)}</span>
        <span className="ml-auto flex">
          {editable ? (
            <>
              <IconButton
                label="Go Back"
                keys="Ctrl Z"
                icon={<Undo2 aria-hidden />}
                disabled={currentStep === 0 || pending}
                onClick={onGoBack}
              />
              <IconButton
                label="Go Forward"
                keys="Ctrl Shift Z"
                icon={<Redo2 aria-hidden />}
                disabled={taken === steps.length || pending}
                onClick={onGoForward}
              />
            </>
          ) : null}
          <IconButtonLink
            label="Criteria list"
            href={`/segments/${encodeURIComponent(header.segmentNo)}/criteria`}
            icon={<List aria-hidden />}
          />
        </span>
      </div>
      {steps.length === 0 ? (
        <p className="px-4 py-5 text-pretty text-ink-3">
          Each Add, Reduce, Refine and change by hand will stand here as a step, with its numbers. You can go back over any of them.
        </p>
      ) : (
        <ol ref={list} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
          {steps.map((step) => (
            <StepItem
              key={keyOf(step)}
              {...item}
              segmentNo={header.segmentNo}
              step={step}
              maximum={maximum}
              currentStep={currentStep}
              looking={lookingAt === step.step}
              fresh={!seen.current.has(keyOf(step))}
              editable={editable}
              onGoForward={onGoForward}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

/** A step is another one when a new action took its number; an edit that grows stays the same. */
function keyOf(step: StackStep): string {
  return step.kind === "edit" ? `${step.step} edit` : `${step.step} ${new Date(step.takenAt).getTime()}`;
}

/** The steps that were there before, so that only a new one flows in, and none when the page opens. */
function useSeenSteps(steps: readonly StackStep[]): RefObject<ReadonlySet<string>> {
  const seen = useRef<ReadonlySet<string>>(new Set(steps.map(keyOf)));
  useEffect(() => {
    seen.current = new Set([...seen.current, ...steps.map(keyOf)]);
  }, [steps]);
  return seen;
}

/** Keeps the current step in sight without moving the page. */
function useScrolledTo(currentStep: number): RefObject<HTMLOListElement | null> {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const item = list.current?.children[Math.max(0, currentStep - 1)];
    if (!list.current || !(item instanceof HTMLElement)) return;
    const bottom = item.offsetTop + item.offsetHeight - list.current.offsetTop;
    if (bottom > list.current.scrollTop + list.current.clientHeight) list.current.scrollTop = bottom - list.current.clientHeight;
    else if (item.offsetTop - list.current.offsetTop < list.current.scrollTop)
      list.current.scrollTop = item.offsetTop - list.current.offsetTop;
  }, [currentStep]);
  return list;
}
