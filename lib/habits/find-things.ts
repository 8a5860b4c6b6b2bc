import { z } from "zod";
import { type ContextUser, query } from "@/lib/access/operation";
import { searchCondition } from "@/lib/contacts/search";
import { Prisma, type Sql } from "@/lib/db/sql";
import { type FindThings, type FoundThings, findThingsSchema, type ThingKind } from "./schema";
import { openableViews, readThings, segmentThings, thingColumns } from "./things";

/** How many of a kind are shown, and how far they are counted. */
const shown = 5;
const counted = 50;
/** Of the segments, those that changed last are looked through. */
const lookedThrough = 20_000;

const countSchema = z.array(z.object({ kind: z.string(), total: z.int() }));

/**
 * What a person means by a few letters: segments in work, contacts, logged segments, campaigns, templates and views, those whose name begins so first.
 * One statement, bounded in every part. By number only what has such a number is found, interaction log entries among it.
 */
export const findThings = query({
  name: "habits.find",
  needs: "read",
  input: findThingsSchema,
  run: async ({ db, user }, { search, scope }): Promise<FoundThings[]> => {
    if (search === "") return [];
    const parts = partsOf(search, scope, user);
    const rows = await db.prisma.$queryRaw(
      Prisma.sql`select * from (${Prisma.join(
        parts.map(({ kind, from }, at) => partOf(kind, from, search, at)),
        " union all ",
      )}) found order by part, rank, title`,
    );
    const totals = new Map(countSchema.parse(rows).map(({ kind, total }) => [kind, total]));
    const things = readThings(rows);
    return parts
      .map(({ kind }) => ({
        kind,
        things: things.filter((thing) => thing.kind === kind),
        total: Math.min(totals.get(kind) ?? 0, counted),
        orMore: (totals.get(kind) ?? 0) > counted,
      }))
      .filter((found) => found.total > 0);
  },
});

/** Names that begin with what was typed stand before those that hold it somewhere. */
function partOf(kind: ThingKind, from: Sql, search: string, part: number): Sql {
  const begins = `${escaped(search)}%`;
  return Prisma.sql`
    (select found.*, ${part} as part, count(*) over ()::int as total,
        case when lower(found.number) = lower(${search}::text) then 0 when lower(found.title collate winnow_name) like lower(${begins}::text collate winnow_name) then 1 else 2 end as rank
      from (select ${thingColumns(kind)} ${from} limit ${counted + 1}) found
      order by rank, found.title limit ${shown})`;
}

const inWork = Prisma.sql`state <> 'logged'`;
const notArchived = Prisma.sql`archived_at is null`;

type Part = { kind: ThingKind; from: Sql };

function partsOf(search: string, scope: FindThings["scope"], user: ContextUser): Part[] {
  const found = searchCondition(search) ?? Prisma.sql`false`;
  if (scope === "contacts") return [{ kind: "contact", from: Prisma.sql`from contact where ${found}` }];
  if (scope === "numbers") return numberedParts(search);
  return [
    {
      kind: "segment",
      from: Prisma.sql`
        from (select * from ${segmentThings(inWork, notArchived)} order by segment.changed_at desc, segment.segment_no desc limit ${lookedThrough}) segment
        where ${holds(Prisma.sql`segment.segment_no || ' ' || coalesce(segment.description, '')`, search)}`,
    },
    { kind: "contact", from: Prisma.sql`from contact where ${found}` },
    {
      kind: "loggedSegment",
      from: Prisma.sql`
        from (select * from logged_segment order by logged_segment.entry_no desc limit ${lookedThrough}) logged_segment
        where ${holds(Prisma.sql`logged_segment.segment_no || ' ' || logged_segment.description`, search)}`,
    },
    {
      kind: "campaign",
      from: Prisma.sql`from campaign where ${holds(Prisma.sql`campaign.campaign_no || ' ' || campaign.description`, search)}`,
    },
    {
      kind: "template",
      from: Prisma.sql`from interaction_template where ${holds(Prisma.sql`interaction_template.code || ' ' || interaction_template.description`, search)}`,
    },
    { kind: "view", from: Prisma.sql`from saved_view where ${openableViews(user)} and ${holds(Prisma.sql`saved_view.name`, search)}` },
  ];
}

/** By number: its beginning, or its end where it is prefix and digits, as 10001 of SM10001. */
function numberedParts(search: string): Part[] {
  const upper = search.toUpperCase();
  const matches = (column: Sql) => Prisma.sql`upper(${column}) like ${`%${escaped(upper)}%`}`;
  const contact =
    search.length >= 3
      ? Prisma.sql`${searchCondition(search) ?? Prisma.sql`false`} and ${matches(Prisma.sql`contact.contact_no`)}`
      : Prisma.sql`contact.contact_no between ${upper}::text and ${`${upper}\uffff`}::text`;
  const entryNo = /^\d{1,9}$/.test(search) ? Number(search) : null;
  return [
    { kind: "segment", from: Prisma.sql`from ${segmentThings(inWork, notArchived)} where ${matches(Prisma.sql`segment.segment_no`)}` },
    { kind: "contact", from: Prisma.sql`from contact where ${contact}` },
    {
      kind: "loggedSegment",
      from: Prisma.sql`from logged_segment where ${matches(Prisma.sql`logged_segment.segment_no`)} or logged_segment.entry_no = ${entryNo}::int`,
    },
    { kind: "campaign", from: Prisma.sql`from campaign where ${matches(Prisma.sql`campaign.campaign_no`)}` },
    { kind: "template", from: Prisma.sql`from interaction_template where ${matches(Prisma.sql`interaction_template.code`)}` },
    { kind: "interactionLogEntry", from: Prisma.sql`from interaction_log_entry where interaction_log_entry.entry_no = ${entryNo}::int` },
  ];
}

/** Every word stands somewhere in the text. */
function holds(text: Sql, search: string): Sql {
  const words = search.split(/\s+/).map((word) => `%${escaped(word)}%`);
  return Prisma.join(
    words.map((word) => Prisma.sql`lower((${text}) collate winnow_name) like lower(${word}::text collate winnow_name)`),
    " and ",
  );
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
