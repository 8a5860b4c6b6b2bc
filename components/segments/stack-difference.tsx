import { WordsText } from "@/components/filters/words-text";
import { classNames } from "@/components/ui/class-names";
import { countOf, formatNumber } from "@/components/ui/format";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { ContactSample, StackDifference, StepDifference } from "@/lib/segmentation/stack-types";
import { stepVerbs } from "./step-words";
import type { ShownStackChange } from "./use-stack-change";

/** What a change of the stack does: each replayed step before and now, then who joins and who leaves in the end. */
export function StackDifferenceView({ shown }: { shown: ShownStackChange }) {
  const { difference, counting, progress } = shown;
  return (
    <section aria-label="What will change" aria-busy={counting || undefined} className={classNames("grid gap-4", counting && "opacity-60")}>
      {progress ? <ProgressBar label="Taking the steps again" done={progress.done} total={progress.total} /> : null}
      {difference === null ? (
        <p className="text-ink-3">{counting ? "Taking the steps again on today’s data…" : "Nothing is chosen yet."}</p>
      ) : (
        <>
          <StepsTable steps={difference.steps} />
          <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
            <Names title="Join" count={difference.numbers.added} names={difference.joining} tone="text-added" sign="+" />
            <Names title="Leave" count={difference.numbers.removed} names={difference.leaving} tone="text-removed" sign="−" />
          </div>
          {difference.droppedUndone > 0 ? (
            <p className="text-ink-3">{countOf(difference.droppedUndone, "step")} that you went back from will be dropped.</p>
          ) : null}
        </>
      )}
    </section>
  );
}

/** "184 → 190 lines, 8 join, 2 leave." */
export function differenceWords({ numbers }: StackDifference): string {
  return `${formatNumber(numbers.before)} → ${formatNumber(numbers.after)} lines, ${formatNumber(numbers.added)} join, ${formatNumber(numbers.removed)} leave.`;
}

const cell = "border-b border-line-soft px-2 py-1.5 align-top";
const number = classNames(cell, "num text-right whitespace-nowrap");

function StepsTable({ steps }: { steps: readonly StepDifference[] }) {
  return (
    <table aria-label="Steps before and now" className="w-full border-separate border-spacing-0">
      <thead>
        <tr className="text-xs text-ink-3 [&>th]:border-b [&>th]:border-line [&>th]:px-2 [&>th]:pb-1 [&>th]:font-medium">
          <th scope="col" className="text-left">
            Step
          </th>
          <th scope="col" className="text-right max-sm:hidden">
            Before
          </th>
          <th scope="col" className="text-right">
            Added
          </th>
          <th scope="col" className="text-right">
            Removed
          </th>
          <th scope="col" className="text-right">
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={`${step.was} ${step.step}`} className={classNames(step.now === null && "text-ink-3 line-through")}>
            <th scope="row" className={classNames(cell, "text-left font-normal")}>
              <span className="font-semibold">
                <span className="num mr-1.5 font-normal text-ink-3">{step.step ?? step.was}</span>
                {stepVerbs[step.kind]}
              </span>
              {step.switchedOff ? <span className="text-ink-3"> · Switched off</span> : null}{" "}
              <span className="text-ink-2">
                <WordsText words={step.words} />
              </span>
            </th>
            <td className={classNames(number, "text-ink-3 max-sm:hidden")}>
              <Change was={step.before?.before} now={step.now?.before} />
            </td>
            <td className={number}>
              <Change was={step.before?.added} now={step.now?.added} tone="text-added" />
            </td>
            <td className={number}>
              <Change was={step.before?.removed} now={step.now?.removed} tone="text-removed" />
            </td>
            <td className={number}>
              <Change was={step.before?.after} now={step.now?.after} tone="font-semibold" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A number before and now; once where they are the same. */
function Change({ was, now, tone }: { was: number | undefined; now: number | undefined; tone?: string }) {
  if (now === undefined) return was === undefined ? "—" : formatNumber(was);
  return (
    <>
      {was !== undefined && was !== now ? <span className="text-ink-3">{formatNumber(was)} → </span> : null}
      <span className={now === 0 ? "text-ink-3" : tone}>{formatNumber(now)}</span>
    </>
  );
}

const named = 12;

type NamesProps = { title: string; count: number; names: readonly ContactSample[]; tone: string; sign: string };

function Names({ title, count, names, tone, sign }: NamesProps) {
  const more = count - Math.min(named, names.length);
  return (
    <div>
      <h3 className="text-xs font-semibold text-ink-2">
        {title}{" "}
        <span className={classNames("num", count === 0 ? "text-ink-3" : tone)}>{count === 0 ? "0" : `${sign}${formatNumber(count)}`}</span>
      </h3>
      <ul className="mt-1">
        {names.slice(0, named).map((contact) => (
          <li key={contact.contactNo} className="truncate">
            {contact.name}
            {contact.companyName && contact.companyName !== contact.name ? (
              <span className="text-ink-3"> {contact.companyName}</span>
            ) : null}
          </li>
        ))}
        {more > 0 ? <li className="text-ink-3">and {formatNumber(more)} more</li> : null}
      </ul>
    </div>
  );
}
