import { CircleAlert, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** `draft` is outlined, `live` carries a dot, `logged` a lock, `error` a sign; `added` and `removed` hold numbers with their sign. */
export type ChipTone = "plain" | "draft" | "live" | "logged" | "error" | "warn" | "added" | "removed" | "compound";

const tones: Record<ChipTone, string> = {
  plain: "bg-press text-ink-2",
  draft: "text-ink-2 inset-ring inset-ring-line-strong",
  live: "bg-accent-tint-2 text-accent",
  logged: "bg-press text-ink-2",
  error: "bg-danger-tint text-danger",
  warn: "bg-warn-tint text-warn",
  added: "bg-added-tint text-added num",
  removed: "bg-removed-tint text-removed num",
  compound: "bg-compound-tint text-compound",
};

const marks: Partial<Record<ChipTone, ReactNode>> = {
  live: <span className="size-1.5 flex-none rounded-full bg-current" />,
  logged: <Lock className="icon-xs" aria-hidden />,
  error: <CircleAlert className="icon-xs" aria-hidden />,
};

/** A state, a kind or a small number, in words. `icon` replaces the mark that the tone brings. */
export function Chip({
  tone = "plain",
  icon,
  className,
  children,
}: {
  tone?: ChipTone;
  icon?: ReactNode | undefined;
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 flex-none items-center gap-[5px] rounded-sm px-[7px] align-middle text-xs leading-none font-medium whitespace-nowrap [&>.lucide]:icon-xs",
        tones[tone],
        className,
      )}
    >
      {icon ?? marks[tone]}
      {children}
    </span>
  );
}
