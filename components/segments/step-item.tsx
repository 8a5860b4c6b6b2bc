import { WordsText } from "@/components/filters/words-text";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import { formatNumber, initials } from "@/components/ui/format";
import { linkClass } from "@/components/ui/text-link";
import type { StackStep } from "@/lib/segmentation/stack-types";
import { type LoadStepChanges, StepChanges } from "./step-changes";
import { StepMenu, type StepMenuProps } from "./step-menu";
import { editWords, stepRemarks, stepTime, stepVerbs } from "./step-words";
import { Stream } from "./stream";

export type StepItemProps = {
  segmentNo: string;
  step: StackStep;
  /** The largest number of the whole stream. */
  maximum: number;
  currentStep: number;
  /** The lines beside are those of this step, which is not the current one. */
  looking: boolean;
  fresh: boolean;
  /** False for viewers and on logged worksheets: nothing to go back or forward to. */
  editable: boolean;
  today: string;
  timeZone: string;
  loadChanges: LoadStepChanges;
  onLook: (step: number | null) => void;
  onGoTo: (step: number) => void;
  onGoForward: () => void;
} & Pick<StepMenuProps, "onEdit" | "onChange">;

/** One step of the stack: the stream beside it, verb and number, words, who and when, what changed, how many there were then. */
export function StepItem({
  segmentNo,
  step,
  maximum,
  currentStep,
  looking,
  fresh,
  editable,
  today,
  timeZone,
  loadChanges,
  onLook,
  onGoTo,
  onGoForward,
  onEdit,
  onChange,
}: StepItemProps) {
  const isCurrent = step.step === currentStep;
  const isNextUndone = step.step === currentStep + 1;
  const { added, removed, after } = step.numbers;
  const nobody = added === 0 && removed === 0;
  const line = step.undone ? "border-t border-dashed border-line-strong" : step.step > 1 ? "border-t border-line-soft" : "";
  return (
    <li
      aria-current={isCurrent ? "step" : undefined}
      className={classNames(
        "relative grid min-h-[92px] grid-cols-[80px_minmax(0,1fr)_auto] pr-4 transition-colors duration-(--t-instant)",
        looking ? "bg-accent-tint shadow-[inset_2px_0_0_var(--accent)]" : "has-[.look:hover]:bg-hover",
      )}
    >
      <Stream step={step.numbers} maximum={maximum} undone={step.undone || step.switchedOff} fresh={fresh} />
      <button
        type="button"
        aria-label={`Look at step ${step.step}, ${stepVerbs[step.kind]}`}
        aria-pressed={looking || undefined}
        onClick={() => onLook(looking || isCurrent ? null : step.step)}
        className="look focus-inset absolute inset-0 rounded-none"
      />
      <div className={classNames("pointer-events-none relative col-start-2 py-[11px] pr-2", line)}>
        <div
          className={classNames("flex items-center gap-1.5", step.undone || step.switchedOff ? "font-medium text-ink-3" : "font-semibold")}
        >
          {looking ? `Looking at step ${step.step}` : stepVerbs[step.kind]}
          {looking ? null : <span className="num text-xs font-normal text-ink-3">{step.step}</span>}
          {step.switchedOff ? <Chip>Switched off</Chip> : null}
        </div>
        <p
          className={classNames(
            "mt-0.5 text-pretty [overflow-wrap:anywhere]",
            step.undone || step.switchedOff ? "text-ink-3 [&_b]:text-ink-3" : "text-ink-2",
          )}
        >
          {step.kind === "edit" ? editWords(step) : <WordsText words={step.words} />}
        </p>
        {looking ? (
          <Looking
            step={step}
            currentStep={currentStep}
            editable={editable}
            when={stepTime(step.takenAt, today, timeZone)}
            onLook={onLook}
            onGoTo={onGoTo}
          />
        ) : (
          <div className="mt-1 -mr-12 flex flex-wrap items-center gap-x-1.5 text-xs text-ink-3">
            {step.undone ? (
              <>
                Gone back
                {isNextUndone && editable ? (
                  <button type="button" onClick={onGoForward} className={classNames(linkClass, "pointer-events-auto relative ml-0.5")}>
                    Go Forward
                  </button>
                ) : null}
              </>
            ) : (
              <span className="text-pretty">
                <span title={step.userName}>{initials(step.userName)}</span>
                {[stepTime(step.takenAt, today, timeZone), ...stepRemarks(step)].map((part) => ` · ${part}`).join("")}
              </span>
            )}
          </div>
        )}
      </div>
      <div className={classNames("num pointer-events-none relative col-start-3 pt-[11px] text-right [&>button]:pointer-events-auto", line)}>
        <span className="pointer-events-auto block whitespace-nowrap">
          {added > 0 ? (
            <StepChanges
              segmentNo={segmentNo}
              step={step.step}
              change="came"
              count={added}
              load={loadChanges}
              className={step.undone ? "text-ink-3" : "text-added"}
            >{`+${formatNumber(added)}`}</StepChanges>
          ) : null}
          {added > 0 && removed > 0 ? " " : null}
          {removed > 0 ? (
            <StepChanges
              segmentNo={segmentNo}
              step={step.step}
              change="left"
              count={removed}
              load={loadChanges}
              className={step.undone ? "text-ink-3" : "text-removed"}
            >{`−${formatNumber(removed)}`}</StepChanges>
          ) : null}
          {nobody ? <span className="font-medium text-ink-3">±0</span> : null}
        </span>
        <span className={classNames("mt-[3px] block text-xs", isCurrent ? "font-semibold text-ink" : "text-ink-3")}>
          {formatNumber(after)}
        </span>
        {editable && !step.undone ? (
          <span className="pointer-events-auto mt-0.5 -mr-1.5 block">
            <StepMenu step={step} currentStep={currentStep} onEdit={onEdit} onChange={onChange} />
          </span>
        ) : null}
      </div>
    </li>
  );
}

type LookingProps = Pick<StepItemProps, "step" | "currentStep" | "editable" | "onLook" | "onGoTo"> & { when: string };

function Looking({ step, currentStep, editable, when, onLook, onGoTo }: LookingProps) {
  return (
    <>
      <p className="mt-1 text-xs text-ink-3">
        {step.undone ? `Lines as they would be with this step, taken ${when}.` : `Lines as they were, ${when}.`}
      </p>
      <div className="pointer-events-auto relative mt-[7px] -mr-14 flex flex-wrap gap-x-0.5 gap-y-1.5">
        {editable ? <Button onClick={() => onGoTo(step.step)}>{step.undone ? "Go forward to here" : "Go back to here"}</Button> : null}
        <Button variant="ghost" className="px-2!" onClick={() => onLook(null)}>{`Return to step ${currentStep}`}</Button>
      </div>
    </>
  );
}
