import { expect, type Page, test } from "@playwright/test";
import { recordConsent } from "@/lib/consent/record-consent";
import { addLines } from "@/lib/segmentation/add-lines";
import { createSegment } from "@/lib/segmentation/create-segment";
import { givenMail, giveTemplate } from "../../integration/documents/given";
import { expectAccessible } from "../../support/accessible";
import { postfixBounce } from "../../support/bounces";
import { type OwnWinnow, startOwnWinnow } from "../../support/demo-winnow";
import { look } from "../../support/look";
import { startSmtp, type TestSmtp } from "../../support/smtp";

test.describe.configure({ mode: "serial" });

let winnow: OwnWinnow;
let smtp: TestSmtp;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  [winnow, smtp] = await Promise.all([startOwnWinnow(), startSmtp({ lateMs: 30 })]);
  await winnow.db.pool.query(`
    insert into salesperson (code, name) values ('JO', 'Jim Olive');
    insert into contact (contact_no, type, name, search_name, email, salesperson_code) values
      ('A1', 'person', 'Anna Alt', 'ANNA ALT', 'anna@alder.test', 'JO'), ('B1', 'person', 'Ben Amsel', 'BEN AMSEL', 'ben@alder.test', 'JO'),
      ('C1', 'person', 'Cara Bell', 'CARA BELL', 'cara@birch.test', 'JO'), ('D1', 'person', 'Dan Brown', 'DAN BROWN', null, 'JO')`);
});
test.afterAll(async () => {
  await winnow.stop();
  await smtp.stop();
});
test.beforeEach(async ({ context }) => winnow.signIn(context));

/** A worksheet of these people that goes out by e-mail. */
async function givenWorksheet(description: string, contactNos: string[], interactionTemplateCode = "EMAIL"): Promise<string> {
  const created = await createSegment(winnow.context, { description, interactionTemplateCode });
  if (!created.ok) throw new Error(created.error.code);
  const { segmentNo } = created.value;
  const added = await addLines(winnow.context, { segmentNo, contacts: { contactNos } });
  if (!added.ok) throw new Error(added.error.code);
  return segmentNo;
}

