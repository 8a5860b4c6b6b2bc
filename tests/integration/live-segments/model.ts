import fc from "fast-check";
import type { OperationContext } from "@/lib/access/operation";
import { deleteContacts } from "@/lib/contact-upkeep/delete-contacts";
import { mergeContacts } from "@/lib/contact-upkeep/merge-contacts";
import type { Filter } from "@/lib/filters/schema";
import { createLiveSegment } from "@/lib/live-segments/create-live-segment";
import { editLive } from "@/lib/live-segments/edit-live";
import { goLive, publish } from "@/lib/live-segments/go-live";
import { listLiveOfContact } from "@/lib/live-segments/list-live-of-contact";
import { saveDraft } from "@/lib/live-segments/save-draft";
import { addLines } from "@/lib/segmentation/add-lines";
import { goBack } from "@/lib/segmentation/go-to-step";
import { givenSegment, value } from "../segmentation/worksheet";
import { filters, holds } from "../worksheet-model/filters";
import { cities, countries, enterWorld, groupCodes, industryCodes, storedWorld, type World, worlds } from "../worksheet-model/world";
import { membersFolded, membersUnfolded, rowVersion } from "./live";

/** A definition whose `THIS` is the segment of that place among those made before it, the worksheet where there is none. */
type Drawn = { filter: Filter; refersTo: number; included: number[]; excluded: number[] };

export type Act =
  | { act: "change"; who: number; city: string | null; country: string | null; excluded: boolean }
  | { act: "group"; who: number; code: string }
  | { act: "industry"; who: number; code: string }
  | { act: "arrive"; country: string | null }
  | { act: "move"; who: number; to: number }
  | { act: "delete"; who: number }
  | { act: "merge"; who: number; into: number }
  | { act: "worksheet"; who: number }
  | { act: "back" }
  | { act: "republish"; segment: number; drawn: Drawn };

export type Course = { world: World; segments: Drawn[]; acts: { does: Act; look: "fold" | "read" | "nothing" }[] };

const who = fc.nat({ max: 60 });
const drawn: fc.Arbitrary<Drawn> = fc.record({
  filter: filters,
  refersTo: fc.nat({ max: 4 }),
  included: fc.array(who, { maxLength: 2 }),
  excluded: fc.array(who, { maxLength: 2 }),
});
const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    act: fc.constant("change" as const),
    who,
    city: fc.option(fc.constantFrom(...cities)),
    country: fc.option(fc.constantFrom(...countries)),
    excluded: fc.boolean(),
  }),
  fc.record({ act: fc.constant("group" as const), who, code: fc.constantFrom(...groupCodes) }),
  fc.record({ act: fc.constant("industry" as const), who, code: fc.constantFrom(...industryCodes) }),
  fc.record({ act: fc.constant("arrive" as const), country: fc.option(fc.constantFrom(...countries)) }),
  fc.record({ act: fc.constant("move" as const), who, to: who }),
  fc.record({ act: fc.constant("delete" as const), who }),
  fc.record({ act: fc.constant("merge" as const), who, into: who }),
  fc.record({ act: fc.constant("worksheet" as const), who }),
  fc.record({ act: fc.constant("back" as const) }),
  fc.record({ act: fc.constant("republish" as const), segment: fc.nat({ max: 3 }), drawn }),
);

/** One to four segments, each may speak of those before it, and what happens to their contacts. */
export const courses: fc.Arbitrary<Course> = fc.record({
  world: worlds,
  segments: fc.array(drawn, { minLength: 1, maxLength: 4 }),
  acts: fc.array(fc.record({ does: acts, look: fc.constantFrom("fold" as const, "read" as const, "nothing" as const) }), {
    minLength: 3,
    maxLength: 8,
  }),
});

type Made = { segmentNo: string; drawn: Drawn; filter: Filter; included: Set<number>; excluded: Set<number> };

