import type { Metadata } from "next";
import { HeldSchedulesNote } from "@/components/schedules/held-schedules-note";
import { outcomeWords } from "@/components/schedules/run-words";
import { SchedulesTable } from "@/components/schedules/schedules-table";
import { formatInstant } from "@/components/ui/format";
import { hasRight } from "@/lib/access/rights";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { listSchedules } from "@/lib/schedules/queries";
import { ruleWords } from "@/lib/schedules/words";
import { loadLookupAction } from "../segments/actions";
import { createScheduleAction, releaseSchedulesAction } from "./actions";

export const metadata: Metadata = { title: "Schedules" };

/** What is logged and sent by itself, and when. */
export default async function SchedulesPage() {
  const { user, timeZone } = await currentContext();
  const schedules = await readQuery(listSchedules, {});
  const held = schedules.filter(({ state }) => state === "held").length;
  const rows = schedules.map(({ scheduleId, name, rule, timeZone: zone, segment, state, nextAt, lastRun }) => ({
    ...{ scheduleId, name, state, segment: segment.name, when: ruleWords(rule, zone) },
    next: nextAt ? formatInstant(nextAt, zone) : "",
    last: lastRun ? outcomeWords(lastRun) : "",
  }));
  return (
    <>
      {held > 0 ? <HeldSchedulesNote schedules={held} release={hasRight(user.role, "setup") ? releaseSchedulesAction : null} /> : null}
      <SchedulesTable
        rows={rows}
        timeZone={timeZone}
        create={hasRight(user.role, "segments.log") ? createScheduleAction : null}
        loadLookup={loadLookupAction}
      />
    </>
  );
}