test("a mail server is set up and tested, a segment is logged, its e-mails arrive, and the pages say what was sent", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  smtp.answer("ben@alder.test", { at: "envelope", code: 550, text: "No such mailbox" });
  const segmentNo = await givenWorksheet("Spring letter", ["A1", "B1", "C1", "D1"]);
  await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
  await expect(page.getByText("No mail server is set up.")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Send 3 e-mails" })).toBeDisabled();
  await page.getByRole("link", { name: "Set up e-mail" }).click();
  await page.getByRole("textbox", { name: "Mail server" }).fill("127.0.0.1");
  await page.getByRole("textbox", { name: "Port" }).fill(String(smtp.port));
  await page.getByRole("combobox", { name: "Encryption" }).click();
  await page.getByRole("option", { name: /^None/ }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Winnow News");
  await page.getByRole("textbox", { name: "Address" }).fill("news@winnow.test");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: /^Send a test to/ }).click();
  await expect(page.getByRole("alert").filter({ hasText: "A test is on its way" })).toContainText("queued as 1");
  expect(smtp.received[0]?.to).toEqual([winnow.context.user.email]);
  await expectAccessible(page);
  await look(page, "delivery-setup");

  await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
  await expect(page.getByRole("checkbox", { name: "Send 3 e-mails" })).toBeChecked();
  await expect(page.getByText("Logged, not reached. Dan Brown: none")).toBeVisible();
  await expectAccessible(page);
  await look(page, "delivery-check");
  await page.getByRole("button", { name: /^Log 4 interactions, send 3 e-mails/ }).click();
  await page.getByRole("link", { name: /^Watch 4 e-mails go out/ }).click();
  await expect(page.getByText("2 of 4 e-mails delivered to the mail server.")).toBeVisible();
  const mails = page.getByRole("table", { name: "E-mails" });
  await expect(mails.getByRole("row", { name: /Ben Amsel/ })).toContainText("No such mailbox");
  await expect(mails.getByRole("row", { name: /Dan Brown/ })).toContainText("No e-mail address that can be read");
  await expectAccessible(page);
  await look(page, "delivery-tab");
  smtp.answer("ben@alder.test", null);
  await page.getByRole("button", { name: "Try 1 failed one again" }).click();
  await expect(page.getByText("3 of 4 e-mails delivered to the mail server.")).toBeVisible();
  expect(
    smtp.received
      .flatMap(({ to }) => to)
      .slice(1)
      .sort(),
  ).toEqual(["anna@alder.test", "ben@alder.test", "cara@birch.test"]);

  await mails.getByRole("link", { name: "Anna Alt" }).click();
  const mail = page.getByRole("region", { name: "E-mail" });
  await expect(mail.getByText("Delivered", { exact: true }).first()).toBeVisible();
  await expect(mail.getByText('"Winnow News" <news@winnow.test>')).toBeVisible();
  await expect(page.frameLocator('iframe[title="The message"]').getByText("Spring letter")).toBeVisible();
  await mail.getByRole("button", { name: "Text", exact: true }).click();
  await expect(mail.getByText("Anna Alt, Spring letter")).toBeVisible();
  await expectAccessible(page);
  await look(page, "delivery-entry");

  // Threat 9: whatever is kept as a message, nothing of it runs or is fetched when somebody looks at it.
  const fetched: string[] = [];
  await page.route("https://evil.test/**", (route) => {
    fetched.push(route.request().url());
    return route.abort();
  });
  await winnow.db.pool.query(`update artefact set html = '<p>Hello</p><script>top.pwned = parent.pwned = 1</script>
    <img src="https://evil.test/a.png" onerror="top.pwned = 1"><form action="https://evil.test"><button>Go</button></form>
    <iframe src="javascript:top.pwned = 1"></iframe><meta http-equiv="refresh" content="0; url=https://evil.test/b">'`);
  await page.reload();
  await expect(page.frameLocator('iframe[title="The message"]').getByText("Hello")).toBeVisible();
  await expect(page.locator('iframe[title="The message"]')).toHaveAttribute("sandbox", "");
  await page.frameLocator('iframe[title="The message"]').getByRole("button", { name: "Go" }).click();
  expect(await page.evaluate(() => Reflect.get(window, "pwned"))).toBeUndefined();
  expect(fetched).toEqual([]);
});

test("on a phone a sending is put off, paused and stopped", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const segmentNo = await givenWorksheet("Summer letter", ["A1", "C1"]);
  await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
  await page.getByRole("button", { name: "Later" }).click();
  const log = page.getByRole("button", { name: /^Log 2 interactions, send 2 e-mails/ });
  await expect(log).toBeDisabled();
  await page.getByLabel("Day and time").fill("2126-03-16T18:30");
  await expectAccessible(page);
  await look(page, "delivery-check");
  await log.click();
  await page.getByRole("link", { name: /^Watch 2 e-mails go out/ }).click();
  await expect(page.getByText("2 e-mails wait for 16 Mar 2126")).toBeVisible();
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText(/^Paused by Admin Person/)).toBeVisible();
  await expectAccessible(page);
  await look(page, "delivery-tab");
  await page.getByRole("button", { name: "Do not send…" }).click();
  await page.getByRole("button", { name: "Stop 2 e-mails" }).click();
  await expect(page.getByText("0 of 2 e-mails delivered to the mail server.")).toBeVisible();
});

test("by keyboard alone a segment is logged and sent, and a message of unknown fate is settled", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  smtp.answer("cara@birch.test", { hangUp: "after the content" });
  const segmentNo = await givenWorksheet("Autumn letter", ["C1"]);
  await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
  await expect(page.getByRole("button", { name: /^Log 1 interaction, send 1 e-mail/ })).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("link", { name: /^Watch 1 e-mail go out/ }).focus();
  await page.keyboard.press("Enter");
  const row = page.getByRole("table", { name: "E-mails" }).getByRole("row", { name: /Cara Bell/ });
  await expect(row).toContainText("Not known");
  await row.getByRole("link", { name: "Cara Bell" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("It is not known whether this message arrived.")).toBeVisible();
  await expectAccessible(page);
  await look(page, "delivery-unknown");
  await page.getByRole("button", { name: "It arrived" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "E-mail" }).getByRole("button", { name: "Send again" })).toBeVisible();
});