/** Lives through a course, and holds the members of every segment against the plain meaning of its filter after each act. */
export async function runCourse(context: OperationContext, { world, segments, acts: happening }: Course): Promise<void> {
  const { db } = context;
  await db.pool.query("delete from live_segment; delete from live_touch; delete from live_watch");
  await enterWorld(db, world);
  const worksheet = await givenSegment(context);
  const made: Made[] = [];
  const named = (chosen: Drawn, before: number) => {
    const place = chosen.refersTo % (before + 1);
    return withNumber(chosen.filter, (place < before && made[place]?.segmentNo) || worksheet);
  };
  const define = async (chosen: Drawn, at: number): Promise<Made> => {
    const contacts = (await storedWorld(db)).toSorted((left, right) => left.id - right.id);
    const ids = (picked: number[]) => new Set(picked.flatMap((nth) => contacts[nth % contacts.length]?.id ?? []));
    return {
      segmentNo: made[at]?.segmentNo ?? "",
      drawn: chosen,
      filter: named(chosen, at),
      included: ids(chosen.included),
      excluded: ids(chosen.excluded),
    };
  };
  const save = async ({ segmentNo, filter, included, excluded }: Made) => {
    const numbers = (ids: Set<number>) => [...ids].map((id) => `K${id}`);
    const by = { includes: numbers(included), excludes: numbers(excluded) };
    return value(await saveDraft(context, { segmentNo, rowVersion: await rowVersion(context, segmentNo), filter, ...by })).rowVersion;
  };
  for (const [at, chosen] of segments.entries()) {
    const next = await define(chosen, at);
    next.segmentNo = value(await createLiveSegment(context, { kind: "dynamic", name: `Segment ${at}` })).segmentNo;
    value(await goLive(context, { segmentNo: next.segmentNo, rowVersion: await save(next) }));
    made.push(next);
  }
  await agree(context, made, worksheet, "both");
  for (const { does, look } of happening) {
    if (does.act === "republish") {
      const at = does.segment % made.length;
      const next = await define(does.drawn, at);
      const { rowVersion: editing } = value(
        await editLive(context, { segmentNo: next.segmentNo, rowVersion: await rowVersion(context, next.segmentNo) }),
      );
      if (editing < 1) throw new Error("a row version counts up");
      value(await publish(context, { segmentNo: next.segmentNo, rowVersion: await save(next) }));
      made[at] = next;
    } else await carryOut(context, does, worksheet, made);
    if (look !== "nothing") await agree(context, made, worksheet, look);
  }
  await agree(context, made, worksheet, "both");
  if (!happening.some(({ does }) => does.act === "merge" || does.act === "delete")) await replays(context, made);
}

function withNumber(filter: Filter, segmentNo: string): Filter {
  switch (filter.kind) {
    case "member":
      return { ...filter, no: segmentNo };
    case "all":
    case "any":
      return { ...filter, of: filter.of.map((part) => withNumber(part, segmentNo)) };
    case "not":
      return { kind: "not", of: withNumber(filter.of, segmentNo) };
    default:
      return filter;
  }
}

async function carryOut(
  context: OperationContext,
  act: Exclude<Act, { act: "republish" }>,
  worksheet: string,
  made: Made[],
): Promise<void> {
  const { db } = context;
  const world = (await storedWorld(db)).toSorted((left, right) => left.id - right.id);
  const pick = (nth: number) => world[nth % world.length];
  const contact = "who" in act ? pick(act.who) : undefined;
  switch (act.act) {
    case "change":
      await db.pool.query("update contact set city = $2, country_region_code = $3, exclude_from_segment = $4 where id = $1", [
        contact?.id,
        act.city,
        act.country,
        act.excluded,
      ]);
      return;
    case "group":
    case "industry": {
      const [table, column, has] =
        act.act === "group"
          ? ["contact_mailing_group", "mailing_group_code", contact?.groups]
          : ["contact_industry_group", "industry_group_code", contact?.industries];
      const statement = has?.includes(act.code)
        ? `delete from ${table} where contact_id = $1 and ${column} = $2`
        : `insert into ${table} (contact_id, ${column}) values ($1, $2)`;
      await db.pool.query(statement, [contact?.id, act.code]);
      return;
    }
    case "arrive":
      await db.pool.query(
        "insert into contact (id, contact_no, type, name, country_region_code) select id, 'K' || id, 'person', 'New', $1 from (select max(id) + 1 as id from contact) next",
        [act.country],
      );
      return;
    case "move": {
      const company = world.filter(({ type }) => type === "company")[
        act.to % Math.max(1, world.filter(({ type }) => type === "company").length)
      ];
      if (contact?.type === "person")
        await db.pool.query("update contact set company_id = $2, company_no = $3 where id = $1", [
          contact.id,
          company?.id ?? null,
          company?.contactNo ?? null,
        ]);
      return;
    }
    case "delete":
      if (contact && world.length > 3) await deleteContacts(context, { contactNos: [contact.contactNo] });
      return;
    case "merge": {
      const kept = pick(act.into);
      if (!contact || !kept || contact.id === kept.id || contact.type !== kept.type) return;
      const merged = await mergeContacts(context, { keep: kept.contactNo, contactNos: [contact.contactNo] });
      if (!merged.ok) return;
      for (const { included, excluded } of made)
        for (const byHand of [included, excluded]) if (byHand.delete(contact.id)) byHand.add(kept.id);
      return;
    }
    case "worksheet":
      if (contact) await addLines(context, { segmentNo: worksheet, contacts: { contactNos: [contact.contactNo] } });
      return;
    case "back":
      await goBack(context, { segmentNo: worksheet, fromStep: await stepOf(context, worksheet) });
      return;
    default:
      act satisfies never;
  }
}

