import { Lock } from "lucide-react";
import { Note } from "@/components/ui/note";
import { TextLink } from "@/components/ui/text-link";
import type { Segment } from "@/lib/segmentation/types";

/** Why nothing can be changed any more, and where what came of it is found. */
export function NotDraft({ segment: { header }, path }: { segment: Segment; path: string }) {
  if (header.state === "draft") return null;
  const logged = header.state === "logged";
  return (
    <Note tone="info" icon={<Lock aria-hidden />} className="mx-4 my-2 flex-none">
      {logged ? "This worksheet was logged and is read-only. " : "This worksheet is being logged and cannot be changed meanwhile. "}
      <TextLink href={`${path}/log`}>{logged ? "What was logged" : "How far it is"}</TextLink>
    </Note>
  );
}
