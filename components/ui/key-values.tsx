import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type KeyValue = { label: string; value: ReactNode };

/** An address without spaces breaks anywhere; what stands beside a value keeps its words whole. */
function Value({ value }: { value: ReactNode }) {
  if (value === null || value === undefined || value === "") return <span className="text-ink-3">—</span>;
  return typeof value === "string" ? <span className="min-w-0 [overflow-wrap:anywhere]">{value}</span> : value;
}

/** Labels at the left, values at the right, in a side pane. An empty value shows as a dash. */
export function KeyValues({
  items,
  labelWidth = 116,
  className,
}: {
  items: readonly KeyValue[];
  labelWidth?: number | undefined;
  className?: string | undefined;
}) {
  return (
    <dl className={classNames("grid gap-x-2.5 gap-y-[7px]", className)} style={{ gridTemplateColumns: `${labelWidth}px minmax(0, 1fr)` }}>
      {items.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="text-ink-3">{label}</dt>
          <dd className="flex min-w-0 items-center gap-1.5">
            <Value value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
