import { type ReactNode, useId } from "react";

/** One part of the account page: what it is about at the left, the form at the right; one below the other where there is no room. */
export function AccountSection({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-x-8 gap-y-3 md:grid-cols-[220px_minmax(0,1fr)]">
      <div>
        <h2 id={id} className="text-md font-semibold">
          {title}
        </h2>
        <p className="mt-1 text-xs text-pretty text-ink-3">{text}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
