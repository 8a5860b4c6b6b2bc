import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { type DemoWinnow, startDemoWinnow } from "../../support/demo-winnow";

const paths = [
  "/segments",
  "/segments?search=nobody+is+called+so",
  "/segments/SM10001",
  "/segments/SM10001?line=CT100202",
  "/segments/SM10001/criteria",
  "/segments/SM10001/criteria/1",
  "/segments/SM10001/log",
  "/logged-segments",
  "/contacts",
  "/contacts?search=maryann",
  "/contacts/CT100202",
  "/interaction-log-entries",
  "/campaigns",
  "/campaigns/CP1001",
  "/interaction-templates",
  "/interaction-templates/BUS",
  "/import",
  "/exports",
  "/mailing-groups",
  "/company",
  "/audit",
  "/users",
  "/users/api-keys",
  "/account",
  "/api-reference",
  "/nothing-here",
];
const widths = [1440, 390];

let winnow: DemoWinnow;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  winnow = await startDemoWinnow();
});
test.afterAll(() => winnow.stop());

for (const path of paths) {
  test(`${path} reads well for machines, in both themes and widths, and asks nobody else`, async ({ page, context }) => {
    await winnow.signIn(context);
    const foreign: string[] = [];
    const broken: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(winnow.url) && !request.url().startsWith("data:")) foreign.push(request.url());
    });
    page.on("pageerror", (error) => broken.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("404")) broken.push(message.text());
    });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${winnow.url}${path}`);
      await expect(page).toHaveURL(`${winnow.url}${path}`); // not sent to sign in
      await expect(page.getByRole("heading").first()).toBeVisible(); // the page's, or that of a drawer over all of it
      await expect(page.getByText("could not be shown")).toHaveCount(0);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ target, any }) => `${target.join(" ")} ${any[0]?.message ?? ""}`).join("; ")}`,
        );
        expect(found, `${colorScheme}, ${width} px`).toEqual([]);
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `too wide at ${width} px`).toBeLessThanOrEqual(0);
    }
    expect(foreign).toEqual([]);
    expect(broken).toEqual([]);
  });
}

test("an address that was cut off in the middle of a letter is refused in words", async ({ request }) => {
  for (const path of ["/contacts/CT%C3", "/segments/%E0%A4%A/log"]) {
    const answer = await request.get(`${winnow.url}${path}`);
    expect([path, answer.status(), await answer.text()]).toEqual([path, 400, expect.stringContaining("cannot be read")]);
  }
});
