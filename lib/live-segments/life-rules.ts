import type { LifeAction } from "./errors";
import type { LiveSegmentState } from "./types";

/** From which states something may be done (T-60). Whatever is not here is refused. */
const from: Record<LifeAction, readonly LiveSegmentState[]> = {
  save: ["draft", "live_editable", "stopped", "expired", "error"],
  go_live: ["draft", "stopped", "expired", "error"],
  edit: ["live"],
  publish: ["live_editable"],
  discard: ["live_editable"],
  stop: ["live", "live_editable", "error"],
  delete: ["draft", "stopped", "expired", "error"],
};

export function mayHappen(action: LifeAction, state: LiveSegmentState): boolean {
  return from[action].includes(state);
}
