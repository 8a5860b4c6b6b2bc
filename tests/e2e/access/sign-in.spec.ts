import { expect, test } from "@playwright/test";
import type { Database } from "@/lib/db/client";
import { expectAccessible } from "../../support/accessible";
import { closeDatabase, databaseUnderTest, givenPerson, type Person } from "../../support/people";

let db: Database;
let mara: Person;
test.beforeAll(async () => {
  db = databaseUnderTest();
  mara = await givenPerson(db, "admin");
});
test.afterAll(() => closeDatabase(db));

test("signing in leads back to the page that was asked for, and a refusal keeps the e-mail address", async ({ page }) => {
  await page.goto("/users");
  await expect(page).toHaveURL(/\/sign-in\?from=%2Fusers$/);
  await expectAccessible(page);
  await page.getByLabel("E-mail address").fill(mara.email);
  await page.getByRole("textbox", { name: "Password" }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "No user has this e-mail address and password." })).toBeVisible();
  await expect(page.getByLabel("E-mail address")).toHaveValue(mara.email);
  await page.getByRole("textbox", { name: "Password" }).fill(mara.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/users");
  await expect(page.getByRole("heading", { name: "Users" })).toBeVisible();
});

test("works without scripts", async ({ browser }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    ...(process.env.WINNOW_URL && { baseURL: process.env.WINNOW_URL }),
  });
  const page = await context.newPage();
  await page.goto("/sign-in?from=/account");
  await page.getByLabel("E-mail address").fill(mara.email);
  await page.getByRole("textbox", { name: "Password" }).fill(mara.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/account");
  await context.close();
});
