import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type NoteTone = "warn" | "bad" | "info";

const tones: Record<NoteTone, { box: string; icon: ReactNode }> = {
  warn: { box: "bg-warn-tint [&>.lucide]:text-warn", icon: <TriangleAlert aria-hidden /> },
  bad: { box: "bg-danger-tint [&>.lucide]:text-danger", icon: <CircleAlert aria-hidden /> },
  info: { box: "bg-added-wash [&>.lucide]:text-added", icon: <Info aria-hidden /> },
};

export type NoteProps = {
  tone?: NoteTone | undefined;
  icon?: ReactNode | undefined;
  /** The fact, before the sentence: "The step was not taken." */
  title?: ReactNode | undefined;
  /** Buttons below. */
  actions?: ReactNode | undefined;
  /** Announced when it appears, for refusals. */
  alert?: boolean | undefined;
  className?: string | undefined;
  children?: ReactNode | undefined;
};

/** Something to know: what, why, what now. `bad` for refusals and faults, `warn` for a second look, `info` for the rest. */
export function Note({ tone = "warn", icon, title, actions, alert, className, children }: NoteProps) {
  return (
    <div
      role={alert ? "alert" : undefined}
      className={classNames("flex gap-[9px] rounded-md px-[11px] py-[9px] [&>.lucide]:mt-px", tones[tone].box, className)}
    >
      {icon ?? tones[tone].icon}
      <div className="min-w-0 flex-1 text-pretty">
        {title ? <b>{title} </b> : null}
        {children}
        {actions ? <div className="mt-2 flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