test("after a restored backup every page of an administrator says what waits, and lets it go on", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await winnow.db.pool.query(`
    update delivery set state = 'waiting', due_at = now(), reason = null where reason = 'given_up';
    update delivery_run set held_at = now(), paused_at = null, send_at = now() where exists (
      select from delivery d where d.logged_segment_entry_no = delivery_run.logged_segment_entry_no and d.state = 'waiting')`);
  smtp.answer("cara@birch.test", null);
  await page.goto(`${winnow.url}/segments`);
  await expect(page.getByText("A backup was restored, and 2 e-mails wait.")).toBeVisible();
  await expectAccessible(page);
  await look(page, "delivery-held");
  await page.getByRole("button", { name: "Send 2 e-mails now" }).click();
  await expect(page.getByText("A backup was restored")).toHaveCount(0);
  await expect.poll(() => smtp.received.filter(({ mail }) => mail.subject === "Summer letter").length).toBe(2);
});

/** A template whose e-mail says hello in English and German. */
async function givenNewsletter(): Promise<void> {
  const { context, db } = winnow;
  await db.pool.query(`
    insert into language (code, name) values ('ENU', 'English'), ('DEU', 'German') on conflict do nothing;
    insert into interaction_group (code, description) values ('NEWSMAILS', 'Newsletters');
    insert into interaction_template (code, description, interaction_group_code, correspondence_type, language_code)
      values ('NEWSMAIL', 'Newsletter', 'NEWSMAILS', 'email', 'ENU');
    insert into interaction_template_language (interaction_template_code, language_code, subject)
      values ('NEWSMAIL', 'ENU', 'News for {{contact.firstName}}'), ('NEWSMAIL', 'DEU', 'Neues für {{contact.firstName}}');
    insert into contact (contact_no, type, name, search_name, first_name, surname, email, language_code, salesperson_code) values
      ('G1', 'person', 'Gerda Grün', 'GERDA GRÜN', 'Gerda', 'Grün', 'gerda@grove.test', 'DEU', 'JO'),
      ('H1', 'person', 'Hugh Hill', 'HUGH HILL', 'Hugh', 'Hill', 'hugh@grove.test', null, 'JO'),
      ('O1', 'person', 'Ola Oak', 'OLA OAK', 'Ola', 'Oak', 'ola@grove.test', 'DEU', 'JO')`);
  await giveTemplate(context, "NEWSMAIL", "ENU", await givenMail(context, "Hello **{{contact.firstName}}**,\n\n{{segment.description}}"));
  await giveTemplate(context, "NEWSMAIL", "DEU", await givenMail(context, "Hallo **{{contact.firstName}}**,\n\n{{segment.description}}"));
  const recorded = await recordConsent(context, {
    contactNos: ["O1"],
    heard: { said: "withdrawn", purposeCode: "NEWS", channels: ["email"], source: "phone" },
  });
  if (!recorded.ok) throw new Error(recorded.error.code);
}

