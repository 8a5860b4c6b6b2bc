import { expect, test } from "@playwright/test";
import { expectAccessible } from "../../support/accessible";
import { type DemoWinnow, startDemoWinnow } from "../../support/demo-winnow";

const paths = [
  "/segments",
  "/segments?search=nobody+is+called+so",
  "/segments/SM10001",
  "/segments/SM10001?line=CT100202",
  "/segments/SM10001/criteria",
  "/segments/SM10001/criteria/1",
  "/segments/SM10001/log",
  "/segments/SM10008",
  "/logged-segments",
  "/schedules",
  "/contacts",
  "/contacts?search=maryann",
  "/contacts/CT100202",
  "/interaction-log-entries",
  "/campaigns",
  "/campaigns/CP1001",
  "/interaction-templates",
  "/interaction-templates/BUS",
  "/interaction-templates/fields",
  "/interaction-groups",
  "/salutations",
  "/import",
  "/exports",
  "/mailing-groups",
  "/purposes",
  "/behaviour",
  "/company",
  "/email",
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
  test(`${path} reads well for machines, wide and light, narrow and dark, and asks nobody else`, async ({ page, context }) => {
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
    await page.goto(`${winnow.url}${path}`);
    await expect(page).toHaveURL(`${winnow.url}${path}`); // not sent to sign in
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await expect(page.getByRole("heading").first()).toBeVisible(); // the page's, or that of a drawer over all of it
      await expect(page.getByText("could not be shown")).toHaveCount(0);
      await expectAccessible(page);
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
  for (const path of ["/api/v1/contacts/CT%C3", "/api/segments/%E0%A4%A/export", "/api/v1/%zz"]) {
    const answer = await request.get(`${winnow.url}${path}`);
    expect([path, answer.status(), answer.headers()["content-type"]]).toEqual([path, 400, "application/problem+json"]);
    expect(await answer.json()).toMatchObject({ code: "address_unreadable", status: 400 });
  }
  expect((await request.get(`${winnow.url}/api/v1/contacts/C%25zz%C3%A5`)).status(), "one that can be read").toBe(401);
});
