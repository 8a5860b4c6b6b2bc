import { issueSetupLink } from "@/lib/access/setup-link";
import { closeDatabase, openDatabase } from "@/lib/db/client";
import { createAdminFromEnvironment } from "@/lib/users/create-admin-from-environment";

/**
 * The path of a fresh set-up link, or null when there is a user already, also one that the environment names and that is made
 * now. Links given out before end with it.
 */
export async function openSetupLink(url: string): Promise<string | null> {
  const db = openDatabase(url, { connections: 2 });
  try {
    if (await createAdminFromEnvironment(db, process.env))
      console.log(`The first administrator was made: ${process.env.WINNOW_ADMIN_EMAIL}`);
    return await issueSetupLink(db);
  } finally {
    await closeDatabase(db);
  }
}
