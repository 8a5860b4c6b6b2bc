"use client";

import {
  Archive,
  ArchiveRestore,
  CopyPlus,
  Ellipsis,
  History,
  LayoutTemplate,
  ListChecks,
  ListFilter,
  Pencil,
  Radio,
  Square,
  Trash2,
  Undo2,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { PinButton } from "@/components/habits/pin-button";
import { FollowJob } from "@/components/jobs/follow-job";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import type { OwnTemplates } from "@/components/query-builder/gallery-types";
import { TemplateDialog } from "@/components/query-builder/template-dialog";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatInstant } from "@/components/ui/format";
import { IconButton, IconButtonLink } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { Note } from "@/components/ui/note";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { TextLink } from "@/components/ui/text-link";
import type { FilterClock } from "@/lib/filters/clock";
import { isOver, type JobRow } from "@/lib/jobs/schema";
import type { LiveSegment } from "@/lib/live-segments/types";
import { namesOfDependants } from "@/lib/maintained-sets/states";
import { Definition, type DefinitionReads } from "./definition";
import type { LiveActions } from "./live-actions";
import { LiveStateChip } from "./live-state-chip";
import type { LiveTab } from "./live-tabs";
import { expiryDay, isEditable, kindLabels } from "./live-words";
import { useLiveSegment } from "./use-live-segment";

export type LiveWorkspaceProps = {
  segment: LiveSegment;
  tab: LiveTab;
  /** How many contacts there are. */
  everybody: number;
  /** What its codes are called. */
  names: readonly [string, string][];
  versions: number;
  /** The newest job that takes or took it live. */
  job: JobRow | null;
  /** Whether who looks may change segments. */
  mayEdit: boolean;
  clock: FilterClock;
  actions: LiveActions;
  reads: DefinitionReads;
  templates: OwnTemplates;
  /** What stands on the other tabs. */
  children: ReactNode;
};

/** A live segment: its head with what can be done in its state, and its tabs. What was edited stays while tabs are changed. */
export function LiveWorkspace({
  segment,
  tab,
  everybody,
  names,
  versions,
  job,
  mayEdit,
  clock,
  actions,
  reads,
  templates,
  children,
}: LiveWorkspaceProps) {
  const live = useLiveSegment(segment, names, clock, actions);
  const isArchived = segment.archivedAt !== null;
  const editable = mayEdit && isEditable(segment.state) && !isArchived;
  const jobId = live.begunJob ?? (job && !isOver(job.state) ? job.id : null);
  const path = `/segments/${encodeURIComponent(segment.segmentNo)}`;
  const href = (to: LiveTab) => (to === "definition" ? path : `${path}?tab=${to}`);
  const title = live.about.name.trim() || "No name yet";
  return (
    <>
      <PageHeader
        crumbs={[{ href: "/segments", label: "Segments" }]}
        title={title}
        number={segment.segmentNo}
        chips={
          <>
            {isArchived ? <Chip icon={<Archive aria-hidden />}>Archived</Chip> : <LiveStateChip state={segment.state} />}
            {segment.degradedBy.length > 0 ? <Chip tone="warn">Degraded</Chip> : null}
            <Chip tone={segment.kind === "compound" ? "compound" : "plain"}>{kindLabels[segment.kind]}</Chip>
          </>
        }
        actions={
          <>
            <TextLink href={`${path}/why`} className="max-sm:hidden">
              Why is a contact in it, or not?
            </TextLink>
            <IconButtonLink href={`${path}/history`} label="History" icon={<History aria-hidden />} className="max-sm:hidden" />
            <PinButton pin={{ kind: "segment", key: segment.segmentNo }} title={title} />
            {mayEdit ? <LifeButtons segment={segment} live={live} title={title} templates={templates} waits={jobId !== null} /> : null}
          </>
        }
      />
      <Tabs
        label="Views of the segment"
        tabs={[
          { href: href("definition"), label: "Definition", current: tab === "definition" },
          { href: href("members"), label: "Members", count: segment.size ?? undefined, current: tab === "members" },
          { href: href("insights"), label: "Insights", current: tab === "insights" },
          { href: href("versions"), label: "Versions", count: versions, current: tab === "versions" },
          { href: href("used"), label: "Used in", count: segment.dependants.length, current: tab === "used" },
        ]}
      />
      <LifeNotes segment={segment} job={jobId === null ? job : null} timeZone={clock.timeZone} />
      {segment.expiresAt !== null && tab !== "members" && tab !== "insights" ? ( // there its members are asked for at this moment
        <Note
          className="m-3 mb-0"
          title={`It expires on ${expiryDay(segment.expiresAt, clock.timeZone)}.`}
          actions={
            mayEdit ? (
              <Button pending={live.pending} onClick={live.keep}>
                Keep it
              </Button>
            ) : null
          }
        >
          Nobody asks for its members, and nothing depends on it. Expired it keeps the members of that day, and can go live again.
        </Note>
      ) : null}
      {jobId !== null ? <FollowJob jobId={jobId} onOver={live.jobEnded} /> : null}
      {tab === "definition" ? (
        <Definition
          segment={segment}
          live={live}
          everybody={everybody}
          editable={editable}
          byHand={mayEdit && !isArchived && segment.state !== "expired"}
          clock={clock}
          reads={reads}
          templates={templates}
        />
      ) : (
        children
      )}
    </>
  );
}

