import { z } from "zod";
import { query } from "@/lib/access/operation";
import { withReach } from "@/lib/consent/reach";
import { Prisma } from "@/lib/db/sql";
import { findStep } from "./find-step";
import { linesOfLayers, readLineBasis } from "./lines";
import { atStepSchema } from "./schema";
import { onSnapshot } from "./snapshot";

export const compositionParts = ["type", "channel", "reach", "country", "language", "salesperson", "city"] as const;
export type CompositionPart = (typeof compositionParts)[number];
/** `code` null: the lines without one. */
export type CompositionBar = { code: string | null; name: string | null; lines: number };
export type Composition = {
  step: number;
  total: number;
  /** The largest first; of cities the ten largest. */
  parts: Record<CompositionPart, CompositionBar[]>;
};

const citiesShown = 10;
const barSchema = z.object({ part: z.enum(compositionParts), code: z.string().nullable(), name: z.string().nullable(), lines: z.int() });

/**
 * What the lines of a segment are made of at a step (null: the current one): who they are, where, in whose hands, and whether they can be reached
 * by their channel or why not. One grouped read over the lines. Null when there is no such segment or step.
 */
export const composition = query({
  name: "segment.composition",
  needs: "read",
  input: atStepSchema,
  run: (context, { segmentNo, step }): Promise<Composition | null> =>
    onSnapshot(context.db, async (tx) => {
      const at = await findStep(tx, segmentNo, step);
      if (!at) return null;
      const parts: Composition["parts"] = { type: [], channel: [], reach: [], country: [], language: [], salesperson: [], city: [] };
      if (at.size === 0) return { step: at.step, total: 0, parts };
      const basis = await readLineBasis(tx, at.segmentId);
      const lines = withReach(linesOfLayers(basis, at.layers), basis);
      const rows = await tx.$queryRaw(Prisma.sql`
        with combined as materialized (
          select type::text as type, country_region_code as country, language_code as language, salesperson_code as salesperson, correspondence_type::text as channel,
            ${reach} as reach, city, grouping(city) = 0 as of_city, count(*)::int as lines
          from (${lines}) line
          group by grouping sets ((1, 2, 3, 4, 5, 6), (city))),
        bars as (
          select part.part, part.code, sum(combined.lines)::int as lines
          from combined cross join lateral (values ('type', type collate "C"), ('channel', channel collate "C"), ('reach', reach collate "C"),
            ('country', country collate "C"), ('language', language collate "C"), ('salesperson', salesperson collate "C")) part (part, code)
          where not of_city group by 1, 2
          union all
          (select 'city', city collate "C", lines from combined where of_city order by lines desc, city limit ${citiesShown}))
        select bars.part, bars.code, bars.lines, case bars.part
          when 'country' then (select name from country_region where code = bars.code)
          when 'language' then (select name from language where code = bars.code)
          when 'salesperson' then (select name from salesperson where code = bars.code) end as name
        from bars order by bars.lines desc, bars.code`);
      for (const { part, ...bar } of z.array(barSchema).parse(rows)) parts[part].push(bar);
      return { step: at.step, total: at.size, parts };
    }),
});

/** Whether a line can be reached by its channel, the first reason why not that applies. */
const reach = Prisma.sql`case
  when blocked then 'blocked'
  when correspondence_type is null then 'no_channel'
  when unreachable is not null then unreachable
  when correspondence_type = 'email' and email is null then 'no_email'
  when correspondence_type = 'phone' and phone_no is null and mobile_phone_no is null then 'no_phone'
  when correspondence_type = 'hard_copy' and address is null and city is null then 'no_address'
  else 'reachable' end`;
