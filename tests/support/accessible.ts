import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

/** Rows beyond the twelfth of a list look like those before; to look at hundreds takes most of the time. */
const furtherRows = "tbody > tr:nth-child(n + 13)";
/** What stands in a frame without scripts is what somebody wrote. */
const whatOthersWrote = "iframe[sandbox]";

/**
 * What is on the screen now reads well for machines and is not too wide. Wide screens are looked at in the light, narrow ones in the dark: each
 * state that is visited at both widths is seen in both themes, at half the time.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const isNarrow = (page.viewportSize()?.width ?? 1440) < 640;
  await page.emulateMedia({ colorScheme: isNarrow ? "dark" : "light", reducedMotion: "reduce" });
  await expect(page).toHaveTitle(/./); // a page that is left takes its title along before the next one brings its own
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0); // what waits for newer numbers is pale
  await page.evaluate(untilStill);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}

/** What axe finds, "rule: where; where"; it is brought into a page once, and tells of violations only. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async (exclude) => {
      const { axe } = window as unknown as { axe: typeof import("axe-core") };
      const found = await axe.run({ exclude }, { resultTypes: ["violations"] });
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`);
    },
    [furtherRows, whatOthersWrote],
  );
}

/** In the page: what fades or moves to an end has come there; a colour on its way is none that anybody reads. */
async function untilStill(): Promise<void> {
  const moving = document.getAnimations().filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
  await Promise.allSettled(moving.map(({ finished }) => finished));
}
