import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Rows beyond the twelfth of a list look like those before; to look at hundreds takes most of the time. */
const furtherRows = "tbody > tr:nth-child(n + 13)";

/**
 * What is on the screen now reads well for machines and is not too wide. Wide screens are looked at in the light, narrow ones in the dark: each
 * state that is visited at both widths is seen in both themes, at half the time. What stands in a frame without scripts is what somebody wrote.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const isNarrow = (page.viewportSize()?.width ?? 1440) < 640;
  await page.emulateMedia({ colorScheme: isNarrow ? "dark" : "light", reducedMotion: "reduce" });
  await expect(page).toHaveTitle(/./); // a page that is left takes its title along before the next one brings its own
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0); // what waits for newer numbers is pale
  await page.evaluate(untilStill);
  // Legacy: in the page itself. Otherwise a second page is opened for every answer, only to join those of frames.
  const { violations } = await new AxeBuilder({ page }).exclude(furtherRows).exclude("iframe[sandbox]").setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}

/** In the page: what fades or moves to an end has come there; a colour on its way is none that anybody reads. */
async function untilStill(): Promise<void> {
  const moving = document.getAnimations().filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
  await Promise.allSettled(moving.map(({ finished }) => finished));
}
