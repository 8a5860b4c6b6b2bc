import { formatDay, formatNumber } from "@/components/ui/format";
import type { ToastRequest } from "@/components/ui/toast";
import type { Found, StackStep, StepTaken } from "@/lib/segmentation/stack-types";
import { refusedWords } from "./effect-view";

type StepKind = StackStep["kind"];

/** What a step is called in the stack. */
export const stepVerbs: Record<StepKind, string> = {
  add: "Add",
  reduce: "Reduce",
  refine: "Refine",
  edit: "By hand",
  reuse: "Reuse",
  import: "Import",
};

/** Names as people list them: "A", "A and B", "A, B and C", "A, B, C and 4 more". `total` counts also those not named. */
export function listNames(names: readonly string[], total: number): string {
  const more = total - names.length;
  const parts = more > 0 ? [...names, `${formatNumber(more)} more`] : [...names];
  if (parts.length < 2) return parts[0] ?? "";
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** What an edit by hand did: "Maryann Barber added; Karen Friske and Mads Ebdrup removed". */
export function editWords(step: Extract<StackStep, { kind: "edit" }>): string {
  const { numbers, addedNames, removedNames } = step;
  if (step.dedupe !== null) {
    const lines = `${formatNumber(numbers.removed)} more ${numbers.removed === 1 ? "line" : "lines"}`;
    return `${lines} of the same ${step.dedupe === "contact" ? "contact" : "e-mail address"} removed`;
  }
  if (step.allowExisting && numbers.added > 0) return `One more line for ${listNames(addedNames, numbers.added)}`;
  if (step.oneLine && numbers.removed > 0) return `One line of ${listNames(removedNames, numbers.removed)} removed`;
  const parts = [
    step.numbers.added > 0 ? `${listNames(step.addedNames, step.numbers.added)} added` : null,
    step.numbers.removed > 0 ? `${listNames(step.removedNames, step.numbers.removed)} removed` : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join("; ") : "Nobody in the end";
}

/** The options and remarks behind who and when: "Entire companies", "17 were here already". */
export function stepRemarks(step: StackStep): string[] {
  const remarks: string[] = [];
  if (step.kind === "add") {
    if (step.options.expandCompanies) remarks.push("Entire companies");
    if (step.options.relatedCompanies) remarks.push("With their companies");
    if (step.options.ignoreExclusion) remarks.push("Excluded too");
    if (step.options.allowExisting) remarks.push("Existing contacts too");
    if (step.found && step.found.alreadyThere > 0) {
      const { alreadyThere } = step.found;
      remarks.push(
        `${formatNumber(alreadyThere)} ${step.options.allowExisting ? "once more" : alreadyThere === 1 ? "was here already" : "were here already"}`,
      );
    }
    const refused = step.found && refusedWords(step.found.refusedExcluded, step.found.refusedBlocked);
    if (refused) remarks.push(`Refused: ${refused}`);
  }
  if ((step.kind === "reduce" || step.kind === "refine") && step.options.entireCompanies) remarks.push("Entire companies");
  if (step.kind === "reuse" && step.found) {
    if (step.found.alreadyThere > 0) remarks.push(`${formatNumber(step.found.alreadyThere)} here already`);
    const refused = refusedWords(step.found.refusedExcluded, step.found.refusedBlocked);
    if (refused) remarks.push(`Refused: ${refused}`);
  }
  if (!step.undone && step.size !== step.numbers.after) remarks.push(`${formatNumber(step.size)} today`);
  return remarks;
}

/** Whether those who were there already are among the added. */
function comeOnceMore(found: Found, { added }: StepTaken["numbers"]): boolean {
  return found.matching - found.refusedExcluded - found.refusedBlocked === added;
}

/** The message after a step was taken: the number first, then what else there is to know. */
export function takenWords({ numbers, found }: StepTaken): Pick<ToastRequest, "lead" | "tone" | "text"> {
  const now = ` ${formatNumber(numbers.after)} now.`;
  const aside = [
    found && found.alreadyThere > 0
      ? `${formatNumber(found.alreadyThere)} ${comeOnceMore(found, numbers) ? "once more" : found.alreadyThere === 1 ? "was here already" : "were here already"}`
      : null,
    found && found.refusedExcluded + found.refusedBlocked > 0
      ? `${formatNumber(found.refusedExcluded + found.refusedBlocked)} refused`
      : null,
  ].filter((part) => part !== null);
  const rest = aside.length > 0 ? `, ${aside.join(", ")}.${now}` : `.${now}`;
  if (numbers.added > 0 && numbers.removed > 0)
    return { lead: `${formatNumber(numbers.added)} added`, tone: "added", text: `, ${formatNumber(numbers.removed)} removed.${now}` };
  if (numbers.removed > 0) return { lead: `${formatNumber(numbers.removed)} removed`, tone: "removed", text: `.${now}` };
  if (numbers.added > 0) return { lead: `${formatNumber(numbers.added)} added`, tone: "added", text: rest };
  return { lead: "Nobody came or left", tone: "plain", text: rest };
}

/**
 * When a step was taken, as short as it stays clear: "Today 08:40", "Yesterday 08:40", "Tue 09:12" within the last six days,
 * "12 Mar 09:12" beyond. `today` is the workspace's day, and the time that of its zone, so that server and browser agree.
 */
export function stepTime(takenAt: Date, today: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(takenAt);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? "";
  const day = `${part("year")}-${part("month")}-${part("day")}`;
  const time = `${part("hour")}:${part("minute")}`;
  const daysAgo = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  if (daysAgo === 0) return `Today ${time}`;
  if (daysAgo === 1) return `Yesterday ${time}`;
  if (daysAgo > 1 && daysAgo < 7) return `${part("weekday")} ${time}`;
  const written = formatDay(day);
  return day.slice(0, 4) === today.slice(0, 4) ? `${written.slice(0, -5)} ${time}` : written;
}
