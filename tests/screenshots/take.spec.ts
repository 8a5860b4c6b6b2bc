import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { issueSetupLink } from "@/lib/access/setup-link";
import { closeDatabase, openDatabase } from "@/lib/db/client";
import { createSegment } from "@/lib/segmentation/create-segment";
import { type DemoWinnow, startDemoWinnow } from "../support/demo-winnow";
import { startFreshWinnow } from "../support/fresh-winnow";
import { pressUntil } from "../support/press-until";

// Fifteen states of the running app, in both themes and two widths. They are looked at beside the mock-ups; the best stand in public/screenshots.
const folder = path.resolve(process.env.WINNOW_SCREENSHOTS ?? "tests/.output/screenshots");

let winnow: DemoWinnow;
let empty = "";
test.beforeAll(async () => {
  test.setTimeout(120_000);
  winnow = await startDemoWinnow();
  await winnow.db.pool.query("update app_user set name = 'Helena Ray', salesperson_code = 'HR'");
  const created = await createSegment(winnow.context, { description: "Spring letter", salespersonCode: "HR" });
  if (!created.ok) throw new Error(created.error.code);
  empty = created.value.segmentNo;
});
test.afterAll(() => winnow.stop());

/** A dialog with one country chosen, and its numbers. */
const dialogOf = (key: string, effect: string) => async (page: Page) => {
  const dialog = page.getByRole("dialog");
  await pressUntil(page, key, dialog);
  await page.getByRole("combobox", { name: "Find a field or a value" }).fill("denmark");
  await page
    .getByRole("option", { name: /DK.*Denmark/ })
    .first()
    .click();
  await expect(dialog.getByRole("region", { name: "Effect" })).toContainText(effect);
  await expect(dialog.getByRole("button", { name: /contacts?\b/ }).last()).toBeEnabled();
};

/** A line beside the lines, where there is room for it. */
async function openLine(page: Page): Promise<void> {
  if ((page.viewportSize()?.width ?? 0) < 640) return;
  await page.getByRole("table", { name: "Segment lines" }).getByRole("button", { name: "Janice Galvin" }).click();
  await expect(page.getByText("Stayed in step 3")).toBeVisible();
  await page.mouse.move(0, 0);
}

type State = { name: string; path: string | (() => string); act?: (page: Page) => Promise<void> };
const states: State[] = [
  { name: "segments", path: "/segments" },
  { name: "worksheet", path: "/segments/SM10005", act: openLine },
  { name: "worksheet-empty", path: () => `/segments/${empty}` },
  { name: "add-contacts", path: "/segments/SM10005", act: dialogOf("a", "+6") },
  {
    name: "expression-refused",
    path: "/segments/SM10005",
    act: async (page) => {
      await dialogOf("f", "37")(page);
      await page.getByRole("dialog").getByLabel("Post Code").fill("DK-2000..DK-29*");
      await page.getByRole("alert").first().waitFor();
    },
  },
  { name: "criteria", path: "/segments/SM10005/criteria" },
  { name: "query-builder", path: "/segments/SM10006" },
  { name: "live-members", path: "/segments/SM10008?tab=members" },
  { name: "live-insights", path: "/segments/SM10006?tab=insights" },
  { name: "log-check", path: "/segments/SM10004/log" },
  { name: "contacts", path: "/contacts" },
  { name: "contact", path: "/contacts/CT100202" },
  { name: "interaction-log", path: "/interaction-log-entries" },
  { name: "import", path: "/import" },
];

const widths = [1440, 390];
const themes = ["light", "dark"] as const;

async function take(page: Page, name: string, address: string, act?: (page: Page) => Promise<void>): Promise<void> {
  for (const width of widths) {
    for (const theme of themes) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.goto(address);
      await expect(page).toHaveURL(address);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await page.evaluate(() => document.fonts.ready);
      await act?.(page);
      await expect(page.locator(".skeleton, .progress-endless")).toHaveCount(0);
      await page.screenshot({ path: path.join(folder, `${name}-${theme}-${width}.png`) });
    }
  }
}

for (const state of states) {
  test(state.name, async ({ page, context }) => {
    await winnow.signIn(context);
    await take(page, state.name, `${winnow.url}${typeof state.path === "string" ? state.path : state.path()}`, state.act);
  });
}

test("logged-segment", async ({ page, context }) => {
  await winnow.signIn(context);
  await page.goto(`${winnow.url}/segments/SM10004/log`);
  await page.getByRole("button", { name: /^Log \d/ }).click();
  await page
    .getByRole("main")
    .getByRole("link", { name: /logged segment/i })
    .first()
    .click({ timeout: 30_000 });
  await page.waitForURL(/logged-segments\/\d+/);
  await take(page, "logged-segment", page.url());
});

test("first-run", async ({ page }) => {
  const fresh = await startFreshWinnow();
  const db = openDatabase(fresh.databaseUrl, { connections: 1 });
  const link = await issueSetupLink(db);
  await closeDatabase(db);
  await take(page, "first-run", `${fresh.url}${link}`);
  await fresh.stop();
});
