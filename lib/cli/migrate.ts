import { withCommandDatabase } from "./command-database";
import { prepareDatabase } from "./prepare-database";
import { runCommand } from "./run-command";

// `npm run migrate`: brings the database to this version; `npm start` does the same.
await runCommand(async () => {
  await withCommandDatabase(prepareDatabase);
  console.log("The database is up to date.");
  return 0;
});
