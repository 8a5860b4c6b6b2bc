import type { ReactNode } from "react";
import { WinnowingPicture } from "@/components/access/winnowing-picture";
import { Brand } from "@/components/shell/winnow-mark";
import manifest from "@/package.json";

/** The pages before one is signed in: a form at the left, the picture beside it where there is room. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh bg-surface md:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)] xl:grid-cols-[600px_minmax(0,1fr)]">
      <div className="flex flex-col justify-between gap-8 px-6 py-7 lg:px-22">
        <header>
          <Brand />
        </header>
        <main className="w-full max-w-[424px] max-md:mx-auto">{children}</main>
        <footer className="text-xs text-ink-3">Winnow {manifest.version.replace(/\.0$/, "")}, open source.</footer>
      </div>
      <WinnowingPicture />
    </div>
  );
}
