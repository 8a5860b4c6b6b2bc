import { withCommandDatabase } from "./command-database";
import { sayHowToBegin } from "./first-user";
import { prepareDatabase } from "./prepare-database";
import { runCommand } from "./run-command";

// `npm run migrate`: brings the database to this version, as `npm start` does, for where web and worker start by themselves.
await runCommand(async () =>
  withCommandDatabase(async (url) => {
    await prepareDatabase(url);
    console.log("The database is up to date.");
    if (process.env.WINNOW_URL) await sayHowToBegin(url, process.env.WINNOW_URL);
    return 0;
  }),
);
