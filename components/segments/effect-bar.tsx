import { Fragment, type ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { formatNumber } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import type { ContactSample, PreviewNumbers } from "@/lib/segmentation/stack-types";
import { type CriteriaKind, type EffectTerm, type EffectTone, type EffectView, effectView, exactWords } from "./effect-view";

const fills: Record<EffectTone, string> = {
  kept: "bg-kept-fill",
  dup: "hatch-kept",
  add: "bg-added-fill",
  rem: "bg-removed-fill",
  refused: "hatch-removed",
};

export type EffectBarProps = {
  kind: CriteriaKind;
  /** Null until the first numbers are there. */
  preview: PreviewNumbers | null;
  /** Those who are there already come once more. */
  allowExisting: boolean;
  /** The numbers are those of before; new ones are being counted. */
  counting: boolean;
  /** In place of "Exact, 14 ms": why there are no numbers, or how far a long count is. */
  status?: ReactNode | undefined;
  /** Cancel and the primary button. */
  children: ReactNode;
};

/** What a step will do, exactly, before it is taken: the equation, one bar, a few names, the buttons. Never scrolls away. */
export function EffectBar({ kind, preview, allowExisting, counting, status, children }: EffectBarProps) {
  const view = preview && effectView(kind, preview, allowExisting);
  return (
    <section
      aria-label="Effect"
      aria-busy={counting || undefined}
      className="relative flex-none border-t border-line bg-sunken px-5 py-3.5 max-sm:px-4 max-sm:py-3"
    >
      {counting ? (
        <span aria-hidden className="absolute inset-x-0 -top-px h-0.5 overflow-hidden">
          <span className="progress-endless block h-full w-1/3 bg-accent-mid" />
        </span>
      ) : null}
      <p aria-live="polite" className="sr-only">
        {view && !counting ? spoken(view) : null}
      </p>
      <div className={classNames("transition-opacity duration-(--t-quick)", counting && view && "opacity-60")}>
        {view ? <Equation view={view} /> : <EquationSkeleton kind={kind} />}
        <div aria-hidden className="mt-3 mb-1.5 flex h-2.5 gap-0.5 overflow-hidden rounded-[5px]">
          {view && view.bar.length > 0 ? (
            view.bar.map(({ tone, count }) => (
              <i
                key={tone}
                className={classNames("block min-w-[3px] rounded-[2px] transition-[flex-grow] duration-(--t-calm) ease-calm", fills[tone])}
                style={{ flexGrow: count, flexBasis: 0 }}
              />
            ))
          ) : (
            <i className="block flex-1 bg-track" />
          )}
        </div>
      </div>
      <div className="mt-2.5 flex min-h-control-lg items-center gap-2">
        <div
          className={classNames(
            "flex min-w-0 flex-1 items-center gap-1.5 overflow-hidden transition-opacity duration-(--t-quick) max-sm:hidden",
            counting && "opacity-60",
          )}
        >
          {preview && preview.sample.length > 0 ? (
            <Sample sample={preview.sample} total={kind === "add" ? preview.numbers.added : preview.numbers.removed} />
          ) : null}
        </div>
        <span className="num mr-1.5 flex-none text-xs whitespace-nowrap text-ink-3 max-sm:hidden">
          {status ?? (preview && !counting ? exactWords(preview.ms) : counting ? "Counting" : null)}
        </span>
        {children}
      </div>
    </section>
  );
}

/** "102 matching − 39 already on the segment − 3 refused = +60, 124 → 184"; on narrow screens the result stands first. */
function Equation({ view }: { view: EffectView }) {
  return (
    <div className="num flex items-end gap-3.5 max-sm:flex-wrap max-sm:gap-x-0 max-sm:gap-y-2">
      {view.terms.map((term, index) => (
        <Fragment key={term.key}>
          {index > 0 ? <Operator>−</Operator> : null}
          <Term
            term={term}
            className={view.terms.length === 3 ? ["max-sm:w-[30%]", "max-sm:w-[45%]", "max-sm:w-[25%]"][index] : "max-sm:w-1/2"}
          />
        </Fragment>
      ))}
      <Operator>=</Operator>
      <Big className="max-sm:order-first max-sm:w-1/2" label={<Key tone={view.change.tone}>{view.change.label}</Key>}>
        <span className={view.change.tone === "add" ? "text-added" : "text-removed"}>{view.change.value}</span>
      </Big>
      <Big className="ml-auto items-end max-sm:order-first max-sm:w-1/2" label={<Key tone="kept">Afterwards</Key>}>
        <span className="font-normal text-ink-3">{view.before} →</span> {view.after}
      </Big>
    </div>
  );
}

function Operator({ children }: { children: string }) {
  return (
    <span aria-hidden className="pb-[17px] text-lg text-ink-3 max-sm:hidden">
      {children}
    </span>
  );
}

function Term({ term, className }: { term: EffectTerm; className?: string | undefined }) {
  return (
    <div className={classNames("flex flex-col gap-px", className)}>
      <span className="text-lg/5 font-semibold max-sm:text-md/[18px]">{term.value}</span>
      <Key tone={term.tone}>
        {term.label}
        {term.detail ? <span className="max-lg:hidden">: {term.detail}</span> : null}
      </Key>
    </div>
  );
}

function Key({ tone, children }: { tone: EffectTone | null; children: ReactNode }) {
  return (
    <span className="flex items-center gap-[5px] text-xs whitespace-nowrap text-ink-3">
      {tone ? <i aria-hidden className={classNames("inline-block size-2 flex-none rounded-[2px]", fills[tone])} /> : null}
      <span>{children}</span>
    </span>
  );
}

function Big({ label, className, children }: { label: ReactNode; className: string; children: ReactNode }) {
  return (
    <div className={classNames("flex flex-col gap-px", className)}>
      <span className="text-2xl/7 font-[580] tracking-[-0.03em] whitespace-nowrap max-sm:text-[1.5rem]/7">{children}</span>
      {label}
    </div>
  );
}

function EquationSkeleton({ kind }: { kind: CriteriaKind }) {
  const labels =
    kind === "add"
      ? ["Matching", "Already on the segment", "Refused"]
      : ["On the segment", kind === "reduce" ? "Do not match and stay" : "Match and stay"];
  return (
    <div className="flex items-end gap-8 max-sm:flex-wrap max-sm:gap-y-2">
      {labels.map((label) => (
        <div key={label} className="flex flex-col gap-px">
          <span className="flex h-5 items-center">
            <Skeleton className="w-9" />
          </span>
          <span className="text-xs text-ink-3">{label}</span>
        </div>
      ))}
      <div className="ml-auto flex flex-col items-end gap-px">
        <span className="flex h-7 items-center">
          <Skeleton className="h-4! w-28" />
        </span>
        <span className="text-xs text-ink-3">Afterwards</span>
      </div>
    </div>
  );
}

function Sample({ sample, total }: { sample: readonly ContactSample[]; total: number }) {
  const more = total - sample.length;
  return (
    <>
      <span className="text-xs whitespace-nowrap text-ink-3">For example</span>
      {sample.map((contact) => (
        <span
          key={contact.contactNo}
          className="inline-flex h-[22px] min-w-0 items-center gap-[5px] rounded-sm bg-raised px-[7px] text-xs whitespace-nowrap inset-ring inset-ring-line"
        >
          <span className="truncate">{contact.name}</span>
          {contact.companyName && contact.companyName !== contact.name ? (
            <span className="truncate text-ink-3">{contact.companyName}</span>
          ) : null}
        </span>
      ))}
      {more > 0 ? <span className="num text-xs whitespace-nowrap text-ink-3">{formatNumber(more)} more</span> : null}
    </>
  );
}

function spoken(view: EffectView): string {
  const terms = view.terms.map((term) => `${term.value} ${term.label}${term.detail ? `: ${term.detail}` : ""}`);
  return `${terms.join(", ")}. ${view.change.value} ${view.change.label.toLowerCase()}, ${view.after} afterwards.`;
}
