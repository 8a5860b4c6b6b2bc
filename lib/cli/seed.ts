import { closeDatabase, openDatabase } from "@/lib/db/client";
import { demoMessage } from "@/lib/demo/errors";
import { loadDemoCompany } from "@/lib/demo/load-demo-company";
import { asAdministrator } from "@/lib/demo/loader-user";
import { withCommandDatabase } from "./command-database";
import { prepareDatabase } from "./prepare-database";
import { runCommand } from "./run-command";

// `npm run seed`: loads the demo company, as the button on the first page does.
await runCommand(async () =>
  withCommandDatabase(async (url) => {
    await prepareDatabase(url);
    const db = openDatabase(url);
    try {
      const loaded = await asAdministrator(db, loadDemoCompany);
      if (!loaded.ok) throw new Error(demoMessage(loaded.error));
      const { contacts, segments } = loaded.value;
      console.log(`CRONUS International Ltd. is here: ${contacts} contacts and ${segments} segments.`);
      return 0;
    } finally {
      await closeDatabase(db);
    }
  }),
);
