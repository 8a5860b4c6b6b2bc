import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { formatNumber } from "@/components/ui/format";

/** One part of the check: *Must be fixed*, *Will be left out* …, with how many there are. Nothing is drawn when there is nothing. */
export function CheckSection({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section className="mt-[22px] first:mt-0">
      <h2 className="flex items-center gap-[7px] text-md font-semibold">
        {title} <span className="num font-normal text-ink-3">{formatNumber(count)}</span>
      </h2>
      {children}
    </section>
  );
}

const tones = { danger: "bg-danger-tint text-danger", removed: "bg-removed-tint text-removed", warn: "bg-warn-tint text-warn" } as const;

/** A fact with its number, names below, and at the right what can be done about it. */
export function CheckRow({
  icon,
  tone,
  title,
  detail,
  actions,
}: {
  icon: ReactNode;
  tone: keyof typeof tones;
  title: string;
  detail: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <li className="flex items-start gap-3 border-b border-line py-3 max-sm:flex-wrap">
      <span className={classNames("grid size-7 flex-none place-items-center rounded-md", tones[tone])}>{icon}</span>
      <div className="min-w-0 flex-1 max-sm:basis-[70%]">
        <div className="font-medium text-pretty">{title}</div>
        <div className="mt-px text-pretty text-ink-2 [overflow-wrap:anywhere]">{detail}</div>
      </div>
      {actions ? (
        <div className="flex flex-none flex-wrap items-center gap-2.5 self-center max-sm:w-full max-sm:pl-10">{actions}</div>
      ) : null}
    </li>
  );
}

/** What is in order: nothing to do, said once. */
export function PassedList({ items }: { items: readonly string[] }) {
  return (
    <ul className="mt-2.5 grid grid-cols-[repeat(auto-fill,minmax(230px,1fr))] gap-x-6 gap-y-2">
      {items.map((item) => (
        <li key={item} className="flex gap-2 text-ink-2">
          <Check className="icon-s mt-0.5 flex-none text-accent" aria-hidden />
          {item}
        </li>
      ))}
    </ul>
  );
}
