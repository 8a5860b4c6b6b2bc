"use client";

import { Flag, Lock, MessagesSquare } from "lucide-react";
import { type ReactNode, useState, useTransition } from "react";
import { SendChoice, type Sending } from "@/components/delivery/send-choice";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { MakeChoice } from "@/components/letters/make-choice";
import { channelName } from "@/components/segments/channel-words";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { classNames } from "@/components/ui/class-names";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf, formatDay, formatDuration, formatMoney, formatNumber } from "@/components/ui/format";
import { linkClass } from "@/components/ui/text-link";
import type { LettersChoice } from "@/lib/letters/schema";
import type { ChannelTotals, SegmentCheck } from "@/lib/logging/types";
import type { CorrespondenceType } from "@/lib/segmentation/types";
import type { LogActions } from "./log-actions";
import { refusalWords, unreachableWords } from "./refusal-words";

const fills: Record<CorrespondenceType | "none", string> = {
  hard_copy: "bg-kept-fill",
  email: "bg-added-fill",
  phone: "bg-compound",
  none: "bg-line-strong",
};
const fillOf = (channel: CorrespondenceType | null) => fills[channel ?? "none"];

export type WhatWillHappenProps = {
  check: SegmentCheck;
  currency: string;
  timeZone: string;
  canLog: boolean;
  /** Where a mail server is set up; null for those who cannot. */
  setUpHref: string | null;
  /** Whether letters can be had as PDF. */
  pdf: boolean;
  startLog: LogActions["startLog"];
};

