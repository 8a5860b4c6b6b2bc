import { z } from "zod";
import { query } from "@/lib/access/operation";
import { withReach } from "@/lib/consent/reach";
import { Prisma } from "@/lib/db/sql";
import { atStepSchema } from "./criteria-schema";
import { findStep } from "./find-step";
import { lineColumns, linesOfLayers, readLineBasis } from "./lines";
import { reachOfLine } from "./reach";
import { onSnapshot } from "./snapshot";

export const compositionParts = ["type", "channel", "reach", "country", "language", "salesperson", "city"] as const;
export type CompositionPart = (typeof compositionParts)[number];
/**
 * `code` null: the lines without one. `ofContacts`: exactly the contacts of these lines have the value themselves, so that a filter of contacts
 * finds just them; what the header, a template, an alternative address or a change on the line decides makes that untrue.
 */
export type CompositionBar = { code: string | null; name: string | null; lines: number; ofContacts: boolean };
export type Composition = {
  step: number;
  total: number;
  /** The largest first; of cities the ten largest, each in the spelling that most lines have. */
  parts: Record<CompositionPart, CompositionBar[]>;
};

const citiesShown = 10;
const barSchema = z.object({
  part: z.enum(compositionParts),
  code: z.string().nullable(),
  name: z.string().nullable(),
  lines: z.int(),
  ofContacts: z.boolean(),
});

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
      const basis = await readLineBasis(tx, at.segmentId, context.now);
      // Where no contact has an alternative address, the line's place is the contact's, and need not be grouped by twice.
      const own = basis.addresses
        ? { country: Prisma.sql`own_country`, city: Prisma.sql`own_city` }
        : { country: Prisma.sql`country_region_code`, city: Prisma.sql`city` };
      const columns = Prisma.sql`
        ${lineColumns(basis)}, contact.country_region_code as own_country, contact.language_code as own_language,
        contact.salesperson_code as own_salesperson, contact.city as own_city`;
      const lines = withReach(linesOfLayers(basis, at.layers, columns), basis);
      // The planner multiplies what each column can hold, expects as many groups as lines, and would sort all of them to disk.
      await tx.$queryRaw(Prisma.sql`select set_config('enable_sort', 'off', true)`);
      const rows = await tx.$queryRaw(Prisma.sql`
        with combined as materialized (
          select type::text as type, country_region_code, language_code, salesperson_code, correspondence_type::text as channel, ${reachOfLine("line")} as reach,
            own_language, own_salesperson, ${own.country} as own_country, city, ${own.city} as own_city, grouping(city) = 0 as of_city, count(*)::int as lines
          from (${lines}) line
          group by grouping sets ((1, 2, 3, 4, 5, 6, 7, 8, 9), (10, 11))),
        pairs as (
          select part.part, part.code, part.own, part.code as shown, combined.lines
          from combined cross join lateral (values
            ('type', type collate "C", type collate "C"), ('country', country_region_code collate "C", own_country collate "C"),
            ('language', language_code collate "C", own_language collate "C"), ('salesperson', salesperson_code collate "C", own_salesperson collate "C"),
            ('channel', channel collate "C", ''), ('reach', reach collate "C", '')) part (part, code, own)
          where not of_city
          union all
          select 'city', lower(city collate pg_c_utf8) collate "C", lower(own_city collate pg_c_utf8) collate "C", city collate "C", lines from combined where of_city),
        bars as (
          select part, code, sum(lines)::int as lines, bool_and(own is not distinct from code) as alike,
            (array_agg(shown order by lines desc, shown))[1] as shown
          from pairs group by part, code),
        strays as (select distinct part, own from pairs where own is distinct from code),
        ranked as (select bars.*, row_number() over (partition by part order by lines desc, shown) as place from bars)
        select part, shown as code, lines,
          alike and not exists (select from strays where strays.part = ranked.part and strays.own is not distinct from ranked.code) as "ofContacts",
          case part
            when 'country' then (select name from country_region where code = shown)
            when 'language' then (select name from language where code = shown)
            when 'salesperson' then (select name from salesperson where code = shown) end as name
        from ranked where part <> 'city' or place <= ${citiesShown} order by lines desc, shown`);
      for (const { part, ...bar } of z.array(barSchema).parse(rows)) parts[part].push(bar);
      return { step: at.step, total: at.size, parts };
    }),
});
