import type { LoadLookup } from "@/components/filters/load-lookup";
import type { CallError } from "@/lib/calls/errors";
import type { Callee } from "@/lib/calls/find-callee";
import type { CallLogged } from "@/lib/calls/log-call";
import type { CallRecorded } from "@/lib/calls/record-call";
import type { FindCallee, LogCall, RecordCall, TakeCall } from "@/lib/calls/schema";
import type { CallTaken } from "@/lib/calls/take-call";
import type { Preview } from "@/lib/documents/preview";
import type { LoggingError } from "@/lib/logging/errors";
import type { EntriesChange } from "@/lib/logging/schema";
import type { ActionState } from "@/lib/request/action-state";

type Answer<T> = Promise<ActionState<T, CallError>>;

/** What *Make Phone Call* asks for, handed in by a page; `cancel` is the way back. */
export type PhoneActions = {
  findCallee: (request: FindCallee) => Promise<Callee | null>;
  logCall: (request: LogCall) => Answer<CallLogged>;
  cancel: (request: EntriesChange) => Promise<ActionState<unknown, LoggingError>>;
  loadLookup: LoadLookup;
};

/** What the page of a call list asks for. */
export type CallListActions = {
  take: (request: TakeCall) => Answer<CallTaken>;
  keep: (request: { entryNo: number }) => Answer<CallTaken>;
  leave: (request: { loggedSegmentEntryNo: number }) => Answer<null>;
  record: (request: RecordCall) => Answer<CallRecorded>;
  previewEntry: (entryNo: number) => Promise<Preview | null>;
};
