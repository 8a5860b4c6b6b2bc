import type { ReactNode } from "react";

/** How much of the product a person may use; decides what the sidebar offers. Rights themselves are checked on the server. */
export type ShellRole = "viewer" | "marketer" | "admin";

/** The signed-in person as the sidebar shows them. */
export type ShellUser = { name: string; email: string; role: ShellRole };

/** Totals beside the places. A total that is not known yet is left out and shows nothing. */
export type ShellCounts = {
  segments?: number | undefined;
  loggedSegments?: number | undefined;
  contacts?: number | undefined;
  interactionLogEntries?: number | undefined;
  campaigns?: number | undefined;
};

/** One piece of longer work, as the jobs indicator shows it. `total` is null while the size of the work is not known. */
export type ShellJob = {
  id: string;
  title: string;
  state: "waiting" | "running" | "done" | "failed";
  done: number;
  total: number | null;
  message: string | null;
  /** Where the work can be looked at, or null when it has no page. */
  href: string | null;
};

/** What the layout of the signed-in pages hands to `AppShell`. */
export type AppShellProps = {
  user: ShellUser;
  companyName: string;
  counts: ShellCounts;
  /** Work that waits or runs, and what ended a short while ago; the newest first. */
  jobs: readonly ShellJob[];
  signOutAction: () => Promise<void>;
  children: ReactNode;
};
