import { expect, test } from "@playwright/test";
import type { Database } from "@/lib/db/client";
import { actAs, closeDatabase, databaseUnderTest, givenPerson } from "../../support/people";

let db: Database;
test.beforeAll(() => {
  db = databaseUnderTest();
});
test.afterAll(() => closeDatabase(db));

for (const width of [1440, 390]) {
  test(`a key is made by keyboard, shown once, lets a program in, and is revoked, at ${width} px`, async ({ page, request }) => {
    const mo = await givenPerson(db, "marketer");
    await actAs(page.context(), mo);
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/account");
    await page.getByRole("button", { name: "Make a key" }).press("Enter");
    await expect(page.getByLabel("Name", { exact: true }).last()).toBeFocused();
    await page.keyboard.type("Nightly report");
    await page.keyboard.press("Enter");
    const key = (await page.getByRole("status", { name: "Key" }).textContent()) ?? "";
    expect(key).toMatch(/^winnow_[\w-]{43}$/);
    await page.getByRole("button", { name: "Done" }).press("Enter");

    const headers = { authorization: `Bearer ${key}` };
    expect((await request.get("/api/v1/segments", { headers })).status()).toBe(200);
    await page.reload();
    const row = page.getByRole("listitem").filter({ hasText: "Nightly report" });
    await expect(row).toContainText(/Viewer · used/);
    expect(await page.content()).not.toContain(key);

    await row.getByRole("button", { name: "Revoke Nightly report" }).press("Enter");
    await expect(page.getByRole("alertdialog")).toContainText("Revoke Nightly report?");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByText("You have no key.")).toBeVisible();
    expect((await request.get("/api/v1/segments", { headers })).status()).toBe(401);
  });
}

test("the reference lists every address and opens to what it takes", async ({ page }) => {
  await actAs(page.context(), await givenPerson(db, "viewer"));
  await page.goto("/api-reference");
  const operation = page.locator("details").filter({ hasText: "/segments/{segmentNo}/criteria-actions" });
  await operation.locator("summary").click();
  await expect(operation.getByText("decidedAtStep").first()).toBeVisible();
  await expect(operation.getByRole("region", { name: "Example" })).toContainText(
    'curl -X POST "$WINNOW_URL/api/v1/segments/{segmentNo}/criteria-actions"',
  );
  if (process.env.WINNOW_SCREENSHOTS) await page.screenshot({ path: `${process.env.WINNOW_SCREENSHOTS}/api-reference.png` });
});
