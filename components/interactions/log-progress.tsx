"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { JobBar } from "@/components/jobs/job-bar";
import { useJob } from "@/components/jobs/use-job";
import { Button } from "@/components/ui/button";
import { ErrorMessage } from "@/components/ui/error-message";
import type { JobRow } from "@/lib/jobs/schema";
import type { LogActions } from "./log-actions";
import { refusalWords, unreachableWords } from "./refusal-words";

/** While a worker writes the log. When it ends, the page says what came of it. */
export function LogProgress({ job: initial }: { job: JobRow }) {
  const router = useRouter();
  const job = useJob(initial, () => router.refresh());
  return (
    <div className="mx-auto grid w-full max-w-xl gap-3 px-4 py-14">
      <h2 className="text-lg font-semibold">The log is being written</h2>
      <p className="text-pretty text-ink-2">
        All of it is written or nothing. You can leave this page; it goes on, and stands under Jobs meanwhile.
      </p>
      <JobBar job={job} className="mt-3" />
    </div>
  );
}

/** A log that ended without a result: the segment can be worked on again. */
export function LogGivenUp({ segmentNo, returnToDraft }: { segmentNo: string; returnToDraft: LogActions["returnToDraft"] }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const back = () =>
    start(async () => {
      const answer = await returnToDraft({ segmentNo }).catch(() => null);
      setRefusal(answer === null ? unreachableWords : answer.ok ? null : refusalWords(answer.error));
    });
  return (
    <div className="mx-auto grid w-full max-w-xl justify-items-start gap-3 px-4 py-14">
      <h2 className="text-lg font-semibold">The log was given up</h2>
      <p className="text-pretty text-ink-2">Nothing of it was written. Make the segment a draft again to check and log it anew.</p>
      {refusal ? <ErrorMessage>{refusal}</ErrorMessage> : null}
      <Button variant="primary" size="lg" pending={pending} onClick={back}>
        Back to draft
      </Button>
    </div>
  );
}
