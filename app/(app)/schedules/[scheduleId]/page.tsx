import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { asideWords, outcomeWords } from "@/components/schedules/run-words";
import { RunsTable } from "@/components/schedules/runs-table";
import { ScheduleHeader } from "@/components/schedules/schedule-header";
import { formatInstant } from "@/components/ui/format";
import { hasRight } from "@/lib/access/rights";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { findSchedule } from "@/lib/schedules/queries";
import { loadLookupAction } from "../../segments/actions";
import { changeScheduleAction, deleteScheduleAction, pauseScheduleAction, runScheduleNowAction } from "../actions";

export const metadata: Metadata = { title: "Schedule" };

const actions = { change: changeScheduleAction, pause: pauseScheduleAction, remove: deleteScheduleAction, runNow: runScheduleNowAction };

/** A schedule: what it does, when, and what came of each time. */
export default async function SchedulePage({ params }: PageProps<"/schedules/[scheduleId]">) {
  const scheduleId = Number((await params).scheduleId);
  const { user } = await currentContext();
  const schedule = await readQuery(findSchedule, { scheduleId });
  if (!schedule) notFound();
  const { runs, timeZone } = schedule;
  const rows = runs.map((run) => ({
    ...{ runId: run.runId, state: run.state, loggedSegmentEntryNo: run.loggedSegmentEntryNo },
    at: formatInstant(run.dueAt, timeZone),
    outcome: outcomeWords(run),
    aside: asideWords(run, timeZone),
  }));
  return (
    <>
      <ScheduleHeader schedule={schedule} actions={hasRight(user.role, "segments.log") ? actions : null} loadLookup={loadLookupAction} />
      <RunsTable rows={rows} />
    </>
  );
}
