import { type OperationContext, query } from "@/lib/access/operation";
import type { Transaction } from "@/lib/db/transaction";
import { findMailServer } from "@/lib/delivery/mail-server";
import { readEchoSetup } from "@/lib/echoes/echo-setup";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { campaignsOfLines } from "./campaigns-of-lines";
import { countLines, type LineCounts } from "./count-lines";
import { describeProblem } from "./describe-problem";
import { findSegmentToLog, type SegmentToLog } from "./find-segment-to-log";
import { consequenceOf, headerProblemsOf, passedChecks } from "./log-rules";
import type { SegmentMembers } from "./problem-lines";
import { suggestSalesperson } from "./salespeople";
import { checkSegmentSchema, lineProblems } from "./schema";
import type { FoundProblem, SegmentCheck } from "./types";

const nothing: LineCounts = {
  problems: {
    no_template: 0,
    no_salesperson: 0,
    blocked_salesperson: 0,
    privacy_blocked: 0,
    minor: 0,
    do_not_contact: 0,
    opted_out: 0,
    address_suppressed: 0,
    no_consent: 0,
    address_bounced: 0,
    suppressed: 0,
    called_already: 0,
    recent_interaction: 0,
    excluded: 0,
    unreadable_email: 0,
    shared_email: 0,
    no_document: 0,
  },
  channels: [],
  toRepair: 0,
  emails: 0,
  emailsToRepair: 0,
};

/**
 * Looks at everything that logging a segment would meet and writes nothing: what stops it, who is left out, what deserves a
 * look, what is in order, and what would be logged per channel. Null when there is no such segment.
 */
export const checkSegment = query({
  name: "segment.check",
  needs: "read",
  input: checkSegmentSchema,
  run: (context, { segmentNo }): Promise<SegmentCheck | null> =>
    onSnapshot(context.db, async (tx) => {
      const segment = await findSegmentToLog(tx, segmentNo, context.now);
      return segment && check(tx, context, segment);
    }),
});

async function check(tx: Transaction, { user, now, today }: OperationContext, segment: SegmentToLog): Promise<SegmentCheck> {
  const setup = await readEchoSetup(tx);
  const {
    segmentNo,
    description,
    date,
    state,
    version,
    headerVersion,
    currentStep,
    template,
    campaign,
    size,
    unitCostLcy,
    unitDurationMin,
  } = segment;
  const members = membersOf(segment);
  const counts = members ? await countLines(tx, members, today) : nothing;
  const found: FoundProblem[] = [];
  for (const problem of lineProblems) {
    const count = counts.problems[problem];
    if (members && count > 0) found.push(await describeProblem(tx, members, today, problem, count));
  }
  const leftOut = lineProblems.filter((problem) => consequenceOf[problem] === "left_out");
  const interactions = size - sumOf(leftOut.map((problem) => counts.problems[problem]));
  const withConsequence = (consequence: (typeof consequenceOf)[keyof typeof consequenceOf]) =>
    found.filter(({ problem }) => consequenceOf[problem] === consequence);
  return {
    segmentNo,
    description,
    date,
    state,
    version,
    headerVersion,
    currentStep,
    template,
    campaign,
    campaigns: members ? await campaignsOfLines(tx, members, { campaign, interactions }) : [],
    lines: size,
    headerProblems: headerProblemsOf(segment),
    unreadableSuppression: [...segment.suppression.unreadable],
    mustBeFixed: withConsequence("must_be_fixed"),
    leftOut: withConsequence("left_out"),
    worthALook: withConsequence("worth_a_look"),
    inOrder: passedChecks(segment, counts.problems),
    channels: counts.channels.map(({ channel, lines, changed }) => ({
      channel,
      lines,
      costLcy: cents(unitCostLcy * (lines - changed.lines) + changed.costLcy),
      durationMin: unitDurationMin * (lines - changed.lines) + changed.durationMin,
    })),
    interactions,
    toRepair: counts.toRepair,
    sending: {
      ready: (await findMailServer(tx)).ok,
      emails: counts.emails,
      toRepair: counts.emailsToRepair,
      counting: { opens: setup.countOpens, clicks: setup.countClicks },
    },
    headerSalespersonBlocked: segment.salesperson?.blocked ?? false,
    suggestedSalesperson: await suggestSalesperson(tx, segment.salesperson, user.salespersonCode),
    checkedAt: now,
  };
}

/** The lines of the current step; null before the first step and when nobody is left. */
export function membersOf({
  id,
  changed,
  addresses,
  consent,
  calls,
  ownLanguages,
  documents,
  suppression,
  layers,
  size,
}: SegmentToLog): SegmentMembers | null {
  return size === 0
    ? null
    : { basis: { segmentId: id, changed, addresses, consent, calls, suppression, ownLanguages, documents }, layers, size };
}

const sumOf = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0);
const cents = (amount: number) => Math.round(amount * 100) / 100;
