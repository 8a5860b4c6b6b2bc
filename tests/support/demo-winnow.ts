import type { BrowserContext } from "@playwright/test";
import { contextOf } from "@/lib/access/context";
import type { OperationContext } from "@/lib/access/operation";
import { closeDatabase, type Database, openDatabase } from "@/lib/db/client";
import { loadDemoCompany } from "@/lib/demo/load-demo-company";
import { startFreshWinnow } from "./fresh-winnow";
import { givenPerson, type Person } from "./people";

type Session = Awaited<ReturnType<BrowserContext["cookies"]>>;

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
  let session: Session | null = null;
  const signIn = async (browser: BrowserContext) => {
    session ??= await signInByForm(browser, winnow.url, admin);
    await browser.addCookies(session);
  };
  const stop = async () => {
    await closeDatabase(db);
    await winnow.stop();
  };
  return { url: winnow.url, db, context, signIn, stop };
}

/** Signs in as a person would, once; the cookies serve every later browser. */
async function signInByForm(browser: BrowserContext, url: string, person: Person): Promise<Session> {
  const page = await browser.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByRole("textbox", { name: "Password" }).fill(person.password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${url}/segments`);
  const cookies = await browser.cookies();
  await page.close();
  return cookies;
}
