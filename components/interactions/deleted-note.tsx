import { countOf, formatInstant } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import type { LoggedSegment } from "@/lib/logging/types";

/** What the register keeps of a logged segment that was deleted. */
export function DeletedNote({ logged, timeZone }: { logged: LoggedSegment; timeZone: string }) {
  const { deletion, deletedAt, interactions, campaignEntries } = logged;
  if (!deletion || !deletedAt) return null;
  return (
    <Note tone="info" className="mx-4 my-3 max-w-3xl" title={`Deleted ${formatInstant(deletedAt, timeZone)} by ${deletion.userName}.`}>
      {countOf(interactions, "interaction")}, {countOf(campaignEntries, "campaign entry", "campaign entries")},{" "}
      {countOf(deletion.comments, "comment")} and the members as logged went for good. This row is kept: its number is not given again.
    </Note>
  );
}
