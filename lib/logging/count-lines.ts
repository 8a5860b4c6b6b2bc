import { z } from "zod";
import { mayRefuse } from "@/lib/consent/reach";
import { unreachableReasons } from "@/lib/consent/schema";
import { keepCommon, ofContactIds, subtract, together } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { setsOf } from "@/lib/segmentation/layers";
import { correspondenceTypes } from "@/lib/segmentation/schema";
import type { CorrespondenceType } from "@/lib/segmentation/types";
import {
  anyOf,
  linesOf,
  linesWith,
  problemCondition,
  problemsToRepair,
  recentContacts,
  refusedOrCalled,
  type SegmentMembers,
  unreadable,
} from "./problem-lines";
import type { LineProblem } from "./schema";

/** How many lines have each problem, and how many interactions each channel would get, those who are left out not counted. */
export type LineCounts = {
  problems: Record<LineProblem, number>;
  channels: { channel: CorrespondenceType | null; lines: number; changed: { lines: number; costLcy: number; durationMin: number } }[];
  /** Lines without a template, without a salesperson or with a blocked one. */
  toRepair: number;
  /** E-mails that could be sent, and those of them whose line must be repaired first. */
  emails: number;
  emailsToRepair: number;
};

const number = z.int();
const channelSchema = z.array(
  z.object({
    channel: z.enum(correspondenceTypes).nullable(),
    lines: number,
    changed: number,
    costLcy: z.number(),
    durationMin: number,
    privacyBlocked: number,
    minor: number,
    doNotContact: number,
    optedOut: number,
    addressSuppressed: number,
    noConsent: number,
    addressBounced: number,
    suppressed: number,
    calledAlready: number,
    toRepair: number,
    noTemplate: number,
    noSalesperson: number,
    blockedSalesperson: number,
    excluded: number,
    unreadable: number,
    emails: number,
    emailsToRepair: number,
    noDocument: number,
  }),
);
/** Lines whose cost and duration may be others than the header's. */
const ownValues = Prisma.sql`not left_out and cardinality(changed_here) > 0`;
const sendable = Prisma.sql`not left_out and correspondence_type = 'email' and not ${unreadable}`;
const onceSchema = z.array(z.object({ n: number })).length(1);

/** Counts with one pass over the lines, one over recent interactions, and one over e-mail lines. */
export async function countLines(tx: Transaction, segment: SegmentMembers, today: string): Promise<LineCounts> {
  const holds = (problem: LineProblem) => Prisma.sql`(count(*) filter (where ${problemCondition(problem, segment, today)}))::int`;
  const rows = await tx.$queryRaw(Prisma.sql`
    select correspondence_type::text as channel, (count(*) filter (where not left_out))::int as lines,
      (count(*) filter (where ${ownValues}))::int as changed, coalesce(sum(cost_lcy) filter (where ${ownValues}), 0)::float8 as "costLcy",
      coalesce(sum(duration_min) filter (where ${ownValues}), 0)::int as "durationMin", ${holds("privacy_blocked")} as "privacyBlocked",
      ${holds("minor")} as minor, ${holds("do_not_contact")} as "doNotContact", ${holds("opted_out")} as "optedOut",
      ${holds("address_suppressed")} as "addressSuppressed", ${holds("no_consent")} as "noConsent",
      ${holds("address_bounced")} as "addressBounced", ${holds("suppressed")} as suppressed, ${holds("called_already")} as "calledAlready", ${holds("no_template")} as "noTemplate",
      (count(*) filter (where ${anyOf(problemsToRepair, segment, today)}))::int as "toRepair", ${holds("no_salesperson")} as "noSalesperson", ${holds("blocked_salesperson")} as "blockedSalesperson",
      ${holds("excluded")} as excluded, ${holds("unreadable_email")} as unreadable, ${holds("no_document")} as "noDocument",
      (count(*) filter (where ${sendable}))::int as emails, (count(*) filter (where ${sendable} and ${anyOf(problemsToRepair, segment, today)}))::int as "emailsToRepair"
    from (${linesOf(segment)}) line group by 1`);
  const channels = channelSchema.parse(rows);
  const sum = (value: (channel: (typeof channels)[number]) => number) => channels.reduce((total, channel) => total + value(channel), 0);
  const byEmail = channels.some(({ channel, lines }) => channel === "email" && lines > 1);
  return {
    channels: channels
      .filter(({ lines }) => lines > 0)
      .map(({ channel, lines, changed, costLcy, durationMin }) => ({ channel, lines, changed: { lines: changed, costLcy, durationMin } })),
    toRepair: sum((c) => c.toRepair),
    emails: sum((c) => c.emails),
    emailsToRepair: sum((c) => c.emailsToRepair),
    problems: {
      no_template: sum((c) => c.noTemplate),
      no_salesperson: sum((c) => c.noSalesperson),
      blocked_salesperson: sum((c) => c.blockedSalesperson),
      privacy_blocked: sum((c) => c.privacyBlocked),
      minor: sum((c) => c.minor),
      do_not_contact: sum((c) => c.doNotContact),
      opted_out: sum((c) => c.optedOut),
      address_suppressed: sum((c) => c.addressSuppressed),
      no_consent: sum((c) => c.noConsent),
      address_bounced: sum((c) => c.addressBounced),
      suppressed: sum((c) => c.suppressed),
      called_already: sum((c) => c.calledAlready),
      excluded: sum((c) => c.excluded),
      unreadable_email: sum((c) => c.unreadable),
      no_document: sum((c) => c.noDocument),
      recent_interaction: await countRecent(tx, segment, today),
      shared_email: byEmail ? await countShared(tx, segment) : 0,
    },
  };
}

/** Lines that must be repaired, of those that are not left out anyway. */
export async function countToRepair(tx: Transaction, segment: SegmentMembers, today: string): Promise<number> {
  const concerned = linesWith(problemsToRepair, segment, today);
  const rows = await tx.$queryRaw(Prisma.sql`select count(*)::int as n from (${concerned}) line`);
  return onceSchema.parse(rows)[0]?.n ?? 0;
}

async function countRecent(tx: Transaction, segment: SegmentMembers, today: string): Promise<number> {
  const recent = ofContactIds(recentContacts(today));
  const concerned = setsOf(segment.layers).map((layer, at) => subtract(keepCommon(layer, recent), refusedOrCalled(segment, at + 1)));
  const { found } = await sizesOf(tx, { found: together(concerned) });
  if (found === 0 || !mayRefuse(segment.basis)) return found;
  const rows = await tx.$queryRaw(Prisma.sql`
    select count(*)::int as n from (${linesOf(segment, recentContacts(today))}) line
    where ${anyOf(unreachableReasons, segment, today)} and not called`);
  return found - (onceSchema.parse(rows)[0]?.n ?? 0);
}

async function countShared(tx: Transaction, segment: SegmentMembers): Promise<number> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select coalesce(sum(lines), 0)::int as n
    from (
      select count(*) as lines from (${linesOf(segment)}) line
      where not left_out and correspondence_type = 'email' and email is not null group by lower(email) having count(*) > 1) shared`);
  return onceSchema.parse(rows)[0]?.n ?? 0;
}
