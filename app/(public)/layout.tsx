import type { ReactNode } from "react";

/** Pages for people who have nothing to do with Winnow but an e-mail: quiet, without a name or a way into the app. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh place-items-center bg-canvas px-4 py-10">
      <div className="w-full max-w-[460px] rounded-lg border border-line bg-surface px-6 py-7">{children}</div>
    </div>
  );
}
