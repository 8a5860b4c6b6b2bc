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
      {dependants.map(({ segmentNo, name, state, role }) => (
        <li key={`${segmentNo} ${role}`} className="flex min-h-9 items-center gap-2.5 border-b border-line-soft">
          <TextLink href={`/segments/${encodeURIComponent(segmentNo)}`}>{name || segmentNo}</TextLink>
          <span className="mono text-ink-3">{segmentNo}</span>
          <LiveStateChip state={state} />
          <span className="ml-auto text-xs text-ink-3">{role === "published" ? "by what is published" : "by what is being edited"}</span>
        </li>
      ))}
    </ul>
  );
}
