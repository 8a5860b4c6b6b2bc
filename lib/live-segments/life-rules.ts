import type { LifeAction } from "./errors";
import type { LiveSegmentState } from "./types";

/** From which states something may be done (T-60). Whatever is not here is refused. */
const from: Record<LifeAction, readonly LiveSegmentState[]> = {
  save: ["draft", "live_editable", "stopped", "expired", "error"],
  by_hand: ["draft", "live", "live_editable", "stopped", "error"],
  go_live: ["draft", "stopped", "expired", "error"],
  edit: ["live"],
  publish: ["live_editable"],
  discard: ["live_editable"],
  keep: ["live", "live_editable"],
  stop: ["live", "live_editable", "error"],
  delete: ["draft", "stopped", "expired", "error"],
  archive: ["draft", "stopped", "expired"],
  restore: ["draft", "stopped", "expired"],
};

/** With an archived one nothing is done but to take it out of the archive, or to delete it. */
export function mayHappen(action: LifeAction, state: LiveSegmentState, archived: boolean): boolean {
  if (archived ? action !== "restore" && action !== "delete" : action === "restore") return false;
  return from[action].includes(state);
}
