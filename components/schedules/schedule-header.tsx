"use client";

import { Ellipsis, Pause, Pencil, Play, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { FollowJob } from "@/components/jobs/follow-job";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page-header";
import { useToast } from "@/components/ui/toast";
import type { Schedule } from "@/lib/schedules/types";
import { scheduleWords } from "@/lib/schedules/words";
import { NextTimes } from "./next-times";
import { type ScheduleActions, scheduleRefusal } from "./schedule-actions";
import { ScheduleDialog } from "./schedule-dialog";
import { ScheduleStateChip } from "./schedule-state-chip";

type ScheduleHeaderProps = {
  schedule: Schedule;
  /** Null for who may only look. */
  actions: Omit<ScheduleActions, "create"> | null;
  loadLookup: LoadLookup;
};

/** What a schedule does, when, and what can be done with it. */
export function ScheduleHeader({ schedule, actions, loadLookup }: ScheduleHeaderProps) {
  const router = useRouter();
  const [open, setOpen] = useState<"edit" | "run" | "delete" | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const { toast } = useToast();
  const { scheduleId, rowVersion, name, state, segment, next, timeZone } = schedule;
  const shown = { scheduleId, rowVersion };
  const act = (work: () => ReturnType<ScheduleActions["pause"]>, done: () => void) =>
    start(async () => {
      const answer = await work().catch(() => null);
      setRefusal(answer?.ok ? null : scheduleRefusal(answer));
      setOpen(null);
      if (answer?.ok) done();
    });
  const runNow = (run: ScheduleActions["runNow"]) =>
    start(async () => {
      const answer = await run({ scheduleId }).catch(() => null);
      setRefusal(answer?.ok ? null : scheduleRefusal(answer));
      setOpen(null);
      if (answer?.ok) setJobId(answer.value.jobId);
    });
  return (
    <>
      <PageHeader
        title={name}
        crumbs={[{ href: "/schedules", label: "Schedules" }]}
        chips={<ScheduleStateChip state={state} />}
        facts={[
          { label: "Segment", value: `${segment.code} ${segment.name}` },
          { label: "Template", value: `${schedule.template.code} ${schedule.template.name}` },
          { label: "Purpose", value: schedule.template.purpose },
          { label: "Works as", value: schedule.ownerName },
        ]}
        line
        actions={
          actions ? (
            <>
              <Menu trigger={<IconButton label="More actions" icon={<Ellipsis aria-hidden />} />}>
                <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setOpen("edit")}>
                  Change…
                </MenuItem>
                {state === "paused" ? (
                  <MenuItem
                    icon={<Play aria-hidden />}
                    onSelect={() =>
                      act(
                        () => actions.pause({ ...shown, paused: false }),
                        () => toast({ text: "It goes on with its next time." }),
                      )
                    }
                  >
                    Let it go on
                  </MenuItem>
                ) : (
                  <MenuItem
                    icon={<Pause aria-hidden />}
                    onSelect={() =>
                      act(
                        () => actions.pause({ ...shown, paused: true }),
                        () => toast({ text: "Paused. Nothing runs before it goes on." }),
                      )
                    }
                  >
                    Pause
                  </MenuItem>
                )}
                <MenuSeparator />
                <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => setOpen("delete")}>
                  Delete schedule
                </MenuItem>
              </Menu>
              <Button variant="primary" icon={<Play aria-hidden />} onClick={() => setOpen("run")}>
                Run now…
              </Button>
            </>
          ) : null
        }
      />
      <section aria-label="What it does" className="border-b border-line px-4 py-3">
        <p className="max-w-[90ch] text-pretty">{scheduleWords(schedule)}</p>
        {state === "active" ? <NextTimes times={next} timeZone={timeZone} className="mt-1.5" /> : null}
        <ErrorMessage>{refusal}</ErrorMessage>
      </section>
      {jobId ? (
        <FollowJob
          key={jobId}
          jobId={jobId}
          onOver={() => {
            setJobId(null);
            router.refresh();
          }}
        />
      ) : null}
      {open === "edit" && actions ? (
        <ScheduleDialog
          schedule={schedule}
          timeZone={timeZone}
          save={(request) => actions.change({ ...request, ...shown })}
          loadLookup={loadLookup}
          onSaved={() => toast({ text: "Saved. It works as you from now on." })}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {actions ? (
        <>
          <ConfirmDialog
            open={open === "run"}
            onOpenChange={(opens) => setOpen(opens ? "run" : null)}
            title={`Run ${name} now?`}
            confirmLabel="Log and send now"
            pending={pending}
            onConfirm={() => runNow(actions.runNow)}
          >
            It logs those who are on {segment.name} at this moment and sends “{schedule.template.name}”, as {schedule.ownerName}. Its next
            times stay as they are.
          </ConfirmDialog>
          <ConfirmDialog
            open={open === "delete"}
            onOpenChange={(opens) => setOpen(opens ? "delete" : null)}
            title={`Delete ${name}?`}
            confirmLabel="Delete schedule"
            danger
            pending={pending}
            onConfirm={() =>
              act(
                () => actions.remove(shown),
                () => router.push("/schedules"),
              )
            }
          >
            It does not run any more, and the list of its runs goes. What it logged and sent stays.
          </ConfirmDialog>
        </>
      ) : null}
    </>
  );
}
