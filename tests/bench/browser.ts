import { chromium, type Page } from "@playwright/test";
import { z } from "zod";
import { hashPassword } from "@/lib/access/password";
import { buildIfStale } from "@/lib/cli/build";
import type { Database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { writeUser } from "@/lib/users/write-user";
import { findBrowser } from "@/tests/support/browser";
import { runWinnowForTests } from "@/tests/support/running-winnow";
import { atMost } from "./budgets";
import type { Measured } from "./measure";
import { everybody, givenSegment, value } from "./segments";
import type { BenchWorld } from "./world";

const dist = ".next-test";

/** How much a worksheet of everybody moves about and how long it leaves keys and presses waiting, in a real browser. */
export async function* benchBrowser({ db, context, folder }: BenchWorld): AsyncGenerator<Measured> {
  const found = await findBrowser();
  if (!found) throw new Error("The browser's part cannot be measured: no browser runs here.");
  await buildIfStale(dist);
  const segmentNo = await givenSegment(context, everybody);
  const person = await givenMarketer(db);
  const winnow = await runWinnowForTests("bench", db.url, folder, dist);
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : []; // root has none
  const browser = await chromium.launch({ executablePath: found.executablePath, args, env: { ...process.env, ...found.environment } });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
    page.setDefaultTimeout(60_000);
    await signIn(page, winnow.url, person);
    await page.addInitScript(watch);
    const pages: Seen[] = [];
    for (let turn = 0; turn < 3; turn++) {
      await page.goto(`${winnow.url}/segments/${segmentNo}`);
      await work(page);
      pages.push(seenSchema.parse(await page.evaluate("window.winnowSeen")));
    }
    const counted = pages.slice(1); // the first one warmed the server up
    const shift = Math.max(...counted.map((seen) => seen.shift));
    const delays = counted.flatMap((seen) => seen.delays);
    if (delays.length === 0) throw new Error("The browser told of no key and no press.");
    yield { work: "browser: layout shift of the worksheet", value: shift, unit: "shift", ...atMost(0.05, "") };
    yield {
      work: "browser: longest wait of a key or press",
      value: Math.max(...delays),
      ...atMost(100),
      note: `of ${delays.length} keys and presses`,
    };
  } finally {
    await browser.close();
    await winnow.stop();
  }
}

type Person = { email: string; password: string };

async function givenMarketer(db: Database): Promise<Person> {
  const person = { email: "marketer@winnow.test", password: "correct horse battery" };
  const passwordHash = await hashPassword(person.password);
  const user = { name: "Mara", email: person.email, role: "marketer", salespersonCode: null, passwordHash } as const;
  value(await inTransaction(db, (tx) => writeUser(tx, user)));
  return person;
}

async function signIn(page: Page, url: string, { email, password }: Person): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${url}/segments`);
}

/** What a marketer does on a worksheet: sorts, pages, opens a line, refines, goes back and forward. */
async function work(page: Page): Promise<void> {
  const lines = page.getByRole("table", { name: "Segment lines" });
  await lines.getByRole("row").nth(20).waitFor();
  await lines.getByRole("link", { name: "City" }).click();
  await page.waitForURL(/sort|order/);
  await page.getByRole("link", { name: /next/i }).first().click();
  await page.waitForURL(/after/);
  await lines.getByRole("row").nth(20).waitFor();
  await page.keyboard.press("f");
  const box = page.getByRole("combobox", { name: "Find a field or a value" });
  await box.waitFor();
  await page.keyboard.type("country gb", { delay: 60 });
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Keep only: Country/Region is GB.").filter({ visible: true }).first().waitFor();
  await dialog.getByRole("button", { name: /Keep [\d,]+ contacts/, disabled: false }).waitFor();
  await page.keyboard.press("Control+Enter");
  await dialog.waitFor({ state: "detached" });
  const steps = page.getByRole("region", { name: "Criteria actions" }).getByRole("listitem");
  await steps.nth(1).waitFor();
  await page.keyboard.press("Control+z");
  await steps.nth(1).getByText("Gone back").waitFor();
  await page.mouse.wheel(0, 1_500);
}

type Seen = z.infer<typeof seenSchema>;
const seenSchema = z.object({ shift: z.number(), delays: z.array(z.number()) });

/** Runs in the page before anything else: adds up every shift that no person caused, and notes how long each event waited. */
const watch = `
  window.winnowSeen = { shift: 0, delays: [] };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.winnowSeen.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry.interactionId) window.winnowSeen.delays.push(entry.processingStart - entry.startTime);
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
`;
