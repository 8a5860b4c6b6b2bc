import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { askIn } from "@/lib/maintained-sets/definitions";
import type { channelParts } from "./member-parts";
import { onMembers, setOfMembers } from "./on-members";
import { countReached, readConsent } from "./reach";
import { findLiveSegmentSchema } from "./schema";

export const compositionParts = ["type", "country", "language", "salesperson", "city"] as const;
/** `code` null: the members without one. */
export type MemberBar = { code: string | null; name: string | null; members: number };
export type MemberComposition = {
  total: number;
  /** The ten largest of each, the largest first; cities in the spelling that most members have. */
  parts: Record<(typeof compositionParts)[number], MemberBar[]>;
  /** Whom each channel reaches, as far as marketing goes. */
  reachable: Record<(typeof channelParts)[number], number>;
};

const shown = 10;
const barsSchema = z.array(
  z.object({ part: z.enum(compositionParts), code: z.string().nullable(), name: z.string().nullable(), members: z.int() }),
);
const reachSchema = z.tuple([z.object({ total: z.int(), email: z.int(), hard_copy: z.int(), phone: z.int() })]);

/**
 * What the members of a live segment are made of: who they are, where, in whose hands, and whom each channel reaches. One grouped read over them. Null when
 * there is no such segment, or it was never live.
 */
export const composeMembers = query({
  name: "liveSegment.composition",
  needs: "read",
  input: findLiveSegmentSchema,
  run: (context, { segmentNo }): Promise<MemberComposition | null> =>
    onMembers(context, segmentNo, async (tx, members) => {
      const basis = await readConsent(askIn(tx));
      const set = setOfMembers(members);
      await tx.$queryRaw(Prisma.sql`select set_config('enable_sort', 'off', true)`); // or the planner sorts all members once for each part
      const rows = await tx.$queryRaw(Prisma.sql`
        with counted as materialized (
          select type::text as type, country_region_code, language_code, salesperson_code, city, grouping(type::text, country_region_code, language_code, salesperson_code, city) as of, count(*)::int as members
          from contact where ${members.condition}
          group by grouping sets ((1), (2), (3), (4), (5))),
        pairs as (
          select case of when 15 then 'type' when 23 then 'country' when 27 then 'language' when 29 then 'salesperson' else 'city' end as part,
            case of when 15 then type collate "C" when 23 then country_region_code collate "C" when 27 then language_code collate "C"
              when 29 then salesperson_code collate "C" else city collate "C" end as code, members
          from counted),
        bars as (
          select part, (array_agg(code order by members desc, code))[1] as code, sum(members)::int as members
          from pairs group by part, case part when 'city' then lower(code collate pg_c_utf8) collate "C" else code end),
        ranked as (select bars.*, row_number() over (partition by part order by members desc, code) as place from bars)
        select part, code, members,
          case part
            when 'country' then (select name from country_region where country_region.code = ranked.code)
            when 'language' then (select name from language where language.code = ranked.code)
            when 'salesperson' then (select name from salesperson where salesperson.code = ranked.code) end as name
        from ranked where place <= ${shown} order by members desc, code`);
      const counts = await tx.$queryRaw(Prisma.sql`
        select (select count(*)::int from contact where ${members.condition}) as total, ${countReached(set, "email", basis)} as email,
          ${countReached(set, "hard_copy", basis)} as hard_copy, ${countReached(set, "phone", basis)} as phone`);
      const [{ total, ...reachable }] = reachSchema.parse(counts);
      const parts: MemberComposition["parts"] = { type: [], country: [], language: [], salesperson: [], city: [] };
      for (const { part, ...bar } of barsSchema.parse(rows)) parts[part].push(bar);
      return { total, parts, reachable };
    }),
});
