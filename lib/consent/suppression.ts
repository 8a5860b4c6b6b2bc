import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import { idsOfOnly, type Only } from "@/lib/filters/only";
import { membersSql } from "@/lib/filters/to-sql";
import { type Ask, readDefinitions } from "@/lib/maintained-sets/definitions";
import { isReadable, membersByNumber } from "@/lib/maintained-sets/members-now";

/** A segment whose members are never reached: as people call it, and a query of the ids of its members, of all or of some. */
export type Suppressor = { name: string; ids: (only: Only | null) => Sql };
/** `unreadable` are those of whose members nobody can say who they are: while there is one, nobody is reached (T-92). */
export type Suppression = { by: readonly Suppressor[]; unreadable: readonly string[] };

export const nobodySuppressed: Suppression = { by: [], unreadable: [] };

/** A scalar: the suppression segments of everybody. */
export const suppressionOfAll = Prisma.sql`coalesce((select suppression from marketing_setup where id = 1), '{}')`;

const of = z.enum(["segment", "loggedSegment"]);
const namedSchema = z.array(z.object({ value: z.string(), of, no: z.string(), name: z.string().nullable(), stands: z.boolean() }));

/** The segments of a list of `suppressionSchema`, in its order: what they are called, and whether they are there. */
async function readNamed(ask: Ask, suppression: readonly string[]): Promise<z.output<typeof namedSchema>> {
  const rows = await ask(Prisma.sql`
    select asked.value, named.of, named.no, coalesce(l.name, g.description, logged.description) as name, g.id is not null or logged.entry_no is not null as stands
    from unnest(${[...suppression]}::text[]) with ordinality asked (value, position)
    cross join lateral (select split_part(asked.value, ':', 1) as of, substr(asked.value, strpos(asked.value, ':') + 1) as no) named
    left join live_segment l on named.of = 'segment' and l.segment_no = named.no
    left join segment g on named.of = 'segment' and g.segment_no = named.no
    left join logged_segment logged on named.of = 'loggedSegment' and logged.entry_no::text = named.no and logged.deletion_no is null
    order by asked.position`);
  return namedSchema.parse(rows);
}

/** Whom the suppression segments of what was logged, and those of everybody, keep from being reached at this moment. */
export async function suppressionOfLogged(ask: Ask, loggedSegmentEntryNo: number, now: Date): Promise<Suppression> {
  const rows = await ask(
    Prisma.sql`select suppression || ${suppressionOfAll} as suppression from logged_segment where entry_no = ${loggedSegmentEntryNo}`,
  );
  const [logged] = z.array(z.object({ suppression: z.array(z.string()) })).parse(rows);
  return readSuppression(ask, logged?.suppression ?? [], now);
}

/** Whom the suppression segments of everybody keep from being reached at this moment. */
export async function suppressionOfEverybody(ask: Ask, now: Date): Promise<Suppression> {
  const [found] = z
    .array(z.object({ suppression: z.array(z.string()) }))
    .parse(await ask(Prisma.sql`select ${suppressionOfAll} as suppression`));
  return readSuppression(ask, found?.suppression ?? [], now);
}

/** What the segments of a list are called, for people to choose from and take away. */
export async function namesOfSuppression(ask: Ask, suppression: readonly string[]): Promise<{ value: string; name: string }[]> {
  if (suppression.length === 0) return [];
  return (await readNamed(ask, suppression)).map((named) => ({ value: named.value, name: calledOf(named) }));
}

/**
 * Whom the segments of a list suppress, exact in whatever statement the answer stands in. Asks nothing where none is named. A live segment that is
 * not live, in error, or stands on one that is, and a segment that is gone, are unreadable.
 */
export async function readSuppression(ask: Ask, suppression: readonly string[], now: Date): Promise<Suppression> {
  if (suppression.length === 0) return nobodySuppressed;
  const named = await readNamed(ask, suppression);
  const definitions = await readDefinitions(
    ask,
    named.flatMap((one) => (one.of === "segment" ? [one.no] : [])),
  );
  const world = { definitions, now };
  const scope = { timeZone: "UTC", live: membersByNumber(world) };
  const by: Suppressor[] = [];
  const unreadable: string[] = [];
  for (const one of named) {
    const definition = one.of === "segment" ? definitions.get(one.no) : undefined;
    if (!(definition ? isReadable(world, definition) : one.stands)) unreadable.push(calledOf(one));
    const members = (only: Only | null) => membersSql({ kind: "member", of: one.of, no: one.no, negated: false }, { ...scope, only });
    const isLogged = one.of === "loggedSegment" && one.stands;
    by.push({
      name: calledOf(one),
      ids: (only) => (isLogged ? Prisma.sql`${members(only)} union all ${contactsOfEntries(one.no, only)}` : members(only)),
    });
  }
  return { by, unreadable };
}

/** Who was logged, as entries tell: the set of a logged segment never changes, while entries follow a contact that is merged into another. */
function contactsOfEntries(entryNo: string, only: Only | null): Sql {
  const among = only ? Prisma.sql`and entry.contact_id in (${idsOfOnly(only)})` : Prisma.sql`and entry.contact_id is not null`;
  return Prisma.sql`select entry.contact_id from interaction_log_entry entry where entry.logged_segment_entry_no = ${entryNo}::int ${among}`;
}

function calledOf({ name, no, of }: { name: string | null; no: string; of: "segment" | "loggedSegment" }): string {
  const number = of === "segment" ? no : `logged segment ${no}`;
  return name ? `${name} (${number})` : number;
}
