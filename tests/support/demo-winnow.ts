import type { BrowserContext, Page } from "@playwright/test";
import { contextOf } from "@/lib/access/context";
import type { OperationContext } from "@/lib/access/operation";
import { closeDatabase, type Database, openDatabase } from "@/lib/db/client";
import { loadDemoCompany } from "@/lib/demo/load-demo-company";
import { startFreshWinnow } from "./fresh-winnow";
import { givenPerson, type Person } from "./people";

type Session = Awaited<ReturnType<BrowserContext["cookies"]>>;

/** A Winnow on a database of its own, beside the one that other tests share, and its administrator. */
export type OwnWinnow = {
  url: string;
  db: Database;
  context: OperationContext;
  /** Lets a browser act as the administrator. */
  signIn: (browser: BrowserContext) => Promise<void>;
  stop: () => Promise<void>;
};

/** One with the demo company in it. */
export type DemoWinnow = OwnWinnow;

/** Starts one whose company has the standard set-up and no contacts. */
export async function startOwnWinnow(): Promise<OwnWinnow> {
  const winnow = await startFreshWinnow();
  const db = openDatabase(winnow.databaseUrl, { connections: 3 });
  const admin = await givenPerson(db, "admin");
  const context = await contextOf(db, admin.userId, new Date());
  if (!context) throw new Error("the administrator is missing");
  let session: Session | null = null;
  const signIn = async (browser: BrowserContext) => {
    session ??= await sessionOf(browser, winnow.url, admin);
    await browser.addCookies(session);
  };
  const stop = async () => {
    await closeDatabase(db);
    await winnow.stop();
  };
  return { url: winnow.url, db, context, signIn, stop };
}

/** Starts one and loads the demo company. */
export async function startDemoWinnow(): Promise<DemoWinnow> {
  const winnow = await startOwnWinnow();
  const loaded = await loadDemoCompany(winnow.context);
  if (!loaded.ok) throw new Error(loaded.error.code);
  return winnow;
}

/** Signs in as a person would, who ends on the list of segments. */
export async function signInByForm(page: Page, url: string, { email, password }: Person): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${url}/segments`);
}

/** Signs in once; the cookies serve every later browser. */
async function sessionOf(browser: BrowserContext, url: string, person: Person): Promise<Session> {
  const page = await browser.newPage();
  await signInByForm(page, url, person);
  const cookies = await browser.cookies();
  await page.close();
  return cookies;
}
