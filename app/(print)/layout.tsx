import type { ReactNode } from "react";
import { currentContext } from "@/lib/request/current-context";

/** Pages to print stand by themselves: paper, and above it a bar that is not printed. */
export default async function PrintLayout({ children }: { children: ReactNode }) {
  await currentContext();
  // On narrow screens the paper is wider than the window and scrolls.
  return (
    <main
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by the keyboard
      tabIndex={0}
      aria-label="To print"
      className="focus-inset h-dvh overflow-auto bg-canvas print:h-auto print:overflow-visible print:bg-transparent"
    >
      {children}
    </main>
  );
}
