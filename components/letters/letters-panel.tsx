"use client";

import { FileText, Mail, StickyNote } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { JobBar } from "@/components/jobs/job-bar";
import { useJob } from "@/components/jobs/use-job";
import { Button } from "@/components/ui/button";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf, formatNumber } from "@/components/ui/format";
import { linkClass } from "@/components/ui/text-link";
import { isOver, type JobRow } from "@/lib/jobs/schema";
import type { LettersError } from "@/lib/letters/errors";
import type { LettersOf } from "@/lib/letters/queries";
import { type LettersChoice as Choice, type LetterOrder, lettersInPdf, type MakeLetters } from "@/lib/letters/schema";
import type { PrintOrder } from "@/lib/printing/schema";
import type { ActionState } from "@/lib/request/action-state";
import { LetterFiles } from "./letter-files";
import { refusalWords } from "./letter-words";
import { LettersChoice } from "./letters-choice";

export type LettersPanelProps = {
  loggedSegmentEntryNo: number;
  letters: LettersOf;
  timeZone: string;
  editable: boolean;
  canExport: boolean;
  /** The segment whose labels and cover sheets can be printed. */
  printSegment: string | null;
  make: (request: MakeLetters) => Promise<ActionState<{ jobId: string }, LettersError>>;
};

/** Makes files of the letters of a logged segment, and shows those that were made. */
export function LettersPanel({ loggedSegmentEntryNo, letters, timeZone, editable, canExport, printSegment, make }: LettersPanelProps) {
  const [choice, setChoice] = useState<Choice>({ format: letters.pdf ? "pdf" : "docx", order: "shown" });
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const { counts, total, files, job } = letters;
  const working = job !== null && !isOver(job.state);
  const ask = () =>
    start(async () => {
      const answer = await make({ loggedSegmentEntryNo, ...choice }).catch(() => null);
      setRefusal(answer?.ok ? null : refusalWords(answer));
    });
  return (
    <section aria-label="Make letters" className="grid flex-none gap-3 border-b border-line bg-sunken px-4 py-3">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="grid min-w-0 flex-1 basis-80 gap-2">
          <p className="text-pretty">{madeWords(counts, total)}</p>
          {editable ? <LettersChoice pdf={letters.pdf} value={choice} onChange={setChoice} /> : null}
          {editable && choice.format === "pdf" && total > lettersInPdf ? (
            <p className="text-ink-2">{formatNumber(lettersInPdf)} letters in each PDF, all of them in a ZIP.</p>
          ) : null}
        </div>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          {printSegment ? <PrintLinks segmentNo={printSegment} order={choice.order} /> : null}
          {editable ? (
            <Button variant="primary" icon={<FileText aria-hidden />} pending={pending} disabled={working} onClick={ask}>
              Make {countOf(total, "letter")}
            </Button>
          ) : null}
        </div>
      </div>
      <ErrorMessage>{refusal}</ErrorMessage>
      {job && working ? <Making key={job.id} job={job} /> : null}
      {job?.state === "failed" && job.error ? <ErrorMessage>{job.error.message}</ErrorMessage> : null}
      <LetterFiles files={files.filter(({ state }) => state === "done")} timeZone={timeZone} canExport={canExport} />
    </section>
  );
}

function madeWords({ made, left_out: leftOut, not_made: notMade }: LettersOf["counts"], total: number): string {
  if (notMade === total) return `${countOf(total, "interaction")} by hard copy. What each letter says is kept when it is first made.`;
  const others = [
    ...(leftOut > 0 ? [`${formatNumber(leftOut)} left out`] : []),
    ...(notMade > 0 ? [`${formatNumber(notMade)} not made yet`] : []),
  ];
  return `${formatNumber(made)} of ${countOf(total, "letter")} made${others.length > 0 ? `, ${others.join(", ")}` : ""}. A new file has them as they were made.`;
}

/** Follows the making; the page shows the file when it is there. */
function Making({ job: initial }: { job: JobRow }) {
  const router = useRouter();
  const job = useJob(initial, () => router.refresh());
  return <JobBar job={job} className="max-w-xl" />;
}

const printOrders: Record<LetterOrder, PrintOrder> = { shown: "company", postCode: "post" };

/** Pages to print for the same people in the same order. */
function PrintLinks({ segmentNo, order }: { segmentNo: string; order: LetterOrder }) {
  const path = `/print/segments/${encodeURIComponent(segmentNo)}`;
  const search = `?order=${printOrders[order]}`;
  return (
    <p className="flex gap-4 [&_.lucide]:mr-1 [&_.lucide]:inline">
      <a className={linkClass} href={`${path}/labels${search}`} target="_blank" rel="noreferrer">
        <Mail aria-hidden />
        Labels
      </a>
      <a className={linkClass} href={`${path}/cover-sheets${search}`} target="_blank" rel="noreferrer">
        <StickyNote aria-hidden />
        Cover sheets
      </a>
    </p>
  );
}
