import path from "node:path";
import { parseArgs } from "node:util";
import { backUp } from "@/lib/db/backup";
import { dataFolder } from "@/lib/db/data-folder";
import { withCommandDatabase } from "./command-database";
import { fromCaller } from "./from-caller";
import { runCommand } from "./run-command";

// `npm run backup -- FOLDER`: all rows as they are at this moment, while Winnow may go on running.
await runCommand(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const moment = new Date().toISOString().replace(/[:T]/g, "-").slice(0, 19);
  const folder = positionals[0] ? fromCaller(positionals[0]) : path.join(dataFolder(), "backups", moment);
  const { tables } = await withCommandDatabase((url) => backUp(url, folder));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const bytes = tables.reduce((sum, table) => sum + table.bytes, 0);
  console.log(`${rows.toLocaleString("en")} rows of ${tables.length} tables were written to ${folder} (${(bytes / 1e6).toFixed(1)} MB).`);
  if (!positionals[0]) console.log("It lies in the data folder, which it is to replace one day: copy it to another place.");
  return 0;
});
