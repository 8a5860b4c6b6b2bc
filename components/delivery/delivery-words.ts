import { countOf, formatInstant, formatNumber } from "@/components/ui/format";
import type { DeliveryRun } from "@/lib/delivery/types";

/** Where a sending is: `moving` while numbers change by themselves, `stopped` when somebody has to let it go on. */
export type RunPlace = "held" | "paused" | "trouble" | "stopped" | "later" | "moving" | "retrying" | "over";

/** Where a sending is at a moment. */
export function placeOf(run: DeliveryRun, now: Date): RunPlace {
  const { counts, heldAt, pausedAt, trouble, jobId, nextAt, sendAt } = run;
  if (counts.sending > 0) return "moving";
  if (counts.waiting === 0) return "over";
  if (heldAt) return "held";
  if (pausedAt) return "paused";
  if (!jobId) return "stopped";
  if (trouble) return "trouble";
  if (sendAt > now) return "later";
  return nextAt !== null && nextAt > now ? "retrying" : "moving";
}

/** The same as a sentence. */
export function placeWords(place: RunPlace, run: DeliveryRun, timeZone: string): string {
  const { counts, pausedByName, trouble, sendAt, nextAt, total } = run;
  const waiting = `${countOf(counts.waiting, "e-mail")} ${counts.waiting === 1 ? "waits" : "wait"}`;
  switch (place) {
    case "held":
      return `A backup was restored: ${waiting} until an administrator lets them go on. Some may have gone out since it was written.`;
    case "paused":
      return `Paused${pausedByName ? ` by ${pausedByName}` : ""}. ${waiting}.`;
    case "stopped":
      return `Sending ended on a fault. ${waiting}; nothing is lost.`;
    case "trouble":
      return `${waiting}, and the mail server cannot be used: ${trouble} It is tried again by itself.`;
    case "later":
      return `${waiting} for ${formatInstant(sendAt, timeZone)}.`;
    case "retrying":
      return `${waiting}: the mail server put them off. The next is tried again at ${formatInstant(nextAt, timeZone)}.`;
    case "moving":
      return `Sending ${formatNumber(total - counts.waiting)} of ${countOf(total, "e-mail")}.`;
    case "over":
      return `${formatNumber(counts.delivered)} of ${countOf(total, "e-mail")} delivered to the mail server.`;
    default:
      return place satisfies never;
  }
}
