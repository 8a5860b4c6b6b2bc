import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import type { SegmentLinesPage } from "@/lib/segmentation/line-types";

type NoLinesProps = { page: SegmentLinesPage; path: string; editable: boolean; onAdd: () => void; onAddByHand: () => void };

/** Nobody to show: because nobody is on the segment, or because nobody fits what was searched for. */
export function NoLines({ page, path, editable, onAdd, onAddByHand }: NoLinesProps) {
  if (page.total > 0) {
    return (
      <EmptyState title="No line fits" filled={0} actions={<TextLink href={path}>Show all lines</TextLink>}>
        Search and choices leave none of the lines. Number, name, company, e-mail and city are searched.
      </EmptyState>
    );
  }
  if (!editable)
    return (
      <EmptyState title="Nobody is on this step" filled={0}>
        Look at another step to see its lines.
      </EmptyState>
    );
  return (
    <EmptyState
      title="Nobody is on this segment yet"
      actions={
        <>
          <Button variant="primary" icon={<Plus aria-hidden />} keys="A" onClick={onAdd}>
            Add contacts
          </Button>
          <Button variant="ghost" onClick={onAddByHand}>
            Paste numbers
          </Button>
        </>
      }
    >
      Add contacts by what you know of them. You see the exact numbers before anything happens.
    </EmptyState>
  );
}
