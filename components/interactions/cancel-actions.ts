import type { LoggingError } from "@/lib/logging/errors";
import type { CancelReport } from "@/lib/logging/types";
import type { ActionState } from "@/lib/request/action-state";

type Change = (request: { entryNos: number[] }) => Promise<ActionState<CancelReport, LoggingError>>;

/** Cancel and reinstate logged segments. Two actions, so that a mixed selection goes one way. */
export type CancelActions = { cancel: Change; reinstate: Change };
