"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf } from "@/components/ui/format";
import type { ImportError } from "@/lib/contacts/import/errors";
import { importMessage } from "@/lib/contacts/import/errors";
import type { resumeImport } from "@/lib/contacts/import/resume-import";
import type { ImportStarted } from "@/lib/contacts/import/start-import";
import { type ActionState, isRequestError, requestMessage } from "@/lib/request/action-state";

export type ImportStoppedProps = {
  importId: string;
  /** Why it stopped. */
  reason: string | null;
  /** Rows of the file that were not reached. */
  left: number;
  resume: (request: Parameters<typeof resumeImport>[1]) => Promise<ActionState<ImportStarted, ImportError>>;
};

/** An import that stopped before its end: why, what is left, and the way on. */
export function ImportStopped({ importId, reason, left, resume }: ImportStoppedProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const goOn = () =>
    start(async () => {
      const answer = await resume({ importId }).catch(() => null);
      if (answer?.ok) return setRefusal(null);
      if (answer === null) return setRefusal("The server cannot be reached. Press again in a moment.");
      setRefusal(isRequestError(answer.error) ? requestMessage(answer.error) : importMessage(answer.error));
    });
  return (
    <div className="grid justify-items-start gap-3 px-5 pt-5">
      <p role="alert" className="text-danger">
        {reason ?? "The import was stopped before its end."}
      </p>
      <p className="text-pretty text-ink-2">
        {countOf(left, "row was", "rows were")} not reached. What is written stays; going on begins behind it, so that no row counts twice.
      </p>
      {refusal ? <ErrorMessage>{refusal}</ErrorMessage> : null}
      <Button variant="primary" pending={pending} onClick={goOn}>
        Go on
      </Button>
    </div>
  );
}
