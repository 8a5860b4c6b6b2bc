"use client";

import {
  Archive,
  BookCopy,
  Bookmark,
  Check,
  ChevronDown,
  CircleQuestionMark,
  CopyMinus,
  Ellipsis,
  FileText,
  Filter,
  History,
  List,
  Minus,
  Plus,
  RefreshCw,
  SlidersHorizontal,
  Trash2,
  UserPlus,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { PinButton } from "@/components/habits/pin-button";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import type { ButtonVariant } from "@/components/ui/button-style";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { countOf, formatDay, formatDuration, formatMoney } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page-header";
import { linkClass } from "@/components/ui/text-link";
import type { Segment } from "@/lib/segmentation/types";
import { channelName } from "./channel-words";
import type { CriteriaKind } from "./effect-view";
import { refusalWords, unreachableWords } from "./refusal-words";
import type { SegmentActions } from "./segment-actions";
import { StateChip } from "./state-chip";

export type SegmentHeaderProps = {
  path: string;
  segment: Segment;
  currency: string;
  editable: boolean;
  /** Whether the person may log; then *Log…* leads to the check. */
  canLog: boolean;
  factsOpen: boolean;
  deleteSegment: SegmentActions["deleteSegment"];
  onCriteria: (kind: CriteriaKind) => void;
  onAddByHand: () => void;
  onDuplicates: () => void;
  onDocuments: () => void;
  onFacts: () => void;
  onSaveCriteria: () => void;
  onReuseCriteria: () => void;
  onReuseLogged: () => void;
  onRefresh: () => void;
};

/** What a segment is called where its number would not say it. */
export function segmentTitle({ header }: Segment): string {
  return header.description ?? header.segmentNo;
}

/** *Log…* is the primary button once there is somebody to log; until then adding is. */
export function logVariant({ totals }: Segment): ButtonVariant {
  return totals.lines > 0 ? "primary" : "default";
}

/** Title, state and facts of a worksheet, and what can be done with it. */
export function SegmentHeader({
  path,
  segment,
  currency,
  editable,
  canLog,
  factsOpen,
  deleteSegment,
  onCriteria,
  onAddByHand,
  onDuplicates,
  onDocuments,
  onFacts,
  onSaveCriteria,
  onReuseCriteria,
  onReuseLogged,
  onRefresh,
}: SegmentHeaderProps) {
  const router = useRouter();
  const { header, totals } = segment;
  const [asksDelete, setAsksDelete] = useState(false);
  useShortcut("A", () => onCriteria("add"), { label: "Add contacts", group: "Worksheet", enabled: editable });
  useShortcut("D", () => onCriteria("reduce"), { label: "Reduce: remove those who match", group: "Worksheet", enabled: editable });
  useShortcut("F", () => onCriteria("refine"), { label: "Refine: keep only those who match", group: "Worksheet", enabled: editable });
  useShortcut("P", onDocuments, { label: "Documents", group: "Worksheet" });
  useShortcut("L", () => router.push(`${path}/log`), { label: "Log…", group: "Worksheet", enabled: canLog });
  return (
    <>
      <PageHeader
        title={segmentTitle(segment)}
        crumbs={[{ href: "/segments", label: "Segments" }]}
        number={header.segmentNo}
        chips={<StateChip state={header.state} />}
        className="border-b border-line max-sm:border-b-0"
        actions={
          <>
            {editable ? (
              <ButtonGroup label="Criteria" className="max-sm:hidden">
                <Button icon={<Plus aria-hidden />} keys="A" title="Add those who match" onClick={() => onCriteria("add")}>
                  Add
                </Button>
                <Button icon={<Minus aria-hidden />} keys="D" title="Remove those who match" onClick={() => onCriteria("reduce")}>
                  Reduce
                </Button>
                <Button icon={<Filter aria-hidden />} keys="F" title="Keep only those who match" onClick={() => onCriteria("refine")}>
                  Refine
                </Button>
              </ButtonGroup>
            ) : null}
            {canLog ? (
              <ButtonLink
                href={`${path}/log`}
                variant={logVariant(segment)}
                icon={<Check aria-hidden />}
                keys="L"
                className="max-sm:hidden"
              >
                Log…
              </ButtonLink>
            ) : null}
            <PinButton pin={{ kind: "segment", key: header.segmentNo }} title={segmentTitle(segment)} />
            <Menu trigger={<IconButton label="More actions" icon={<Ellipsis aria-hidden />} />}>
              <MenuItem icon={<SlidersHorizontal aria-hidden />} onSelect={onFacts}>
                All facts
              </MenuItem>
              <MenuItem icon={<FileText aria-hidden />} onSelect={onDocuments} keys="P">
                Documents
              </MenuItem>
              {editable ? (
                <MenuItem icon={<UserPlus aria-hidden />} onSelect={onAddByHand} keys="H">
                  Add by hand
                </MenuItem>
              ) : null}
              {editable && totals.lines > 0 ? (
                <MenuItem icon={<CopyMinus aria-hidden />} onSelect={onDuplicates}>
                  Remove duplicates
                </MenuItem>
              ) : null}
              <MenuLink icon={<List aria-hidden />} href={`${path}/criteria`}>
                Criteria list
              </MenuLink>
              <MenuLink icon={<CircleQuestionMark aria-hidden />} href={`${path}/why`}>
                Why is … here, or not?
              </MenuLink>
              <MenuLink icon={<History aria-hidden />} href={`${path}/history`}>
                History
              </MenuLink>
              {editable ? (
                <MenuItem icon={<Bookmark aria-hidden />} disabled={segment.currentStep === 0} onSelect={onSaveCriteria}>
                  Save criteria…
                </MenuItem>
              ) : null}
              {editable ? (
                <>
                  <MenuItem icon={<BookCopy aria-hidden />} onSelect={onReuseCriteria}>
                    Reuse criteria…
                  </MenuItem>
                  <MenuItem icon={<Archive aria-hidden />} onSelect={onReuseLogged}>
                    Reuse a logged segment…
                  </MenuItem>
                  <MenuItem icon={<RefreshCw aria-hidden />} disabled={segment.currentStep === 0} onSelect={onRefresh}>
                    Refresh from criteria…
                  </MenuItem>
                  <MenuSeparator />
                </>
              ) : null}
              {editable ? (
                <>
                  <MenuSeparator />
                  <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => setAsksDelete(true)}>
                    Delete segment
                  </MenuItem>
                </>
              ) : null}
            </Menu>
          </>
        }
        facts={[
          { label: "Date", value: formatDay(header.date) },
          { label: "Salesperson", value: header.salesperson?.name ?? "—" },
          { label: "Campaign", value: header.campaign ? `${header.campaign.code} ${header.campaign.name}` : "—" },
          {
            label: "Template",
            value: header.interactionTemplate ? `${header.interactionTemplate.code} ${header.interactionTemplate.name}` : "—",
          },
          ...(header.ignoreContactCorresType ? [{ label: "Channel", value: channelName(header.correspondenceType) }] : []),
          { label: "Cost", value: formatMoney(totals.costLcy, currency) },
          { label: "Duration", value: formatDuration(totals.durationMin) },
        ]}
        factsTrailing={
          <button type="button" aria-expanded={factsOpen} onClick={onFacts} className={`${linkClass} inline-flex items-center gap-1`}>
            All facts <ChevronDown className="icon-s" aria-hidden />
          </button>
        }
      />
      <AddByHandKey enabled={editable} onAddByHand={onAddByHand} />
      <DeleteSegment segment={segment} open={asksDelete} onOpenChange={setAsksDelete} deleteSegment={deleteSegment} />
    </>
  );
}

