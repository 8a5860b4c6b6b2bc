import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { listOpenJobs } from "@/lib/jobs/queries";
import { findOverview } from "@/lib/overview/queries";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { signOutAction } from "./actions";

/** Everything for signed-in people stands in here: the shell with its counts and one's own running work. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const { user } = await currentContext();
  const [{ companyName, ...counts }, jobs] = await Promise.all([readQuery(findOverview, {}), readQuery(listOpenJobs, {})]);
  const { name, email, role } = user;
  return (
    <AppShell user={{ name, email, role }} companyName={companyName} counts={counts} jobs={jobs} signOutAction={signOutAction}>
      {children}
    </AppShell>
  );
}
