import type { PhoneActions } from "@/components/calls/call-actions";
import { hasRight, type Role } from "@/lib/access/rights";
import { cancelCallAction, findCalleeAction, logCallAction } from "./actions";

/** *Make Phone Call*, for roles that may work with the log. */
export function phoneActions(role: Role, loadLookup: PhoneActions["loadLookup"]): PhoneActions | null {
  return hasRight(role, "segments.log")
    ? { findCallee: findCalleeAction, logCall: logCallAction, cancel: cancelCallAction, loadLookup }
    : null;
}
