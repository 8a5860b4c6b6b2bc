import path from "node:path";
import { parseArgs } from "node:util";
import { dataFolder } from "@/lib/db/data-folder";
import { lockHolder } from "@/lib/db/process-lock";
import { restore } from "@/lib/db/restore";
import { withCommandDatabase } from "./command-database";
import { fromCaller } from "./from-caller";
import { runCommand } from "./run-command";

// `npm run restore -- FOLDER [--replace]`: the rows of a backup, all of them or, when anything goes wrong, none.
await runCommand(async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { replace: { type: "boolean", default: false } } });
  if (!positionals[0]) throw new Error("Name the folder of the backup: npm run restore -- FOLDER");
  const running = lockHolder(path.join(dataFolder(), "start.lock"));
  if (running) throw new Error(`Winnow runs (process ${running.pid}). Stop it first: it would go on with rows that are no longer there.`);
  const folder = fromCaller(positionals[0]);
  const { tables, createdAt } = await withCommandDatabase((url) => restore(url, folder, values));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`${rows.toLocaleString("en")} rows of ${tables.length} tables are back, as they were on ${createdAt}.`);
  return 0;
});
