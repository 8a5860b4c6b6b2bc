import type { BrowserContext } from "@playwright/test";
import { contextOf } from "@/lib/access/context";
import type { OperationContext } from "@/lib/access/operation";
import { closeDatabase, type Database, openDatabase } from "@/lib/db/client";
import { loadDemoCompany } from "@/lib/demo/load-demo-company";
import { startFreshWinnow } from "./fresh-winnow";
import { givenPerson } from "./people";

/** A Winnow with the demo company in it, and its administrator. */
export type DemoWinnow = {
  url: string;
  db: Database;
  context: OperationContext;
  /** Lets a browser act as the administrator. */
  signIn: (browser: BrowserContext) => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts one on a database of its own, beside the Winnow that other tests share. */
export async function startDemoWinnow(): Promise<DemoWinnow> {
  const winnow = await startFreshWinnow();
  const db = openDatabase(winnow.databaseUrl, { connections: 3 });
  const admin = await givenPerson(db, "admin");
  const context = await contextOf(db, admin.userId, new Date());
  if (!context) throw new Error("the administrator is missing");
  const loaded = await loadDemoCompany(context);
  if (!loaded.ok) throw new Error(loaded.error.code);
  const signIn = async (browser: BrowserContext) => {
    const cookies = admin.cookie.split("; ").map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return { name, value: value.join("="), url: winnow.url, httpOnly: true, sameSite: "Lax" as const };
    });
    await browser.addCookies(cookies);
  };
  const stop = async () => {
    await closeDatabase(db);
    await winnow.stop();
  };
  return { url: winnow.url, db, context, signIn, stop };
}
