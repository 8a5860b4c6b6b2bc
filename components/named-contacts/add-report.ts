import { countOf, formatNumber } from "@/components/ui/format";
import type { AddLinesReport } from "@/lib/segmentation/line-types";

/** One line of the report on contacts added by hand: the fact, and the texts or numbers that it is about, cut at 100. */
export type ReportRow = {
  key: "notFound" | "ambiguous" | "excluded" | "blocked" | "there";
  tone: "bad" | "warn" | "info";
  fact: string;
  texts: readonly string[];
  more: number;
};

/** The texts that named nobody or several. */
export function unknownRows({ notFound, ambiguous }: Pick<AddLinesReport, "notFound" | "ambiguous">): ReportRow[] {
  return [
    ...row("notFound", "bad", notFound.count, `${formatNumber(notFound.count)} not found`, notFound.texts),
    ...row(
      "ambiguous",
      "bad",
      ambiguous.count,
      `${countOf(ambiguous.count, "e-mail address", "e-mail addresses")} of several contacts; use their numbers`,
      ambiguous.texts,
    ),
  ];
}

function row(key: ReportRow["key"], tone: ReportRow["tone"], count: number, fact: string, texts: readonly string[] = []): ReportRow[] {
  return count === 0 ? [] : [{ key, tone, fact, texts, more: count - texts.length }];
}

/** What did not become a line, and why; empty when everything did. Texts to mend stand first. */
export function reportRows(report: AddLinesReport): ReportRow[] {
  const { refusedExcluded, refusedBlocked, alreadyThere, alreadyThereNos } = report;
  return [
    ...unknownRows(report),
    ...row(
      "excluded",
      "warn",
      refusedExcluded.count,
      `${formatNumber(refusedExcluded.count)} excluded from segments`,
      refusedExcluded.contactNos,
    ),
    ...row(
      "blocked",
      "warn",
      refusedBlocked.count,
      `${formatNumber(refusedBlocked.count)} blocked for privacy or minor without consent`,
      refusedBlocked.contactNos,
    ),
    ...(alreadyThereNos.length > 0
      ? row(
          "there",
          "info",
          alreadyThere,
          `${formatNumber(alreadyThere)} ${alreadyThere === 1 ? "was" : "were"} here already`,
          alreadyThereNos,
        )
      : []),
  ];
}

/** What stays in the field to be mended: every text that named nobody or several. */
export function textsToMend(report: Pick<AddLinesReport, "notFound" | "ambiguous">): string {
  return [...report.notFound.texts, ...report.ambiguous.texts].join("\n");
}

/** How many contacts a pasted text seems to name: parts between blanks, commas and semicolons. The server decides. */
export function countPasted(text: string): number {
  return text.split(/[\s,;|]+/u).filter(Boolean).length;
}
