"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { HelpSheet } from "./help-sheet";
import { Sidebar } from "./sidebar";
import { TabBar } from "./tab-bar";
import type { AppShellProps } from "./types";

/**
 * Everything around a signed-in page: sidebar, rail or tab bar, the keys that go to places, and the sheet the page stands on. The sheet is
 * the page's `main`, a column as high as the window: pages give their head, bars and one part that scrolls.
 */
export function AppShell({ user, companyName, counts, jobs, signOutAction, search, pinned, searchTab, children }: AppShellProps) {
  const [showsKeys, setShowsKeys] = useState(false);
  const showKeys = () => setShowsKeys(true);
  useShortcut("?", showKeys, { label: "All keys", group: "Everywhere" });
  return (
    <div
      data-app
      className="grid h-dvh grid-cols-[var(--sidebar)_minmax(0,1fr)] overflow-hidden rail:grid-cols-[var(--rail)_minmax(0,1fr)] max-sm:flex max-sm:flex-col"
    >
      <GoKeys />
      <a
        href="#content"
        className="sr-only z-(--z-tooltip) rounded-md bg-raised px-3 py-1.5 font-medium focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <Sidebar
        user={user}
        companyName={companyName}
        counts={counts}
        jobs={jobs}
        signOutAction={signOutAction}
        search={search}
        pinned={pinned}
        onShowKeys={showKeys}
      />
      <main
        id="content"
        tabIndex={-1}
        className="focus-own relative my-1.5 mr-1.5 flex min-h-0 min-w-0 flex-col overflow-hidden rounded-lg border border-line bg-surface shadow-1 max-sm:m-0 max-sm:flex-1 max-sm:rounded-none max-sm:border-0 max-sm:shadow-none"
      >
        {children}
      </main>
      <TabBar user={user} signOutAction={signOutAction} searchTab={searchTab} onShowKeys={showKeys} />
      <HelpSheet open={showsKeys} onOpenChange={setShowsKeys} />
    </div>
  );
}

function GoKeys() {
  const router = useRouter();
  useShortcut("G S", () => router.push("/segments"), { label: "Segments", group: "Go to" });
  useShortcut("G L", () => router.push("/logged-segments"), { label: "Logged segments", group: "Go to" });
  useShortcut("G C", () => router.push("/contacts"), { label: "Contacts", group: "Go to" });
  useShortcut("G I", () => router.push("/interaction-log-entries"), { label: "Interaction log", group: "Go to" });
  return null;
}
