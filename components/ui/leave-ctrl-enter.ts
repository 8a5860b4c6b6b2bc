import type { KeyboardEvent } from "react";

/** Ctrl Enter confirms a dialog or a page and is no press on the box or switch that has the focus, which would swallow it. */
export function leaveCtrlEnter(event: KeyboardEvent & { preventBaseUIHandler: () => void }): void {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.preventBaseUIHandler();
}
