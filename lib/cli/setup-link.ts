import { issueSetupLink } from "@/lib/access/setup-link";
import { closeDatabase, openDatabase } from "@/lib/db/client";

/** The path of a fresh set-up link, or null when there is a user already. Links given out before end with it. */
export async function openSetupLink(url: string): Promise<string | null> {
  const db = openDatabase(url, { connections: 2 });
  try {
    return await issueSetupLink(db);
  } finally {
    await closeDatabase(db);
  }
}
