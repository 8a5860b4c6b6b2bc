import { issueSetupLink } from "@/lib/access/setup-link";
import { closeDatabase, openDatabase } from "@/lib/db/client";
import { createAdminFromEnvironment } from "@/lib/users/create-admin-from-environment";

/**
 * While there is no user: makes the administrator that the environment names, else says where the first one is made. The
 * set-up link works once; links given out before end with it.
 */
export async function sayHowToBegin(databaseUrl: string, address: string): Promise<void> {
  const db = openDatabase(databaseUrl, { connections: 2 });
  try {
    const made = await createAdminFromEnvironment(db, process.env);
    if (made) console.log(`\nThe administrator ${process.env.WINNOW_ADMIN_EMAIL} was made from the environment.`);
    const link = await issueSetupLink(db);
    if (link) console.log(`\nThere is no user yet. This link works once and makes the first one:\n${address}${link}`);
  } finally {
    await closeDatabase(db);
  }
}
