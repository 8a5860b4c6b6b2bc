import { Archive, CheckCheck, FileText, Flag, MessagesSquare, Phone, Plus, Reply, Send } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { countOf, formatNumber } from "@/components/ui/format";
import type { LogOutcome } from "@/lib/logging/types";
import type { Named } from "@/lib/segmentation/types";

/** `emails` go out by themselves: how many; null when none was to be sent. `letters` are those by hard copy; `made` when somebody asked for them. `calls` are to be made. */
export type LogDoneProps = {
  written: LogOutcome;
  title: string;
  campaign: Named | null;
  emails: number | null;
  letters: { total: number; made: boolean };
  calls: number;
};

/** After the log: what was written, and what to do now. */
export function LogDone({ written, title, campaign, emails, letters, calls }: LogDoneProps) {
  const { entryNo, interactions, leftOut, followUpNo } = written;
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-14">
      <CheckCheck className="size-8! text-accent" aria-hidden />
      <div role="status">
        <h2 className="mt-3 text-xl font-[610] tracking-[-0.011em]">
          {countOf(interactions, "interaction")} logged
          {leftOut > 0 ? `, ${formatNumber(leftOut)} left out` : ""}
        </h2>
        <p className="mt-1 text-pretty text-ink-2">
          {title} is read-only now and stands under Logged Segments as number {entryNo}.
        </p>
      </div>
      <h3 className="mt-8 mb-2 text-md font-semibold">What now</h3>
      <ul className="grid border-t border-line">
        <Next
          href={`/logged-segments/${entryNo}`}
          icon={<Archive aria-hidden />}
          title="Look at what was logged"
          detail={`${countOf(interactions, "interaction log entry", "interaction log entries")}, who they are, and the criteria that picked them`}
        />
        {emails === null ? null : (
          <Next
            href={`/logged-segments/${entryNo}?tab=delivery`}
            icon={<Send aria-hidden />}
            title={`Watch ${countOf(emails, "e-mail")} go out`}
            detail="How many are delivered, and what the mail server said about the others"
          />
        )}
        {letters.total === 0 ? null : (
          <Next
            href={`/logged-segments/${entryNo}?tab=letters`}
            icon={<FileText aria-hidden />}
            title={letters.made ? `Fetch ${countOf(letters.total, "letter")}` : `Make ${countOf(letters.total, "letter")}`}
            detail="One Word file, a file each, or PDF, with labels and cover sheets for the same people"
          />
        )}
        {calls > 0 ? (
          <Next
            href={`/logged-segments/${entryNo}/calls`}
            icon={<Phone aria-hidden />}
            title={`Call ${countOf(calls, "contact")}`}
            detail="A list that one works through by keyboard, alone or with others"
          />
        ) : null}
        {followUpNo ? (
          <Next
            href={`/segments/${encodeURIComponent(followUpNo)}`}
            icon={<Reply aria-hidden />}
            title={`Go on with the follow-up segment ${followUpNo}`}
            detail="A new worksheet with those who were logged"
          />
        ) : null}
        <Next
          href={`/interaction-log-entries?segment=${entryNo}`}
          icon={<MessagesSquare aria-hidden />}
          title="Work through the entries"
          detail="Find who was written to, and cancel what did not take place"
        />
        {campaign ? (
          <Next
            href={`/campaigns/${encodeURIComponent(campaign.code)}`}
            icon={<Flag aria-hidden />}
            title={`Go on with ${campaign.name}`}
            detail={`The log stands there as a campaign entry of ${campaign.code}`}
          />
        ) : null}
        <Next
          href="/segments"
          icon={<Plus aria-hidden />}
          title="Begin the next segment"
          detail="The list of segments, with New segment at the top"
        />
      </ul>
      <div className="mt-6">
        <ButtonLink href={`/logged-segments/${entryNo}`} variant="primary" size="lg">
          Open logged segment {entryNo}
        </ButtonLink>
      </div>
    </div>
  );
}

function Next({ href, icon, title, detail }: { href: string; icon: ReactNode; title: string; detail: string }) {
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        className="focus-inset flex gap-3 border-b border-line px-2 py-3 hover:bg-hover [&>.lucide]:mt-0.5 [&>.lucide]:flex-none [&>.lucide]:text-ink-3"
      >
        {icon}
        <span>
          <span className="font-medium">{title}</span>
          <span className="block text-ink-2">{detail}</span>
        </span>
      </Link>
    </li>
  );
}
