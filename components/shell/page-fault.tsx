"use client";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { isInterruption, requestMessage } from "@/lib/request/action-state";

export type PageFaultProps = {
  /** What was thrown; its digest is the reference under which the server wrote it down. */
  error: unknown;
  retry: () => void;
};

function referenceOf(error: unknown): string | null {
  return error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;
}

function wordsOf(reference: string | null): string {
  if (reference === null) return "Something failed in the browser. Nothing that was saved is lost.";
  if (isInterruption(reference)) return requestMessage({ code: reference });
  return `Something failed on the server. It is written down there under the reference ${reference}. Nothing that was saved is lost.`;
}

/** In place of a page that failed: what is known, and what can be done. */
export function PageFault({ error, retry }: PageFaultProps) {
  const reference = referenceOf(error);
  return (
    <div className="grid min-h-0 flex-1 place-content-center">
      <EmptyState
        title="This page could not be shown"
        level={1}
        filled={0}
        actions={
          <>
            <Button variant="primary" onClick={retry}>
              Try again
            </Button>
            <ButtonLink href="/segments">Segments</ButtonLink>
          </>
        }
      >
        {wordsOf(reference)}
      </EmptyState>
    </div>
  );
}