test("SEG-LANG, W-41 each gets the newsletter in their language but who opted out, and its link lets the next one go", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await givenNewsletter();
  const segmentNo = await givenWorksheet("Winter news", ["G1", "H1", "O1"], "NEWSMAIL");
  await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
  await expect(page.getByText("1 contact opted out")).toBeVisible();
  await look(page, "delivery-newsletter-check");
  await page.getByRole("button", { name: /^Log 2 interactions, send 2 e-mails/ }).click();
  await page.getByRole("link", { name: /^Watch 2 e-mails go out/ }).click();
  await expect(page.getByText("2 of 2 e-mails delivered to the mail server.")).toBeVisible();
  const came = smtp.received.filter(({ to }) => to.some((address) => address.endsWith("@grove.test")));
  expect(came.map(({ to, mail }) => [to, mail.subject]).sort()).toEqual([
    [["gerda@grove.test"], "Neues für Gerda"],
    [["hugh@grove.test"], "News for Hugh"],
  ]);
  const [german, english] = came.sort((a, b) => (a.to[0] ?? "").localeCompare(b.to[0] ?? "")).map(({ mail }) => mail);
  expect(english?.html).toContain("Hello <strong>Hugh</strong>");
  expect(german?.html).toContain("Hallo <strong>Gerda</strong>");
  const link = /Abmelden: (\S+)/.exec(german?.text ?? "")?.[1] ?? "";
  expect(link).toMatch(new RegExp(`^${winnow.url}/u/`));
  expect(german?.headers.find(({ key }) => key === "list-unsubscribe")?.value).toBe(`<${link}>`);
  expect(english?.html).not.toContain(link);

  await page.goto(link);
  await page.getByRole("button", { name: /^E-Mails zu .* abbestellen$/ }).click();
  await expect(page.getByText(/^Sie erhalten keine E-Mails mehr zu/)).toBeVisible();
  const next = await givenWorksheet("More winter news", ["G1", "H1", "O1"], "NEWSMAIL");
  await page.goto(`${winnow.url}/segments/${next}/log`);
  await expect(page.getByText("2 contacts opted out")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Log 1 interaction, send 1 e-mail/ })).toBeVisible();
});

const browserOfAPerson = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const shop = "https://shop.example/spring?a=1&b=2";

/** The link to the shop in the newest message to somebody, as their browser asks for it a while after it came. */
async function clickAs(page: Page, address: string) {
  await winnow.db.pool.query("update delivery set delivered_at = delivered_at - interval '1 hour'");
  const html = smtp.received.findLast(({ to }) => to[0] === address)?.mail.html ?? "";
  const link = /href="([^"]+\/m\/[^"]+)"/.exec(html)?.[1] ?? "";
  return page.request.get(link, { maxRedirects: 0, headers: { "User-Agent": browserOfAPerson } });
}

test("clicks are counted and a bounce is reported: the pages say who, and the address is not written to before somebody trusts it", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const { context } = winnow;
  await giveTemplate(context, "NEWSMAIL", "ENU", await givenMail(context, `Hello {{contact.firstName}}, see [our shop](${shop}).`));
  await page.goto(`${winnow.url}/email`);
  await page.getByRole("checkbox", { name: "Count clicks on links" }).click();
  await page.getByRole("textbox", { name: "Bounces go to" }).fill("bounces@winnow.test");
  await page.getByRole("button", { name: "Save what comes back" }).click();
  await expect(page.getByText("Saved. It holds for what is logged from now on.")).toBeVisible();
  await page.getByRole("button", { name: "Make a key" }).click();
  const key = await page.getByRole("status", { name: "Key" }).textContent();
  await look(page, "bounce-key-1440");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("button", { name: "Make a new key" })).toBeVisible();
  await expectAccessible(page);
  await look(page, "echo-setup-1440");

  const segmentNo = await givenWorksheet("Spring shop", ["H1", "A1"], "NEWSMAIL");
  await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
  await expect(page.getByRole("checkbox", { name: "Count clicks on links" })).toBeChecked();
  await look(page, "echo-check-1440");
  await page.getByRole("button", { name: /^Log 2 interactions, send 2 e-mails/ }).click();
  await page.getByRole("link", { name: /^Watch 2 e-mails go out/ }).click();
  await expect(page.getByText("2 of 2 e-mails delivered to the mail server.")).toBeVisible();
  const clicked = await clickAs(page, "hugh@grove.test");
  expect([clicked.status(), clicked.headers().location]).toEqual([302, shop]);
  const anna = smtp.received.findLast(({ to }) => to[0] === "anna@alder.test");
  const bounce = postfixBounce({ to: anna?.from ?? "", messageId: "", recipient: "anna@alder.test" });
  const reported = await page.request.post(`${winnow.url}/api/bounces`, {
    data: bounce,
    headers: { "Content-Type": "message/rfc822", Authorization: `Bearer ${key}` },
  });
  expect(await reported.json()).toEqual({ taken: 1, ignored: 0 });

  await page.reload();
  const states = page.getByRole("navigation", { name: /^E-mails by state/ });
  await expect(states.getByRole("link", { name: /^Bounced *1$/ })).toBeVisible();
  await expect(page.getByRole("table", { name: "E-mails" })).toContainText("User unknown in virtual mailbox table");
  await look(page, "echo-delivery-1440");
  await states.getByRole("link", { name: /^Clicked *1$/ }).click();
  const rows = page.getByRole("table", { name: "E-mails" }).getByRole("row");
  await expect(rows).toHaveCount(2);
  await expectAccessible(page);
  await rows.getByRole("link", { name: "Hugh Hill" }).click();
  const mail = page.getByRole("region", { name: "E-mail" });
  await expect(mail.getByRole("list", { name: "What came back" })).toContainText(`Clicked${shop}`);
  await expect(page.frameLocator('iframe[title="The message"]').getByRole("link", { name: "our shop" })).toHaveAttribute("href", shop);
  await expectAccessible(page);
  await look(page, "echo-entry-1440");

  await page.goto(`${winnow.url}/contacts/A1`);
  await expect(page.getByText("E-mails to this address came back")).toBeVisible();
  await expectAccessible(page);
  await look(page, "echo-contact-1440");
  await page.getByRole("button", { name: "Write to it again" }).click();
  await expect(page.getByText("E-mails to this address came back")).toHaveCount(0);
});

