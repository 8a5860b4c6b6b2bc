import { z } from "zod";
import type { ContextUser } from "@/lib/access/operation";
import { Prisma, type Sql } from "@/lib/db/sql";
import { thingHref } from "./href";
import { type Thing, type ThingKind, thingKinds } from "./schema";
import { listPath, pageLists } from "./view-schema";

const rowSchema = z.object({
  kind: z.enum(thingKinds),
  key: z.string(),
  title: z.string(),
  number: z.string(),
  detail: z.string().nullable(),
  state: z.string().nullable(),
  size: z.int().nullable(),
  list: z.enum(pageLists).nullable(),
});

/** Rows of `thingColumns` as things with their addresses. */
export function readThings(rows: unknown): Thing[] {
  return z
    .array(rowSchema)
    .parse(rows)
    .map(({ list, ...thing }) => ({ ...thing, href: thingHref(thing, list && listPath(list)) }));
}

const columns: Record<ThingKind, Sql> = {
  segment: Prisma.sql`'segment' as kind, segment.segment_no as key, coalesce(segment.description, 'No description yet') as title,
    segment.segment_no as number, segment.live_kind as detail, segment.state as state,
    (select coalesce(members.size, case when segment.live_kind is null then 0 end)::int from (select) one
      left join criteria_action top on top.segment_id = segment.id and top.action_no = segment.current_step
      left join contact_set members on members.set_id = coalesce(top.set_id, segment.live_set)) as size, null::text as list`,
  loggedSegment: Prisma.sql`'loggedSegment' as kind, logged_segment.entry_no::text as key, logged_segment.description as title,
    logged_segment.segment_no as number, null::text as detail, case when logged_segment.canceled then 'canceled' else 'logged' end as state,
    logged_segment.no_of_interactions as size, null::text as list`,
  contact: Prisma.sql`'contact' as kind, contact.contact_no as key, contact.name as title, contact.contact_no as number,
    case when contact.type = 'person' then coalesce(contact.company_name, contact.city) else contact.city end as detail, contact.type::text as state,
    null::int as size, null::text as list`,
  campaign: Prisma.sql`'campaign' as kind, campaign.campaign_no as key, coalesce(nullif(campaign.description, ''), 'No description') as title,
    campaign.campaign_no as number, null::text as detail, null::text as state, null::int as size, null::text as list`,
  template: Prisma.sql`'template' as kind, interaction_template.code as key, interaction_template.description as title,
    interaction_template.code as number, null::text as detail, null::text as state, null::int as size, null::text as list`,
  interactionLogEntry: Prisma.sql`'interactionLogEntry' as kind, interaction_log_entry.entry_no::text as key,
    coalesce(nullif(interaction_log_entry.description, ''), 'Interaction') as title, interaction_log_entry.entry_no::text as number,
    interaction_log_entry.contact_name as detail, case when interaction_log_entry.canceled then 'canceled' end as state, null::int as size, null::text as list`,
  view: Prisma.sql`'view' as kind, saved_view.id::text as key, saved_view.name as title, '' as number, null::text as detail, null::text as state,
    null::int as size, saved_view.list`,
};

/** Worksheets and live segments, whose detail is their kind, under the name that `thingColumns("segment")` reads, those of each that meet a condition. */
export function segmentThings(worksheets: Sql, live: Sql): Sql {
  return Prisma.sql`(
    select id, segment_no, description, state::text as state, current_step, null::bigint as live_set, null as live_kind, changed_at from segment where ${worksheets}
    union all
    select null, segment_no, nullif(name, ''), state::text, null, set_id, initcap(kind::text), changed_at from live_segment where ${live}) segment`;
}

/** The columns of a thing, read from the table of its kind under its own name. */
export function thingColumns(kind: ThingKind): Sql {
  return columns[kind];
}

/** The views that a person sees: their own and those that are shared. */
export function visibleViews(user: Pick<ContextUser, "id">): Sql {
  return Prisma.sql`saved_view.deleted_at is null and (saved_view.shared or saved_view.owner_id = ${user.id})`;
}

/** Those of them that open by themselves: a view of members needs a segment that they are of. */
export function openableViews(user: Pick<ContextUser, "id">): Sql {
  return Prisma.sql`${visibleViews(user)} and saved_view.list <> 'members'`;
}

/** A number is looked up as one, so that the table's key serves; anything else names nothing. */
const asNumber = Prisma.sql`case when wanted.key ~ '^[0-9]{1,9}$' then wanted.key::int end`;

/**
 * The things that a statement `wanted (kind, key, place)` names, in the order of `place`; what there is no more is left out.
 */
export function wantedThings(wanted: Sql, user: Pick<ContextUser, "id">): Sql {
  const of = (kind: ThingKind, table: Sql, condition: Sql) =>
    Prisma.sql`select ${columns[kind]}, wanted.place from wanted join ${table} on wanted.kind = ${kind} and ${condition}`;
  return Prisma.sql`
    with wanted as materialized (${wanted})
    select * from (
      ${of("segment", segmentThings(Prisma.sql`true`, Prisma.sql`true`), Prisma.sql`segment.segment_no = wanted.key`)}
      union all ${of("loggedSegment", Prisma.sql`logged_segment`, Prisma.sql`logged_segment.entry_no = ${asNumber}`)}
      union all ${of("contact", Prisma.sql`contact`, Prisma.sql`contact.contact_no = wanted.key`)}
      union all ${of("campaign", Prisma.sql`campaign`, Prisma.sql`campaign.campaign_no = wanted.key`)}
      union all ${of("template", Prisma.sql`interaction_template`, Prisma.sql`interaction_template.code = wanted.key`)}
      union all ${of("interactionLogEntry", Prisma.sql`interaction_log_entry`, Prisma.sql`interaction_log_entry.entry_no = ${asNumber}`)}
      union all ${of("view", Prisma.sql`saved_view`, Prisma.sql`saved_view.id = ${asNumber} and ${openableViews(user)}`)}
    ) things order by place`;
}
