import type { Page } from "@playwright/test";

/** Takes pictures of a page, light and dark, into the folder that WINNOW_LOOK names; none without it. */
export async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.WINNOW_LOOK;
  if (!folder) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.screenshot({ path: `${folder}/${name}-${page.viewportSize()?.width}-${colorScheme}.png` });
  }
}
