import type { ReactNode } from "react";
import type { Role } from "@/lib/access/rights";
import type { JobRow } from "@/lib/jobs/schema";

/** The signed-in person. The role decides what the sidebar offers; rights themselves are checked on the server. */
export type ShellUser = { name: string; email: string; role: Role };

/** Totals beside the places. A total that is not known yet is left out and shows nothing. */
export type ShellCounts = {
  segments?: number | undefined;
  loggedSegments?: number | undefined;
  contacts?: number | undefined;
  interactionLogEntries?: number | undefined;
  campaigns?: number | undefined;
};

/** What the layout of the signed-in pages hands to `AppShell`. */
export type AppShellProps = {
  user: ShellUser;
  companyName: string;
  counts: ShellCounts;
  /** Work that waits or runs, and what ended a short while ago; the newest first. */
  jobs: readonly JobRow[];
  signOutAction: () => Promise<void>;
  /** The field in the side bar that searches everything. */
  search: ReactNode;
  /** What the person has pinned, below the places. */
  pinned: ReactNode;
  /** The search as a tab of narrow screens. */
  searchTab: ReactNode;
  children: ReactNode;
};