function AddByHandKey({ enabled, onAddByHand }: { enabled: boolean; onAddByHand: () => void }) {
  useShortcut("H", onAddByHand, { label: "Add by hand", group: "Worksheet", enabled });
  return null;
}

type DeleteProps = {
  segment: Segment;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  deleteSegment: SegmentActions["deleteSegment"];
};

/** Asks before a segment goes for good, with what goes and what stays. */
function DeleteSegment({ segment, open, onOpenChange, deleteSegment }: DeleteProps) {
  const router = useRouter();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startDelete] = useTransition();
  const { header, totals, steps } = segment;
  const confirm = () =>
    startDelete(async () => {
      const answer = await deleteSegment({ segmentNo: header.segmentNo, version: header.version }).catch(() => null);
      if (answer?.ok) router.push("/segments");
      else setRefusal(answer === null ? unreachableWords : refusalWords(answer.error));
    });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete ${segmentTitle(segment)}?`}
      confirmLabel={`Delete segment ${header.segmentNo}`}
      danger
      pending={pending}
      refusal={refusal ?? undefined}
      onConfirm={confirm}
    >
      Its {countOf(totals.lines, "line")} and {countOf(steps.length, "step")} go for good. The contacts stay, and the number is not given
      again.
    </ConfirmDialog>
  );
}
