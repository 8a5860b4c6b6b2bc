import type { LoggingError } from "@/lib/logging/errors";
import type { DeleteCanceled, EntriesChange, EvaluateEntries } from "@/lib/logging/schema";
import type { CancelReport, DeletionNumbers, DeletionReport, EvaluateReport, UndoReport } from "@/lib/logging/types";
import type { ActionState } from "@/lib/request/action-state";

type Answer<T> = Promise<ActionState<T, LoggingError>>;

/** The server actions on interaction log entries, handed in by their pages. Each takes entries by number or all that match. */
export type EntryActions = {
  cancel: (request: EntriesChange) => Answer<CancelReport>;
  reinstate: (request: EntriesChange) => Answer<CancelReport>;
  evaluate: (request: EvaluateEntries) => Answer<EvaluateReport>;
  undoEvaluation: (request: { changeNo: number }) => Answer<UndoReport>;
};

export type CommentActions = {
  add: (request: { entryNo: number; text: string }) => Answer<{ commentNo: number }>;
  edit: (request: { commentNo: number; text: string }) => Answer<{ commentNo: number }>;
  remove: (request: { commentNo: number; removed: boolean }) => Answer<{ commentNo: number }>;
};

/** Deleting what is canceled; null for who may not. */
export type DeletionActions = {
  find: (request: { of: DeleteCanceled["of"] }) => Promise<DeletionNumbers>;
  remove: (request: DeleteCanceled) => Answer<DeletionReport>;
};
