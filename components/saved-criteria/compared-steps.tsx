import { WordsText } from "@/components/filters/words-text";
import { editWords, stepRemarks, stepVerbs } from "@/components/segments/step-words";
import { classNames } from "@/components/ui/class-names";
import type { ComparedStep } from "@/lib/segmentation/compare-stacks";
import type { StackStep } from "@/lib/segmentation/stack-types";

export type ComparedStepsProps = { rows: readonly ComparedStep[]; leftName: string; rightName: string };

/** Two stacks side by side; what differs is marked by a bar and a word, what is the same is lighter. */
export function ComparedSteps({ rows, leftName, rightName }: ComparedStepsProps) {
  return (
    <table
      aria-label="Steps side by side"
      className="w-full table-fixed border-separate border-spacing-0 [&_td]:border-b [&_td]:border-line-soft [&_td]:px-3 [&_td]:py-2 [&_td]:align-top [&_th]:border-b [&_th]:border-line [&_th]:px-3 [&_th]:py-1.5 [&_th]:text-left [&_th]:text-xs [&_th]:font-medium [&_th]:text-ink-3"
    >
      <colgroup>
        <col />
        <col />
        <col className="w-24 max-sm:w-20" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{leftName}</th>
          <th scope="col">{rightName}</th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ left, right, same }) => (
          <tr key={`${left?.step} ${right?.step}`} className={same ? "text-ink-3" : "bg-accent-tint"}>
            <td>
              <Step step={left} same={same} />
            </td>
            <td>
              <Step step={right} same={same} />
            </td>
            <td className="text-xs">{same ? "Same" : left && right ? "Differs" : left ? "Only left" : "Only right"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Step({ step, same }: { step: StackStep | null; same: boolean }) {
  if (!step) return <span className="text-ink-3">—</span>;
  return (
    <>
      <span className={classNames("font-semibold", !same && "text-ink")}>
        <span className="num mr-1.5 font-normal">{step.step}</span>
        {stepVerbs[step.kind]}
      </span>{" "}
      {step.kind === "edit" ? editWords(step) : <WordsText words={step.words} />}
      <span className="text-ink-3">
        {[step.switchedOff ? "Switched off" : null, ...stepRemarks(step)].flatMap((each) => (each ? [` · ${each}`] : []))}
      </span>
    </>
  );
}
