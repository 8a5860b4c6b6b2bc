import type { ReactNode } from "react";
import { HeldNote } from "@/components/delivery/held-note";
import { PinnedList } from "@/components/habits/pinned-list";
import { PinsProvider } from "@/components/habits/pins-provider";
import { PaletteField, PaletteProvider, PaletteTab } from "@/components/palette/palette-provider";
import { AppShell } from "@/components/shell/app-shell";
import { hasRight } from "@/lib/access/rights";
import { findHeldDeliveries } from "@/lib/delivery/release-held";
import { listPins } from "@/lib/habits/pins";
import { listOpenJobs } from "@/lib/jobs/queries";
import { findOverview } from "@/lib/overview/queries";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { orderPinsAction, setPinAction, signOutAction } from "./actions";
import { releaseHeldDeliveriesAction } from "./email/actions";

const pinActions = { setPin: setPinAction, orderPins: orderPinsAction };

/** Everything for signed-in people stands in here: the shell with its counts, one's own running work and what one has pinned. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const { user } = await currentContext();
  const [{ companyName, ...counts }, jobs, pins, held] = await Promise.all([
    readQuery(findOverview, {}),
    readQuery(listOpenJobs, {}),
    readQuery(listPins, {}),
    hasRight(user.role, "setup") ? readQuery(findHeldDeliveries, {}) : [],
  ]);
  const { name, email, role } = user;
  return (
    <PinsProvider pins={pins} actions={pinActions}>
      <PaletteProvider role={role} signOut={signOutAction}>
        <AppShell
          user={{ name, email, role }}
          companyName={companyName}
          counts={counts}
          jobs={jobs}
          signOutAction={signOutAction}
          search={<PaletteField />}
          pinned={<PinnedList />}
          searchTab={<PaletteTab />}
        >
          {held.length > 0 ? <HeldNote held={held} release={releaseHeldDeliveriesAction} /> : null}
          {children}
        </AppShell>
      </PaletteProvider>
    </PinsProvider>
  );
}
