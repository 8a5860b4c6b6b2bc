import { Check, Minus, Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { WordsText } from "@/components/filters/words-text";
import { classNames } from "@/components/ui/class-names";
import type { WhyContact, WhyStep } from "@/lib/segmentation/why-types";
import { stepVerbs } from "./step-words";

type Mark = { icon: ReactNode; look: string };

const marks: Record<"in" | "stayed" | "out" | "not", Mark> = {
  in: { icon: <Plus aria-hidden />, look: "bg-added-tint text-added" },
  stayed: { icon: <Check aria-hidden />, look: "bg-accent-tint-2 text-accent" },
  out: { icon: <X aria-hidden />, look: "bg-removed-tint text-removed" },
  not: { icon: <Minus aria-hidden />, look: "text-ink-3 inset-ring inset-ring-line-strong" },
};

const refusals = { blocked: "blocked for privacy or a minor without consent", excluded: "marked Exclude from Segment" } as const;

/** What became of the contact in one step, as a mark and a fact. */
function factOf(step: WhyStep): { mark: Mark; fact: string } {
  const by = `step ${step.step}`;
  switch (step.what) {
    case "came_in":
      return { mark: marks.in, fact: step.kind === "edit" ? `Added by hand in ${by} by ${step.userName}` : `Came in with ${by}` };
    case "once_more":
      return { mark: marks.in, fact: step.kind === "edit" ? `One more line by hand in ${by}` : `One more line with ${by}` };
    case "one_less":
      return { mark: marks.out, fact: `One line removed in ${by}` };
    case "through_company":
      return { mark: marks.in, fact: `Came in with ${by}, through the company` };
    case "stayed":
      return { mark: marks.stayed, fact: step.kind === "add" ? `Was here already in ${by}` : `Stayed in ${by}` };
    case "left":
      return { mark: marks.out, fact: step.kind === "edit" ? `Removed by hand in ${by} by ${step.userName}` : `Left with ${by}` };
    case "refused":
      return { mark: marks.out, fact: `Refused in ${by}${step.refusedAs ? `, ${refusals[step.refusedAs]}` : ""}` };
    case "did_not_match":
    case "not_there":
      return { mark: marks.not, fact: `${by.replace("step", "Step")} did not ${step.what === "not_there" ? "concern it" : "match"}` };
    default:
      return step.what satisfies never;
  }
}

/** *Why is this contact here?*: one line for each step, and which of its conditions hold. */
export function WhyList({ why }: { why: WhyContact }) {
  return (
    <ol className="grid gap-[9px]">
      {why.steps.map((step) => {
        const { mark, fact } = factOf(step);
        const quiet = step.what === "did_not_match" || step.what === "not_there" || step.undone;
        return (
          <li key={step.step} className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-[9px]">
            <span
              className={classNames(
                "mt-px grid size-4 place-items-center rounded-full [&_.lucide]:size-2.5 [&_.lucide]:stroke-[2.6]",
                mark.look,
              )}
            >
              {mark.icon}
            </span>
            <div className={quiet ? "text-ink-2" : undefined}>
              <span
                className={step.what === "came_in" || step.what === "through_company" || step.what === "left" ? "font-medium" : undefined}
              >
                {step.undone ? `${stepVerbs[step.kind]} ${step.step} is undone` : fact}
              </span>
              {step.undone ? null : <Conditions step={step} />}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** What holds of the contact for each condition of a step, in a sentence. */
function Conditions({ step }: { step: WhyStep }) {
  const stale = step.stillSo ? null : (
    <small className="mt-px block text-xs text-warn">It would be otherwise today; its data changed since.</small>
  );
  if (step.conditions.length === 0) {
    const words =
      step.kind === "edit" || step.words.length === 0 ? null : (
        <small className="mt-px block text-xs text-pretty text-ink-3">
          <WordsText words={step.words} />
        </small>
      );
    return (words ?? stale) ? (
      <>
        {words}
        {stale}
      </>
    ) : null;
  }
  return (
    <>
      {step.conditions.map((condition) => {
        const text = condition.actual ?? condition.words.map((part) => part.text).join("");
        return (
          <small key={text} className={classNames("mt-px block text-xs text-pretty", condition.held ? "text-ink-3" : "text-ink-2")}>
            {condition.actual ?? <WordsText words={condition.words} />}
          </small>
        );
      })}
      {stale}
    </>
  );
}
