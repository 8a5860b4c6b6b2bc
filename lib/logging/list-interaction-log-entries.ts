import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { logEntryCondition } from "./log-entry-filter";
import { logEntryColumns, logEntryRowSchema } from "./log-entry-rows";
import { listInteractionLogEntriesSchema } from "./schema";
import type { LogEntriesPage, LogEntryRow } from "./types";

type Request = z.output<typeof listInteractionLogEntriesSchema>;

/** One page of the interaction log entries by keyset, the newest first unless told otherwise, with how many there are. */
export const listInteractionLogEntries = query({
  name: "interactionLogEntry.list",
  needs: "read",
  input: listInteractionLogEntriesSchema,
  run: (context, request): Promise<LogEntriesPage> =>
    onSnapshot(context.db, async (tx) => {
      const condition = logEntryCondition(request);
      const total = await countEntries(tx, condition);
      const { rows, hasPrevious, hasNext } = await readPage(tx, request, condition);
      const offset = !hasPrevious ? 0 : !hasNext ? total - rows.length : null;
      return {
        rows,
        total,
        offset,
        next: hasNext ? (rows.at(-1)?.entryNo ?? null) : null,
        previous: hasPrevious ? (rows[0]?.entryNo ?? null) : null,
      };
    }),
});

async function countEntries(tx: Transaction, condition: Sql): Promise<number> {
  const rows = await tx.$queryRaw(Prisma.sql`select count(*)::int as n from interaction_log_entry entry where ${condition}`);
  return z.array(z.object({ n: z.int() })).parse(rows)[0]?.n ?? 0;
}

type Page = { rows: LogEntryRow[]; hasPrevious: boolean; hasNext: boolean };

async function readPage(tx: Transaction, request: Request, condition: Sql): Promise<Page> {
  const { after, before, last, limit } = request;
  const backwards = after === null && (before !== null || last);
  const cursor = after ?? before;
  const descending = (request.direction === "desc") !== backwards;
  const beyond = cursor === null ? Prisma.sql`true` : beyondEntry(request.sort, cursor, descending);
  const order = logEntryOrder(request.sort, descending);
  const found = z
    .array(logEntryRowSchema)
    .parse(
      await tx.$queryRaw(
        Prisma.sql`select ${logEntryColumns} from interaction_log_entry entry where ${condition} and ${beyond} order by ${order} limit ${limit + 1}`,
      ),
    );
  const rows = found.slice(0, limit);
  if (!backwards) return { rows, hasPrevious: cursor !== null, hasNext: found.length > limit };
  // Fewer than a page lie before: show the first page whole instead.
  if (before !== null && found.length <= limit) return readPage(tx, { ...request, before: null }, condition);
  return { rows: rows.reverse(), hasPrevious: found.length > limit, hasNext: before !== null };
}

function beyondEntry(sort: Request["sort"], entryNo: number, descending: boolean): Sql {
  const sign = descending ? Prisma.sql`<` : Prisma.sql`>`;
  if (sort === "entryNo") return Prisma.sql`entry.entry_no ${sign} ${entryNo}::bigint`;
  return Prisma.sql`(entry.date, entry.entry_no) ${sign} (select at.date, at.entry_no from interaction_log_entry at where at.entry_no = ${entryNo}::bigint)`;
}

/** `order by` of the list, over the alias `entry`. */
export function logEntryOrder(sort: Request["sort"], descending: boolean): Sql {
  const direction = descending ? Prisma.sql`desc` : Prisma.sql`asc`;
  return sort === "entryNo" ? Prisma.sql`entry.entry_no ${direction}` : Prisma.sql`entry.date ${direction}, entry.entry_no ${direction}`;
}