/** What is the matter with its members, and with the job that was to find them. */
function LifeNotes({ segment, job, timeZone }: { segment: LiveSegment; job: JobRow | null; timeZone: string }) {
  const { state, error, degradedBy, changedAt } = segment;
  return (
    <>
      {state === "error" ? (
        <Note tone="bad" className="m-3 mb-0" title="Its members could not be found anew.">
          {error} They are those of before until this is mended.
        </Note>
      ) : null}
      {degradedBy.length > 0 ? (
        <Note className="m-3 mb-0" title="It rests on segments whose members could not be found anew.">
          {degradedBy.map(({ segmentNo, name, since }) => (
            <span key={segmentNo}>
              <TextLink href={`/segments/${encodeURIComponent(segmentNo)}`}>{name || segmentNo}</TextLink>
              {` since ${formatInstant(since, timeZone)}. `}
            </span>
          ))}
          Its members follow the last ones known there, and it recovers by itself.
        </Note>
      ) : null}
      {job?.state === "failed" && job.finishedAt !== null && new Date(job.finishedAt) > new Date(changedAt) ? (
        <Note tone="bad" className="m-3 mb-0" title="Going live did not come to its end.">
          {job.error?.message} Nothing was changed.
        </Note>
      ) : null}
    </>
  );
}

type LifeProps = { segment: LiveSegment; live: ReturnType<typeof useLiveSegment>; title: string; templates: OwnTemplates; waits: boolean };

/** What can be done in its state; the one that matters most is the primary button. */
function LifeButtons({ segment, live, title, templates, waits }: LifeProps) {
  const [asks, setAsks] = useState<"stop" | "delete" | "template" | null>(null);
  const { state } = segment;
  const isLive = state === "live" || state === "live_editable" || state === "error";
  const isArchived = segment.archivedAt !== null;
  const editable = isEditable(state) && !isArchived;
  const archives = (state === "draft" || state === "stopped" || state === "expired") && !isArchived;
  const goesLive = state === "live_editable" ? live.publish : live.goLive;
  useShortcut("Ctrl S", () => live.save(), { label: "Save the draft", inFields: true, enabled: editable && !waits });
  useShortcut("Ctrl Enter", goesLive, { label: "Go live", inFields: true, enabled: editable && asks === null && !waits });
  const users = segment.dependants.filter(({ live: holds }) => holds);
  return (
    <>
      <Menu trigger={<IconButton label="More actions" icon={<Ellipsis aria-hidden />} />}>
        {editable ? (
          <MenuItem icon={<ListChecks aria-hidden />} onSelect={live.check}>
            Check for errors
          </MenuItem>
        ) : null}
        <MenuItem icon={<CopyPlus aria-hidden />} onSelect={live.copy}>
          Save as a copy
        </MenuItem>
        {templates.actions && segment.kind === "dynamic" ? (
          <MenuItem icon={<LayoutTemplate aria-hidden />} onSelect={() => setAsks("template")}>
            Save as template…
          </MenuItem>
        ) : null}
        {segment.published ? (
          <MenuItem icon={<ListFilter aria-hidden />} onSelect={live.toWorksheet}>
            Save the members as a worksheet
          </MenuItem>
        ) : null}
        {state === "live_editable" ? (
          <MenuItem icon={<Undo2 aria-hidden />} onSelect={live.discard}>
            Discard the copy that is edited
          </MenuItem>
        ) : null}
        <MenuSeparator />
        {archives ? (
          <MenuItem icon={<Archive aria-hidden />} onSelect={live.archive}>
            Archive
          </MenuItem>
        ) : null}
        {isLive ? (
          <MenuItem icon={<Square aria-hidden />} onSelect={() => setAsks("stop")}>
            Stop…
          </MenuItem>
        ) : (
          <MenuItem icon={<Trash2 aria-hidden />} danger onSelect={() => setAsks("delete")}>
            Delete…
          </MenuItem>
        )}
      </Menu>
      {isArchived ? (
        <Button variant="primary" icon={<ArchiveRestore aria-hidden />} pending={live.pending} onClick={live.restore}>
          Restore
        </Button>
      ) : editable ? (
        <>
          <Button onClick={live.save} disabled={!live.changed || waits} keys="Ctrl S">
            {state === "live_editable" ? "Save" : "Save draft"}
          </Button>
          <Button variant="primary" icon={<Radio aria-hidden />} pending={live.pending || waits} onClick={goesLive}>
            {state === "live_editable" ? "Publish" : "Go live"}
          </Button>
        </>
      ) : (
        <Button variant="primary" icon={<Pencil aria-hidden />} pending={live.pending} onClick={live.edit}>
          Edit
        </Button>
      )}
      {templates.actions ? (
        <TemplateDialog
          open={asks === "template"}
          of={live.builder}
          templates={templates.templates}
          save={templates.actions.save}
          onClose={() => setAsks(null)}
        />
      ) : null}
      <ConfirmDialog
        open={asks === "stop"}
        onOpenChange={(open) => setAsks(open ? "stop" : null)}
        title={`Stop ${title}?`}
        confirmLabel="Stop"
        pending={live.pending}
        refusal={users.length > 0 ? `It is used by ${namesOfDependants(users)}.` : undefined}
        onConfirm={() => {
          setAsks(null);
          live.stop();
        }}
      >
        Its members stay as they are at that moment and do not follow any more. It can go live again.
      </ConfirmDialog>
      <ConfirmDialog
        open={asks === "delete"}
        onOpenChange={(open) => setAsks(open ? "delete" : null)}
        title={`Delete ${title}?`}
        confirmLabel="Delete"
        danger
        pending={live.pending}
        refusal={segment.dependants.length > 0 ? `It is used by ${namesOfDependants(segment.dependants)}.` : undefined}
        onConfirm={() => {
          setAsks(null);
          live.remove();
        }}
      >
        Its definition, its versions and who joined and left are deleted with it. Contacts stay.
      </ConfirmDialog>
    </>
  );
}
