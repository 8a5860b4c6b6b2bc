import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { listDeletionsSchema } from "./schema";
import type { DeletionsPage } from "./types";

const rowSchema = z.object({
  deletionNo: z.int(),
  kind: z.enum(["loggedSegments", "entries"]),
  filterWords: z.string(),
  loggedSegments: z.int(),
  entries: z.int(),
  campaignEntries: z.int(),
  comments: z.int(),
  firstEntryNo: z.number().nullable(),
  lastEntryNo: z.number().nullable(),
  deletedAt: z.coerce.date(),
  userName: z.string(),
});

/** The register of what was deleted from the log, the newest first. */
export const listDeletions = query({
  name: "log.listDeletions",
  needs: "read",
  input: listDeletionsSchema,
  run: async ({ db }, { page, pageSize }): Promise<DeletionsPage> => {
    const [rows, counted] = await Promise.all([
      db.prisma.$queryRaw(Prisma.sql`
        select deletion_no as "deletionNo", kind, filter_words as "filterWords", logged_segments as "loggedSegments", entries, campaign_entries as "campaignEntries",
          comments, first_entry_no::float8 as "firstEntryNo", last_entry_no::float8 as "lastEntryNo", deleted_at as "deletedAt", user_name as "userName"
        from log_deletion order by deletion_no desc limit ${pageSize} offset ${(page - 1) * pageSize}`),
      db.prisma.$queryRaw(Prisma.sql`select count(*)::int as n from log_deletion`),
    ]);
    return { rows: z.array(rowSchema).parse(rows), total: z.tuple([z.object({ n: z.int() })]).parse(counted)[0].n };
  },
});
