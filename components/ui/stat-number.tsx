import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type StatNumberProps = {
  /** Formatted already: "162", "+60", "—". */
  value: string;
  label: ReactNode;
  tone?: "plain" | "added" | "removed" | "accent" | undefined;
  /** `md` in strips of numbers, `xl` for the one that matters. */
  size?: "md" | "xl" | undefined;
  /** An older number that stays until the new one is here. */
  stale?: boolean | undefined;
  className?: string | undefined;
};

const tones = { plain: "", added: "text-added", removed: "text-removed", accent: "text-accent" } as const;

/** A number with what it counts below. */
export function StatNumber({ value, label, tone = "plain", size = "md", stale, className }: StatNumberProps) {
  return (
    <div className={classNames("flex flex-col gap-px", className)}>
      <span
        aria-busy={stale || undefined}
        className={classNames(
          "num transition-opacity duration-(--t-quick)",
          size === "xl" ? "text-2xl font-[580] tracking-[-0.03em]" : "text-xl/6 font-[580] tracking-[-0.025em]",
          tones[tone],
          stale && "opacity-60",
        )}
      >
        {value}
      </span>
      <span className="flex items-center gap-[5px] text-xs whitespace-nowrap text-ink-3">{label}</span>
    </div>
  );
}
