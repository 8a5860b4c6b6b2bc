/** What a live segment can be (T-60). */
export const liveSegmentStates = ["draft", "live", "live_editable", "stopped", "expired", "error"] as const;
export type LiveSegmentState = (typeof liveSegmentStates)[number];

/** What a segment is of which others may rely on the members. */
export function isLive(state: LiveSegmentState): boolean {
  return state === "live" || state === "live_editable";
}

/** What can refer to a segment. */
export const dependantKinds = ["liveSegment", "worksheet", "loggedSegment", "setup", "schedule"] as const;
export type DependantKind = (typeof dependantKinds)[number];

/**
 * Who refers to a segment: `role` says by what, its definition, whom it never reaches, or whom a schedule logs. `live` when that keeps it from being
 * stopped. `segmentNo` is the number of whatever it is, "" for the set-up; `state` that of live segments.
 */
export type Dependant = {
  kind: DependantKind;
  segmentNo: string;
  name: string;
  state: LiveSegmentState | null;
  role: "published" | "working" | "suppression" | "source";
  live: boolean;
};

/** Who they are, as people read it: "VIP (SM00012), All of them (SM00013)". */
export function namesOfDependants(dependants: readonly Dependant[]): string {
  return [...new Set(dependants.map(nameOf))].join(", ");
}

function nameOf({ kind, segmentNo, name }: Dependant): string {
  if (kind === "setup") return "the marketing setup";
  if (kind === "schedule") return `the schedule “${name}”`;
  const number = kind === "loggedSegment" ? `logged segment ${segmentNo}` : segmentNo;
  return name ? `${name} (${number})` : number;
}

/** The sentence a person reads when the conditions met a value that they cannot work with; `fault` is what Postgres says. */
export function unreadableValue(fault: string): string {
  return `The conditions met a value that cannot be read as they ask for it: ${fault}.`;
}
