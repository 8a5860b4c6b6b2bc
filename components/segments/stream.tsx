import { useId } from "react";
import { classNames } from "@/components/ui/class-names";
import { lyingBox, lyingStream, type StreamStep, streamBox, streamMaximum, streamPaths } from "./stream-geometry";

const moving = "transition-[d] duration-(--t-explain) ease-calm";

export type StreamProps = {
  step: StreamStep;
  /** The largest number of all steps, see `streamMaximum`. */
  maximum: number;
  /** Stepped back over: pale. */
  undone?: boolean;
  /** Taken a moment ago: flows in once, from above. */
  fresh?: boolean;
};

/** The stretch of the stream beside one step, as high as the step. It says nothing that the numbers beside it do not say. */
export function Stream({ step, maximum, undone, fresh }: StreamProps) {
  const id = useId();
  const paths = streamPaths(step, maximum);
  return (
    <svg
      viewBox={`0 0 ${streamBox.width} ${streamBox.height}`}
      preserveAspectRatio="none"
      aria-hidden
      className={classNames(
        "absolute inset-y-0 left-4 h-full w-[58px] overflow-visible transition-[opacity,clip-path] duration-(--t-explain) ease-calm [clip-path:inset(0_-24px_0_0)]",
        undone && "opacity-35",
        fresh && "starting:[clip-path:inset(0_-24px_100%_0)]",
      )}
    >
      <defs>
        <linearGradient id={`${id}a`} x1="0" y1="0" x2="0" y2="1">
          <stop offset=".12" stopColor="var(--added-fill)" />
          <stop offset=".45" stopColor="var(--added-fill)" />
          <stop offset="1" stopColor="var(--kept-tint)" />
        </linearGradient>
        <linearGradient id={`${id}r`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="var(--removed-fill)" />
          <stop offset=".35" stopColor="var(--removed-fill)" stopOpacity=".9" />
          <stop offset="1" stopColor="var(--removed-fill)" stopOpacity="0" />
        </linearGradient>
      </defs>
      <path fill="var(--kept-tint)" d={paths.kept} className={moving} />
      {paths.added ? <path fill={`url(#${id}a)`} d={paths.added} className={moving} /> : null}
      {paths.removed ? <path fill={`url(#${id}r)`} d={paths.removed} className={moving} /> : null}
    </svg>
  );
}

/** The stream of all steps lying down, above the switch of narrow screens. */
export function LyingStream({ steps, className }: { steps: readonly StreamStep[]; className?: string }) {
  const id = useId();
  if (steps.length === 0) return null;
  const paths = lyingStream(steps, streamMaximum(steps));
  return (
    <svg
      viewBox={`0 0 ${lyingBox.width} ${lyingBox.height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Running total ${steps.map((step) => step.after).join(", ")}`}
      className={classNames("block h-[30px] w-full", className)}
    >
      <defs>
        <linearGradient id={`${id}a`}>
          <stop offset=".1" stopColor="var(--added-fill)" />
          <stop offset="1" stopColor="var(--kept-tint)" />
        </linearGradient>
        <linearGradient id={`${id}r`}>
          <stop offset=".2" stopColor="var(--removed-fill)" />
          <stop offset="1" stopColor="var(--removed-fill)" stopOpacity="0" />
        </linearGradient>
      </defs>
      <path fill="var(--kept-tint)" d={paths.kept} />
      {paths.added.map((path) => (
        <path key={path} fill={`url(#${id}a)`} d={path} />
      ))}
      {paths.removed.map((path) => (
        <path key={path} fill={`url(#${id}r)`} d={path} />
      ))}
    </svg>
  );
}
