import { z } from "zod";
import { type OperationContext, query } from "@/lib/access/operation";
import type { Database } from "@/lib/db/client";
import { Prisma, type Sql } from "@/lib/db/sql";
import { filterSchema } from "@/lib/filters/schema";
import { thingHref } from "@/lib/habits/href";
import { type Thing, visitedKinds } from "@/lib/habits/schema";
import { readThings, wantedThings } from "@/lib/habits/things";
import { filtersInWords } from "@/lib/segmentation/filter-words";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { changesOf } from "./changes";
import {
  auditTrailSchema,
  type CountedHistory,
  type HistoryEntry,
  type HistoryPage,
  kindWords,
  recordHistorySchema,
  type SubjectKind,
  subjectKinds,
} from "./schema";
import { actInWords } from "./words";

/** What was done to one record, the newest first: who, when, in words, and each field before and after. */
export const recordHistory = query({
  name: "history.ofRecord",
  needs: "read",
  input: recordHistorySchema,
  run: async (context, { kind, key, after, limit }): Promise<HistoryPage> => {
    const record = Prisma.sql`audit_entry.subject_kind = ${kind} and audit_entry.subject_key = ${key}`;
    return readPage(context, record, after, limit);
  },
});

/** How far the trail is counted. */
const countedUpTo = 10_000;

/** What was done to anything, for administrators, the newest first. Any page costs what the first one does. */
export const auditTrail = query({
  name: "history.list",
  needs: "audit.read",
  input: auditTrailSchema,
  run: async (context, request): Promise<CountedHistory> => {
    const condition = conditionOf(context, request);
    const [page, counted, people] = await Promise.all([
      readPage(context, condition, request.after, request.limit),
      context.db.prisma.$queryRaw(
        Prisma.sql`select count(*)::int as n from (select from audit_entry where ${condition} limit ${countedUpTo + 1}) found`,
      ),
      context.db.prisma.appUser.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" }, take: 500 }),
    ]);
    const [{ n }] = z.tuple([z.object({ n: z.int() })]).parse(counted);
    return { ...page, total: Math.min(n, countedUpTo), orMore: n > countedUpTo, people };
  },
});

function conditionOf({ timeZone }: OperationContext, { userId, kind, key, from, to }: z.output<typeof auditTrailSchema>): Sql {
  const all: Sql[] = [Prisma.sql`true`];
  if (userId !== null) all.push(Prisma.sql`audit_entry.user_id = ${userId}`);
  if (kind !== null) all.push(Prisma.sql`audit_entry.subject_kind = ${kind}`);
  // With every kind named, the index by record serves a number alone.
  if (key) all.push(Prisma.sql`audit_entry.subject_kind = any(${[...subjectKinds]}::text[]) and audit_entry.subject_key = ${key}`);
  if (from !== null) all.push(Prisma.sql`audit_entry.at >= (${from}::date)::timestamp at time zone ${timeZone}`);
  if (to !== null) all.push(Prisma.sql`audit_entry.at < (${to}::date + 1)::timestamp at time zone ${timeZone}`);
  return Prisma.join(all, " and ");
}

const rowSchema = z.object({
  id: z.coerce.string(),
  at: z.coerce.date(),
  cursor: z.string(),
  userName: z.string(),
  operation: z.string(),
  kind: z.string(),
  key: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
type Row = z.output<typeof rowSchema>;

async function readPage(context: OperationContext, condition: Sql, after: string | null, limit: number): Promise<HistoryPage> {
  const [micros = "", id = ""] = after?.split(".") ?? [];
  const place = after
    ? Prisma.sql`(audit_entry.at, audit_entry.id) < (timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond', ${id}::bigint)`
    : Prisma.sql`true`;
  // The numbers of many entries are counted, not read.
  const found = await context.db.prisma.$queryRaw(Prisma.sql`
    select audit_entry.id::text as id, audit_entry.at, (extract(epoch from audit_entry.at) * 1000000)::bigint::text || '.' || audit_entry.id as cursor,
      audit_entry.user_name as "userName", audit_entry.operation, audit_entry.subject_kind as kind, audit_entry.subject_key as key,
      case when jsonb_typeof(audit_entry.detail -> 'entryNos') = 'array'
        then audit_entry.detail - 'entryNos' || jsonb_build_object('entries', jsonb_array_length(audit_entry.detail -> 'entryNos')) else audit_entry.detail end as detail
    from audit_entry where ${condition} and ${place}
    order by audit_entry.at desc, audit_entry.id desc limit ${limit + 1}`);
  const rows = z.array(rowSchema).parse(found);
  const shown = rows.slice(0, limit);
  const [words, subjects] = await Promise.all([wordsOfFilters(context.db, shown), subjectsOf(context, shown)]);
  const entries = shown.map((row, at): HistoryEntry => {
    const { id, at: when, userName, operation, detail, kind, key } = row;
    const subject = { kind, key, ...(subjects.get(`${kind} ${key}`) ?? { label: labelOf(kind, key), href: null }) };
    return {
      id,
      at: when,
      userName,
      what: actInWords(operation, detail),
      words: words[at] ?? null,
      ...changesOf(operation, detail),
      subject,
    };
  });
  return { entries, next: rows.length > limit ? (shown.at(-1)?.cursor ?? null) : null };
}

/** The filter of each step in plain words, in the order of the rows. */
async function wordsOfFilters(db: Database, rows: readonly Row[]): Promise<(string | null)[]> {
  const filters = rows.map(({ detail }) => filterSchema.safeParse(detail.filter).data ?? null);
  const known = filters.filter((filter) => filter !== null);
  const described = known.length === 0 ? [] : await onSnapshot(db, (tx) => filtersInWords(tx, known));
  let next = 0;
  return filters.map((filter) => (filter === null ? null : (described[next++] ?? []).map(({ text }) => text).join("")));
}

type Subject = { label: string; href: string | null };

/** What the records are called now, and their pages where they have one and are still there. */
async function subjectsOf({ db, user }: OperationContext, rows: readonly Row[]): Promise<Map<string, Subject>> {
  const keys = rows.filter(({ kind }) => visitedKinds.some((each) => each === kind));
  const users = rows.filter(({ kind }) => kind === "user").map(({ key }) => key);
  const wanted = Prisma.sql`
    select distinct on (asked.kind, asked.key) asked.kind, asked.key, 1 as place
    from unnest(${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ key }) => key)}::text[]) asked (kind, key)`;
  const [things, people] = await Promise.all([
    keys.length === 0 ? [] : db.prisma.$queryRaw(wantedThings(wanted, user)).then(readThings),
    users.length === 0 ? [] : db.prisma.appUser.findMany({ where: { id: { in: users } }, select: { id: true, name: true } }),
  ]);
  return new Map([
    ...things.map((thing): [string, Subject] => [`${thing.kind} ${thing.key}`, { label: titleOf(thing), href: thingHref(thing, null) }]),
    ...people.map(({ id, name }): [string, Subject] => [`user ${id}`, { label: name, href: null }]),
  ]);
}

function titleOf({ title, number }: Pick<Thing, "title" | "number">): string {
  return number && number !== title ? `${title}, ${number}` : title;
}

/** Of what is gone: its kind and number. */
function labelOf(kind: string, key: string): string {
  const known = subjectKinds.find((each): each is SubjectKind => each === kind);
  return known === "user" || known === "import" ? kindWords[known] : known ? `${kindWords[known]} ${key}` : `${kind} ${key}`;
}
