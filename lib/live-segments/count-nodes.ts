import type pg from "pg";
import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import {
  everybody,
  excludedContacts,
  keepCommon,
  nobody,
  refusedContacts,
  type SetExpression,
  subtract,
  unite,
} from "@/lib/contact-sets/expressions";
import { contactsOf } from "@/lib/contact-sets/matched";
import { readSizes, sizesAsJson } from "@/lib/contact-sets/measure";
import { type SetPlan, setPlan, withClauses } from "@/lib/contact-sets/set-plan";
import { Prisma } from "@/lib/db/sql";
import { compileMatched } from "@/lib/filters/matched";
import { segmentsIn } from "@/lib/filters/reads";
import { resolveFilter } from "@/lib/filters/resolve";
import type { Filter } from "@/lib/filters/schema";
import type { FilterClock } from "@/lib/filters/to-sql";
import { type Ask, askOn } from "@/lib/maintained-sets/definitions";
import { liveClock } from "@/lib/maintained-sets/members-now";
import { withMembers } from "@/lib/maintained-sets/with-members";
import { err, ok, type Result } from "@/lib/result";
import { runCancelable, type Stopped } from "@/lib/segmentation/cancelable";
import type { LiveSegmentError } from "./errors";
import { countReached, readConsent } from "./reach";
import type { countFilterSchema } from "./schema";
import type { FilterCount } from "./types";

type Request = z.output<typeof countFilterSchema>;

/**
 * Counts a filter, whole and node by node, on one snapshot and in one statement: each condition is evaluated once, and groups are sets put together.
 * `timed_out` when that takes longer than `limitMs`.
 */
export async function countNodes(
  context: OperationContext,
  request: Request,
  limitMs: number,
): Promise<Result<FilterCount, LiveSegmentError | Stopped>> {
  const started = performance.now();
  const counted = await runCancelable(context.db, `count ${context.user.id} ${request.dialogId}`, limitMs, async (client) => {
    const idle = await idleSegmentsIn(askOn(client), request.filter);
    if (idle.length > 0) return err<LiveSegmentError>({ code: "segments_not_live", segmentNos: idle });
    const clock = await withMembers(askOn(client), liveClock(context.now, request.timeZone ?? context.timeZone), request.filter);
    const refused = resolveFilter(request.filter, clock);
    return refused.ok
      ? ok(await askNumbers(client, request.filter, clock))
      : err<LiveSegmentError>({ code: "filter_refused", error: refused.error });
  });
  if (!counted.ok) return counted;
  return counted.value.ok ? ok({ ...counted.value.value, ms: Math.round(performance.now() - started) }) : counted.value;
}

/** The live segments a filter speaks of that are drafts or stopped: to count with them would be to count with nobody, or with the past (T-40). */
async function idleSegmentsIn(ask: Ask, filter: Filter): Promise<string[]> {
  const named = segmentsIn(filter);
  if (named.length === 0) return [];
  const rows = await ask(Prisma.sql`
    select segment_no as no from live_segment where segment_no = any(${named}::text[]) and state in ('draft', 'stopped', 'expired') order by segment_no`);
  return z
    .array(z.object({ no: z.string() }))
    .parse(rows)
    .map(({ no }) => no);
}

async function askNumbers(client: pg.PoolClient, filter: Filter, clock: FilterClock): Promise<Omit<FilterCount, "ms">> {
  const plan = setPlan();
  const perNode: Record<string, SetExpression> = {};
  const whole = setOf(filter, "", { clock, plan, perNode });
  const funnel = funnelOf(filter, perNode, plan);
  const sizes = {
    ...perNode,
    ...Object.fromEntries(funnel.map((set, at) => [`funnel ${at}`, set])),
    blocked: keepCommon(whole, refusedContacts()),
    excluded: keepCommon(whole, excludedContacts()),
  };
  const consent = await readConsent(askOn(client));
  const { text, values } = Prisma.sql`
    ${withClauses(plan)} select ${sizesAsJson(sizes)} as sizes, ${countReached(whole, "email", consent)} as email, ${countReached(whole, "hard_copy", consent)} as hard_copy, ${countReached(whole, "phone", consent)} as phone`;
  const { rows } = await client.query(text, values);
  const [{ sizes: numbers, ...reachable }] = z
    .tuple([z.object({ sizes: z.unknown(), email: z.int(), hard_copy: z.int(), phone: z.int() })])
    .parse(rows);
  const read: Record<string, number> = readSizes(sizes, numbers);
  return {
    total: read[""] ?? 0,
    perNode: Object.fromEntries(Object.keys(perNode).map((path) => [path, read[path] ?? 0])),
    funnel: funnel.map((_, at) => read[`funnel ${at}`] ?? 0),
    ...{ blocked: read.blocked ?? 0, excluded: read.excluded ?? 0, reachable },
  };
}

type Counting = { clock: FilterClock; plan: SetPlan; perNode: Record<string, SetExpression> };

/** The contacts of a node; it and every node in it that is about contacts are noted under their paths. */
function setOf(node: Filter, path: string, counting: Counting): SetExpression {
  const { clock, plan, perNode } = counting;
  const at = (part: string) => (path === "" ? part : `${path}.${part}`);
  const found = () => {
    switch (node.kind) {
      case "all":
        return (
          node.of
            .map((part, index) => setOf(part, at(`of.${index}`), counting))
            .reduce<SetExpression | null>((left, right) => (left ? keepCommon(left, right) : right), null) ?? everybody()
        );
      case "any":
        return node.of.map((part, index) => setOf(part, at(`of.${index}`), counting)).reduce(unite, nobody());
      case "not":
        return subtract(everybody(), setOf(node.of, at("of"), counting));
      case "field":
      case "relation":
      case "member": {
        const matched = compileMatched(node, clock);
        if (!matched.ok) throw new Error("a part of a filter that resolves does not");
        return contactsOf(matched.value);
      }
      default:
        return node satisfies never;
    }
  };
  const set = plan.once(found());
  perNode[path] = set;
  return set;
}

/** Who is left after the first condition of the outermost group, after the first two … */
function funnelOf(filter: Filter, perNode: Record<string, SetExpression>, plan: SetPlan): SetExpression[] {
  if (filter.kind !== "all") return [];
  const left: SetExpression[] = [];
  for (const at of filter.of.keys()) {
    const [before, set] = [left.at(-1), perNode[`of.${at}`]];
    if (set) left.push(before ? plan.once(keepCommon(before, set)) : set);
  }
  return left;
}
