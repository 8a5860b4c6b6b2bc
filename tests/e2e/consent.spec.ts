import { expect, type Page, test } from "@playwright/test";
import { unsubscribeLinks } from "@/lib/consent/unsubscribe-links";
import { inTransaction } from "@/lib/db/transaction";
import { ok } from "@/lib/result";
import { addLines } from "@/lib/segmentation/add-lines";
import { createSegment } from "@/lib/segmentation/create-segment";
import { expectAccessible } from "../support/accessible";
import { type OwnWinnow, startOwnWinnow } from "../support/demo-winnow";

test.describe.configure({ timeout: 120_000 });

let winnow: OwnWinnow;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  winnow = await startOwnWinnow();
  await winnow.db.pool.query(`
    insert into language (code, name) values ('DEU', 'German') on conflict do nothing;
    insert into salesperson (code, name) values ('JO', 'Jim Olive');
    insert into interaction_group (code, description) values ('MAILS', 'E-mails');
    insert into interaction_template (code, description, interaction_group_code, correspondence_type) values ('NEWSMAIL', 'Newsletter', 'MAILS', 'email')`);
});
test.afterAll(() => winnow.stop());
test.beforeEach(({ context }) => winnow.signIn(context));

/** A worksheet with an e-mail to two people, Otto and Ida, whose numbers begin with `initial`; and the link that Ida gets. */
async function givenNewsletter(initial: string): Promise<{ segmentNo: string; link: string; otto: string }> {
  const { rows } = await winnow.db.pool.query<{ id: number }>(
    `insert into contact (contact_no, type, name, email, language_code) values ($1 || '1', 'person', 'Otto ' || $1, lower($1) || '1@mail.example', null),
       ($1 || '2', 'person', 'Ida ' || $1, lower($1) || '2@mail.example', 'DEU') returning id`,
    [initial],
  );
  const created = await createSegment(winnow.context, {
    description: `Newsletter ${initial}`,
    interactionTemplateCode: "NEWSMAIL",
    salespersonCode: "JO",
  });
  if (!created.ok) throw new Error(created.error.code);
  const { segmentNo } = created.value;
  const added = await addLines(winnow.context, { segmentNo, contacts: { contactNos: [`${initial}1`, `${initial}2`] } });
  if (!added.ok) throw new Error(added.error.code);
  const recipients = [{ contactId: rows[1]?.id ?? 0, purposeCode: "NEWS", email: `${initial.toLowerCase()}2@mail.example` }];
  const settings = { secret: "a secret of thirty-two characters, at least", url: new URL(winnow.url) };
  const links = await inTransaction<string[], never>(winnow.db, async (tx) => ok(await unsubscribeLinks(tx, recipients, settings)));
  return { segmentNo, link: (links.ok && links.value[0]) || "", otto: `${initial}1` };
}

const card = (page: Page) => page.getByRole("region", { name: "Fields" });

