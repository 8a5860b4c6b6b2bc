import { closeDatabase, getDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { demoMessage } from "@/lib/demo/errors";
import { loadDemoCompany } from "@/lib/demo/load-demo-company";
import { asAdministrator } from "@/lib/demo/loader-user";
import { prepareQueue } from "@/lib/jobs/queue";
import { withCommandDatabase } from "./command-database";

/** `npm run seed`: loads the demo company into the database of this clone, or the one in `DATABASE_URL`, and waits for it. */
await withCommandDatabase(async (url) => {
  await migrate(url);
  const db = getDatabase();
  try {
    await prepareQueue(db);
    const begun = performance.now();
    const loaded = await asAdministrator(db, loadDemoCompany);
    if (!loaded.ok) {
      console.error(demoMessage(loaded.error));
      process.exitCode = 1;
      return;
    }
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(
      `CRONUS International Ltd. is here: ${loaded.value.contacts} contacts and ${loaded.value.segments} segments in ${seconds} s.`,
    );
  } finally {
    await closeDatabase();
  }
});