/** At the right of the check: how many interactions, per channel, what else follows, and the button that carries the number. */
export function WhatWillHappen({ check, currency, timeZone, canLog, setUpHref, pdf, startLog }: WhatWillHappenProps) {
  const [leaveOut, setLeaveOut] = useState(false);
  const [followUp, setFollowUp] = useState(false);
  const [sending, setSending] = useState<Sending>({
    on: check.sending.ready && check.sending.emails > 0,
    at: null,
    countOpens: check.sending.counting.opens,
    countClicks: check.sending.counting.clicks,
  });
  const [letters, setLetters] = useState<LettersChoice | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const { segmentNo, version, lines, interactions, toRepair, headerProblems } = check;
  const expected = interactions - (leaveOut ? toRepair : 0);
  const stops = headerProblems.length + (leaveOut ? 0 : check.mustBeFixed.length);
  const emails = check.sending.emails - (leaveOut ? check.sending.toRepair : 0);
  const sends = sending.on && check.sending.ready && emails > 0;
  const ready = canLog && stops === 0 && expected > 0 && !(sends && sending.at === "");
  const log = () =>
    start(async () => {
      setRefusal(null);
      const { on: _, ...send } = sending;
      const answer = await startLog({ segmentNo, version, expected, leaveOut, followUp, send: sends ? send : null, letters }).catch(
        () => null,
      );
      if (!answer?.ok) setRefusal(answer === null ? unreachableWords : refusalWords(answer.error));
    });
  const label = `Log ${countOf(expected, "interaction")}${sends ? `, send ${countOf(emails, "e-mail")}` : ""}`;
  useShortcut("Ctrl Enter", log, { label, group: "Log", enabled: ready && !pending });
  return (
    <aside
      aria-label="What will happen"
      className="flex w-[392px] flex-none flex-col border-l border-line bg-sunken px-6 pt-6 max-lg:w-full max-lg:border-t max-lg:border-l-0 max-sm:px-4"
    >
      <h2 className="text-md font-semibold">What will happen</h2>
      <div className="mt-4 flex items-center gap-3.5">
        <span className="num text-[52px]/none font-[600] tracking-[-0.03em]">{formatNumber(expected)}</span>
        <span>
          {expected === 1 ? "interaction" : "interactions"} will be logged
          <br />
          <span className="text-ink-2">
            {lines === 0
              ? "Nobody is on the segment yet"
              : lines === expected
                ? "No line is left out"
                : `${formatNumber(lines - expected)} of ${countOf(lines, "line")} ${lines - expected === 1 ? "is" : "are"} left out`}
          </span>
        </span>
      </div>
      <ChannelBar channels={check.channels} leftOut={lines - interactions} />
      <ChannelTable check={check} currency={currency} leftOut={leaveOut ? toRepair : 0} />
      <ul className="mt-4 grid gap-2.5 text-ink-2">
        <Consequence icon={<MessagesSquare aria-hidden />}>
          {countOf(expected, "interaction log entry", "interaction log entries")}, dated {formatDay(check.date)}
        </Consequence>
        {check.campaigns.length > 0 ? (
          <Consequence icon={<Flag aria-hidden />}>{campaignWords(check.campaigns, leaveOut ? toRepair : 0, interactions)}</Consequence>
        ) : null}
        <Consequence icon={<Lock aria-hidden />}>
          {check.description ?? segmentNo} becomes read-only and stands under Logged Segments with its {countOf(check.currentStep, "step")}
        </Consequence>
      </ul>
      {canLog ? (
        <SendChoice
          sending={check.sending}
          emails={emails}
          timeZone={timeZone}
          setUpHref={setUpHref}
          value={sending}
          onChange={setSending}
        />
      ) : null}
      {canLog ? (
        <MakeChoice
          lines={check.channels.find(({ channel }) => channel === "hard_copy")?.lines ?? 0}
          pdf={pdf}
          value={letters}
          onChange={setLetters}
        />
      ) : null}
      {canLog ? (
        <Checkbox
          className="mt-4"
          label="And make a follow-up segment of all who are logged"
          checked={followUp}
          onCheckedChange={setFollowUp}
        />
      ) : null}
      <div className="sticky bottom-0 mt-auto bg-sunken pt-6 pb-5">
        <Button
          variant="primary"
          size="lg"
          block
          icon={<Lock aria-hidden />}
          keys="Ctrl Enter"
          pending={pending}
          pendingLabel={`Logging ${formatNumber(expected)}`}
          disabled={!ready}
          onClick={log}
        >
          {label}
        </Button>
        <div className="mt-2 text-center text-ink-2">
          {refusal ? <ErrorMessage>{refusal}</ErrorMessage> : null}
          {canLog ? (
            <Why check={check} leaveOut={leaveOut} expected={expected} onLeaveOut={setLeaveOut} />
          ) : (
            "Your role can look at the check. A marketer logs."
          )}
        </div>
      </div>
    </aside>
  );
}

const namedCampaigns = 3;

/** "1 campaign entry on CP1; 3 contacts become its targets", "2 campaign entries: CP1 with 2 interactions, CP2 with 1". */
function campaignWords(campaigns: SegmentCheck["campaigns"], leftOut: number, interactions: number): string {
  const [first] = campaigns;
  if (first && campaigns.length === 1 && first.interactions === interactions) {
    const targets = first.targets === interactions ? interactions - leftOut : 0;
    const becoming = targets > 0 ? `; ${countOf(targets, "contact")} ${targets === 1 ? "becomes its target" : "become its targets"}` : "";
    return `1 campaign entry on ${first.code}${becoming}`;
  }
  const named = campaigns.slice(0, namedCampaigns).map(({ code, interactions: count }) => `${code} with ${countOf(count, "interaction")}`);
  const more = campaigns.length > namedCampaigns ? ` and ${formatNumber(campaigns.length - namedCampaigns)} more` : "";
  return `${countOf(campaigns.length, "campaign entry", "campaign entries")}: ${named.join(", ")}${more}`;
}

