import type { PhoneActions } from "@/components/calls/call-actions";
import { hasRight, type Role } from "@/lib/access/rights";
import { cancelEntriesAction } from "../interaction-log-entries/actions";
import { loadLookupAction } from "../segments/actions";
import { findCalleeAction, logCallAction } from "./actions";

/** *Make Phone Call*, for roles that may work with the log. */
export function phoneActions(role: Role): PhoneActions | null {
  return hasRight(role, "segments.log")
    ? { findCallee: findCalleeAction, logCall: logCallAction, cancel: cancelEntriesAction, loadLookup: loadLookupAction }
    : null;
}
