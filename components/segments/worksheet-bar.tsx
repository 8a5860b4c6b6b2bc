import { Filter, Minus, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import type { Segment } from "@/lib/segmentation/types";
import type { CriteriaKind } from "./effect-view";
import { logVariant } from "./segment-header";

export type WorksheetBarProps = {
  path: string;
  segment: Segment;
  editable: boolean;
  canLog: boolean;
  onCriteria: (kind: CriteriaKind) => void;
};

/** What a worksheet can do, within reach of the thumb on narrow screens. */
export function WorksheetBar({ path, segment, editable, canLog, onCriteria }: WorksheetBarProps) {
  if (!editable && !canLog) return null;
  return (
    <div
      role="toolbar"
      aria-label="Worksheet"
      className="flex flex-none gap-2 border-t border-line px-3 py-2.5 sm:hidden [&>*]:h-10! [&>*]:flex-auto [&>*]:px-2!"
    >
      {editable ? (
        <>
          <Button icon={<Plus aria-hidden />} onClick={() => onCriteria("add")}>
            Add
          </Button>
          <Button icon={<Minus aria-hidden />} onClick={() => onCriteria("reduce")}>
            Reduce
          </Button>
          <Button icon={<Filter aria-hidden />} onClick={() => onCriteria("refine")}>
            Refine
          </Button>
        </>
      ) : null}
      {canLog ? (
        <ButtonLink href={`${path}/log`} variant={logVariant(segment)}>
          Log…
        </ButtonLink>
      ) : null}
    </div>
  );
}
