/** What a live segment can be (T-60). */
export const liveSegmentStates = ["draft", "live", "live_editable", "stopped", "expired", "error"] as const;
export type LiveSegmentState = (typeof liveSegmentStates)[number];

/** What a segment is of which others may rely on the members. */
export function isLive(state: LiveSegmentState): boolean {
  return state === "live" || state === "live_editable";
}

/** Who refers to a segment: `role` says by what. `live` when that keeps it from being stopped. */
export type Dependant = { segmentNo: string; name: string; state: LiveSegmentState; role: "published" | "working"; live: boolean };

/** Who they are, as people read it: "VIP (SM00012), All of them (SM00013)". */
export function namesOfDependants(dependants: readonly Dependant[]): string {
  return dependants.map(({ segmentNo, name }) => (name ? `${name} (${segmentNo})` : segmentNo)).join(", ");
}
