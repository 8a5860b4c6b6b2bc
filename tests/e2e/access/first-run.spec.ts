import { expect, test } from "@playwright/test";
import { issueSetupLink } from "@/lib/access/setup-link";
import { closeDatabase, type Database, openDatabase } from "@/lib/db/client";
import { expectAccessible } from "../../support/accessible";
import { type FreshWinnow, startFreshWinnow } from "../../support/fresh-winnow";

test.describe.configure({ mode: "serial" });

let winnow: FreshWinnow;
let db: Database;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  winnow = await startFreshWinnow();
  db = openDatabase(winnow.databaseUrl, { connections: 2 });
});
test.afterAll(async () => {
  await closeDatabase(db);
  await winnow.stop();
});

test("before set-up every page leads to the one that says where the link is", async ({ page }) => {
  await page.goto(`${winnow.url}/segments`);
  await expect(page).toHaveURL(`${winnow.url}/setup`);
  await expect(page.getByRole("heading", { name: "Nobody is here yet." })).toBeVisible();
  await page.goto(`${winnow.url}/sign-in`);
  await expect(page).toHaveURL(`${winnow.url}/setup`);
  await expectAccessible(page);
});

test("a wrong link is refused in words", async ({ page }) => {
  await issueSetupLink(db);
  await page.goto(`${winnow.url}/setup?token=guess`);
  await expect(page.getByRole("heading", { name: "This link does not open Winnow." })).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveCount(0);
});

test("the link makes the administrator, loads the demo company and lands on its segments", async ({ page }) => {
  const link = `${winnow.url}${await issueSetupLink(db)}`;
  await page.goto(link);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expectAccessible(page);
  }
  await page.getByLabel("Name").fill("Helena Ray");
  await page.getByLabel("E-mail address").fill("hr@contoso.test");
  await page.getByRole("textbox", { name: /^Password/ }).fill("too short");
  await page.locator("form").evaluate((form: HTMLFormElement) => {
    form.noValidate = true;
  });
  await page.getByRole("button", { name: "Create administrator and load 533 contacts" }).click();
  await expect(page.getByText("The password needs at least 12 characters")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Helena Ray");
  await expect(page.getByRole("radio", { name: /The demo company/ })).toBeChecked();

  await page.getByRole("textbox", { name: /^Password/ }).fill("correct horse battery");
  await page.getByRole("button", { name: "Create administrator and load 533 contacts" }).click();
  await expect(page).toHaveURL(`${winnow.url}/segments`, { timeout: 45_000 });
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /Contacts/ })).toContainText("533");

  await page.context().clearCookies();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Winnow is set up already." })).toBeVisible();
});