test("on a phone one log decides for itself what is counted", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${winnow.url}/email`);
  await expect(page.getByRole("heading", { name: "What comes back" })).toBeVisible();
  await expectAccessible(page);
  await look(page, "echo-setup-390");
  const segmentNo = await givenWorksheet("Summer shop", ["H1"], "NEWSMAIL");
  await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
  await page.getByRole("checkbox", { name: "Count clicks on links" }).click();
  await page.getByRole("checkbox", { name: "Count opens" }).click();
  await look(page, "echo-check-390");
  await page.getByRole("button", { name: /^Log 1 interaction, send 1 e-mail/ }).click();
  await page.getByRole("link", { name: /^Watch 1 e-mail go out/ }).click();
  await expect(page.getByText("1 of 1 e-mail delivered to the mail server.")).toBeVisible();
  const states = page.getByRole("navigation", { name: /^E-mails by state/ });
  await expect(states.getByRole("link", { name: /^Opened *0$/ })).toBeVisible();
  await expect(states.getByRole("link", { name: /^Clicked/ })).toHaveCount(0);
  expect(smtp.received.at(-1)?.mail.html).toContain('href="https://shop.example/spring?a=1&amp;b=2"');
  await expectAccessible(page);
  await look(page, "echo-delivery-390");
});

test("by keyboard alone those who clicked are followed up", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const { rows } = await winnow.db.pool.query("select entry_no from logged_segment where description = 'Spring shop'");
  await page.goto(`${winnow.url}/logged-segments/${rows[0]?.entry_no}`);
  await page.getByRole("button", { name: "Follow up…" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Follow-up segment" });
  await dialog.getByRole("radio", { name: /^All/ }).focus();
  for (let down = 0; down < 4; down++) await page.keyboard.press("ArrowDown");
  await expect(dialog.getByRole("radio", { name: /^Only those who clicked a link/ })).toBeChecked();
  await expect(dialog.getByRole("button", { name: /^Make a segment of 1 contact/ })).toBeVisible();
  await expectAccessible(page);
  await look(page, "echo-follow-up-1440");
  await page.keyboard.press("Control+Enter");
  await expect(page).toHaveURL(/\/segments\/SM/);
  await expect(page.getByRole("table", { name: "Segment lines" })).toContainText("Hugh Hill");
});
