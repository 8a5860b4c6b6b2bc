import { expect, test } from "@playwright/test";
import type { Database } from "@/lib/db/client";
import { expectAccessible } from "../../support/accessible";
import { actAs, closeDatabase, databaseUnderTest, givenPerson, type Person } from "../../support/people";

let db: Database;
let ada: Person;
test.beforeAll(async () => {
  db = databaseUnderTest();
  ada = await givenPerson(db, "admin");
});
test.afterAll(() => closeDatabase(db));

test("an administrator adds a user, who signs in with the drawn password until disabled", async ({ page, browser }) => {
  await actAs(page.context(), ada);
  const email = `ben-${Date.now()}@people.test`;
  await page.goto("/users");
  await page.keyboard.press("n");
  await page.getByLabel("Name", { exact: true }).fill("Ben Bo");
  await page.getByLabel("E-mail address").fill(email);
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  const password = (await page.getByRole("status", { name: "Password" }).textContent()) ?? "";
  await page.getByRole("button", { name: "Done" }).click();

  const his = await (await browser.newContext({ baseURL: new URL(page.url()).origin })).newPage();
  await his.goto("/sign-in?from=/account");
  await his.getByLabel("E-mail address").fill(email);
  await his.getByRole("textbox", { name: "Password" }).fill(password);
  await his.getByRole("button", { name: "Sign in" }).click();
  await expect(his.getByRole("heading", { name: "Your account" })).toBeVisible();

  await page.reload();
  const row = page.getByRole("row").filter({ hasText: email });
  await row.getByRole("button", { name: "More for Ben Bo" }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("1 session ends at once");
  await page.getByRole("button", { name: "Disable user" }).click();
  await expect(row).toContainText("Disabled");
  await his.reload();
  await expect(his).toHaveURL(/\/sign-in/);
  await his.context().close();
});

test("one's own account: work date, password, sessions", async ({ page }) => {
  const mo = await givenPerson(db, "marketer");
  await actAs(page.context(), mo);
  await db.prisma.userSession.create({
    data: {
      id: `other-${mo.userId}`,
      token: `t-${mo.userId}`,
      userId: mo.userId,
      expiresAt: new Date(Date.now() + 3_600_000),
      userAgent: "Mozilla/5.0 (X11; Linux) Firefox/140.0",
    },
  });
  await page.goto("/account");
  await page.getByLabel("Work date").fill("2026-01-31");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your work date is 31 Jan 2026.").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Current password" }).fill("not this one");
  await page.getByRole("textbox", { name: "New password" }).fill("another good password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("The current password is not right.")).toBeVisible();
  await page.getByRole("textbox", { name: "Current password" }).fill(mo.password);
  await expect(page.getByText("Firefox on Linux")).toBeVisible();
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed. 1 other session ended.").first()).toBeVisible();
  await expect(page.getByText("Firefox on Linux")).toHaveCount(0);
  await expectAccessible(page);
});

test("a page that a role may not see says so and keeps the shell", async ({ page }) => {
  await actAs(page.context(), await givenPerson(db, "viewer"));
  const response = await page.goto("/users");
  expect(response?.status()).toBe(403);
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
});

test("an idle page asks the server nothing", async ({ page }) => {
  await actAs(page.context(), ada);
  await page.goto("/users");
  await expect(page.getByRole("heading", { name: "Users" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 4_000))); // longer than any pause between two questions
  expect(asked).toEqual([]);
});
