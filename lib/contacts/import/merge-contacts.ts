import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { ok } from "@/lib/result";
import { createContacts } from "./create-contacts";
import { createCompanies, findCompanies } from "./employers";
import { beginSaid, dayRule, importConsent } from "./import-consent";
import { matchRows } from "./match-rows";
import type { ImportOptions } from "./options";
import { type Checkpoint, type Merged, noteMerged } from "./progress-of-import";
import { employerRules, matchRules, refuseRows } from "./refuse-rows";
import { type Staging, tableSql } from "./staging";
import { updateContacts } from "./update-contacts";

/** Rows merged in one transaction: the most that is lost when the worker is killed, and small beside the time of a commit. */
export const chunkRows = 20_000;

/** The next checkpoint, or null when all rows are merged. */
export type ChunkDone = { next: Checkpoint | null; rows: number };

/**
 * Merges the rows behind the checkpoint in one transaction, companies first and then persons, so that a company of the same
 * file is found by its persons. A chunk is whole or not at all, and so are the import's numbers.
 */
export async function mergeContactChunk(
  db: Database,
  importId: string,
  staging: Staging,
  options: ImportOptions,
  checkpoint: Checkpoint,
  now: Date,
): Promise<ChunkDone> {
  const { pass, afterLine } = checkpoint;
  if (pass === "fact") throw new Error("an import of contacts has no pass for sales facts");
  const result = await inTransaction<ChunkDone, never>(
    db,
    async (tx) => {
      await planForChunks(tx);
      const chunk = await matchRows(tx, { staging, pass, afterLine, limit: chunkRows, matchBy: options.matchBy });
      if (chunk.lastLine === null)
        return ok({ next: pass === "company" ? { ...checkpoint, pass: "person", afterLine: 0 } : null, rows: 0 });
      const { merged, companies } = await mergeRows(tx, importId, staging, options, now);
      const next: Checkpoint = { pass, afterLine: chunk.lastLine, companiesCreated: checkpoint.companiesCreated + companies };
      await noteMerged(tx, importId, merged, next);
      return ok({ next, rows: chunk.rows });
    },
    { timeoutMs: 600_000 },
  );
  if (!result.ok) throw new Error("a chunk refuses rows, never itself");
  return result.value;
}

/** Chunks are short: compiling their statements costs more than it saves. New entries of the search index wait longer, and are sorted in together. */
export async function planForChunks(tx: Transaction): Promise<void> {
  await tx.$queryRaw(
    Prisma.sql`select set_config('jit', 'off', true), set_config('work_mem', '32MB', true), set_config('gin_pending_list_limit', '32MB', true)`,
  );
}

async function mergeRows(
  tx: Transaction,
  importId: string,
  staging: Staging,
  options: ImportOptions,
  now: Date,
): Promise<{ merged: Merged; companies: number }> {
  let refused = await refuseRows(tx, importId, matchRules(await takesManualNumbers(tx)));
  const [unknownEmployer, otherEmployer] = employerRules;
  refused += await refuseRows(tx, importId, options.known === "update" ? [unknownEmployer, otherEmployer] : [unknownEmployer]);
  if (options.columns.includes("consent_date")) refused += await refuseRows(tx, importId, [dayRule(now)]);
  refused += await refuseSeen(tx, importId, staging);
  const [known] = await tx.$queryRaw<{ n: number }[]>(Prisma.sql`select count(*)::int as n from merge_row where contact_id is not null`);
  if (options.known === "skip") await tx.$executeRaw(Prisma.sql`delete from merge_row where contact_id is not null`);
  await beginSaid(tx);
  await findCompanies(tx);
  const companies = await createCompanies(tx, staging);
  const created = await createContacts(tx, staging);
  const updatesKnown = options.known === "update" && (known?.n ?? 0) > 0;
  let updated = updatesKnown ? await updateContacts(tx, now) : 0;
  updated += await importConsent(tx, importId, now, updatesKnown);
  return { merged: { created, updated, unchanged: (known?.n ?? 0) - updated, refused }, companies };
}

async function takesManualNumbers(tx: Transaction): Promise<boolean> {
  const [series] = await tx.$queryRaw<{ manual: boolean }[]>(Prisma.sql`
    select n.manual_allowed as manual from marketing_setup s join number_series n on n.code = s.contact_nos`);
  return series?.manual ?? true;
}

/** A contact that an earlier row of the file is about takes no second row: nothing says which is right. */
async function refuseSeen(tx: Transaction, importId: string, staging: Staging): Promise<number> {
  await tx.$executeRaw(Prisma.sql`
    insert into ${tableSql(staging.seen)} (contact_id, line_no)
    select contact_id, line_no from merge_row where contact_id is not null order by line_no on conflict do nothing`);
  return refuseRows(tx, importId, [
    {
      when: Prisma.sql`row.contact_id is not null and exists (select from ${tableSql(staging.seen)} seen where seen.contact_id = row.contact_id and seen.line_no <> row.line_no)`,
      column: "Contact",
      value: Prisma.sql`row.numbers[1]`,
      reason: Prisma.sql`'An earlier line is about the same contact.'`,
    },
  ]);
}
