import type { ReactNode } from "react";

/** Title and one sentence at the head of a page before sign-in. */
export function AuthHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header>
      <h1 className="text-2xl font-semibold tracking-[-0.025em] text-balance">{title}</h1>
      {children ? <p className="mt-1.5 text-md text-pretty text-ink-2">{children}</p> : null}
    </header>
  );
}