/** Why the button waits, and the way around it. */
function Why({
  check,
  leaveOut,
  expected,
  onLeaveOut,
}: {
  check: SegmentCheck;
  leaveOut: boolean;
  expected: number;
  onLeaveOut: (leaveOut: boolean) => void;
}) {
  const { headerProblems, mustBeFixed, toRepair, interactions } = check;
  const problems = headerProblems.length + mustBeFixed.length;
  if (leaveOut) {
    return (
      <>
        {countOf(toRepair, "line")} that must be fixed {toRepair === 1 ? "is" : "are"} left out.{" "}
        <button type="button" className={linkClass} onClick={() => onLeaveOut(false)}>
          Keep {toRepair === 1 ? "it" : "them"}
        </button>
      </>
    );
  }
  if (problems > 0) {
    return (
      <>
        {countOf(problems, "problem")} must be fixed first
        {headerProblems.length === 0 && toRepair < interactions ? (
          <>
            , or{" "}
            <button type="button" className={linkClass} onClick={() => onLeaveOut(true)}>
              leave {toRepair === 1 ? "its line" : `the ${formatNumber(toRepair)} lines`} out
            </button>
          </>
        ) : null}
      </>
    );
  }
  return expected === 0 ? "Everybody on the segment is left out." : null;
}

function Consequence({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-2.5 [&>.lucide]:mt-0.5 [&>.lucide]:flex-none [&>.lucide]:text-ink-3">
      {icon}
      <span className="text-pretty">{children}</span>
    </li>
  );
}

/** The lines laid flat: each channel by its share, who is left out hatched at the end. The numbers stand in the table below. */
function ChannelBar({ channels, leftOut }: { channels: readonly ChannelTotals[]; leftOut: number }) {
  return (
    <div aria-hidden className="mt-4 mb-4 flex h-2 gap-0.5 overflow-hidden rounded-[3px]">
      {channels.map(({ channel, lines }) => (
        <i key={channel ?? "none"} className={fillOf(channel)} style={{ flex: lines }} />
      ))}
      {leftOut > 0 ? <i className="hatch-removed" style={{ flex: leftOut }} /> : null}
    </div>
  );
}

const cell = "num h-[30px] border-b border-line text-right";

function ChannelTable({ check, currency, leftOut }: { check: SegmentCheck; currency: string; leftOut: number }) {
  const { channels, lines, interactions } = check;
  const unit = channels[0]
    ? { cost: channels[0].costLcy / channels[0].lines, minutes: channels[0].durationMin / channels[0].lines }
    : { cost: 0, minutes: 0 };
  const rest = interactions - leftOut;
  return (
    <table aria-label="Interactions by channel" className="w-full border-collapse">
      <thead>
        <tr className="text-ink-3">
          <th scope="col" className="h-[30px] border-b border-line text-left font-normal">
            Channel
          </th>
          {["Lines", "Cost", "Time"].map((heading) => (
            <th key={heading} scope="col" className={classNames(cell, "font-normal")}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {channels.map(({ channel, lines: count, costLcy, durationMin }) => (
          <tr key={channel ?? "none"}>
            <td className="border-b border-line">
              <i aria-hidden className={classNames("mr-2 inline-block size-2 rounded-[2px]", fillOf(channel))} />
              {channel === null ? "No channel" : channelName(channel)}
            </td>
            <td className={cell}>{formatNumber(count)}</td>
            <td className={cell}>{formatMoney(costLcy, currency)}</td>
            <td className={cell}>{formatDuration(durationMin)}</td>
          </tr>
        ))}
        {lines - rest > 0 ? (
          <tr className="text-ink-3">
            <td className="border-b border-line">
              <i aria-hidden className="hatch-removed mr-2 inline-block size-2 rounded-[2px]" />
              Left out
            </td>
            <td className={cell}>{formatNumber(lines - rest)}</td>
            <td className={cell}>—</td>
            <td className={cell}>—</td>
          </tr>
        ) : null}
      </tbody>
      <tfoot>
        <tr className="font-semibold">
          <th scope="row" className="h-[30px] text-left font-semibold">
            Together
          </th>
          <td className="num text-right">{formatNumber(rest)}</td>
          <td className="num text-right">{formatMoney(Math.round(unit.cost * rest * 100) / 100, currency)}</td>
          <td className="num text-right">{formatDuration(unit.minutes * rest)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
