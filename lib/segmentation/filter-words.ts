import type { Transaction } from "@/lib/db/transaction";
import { inWords } from "@/lib/filters/in-words";
import { namesOfCodes } from "@/lib/filters/queries";
import type { Filter } from "@/lib/filters/schema";
import { plain, strong, type Words } from "@/lib/filters/words";
import { filterOf, type ReplayStep } from "./replay-steps";
import type { LoggedChoice } from "./stack-change-schema";

/** Each filter in plain words, its codes by their names. */
export async function filtersInWords(tx: Transaction, filters: readonly Filter[]): Promise<Words[]> {
  if (filters.length === 0) return [];
  const names = await namesOfCodes(tx, { kind: "all", of: [...filters] });
  return filters.map((filter) => inWords(filter, names));
}

const evaluationWords = {
  very_positive: "Very Positive",
  positive: "Positive",
  neutral: "Neutral",
  negative: "Negative",
  very_negative: "Very Negative",
} as const;

/** "From logged segment 12: those evaluated Positive". */
export function reuseWords({ entryNo, choice }: { entryNo: number; choice: LoggedChoice }): Words {
  const from = [plain("From logged segment "), strong(String(entryNo))];
  switch (choice.who) {
    case "all":
      return from;
    case "evaluated":
      return [...from, plain(": those evaluated "), strong(choice.evaluations.map((each) => evaluationWords[each]).join(" or "))];
    case "not_reached":
      return [...from, plain(": those who were "), strong("not reached")];
    case "not_answered":
      return [...from, plain(": those who did "), strong("not answer")];
    case "clicked":
      return [...from, plain(": those who "), strong("clicked a link")];
    case "not_clicked":
      return [...from, plain(": those who got an e-mail and "), strong("clicked no link")];
    default:
      return choice satisfies never;
  }
}

/** What each step that has a filter asks for, in words; edits by hand and filters that cannot be read any more have none. */
export async function stepsInWords(tx: Transaction, steps: readonly Pick<ReplayStep, "kind" | "filter" | "options">[]) {
  const words = new Map<(typeof steps)[number], Words>();
  const read: { step: (typeof steps)[number]; filter: Filter }[] = [];
  for (const step of steps) {
    const { reused } = step.options;
    const filter = filterOf(step);
    if (reused) words.set(step, reuseWords(reused));
    else if (step.kind !== "edit" && filter.success) read.push({ step, filter: filter.data });
  }
  const described = await filtersInWords(
    tx,
    read.map(({ filter }) => filter),
  );
  for (const [at, { step }] of read.entries()) words.set(step, described[at] ?? []);
  return words;
}
