import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { Database } from "@/lib/db/client";
import { inPgTransaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { CsvUnreadable } from "./csv-records";
import { TextUnreadable } from "./encoding";
import type { ImportError } from "./errors";
import type { ImportOptions } from "./options";
import type { RowReader } from "./row";
import { HeaderMoved, type Reading, stagedRows } from "./staged-rows";
import { createStaging, type Staging } from "./staging";

type Stage = {
  importId: string;
  staging: Staging;
  pieces: AsyncIterable<Uint8Array>;
  options: ImportOptions;
  columns: readonly string[];
  read: RowReader;
  /** Looks for rows that stand twice; sales facts may. */
  refuseDoubles: ((client: import("pg").PoolClient, staging: Staging) => Promise<void>) | null;
  indexes: readonly string[];
  signal: AbortSignal;
  onProgress: (reading: Reading) => Promise<void>;
};

/**
 * Reads a whole file into its staging table, in one transaction: rows that are refused by themselves go to the list of
 * refusals. When the file cannot be read to its end, nothing of it stays. Answers with the rows read and refused.
 */
export async function stageFile(db: Database, stage: Stage): Promise<Result<{ rows: number; refused: number }, ImportError>> {
  const reading: Reading = { bytes: 0, line: 1, rows: 0 };
  try {
    return await inPgTransaction(db.pool, async (client) => {
      await client.query(createStaging(stage.staging, stage.columns));
      const lines = stagedRows({ ...stage.options, pieces: stage.pieces, read: stage.read, width: stage.columns.length }, reading);
      const target = client.query(copyFrom(`copy ${stage.staging.rows} from stdin`));
      await pipeline(Readable.from(reported(lines, stage, reading)), target, { signal: stage.signal });
      if (reading.rows === 0) throw new NoRows();
      await client.query("set local work_mem = '64MB'");
      if (stage.refuseDoubles) await stage.refuseDoubles(client, stage.staging);
      const refused = await client.query(
        `insert into import_refusal (import_id, line_no, column_name, reason, value)
         select $1, line_no, refused_column, refused_reason, refused_value from ${stage.staging.rows} where refused_reason is not null
         on conflict do nothing`,
        [stage.importId],
      );
      for (const index of stage.indexes) await client.query(`create index on ${stage.staging.rows} ${index}`);
      await client.query(`analyze ${stage.staging.rows}`);
      return ok({ rows: reading.rows, refused: refused.rowCount ?? 0 });
    });
  } catch (error) {
    const refusal = refusalOf(error, stage.options, reading);
    if (!refusal) throw error;
    return err(refusal);
  }
}

class NoRows extends Error {}

async function* reported(lines: AsyncGenerator<string>, { signal, onProgress }: Stage, reading: Reading): AsyncGenerator<string> {
  for await (const text of lines) {
    signal.throwIfAborted();
    if (text !== "") yield text;
    await onProgress(reading);
  }
}

function refusalOf(error: unknown, { encoding }: ImportOptions, { line }: Reading): ImportError | null {
  if (error instanceof CsvUnreadable) return { code: error.reason, line: error.line };
  if (error instanceof TextUnreadable) return { code: "encoding_wrong", encoding, line };
  if (error instanceof HeaderMoved) return { code: "header_moved" };
  if (error instanceof NoRows) return { code: "header_only" };
  return null;
}
