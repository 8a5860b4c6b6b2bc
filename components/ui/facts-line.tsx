import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type Fact = { label: string; value: ReactNode };

/** One line of facts below a title. What has no room is cut off at the right, on narrow screens it scrolls; `trailing` stays at the end. */
export function FactsLine({
  facts,
  trailing,
  className,
}: {
  facts: readonly Fact[];
  trailing?: ReactNode | undefined;
  className?: string | undefined;
}) {
  return (
    <div className={classNames("mt-2 flex items-center gap-[18px]", className)}>
      <dl
        tabIndex={0}
        aria-label="Facts"
        className="focus-inset scrollbar-none flex min-w-0 flex-1 items-center gap-x-[18px] overflow-x-auto mask-[linear-gradient(90deg,#000_calc(100%-1.5rem),transparent)] whitespace-nowrap max-sm:-mx-4 max-sm:mask-[linear-gradient(90deg,#000_88%,transparent)] max-sm:px-4"
      >
        {facts.map((fact) => (
          <div key={fact.label} className="flex gap-1.5">
            <dt className="text-ink-3">{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
      {trailing ? <div className="flex-none max-sm:hidden">{trailing}</div> : null}
    </div>
  );
}
