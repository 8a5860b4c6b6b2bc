import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import type { Dependant } from "@/lib/live-segments/types";
import { LiveStateChip } from "./live-state-chip";

/** Who refers to the segment. Live ones keep it from being stopped, any keeps it from being deleted. */
export function UsedInList({ dependants }: { dependants: readonly Dependant[] }) {
  if (dependants.length === 0)
    return (
      <EmptyState title="Nothing refers to it" filled={0}>
        Segments that ask for its members stand here. They keep it from being stopped or deleted by mistake.
      </EmptyState>
    );
  return (
    <ul className="px-4 py-3">
      {dependants.map((dependant) => (
        <li
          key={`${dependant.kind} ${dependant.segmentNo} ${dependant.role}`}
          className="flex min-h-9 items-center gap-2.5 border-b border-line-soft"
        >
          <TextLink href={hrefOf(dependant)}>{titleOf(dependant)}</TextLink>
          {dependant.kind === "schedule" ? null : <span className="mono text-ink-3">{dependant.segmentNo}</span>}
          {dependant.state ? <LiveStateChip state={dependant.state} /> : null}
          <span className="ml-auto text-xs text-ink-3">{roleWords[dependant.role]}</span>
        </li>
      ))}
    </ul>
  );
}

const roleWords: Record<Dependant["role"], string> = {
  published: "by what is published",
  working: "by what is being edited",
  suppression: "never reaches its members",
  source: "logs its members",
};

function titleOf({ kind, name, segmentNo }: Dependant): string {
  return kind === "setup" ? "Marketing setup" : name || segmentNo;
}

function hrefOf({ kind, segmentNo }: Dependant): string {
  switch (kind) {
    case "liveSegment":
    case "worksheet":
      return `/segments/${encodeURIComponent(segmentNo)}`;
    case "loggedSegment":
      return `/logged-segments/${segmentNo}`;
    case "schedule":
      return `/schedules/${segmentNo}`;
    case "setup":
      return "/company";
    default:
      return kind satisfies never;
  }
}