for (const width of [1440, 390]) {
  test(`W-41 who refuses on the phone or by the link is left out of the next log, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    const { segmentNo, link, otto } = await givenNewsletter(`N${width}`);
    await page.goto(`${winnow.url}/contacts/${otto}`);
    await page.getByRole("button", { name: "Record consent…" }).click();
    await page.getByRole("combobox", { name: "What was said" }).click();
    await page.getByRole("option", { name: "Consent withdrawn" }).click();
    await page.getByRole("combobox", { name: "Where from" }).click();
    await page.getByRole("option", { name: "on the phone" }).click();
    await page.getByRole("textbox", { name: "In which words" }).fill("Please no more news.");
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Record for 1 contact/ }).click();
    await expect(card(page).getByText("Opted out of News and offers by Email")).toBeVisible();
    await expect(card(page).getByText("Please no more news.")).toBeVisible();
    await expectAccessible(page);
    await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
    await expect(page.getByText("1 contact opted out")).toBeVisible();
    await expectAccessible(page);

    await page.goto(link);
    await expect(page.getByText(/^Sie erhalten E-Mails zu „Neuigkeiten und Angebote“ an n•••@mail.example\.$/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "E-Mails zu „Neuigkeiten und Angebote“ abbestellen" }).click();
    await expect(page.getByText("Sie erhalten keine E-Mails mehr zu „Neuigkeiten und Angebote“")).toBeVisible();
    await expectAccessible(page);
    await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
    await expect(page.getByText("2 contacts opted out")).toBeVisible();

    await page.goto(link);
    await page.getByRole("button", { name: "Wieder anmelden" }).click();
    await expect(page.getByText("Sie sind wieder angemeldet.")).toBeVisible();
    await page.goto(`${winnow.url}/segments/${segmentNo}`);
    await expect(page.getByRole("row", { name: new RegExp(`Otto N${width}.*opted out`) })).toBeVisible();
    await expect(page.getByRole("row", { name: new RegExp(`Ida N${width}.*opted out`) })).toHaveCount(0);
  });
}

test("consent is recorded and taken back by the keyboard alone", async ({ page }) => {
  const { segmentNo, link, otto } = await givenNewsletter("K");
  await page.goto(`${winnow.url}/contacts/${otto}`);
  await page.getByRole("button", { name: "Record consent…" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "What was said" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: "Consent given" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Wins over every consent")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "What was said" })).toBeFocused();
  for (const box of ["Email", "Hard Copy", "Phone"]) {
    await page.keyboard.press("Tab");
    await expect(page.getByRole("checkbox", { name: box })).toBeFocused();
  }
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("textbox", { name: "In which words" })).toBeFocused();
  await page.keyboard.type("Never again.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Never again.")).toBeVisible();
  await expect(card(page).getByText("Do not contact by Email").first()).toBeVisible();
  await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
  await expect(page.getByText("1 contact must not be contacted")).toBeVisible();
  await page.goto(link);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Alle E-Mails abbestellen" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Sie erhalten keine E-Mails mehr von uns")).toBeVisible();
  await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
  await expect(page.getByText("2 contacts must not be contacted")).toBeVisible();
});

test("pain 24, threat 30 mail programs unsubscribe at one press; looking a hundred times changes nothing, and nobody learns from a wrong link", async ({
  page,
  request,
}) => {
  const { link } = await givenNewsletter("T");
  const { db } = winnow;
  const everyRow = async () => {
    const { rows } = await db.pool.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'user_session'",
    );
    return Promise.all(
      rows.map(async ({ name }) => [
        name,
        (await db.pool.query(`select md5(string_agg(t::text, '|' order by t::text)) from "${name}" t`)).rows,
      ]),
    );
  };
  const before = await everyRow();
  for (let look = 0; look < 100; look++) expect((await fetch(link)).status).toBe(200);
  expect(await everyRow()).toEqual(before);
  const first = await fetch(link);
  expect([first.headers.get("set-cookie"), (await first.text()).includes("t2@mail")]).toEqual([null, false]);

  const oneClick = (at: string, headers: Record<string, string> = {}) =>
    fetch(at, { method: "POST", redirect: "manual", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }), headers });
  expect((await oneClick(link, { origin: "https://evil.example" })).status).toBe(403);
  const answer = await oneClick(link);
  expect([answer.status, await answer.text(), answer.headers.get("set-cookie")]).toEqual([200, "", null]);
  const form = new FormData();
  form.set("List-Unsubscribe", "One-Click");
  expect((await fetch(link, { method: "POST", body: form })).status).toBe(200);
  expect(await db.prisma.consentEvent.count({ where: { contact: { contactNo: "T2" } } })).toBe(1);
  expect((await fetch(link, { method: "POST", body: "x=1" })).status).toBe(400);

  for (const wrong of ["short", "A".repeat(27), "%00", "..%2f..%2fsegments", `${link.slice(-27, -1)}!`]) {
    const got = await request.get(`${winnow.url}/u/${wrong}`);
    expect([wrong, got.status(), (await got.text()).includes("This link is not complete")]).toEqual([wrong, 404, true]);
    expect([404, 429]).toContain((await oneClick(`${winnow.url}/u/${wrong}`)).status);
  }
  await page.goto(`${winnow.url}/u/wrong`);
  await expect(page.getByRole("heading", { name: "This link is not complete" })).toBeVisible();
  await expectAccessible(page);
});

test("an administrator keeps the purposes, and the check follows", async ({ page }) => {
  const { segmentNo } = await givenNewsletter("P");
  await page.goto(`${winnow.url}/purposes`);
  await page.getByRole("button", { name: "News and offers" }).click();
  await page.getByRole("checkbox", { name: "Email" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save purpose" }).click();
  await expect(page.getByRole("row", { name: /News and offers.*Email/ })).toBeVisible();
  await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
  await expect(page.getByText("2 contacts have not given consent")).toBeVisible();
  await page.goto(`${winnow.url}/interaction-templates/NEWSMAIL`);
  await page.getByRole("combobox", { name: "Purpose" }).click();
  await page.getByRole("option", { name: /Messages about running business/ }).click();
  await expect(page.getByText(/need the consent for Messages/)).toBeVisible();
  await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
  await expect(page.getByRole("button", { name: /^Log 2 interactions/ })).toBeVisible();
});