async function stepOf({ db }: OperationContext, segmentNo: string): Promise<number> {
  return (await db.prisma.segment.findUniqueOrThrow({ where: { segmentNo } })).currentStep;
}

async function agree(context: OperationContext, made: readonly Made[], worksheet: string, how: "fold" | "read" | "both"): Promise<void> {
  const world = await storedWorld(context.db);
  const onWorksheet = await context.db.prisma.$queryRaw<{ id: number }[]>`
    select unnest(d.members) as id from segment join criteria_action a on a.segment_id = segment.id and a.action_no = segment.current_step
    join contact_set_chunk k using (set_id) join chunk_data d using (data_id) where segment.segment_no = ${worksheet}`;
  const members = new Map<string, Set<number>>([[worksheet, new Set(onWorksheet.map(({ id }) => id))]]);
  const plain = (filter: Filter, contact: World[number]): boolean => {
    switch (filter.kind) {
      case "all":
        return filter.of.every((part) => plain(part, contact));
      case "any":
        return filter.of.some((part) => plain(part, contact));
      case "not":
        return !plain(filter.of, contact);
      case "member":
        return (members.get(filter.no)?.has(contact.id) ?? false) === filter.is;
      default:
        return holds(filter, contact, world, new Set());
    }
  };
  for (const { segmentNo, filter, included, excluded } of made) {
    const found = world.filter((contact) => (plain(filter, contact) || included.has(contact.id)) && !excluded.has(contact.id));
    members.set(segmentNo, new Set(found.map(({ id }) => id)));
    const model = found.map(({ contactNo }) => contactNo).toSorted();
    if (how !== "fold") same(segmentNo, await membersUnfolded(context, segmentNo), model);
    if (how !== "read") same(segmentNo, await membersFolded(context, segmentNo), model);
  }
  for (const { id, contactNo } of new Set([world[0], world.at(-1)].filter((contact) => contact !== undefined))) {
    const listed = (await listLiveOfContact(context, { contactNo }))?.map(({ segmentNo }) => segmentNo) ?? [];
    const isIn = made.map(({ segmentNo }) => segmentNo).filter((segmentNo) => members.get(segmentNo)?.has(id));
    same(`the segments of ${contactNo}`, listed.toSorted(), isIn.toSorted());
  }
}

/** Those who joined and left, taken one after another, end with who is there; not so where contacts are gone, who left the past as well. */
async function replays({ db }: OperationContext, made: readonly Made[]): Promise<void> {
  const { rows } = await db.pool.query(`
    select l.segment_no, members.size, (select coalesce(sum(coalesce(j.size, 0) - coalesce(g.size, 0)), 0)::int from live_evaluation e
      left join contact_set j on j.set_id = e.joined_set left join contact_set g on g.set_id = e.left_set where e.segment_id = l.id) as replayed
    from live_segment l join contact_set members using (set_id)`);
  if (rows.length !== made.length) throw new Error("product: segments are missing");
  for (const { segment_no, size, replayed } of rows)
    if (size !== replayed) throw new Error(`product: ${segment_no} has ${size} members, joined and left make ${replayed}`);
}

function same(segmentNo: string, product: string[], model: string[]): void {
  if (JSON.stringify(product) !== JSON.stringify(model)) throw new Error(`${segmentNo} product: ${product} model: ${model}`);
}
