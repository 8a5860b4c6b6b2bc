import { classNames } from "./class-names";
import { formatNumber } from "./format";

/** A thin bar. `total` null runs without an end, for work whose size is not known. */
export function ProgressBar({
  label,
  done,
  total,
  className,
}: {
  label: string;
  done: number;
  total: number | null;
  className?: string | undefined;
}) {
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total ?? undefined}
      aria-valuenow={share === null ? undefined : done}
      className={classNames("h-1.5 overflow-hidden rounded-[3px] bg-track", className)}
    >
      <div
        className={classNames(
          "h-full rounded-[3px] bg-kept-fill transition-[width] duration-(--t-calm)",
          share === null && "progress-endless w-1/3",
        )}
        style={share === null ? undefined : { width: `${share * 100}%` }}
      />
    </div>
  );
}

export type JobProgressProps = {
  title: string;
  state: "waiting" | "running" | "done" | "failed";
  done: number;
  total: number | null;
  /** What it is at, or how it ended: "110 rows were refused". */
  message?: string | null | undefined;
  className?: string | undefined;
};

const states: Record<JobProgressProps["state"], string> = { waiting: "Waiting", running: "", done: "Done", failed: "Stopped" };

/** Longer work: its name, how far it is in numbers, a bar while it runs. Changes are announced politely. */
export function JobProgress({ title, state, done, total, message, className }: JobProgressProps) {
  const far = total === null ? formatNumber(done) : `${formatNumber(done)} of ${formatNumber(total)}`;
  return (
    <div className={className} aria-live="polite">
      <div className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{title}</span>
        <span className={classNames("num text-xs", state === "failed" ? "text-danger" : "text-ink-3")}>
          {state === "running" ? far : states[state]}
        </span>
      </div>
      {state === "running" || state === "waiting" ? (
        <ProgressBar className="mt-1.5" label={title} done={done} total={state === "waiting" ? null : total} />
      ) : null}
      {message ? <p className="mt-1 text-xs text-ink-3">{message}</p> : null}
    </div>
  );
}
