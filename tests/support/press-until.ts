import { expect, type Locator, type Page } from "@playwright/test";

/** Presses a key that brings something on the screen; again while the page that just came is not listening yet. */
export async function pressUntil(page: Page, key: string, there: Locator): Promise<void> {
  await expect(async () => {
    if (!(await there.isVisible())) await page.keyboard.press(key);
    await expect(there).toBeVisible({ timeout: 2_000 });
  }).toPass();
}
