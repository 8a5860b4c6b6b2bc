"use server";

import { revalidatePath } from "next/cache";
import { runOperation } from "@/lib/request/run-operation";
import { deleteSchedule, pauseSchedule, releaseSchedules, runScheduleNow } from "@/lib/schedules/change-schedule";
import { changeSchedule, createSchedule } from "@/lib/schedules/save-schedule";

/** Makes a schedule. */
export async function createScheduleAction(request: Parameters<typeof createSchedule>[1]) {
  return shown(await runOperation(createSchedule, request));
}

/** Changes one. */
export async function changeScheduleAction(request: Parameters<typeof changeSchedule>[1]) {
  return shown(await runOperation(changeSchedule, request));
}

/** Pauses one, or lets it go on. */
export async function pauseScheduleAction(request: Parameters<typeof pauseSchedule>[1]) {
  return shown(await runOperation(pauseSchedule, request));
}

/** Deletes one. */
export async function deleteScheduleAction(request: Parameters<typeof deleteSchedule>[1]) {
  return shown(await runOperation(deleteSchedule, request));
}

/** Runs one at once. */
export async function runScheduleNowAction(request: Parameters<typeof runScheduleNow>[1]) {
  return shown(await runOperation(runScheduleNow, request));
}

/** Lets all go on that wait since a backup was restored. */
export async function releaseSchedulesAction() {
  return shown(await runOperation(releaseSchedules, {}));
}

function shown<State extends { ok: boolean }>(state: State): State {
  if (state.ok) revalidatePath("/schedules", "layout");
  return state;
}
