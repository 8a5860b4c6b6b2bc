import { expect, type Page, test } from "@playwright/test";
import { contextOf } from "@/lib/access/context";
import type { OperationContext } from "@/lib/access/operation";
import { closeDatabase, type Database, openDatabase } from "@/lib/db/client";
import { givenMail } from "../../integration/documents/given";
import { givenWorksheet, press } from "../../integration/logging/support";
import { value } from "../../integration/segmentation/worksheet";
import { expectAccessible } from "../../support/accessible";
import { givenBaseWorld } from "../../support/base-world";
import { type FreshWinnow, startFreshWinnow } from "../../support/fresh-winnow";
import { givenPerson, type Person } from "../../support/people";
import { pressUntil } from "../../support/press-until";
import { wordFile } from "../../support/word-file";

test.describe.configure({ mode: "serial" });

const realLetter = "W1_WordTemplate_Contact_Thanksnote.docx";

let winnow: FreshWinnow;
let db: Database;
let people: { admin: Person; marketer: Person };
let context: OperationContext;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  winnow = await startFreshWinnow();
  db = openDatabase(winnow.databaseUrl, { connections: 3 });
  await givenBaseWorld(db);
  people = { admin: await givenPerson(db, "admin"), marketer: await givenPerson(db, "marketer") };
  const found = await contextOf(db, people.admin.userId, new Date());
  if (!found) throw new Error("The administrator is gone.");
  context = found;
  await db.pool.query(
    `update interaction_template_language said set document_id = given.id, subject = given.subject
     from (values ('DEU', $1::int, 'Brief'), ('ENU', $2::int, 'Letter')) given (language, id, subject)
     where said.interaction_template_code = 'LETTER' and said.language_code = given.language`,
    [
      await givenMail(context, "Guten Tag, {{contact.name}}.\n\n{{line.personalText}}"),
      await givenMail(context, "Good day, {{contact.name}}.\n\n{{line.personalText}}"),
    ],
  );
});
test.afterAll(async () => {
  await closeDatabase(db);
  await winnow.stop();
});

const frame = (page: Page, title = "E-mail") => page.frameLocator(`iframe[title="${title}"]`).locator("body");
/** By the form: a Winnow of its own signs its sessions with a secret of its own. */
async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto(`${winnow.url}/sign-in`);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByRole("textbox", { name: "Password" }).fill(person.password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${winnow.url}/segments`);
}
const pane = (page: Page, name: string) =>
  page.getByRole((page.viewportSize()?.width ?? 1440) >= 1100 ? "complementary" : "dialog", { name });

test("SEG-LANG-016 a template is made, says an e-mail and then a letter in a language, and keeps its versions", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const { rows } = await db.pool.query<{ name: string }>("select company_name as name from marketing_setup");
  const sender = rows[0]?.name ?? "";
  await signIn(page, people.admin);
  await page.goto(`${winnow.url}/interaction-templates`);
  await page.getByRole("button", { name: "New template" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Description").fill("Invitation");
  await dialog.getByLabel("Code").fill("invite");
  await dialog.getByRole("combobox", { name: "Interaction group" }).click();
  await page.keyboard.type("lett");
  await page.getByRole("option", { name: /LETTERS/ }).click();
  await dialog.getByRole("combobox", { name: "Default language" }).click();
  await page.keyboard.type("english");
  await page.getByRole("option", { name: /ENU/ }).click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Make template" }).click();
  await page.waitForURL(`${winnow.url}/interaction-templates/INVITE`);
  await page.getByRole("button", { name: "English, more" }).click();
  await page.getByRole("menuitem", { name: "Change subject…" }).click();
  await dialog.getByLabel("Subject").fill("For {{contact.firstName}}");
  await dialog.getByRole("button", { name: "Save language" }).click();
  await page.getByRole("button", { name: "Write an e-mail for English" }).click();
  const text = dialog.getByLabel("E-mail", { exact: true });
  await text.fill("Dear **{{contact.frstName}}**,\n\n");
  await expect(dialog.getByText("No such field: “contact.frstName”")).toBeVisible();
  await text.fill("Dear **{{contact.firstName}}**,\n\n");
  await dialog.getByRole("combobox", { name: "Insert a field" }).click();
  await page.keyboard.type("Information Name");
  await page.getByRole("option", { name: /sender\.name$/ }).click();
  await expect(frame(page)).toContainText("Dear Cara,");
  await expect(frame(page)).toContainText(sender);
  await expect(dialog).toContainText("For Cara");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save e-mail" }).click();
  await expect(page.getByRole("button", { name: "Preview E-mail.md of English" })).toBeVisible();
  await page.getByLabel("File for English").setInputFiles({ name: "Not a letter.docx", mimeType: "", buffer: Buffer.from("no") });
  await expect(page.getByRole("alert").filter({ hasText: "Not a letter.docx was not taken" })).toBeVisible();
  const letter = await wordFile("Dear «Contact_First_Name»,", "yours, «Company_Information_Name»");
  await page.getByLabel("File for English").setInputFiles({ name: "Invitation.docx", mimeType: "", buffer: letter });
  await page.getByRole("button", { name: "Preview Invitation.docx of English" }).click();
  await expect(frame(page, "Letter")).toContainText(`Dear Cara,yours, ${sender}`);
  await page.keyboard.press("Escape");
  await page.getByLabel("File for English").setInputFiles(`tests/fixtures/word/${realLetter}`);
  await page.getByRole("button", { name: `Preview ${realLetter} of English` }).click();
  await expect(frame(page, "Letter")).toContainText("Name: Cara Bell", { timeout: 4_000 }); // within two seconds, doubled for a machine that is shared
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Document of English" }).click();
  await page.getByRole("menuitem", { name: "Versions…" }).click();
  await expect(dialog.getByRole("listitem")).toHaveCount(3);
  await page.keyboard.press("Escape");
  await expectAccessible(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Document of English" }).click();
  await page.getByRole("menuitem", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe(realLetter);
});

for (const width of [1440, 390]) {
  test(`SEG-LANG-001 a segment and one of its lines get documents of their own, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await signIn(page, people.marketer);
    const segmentNo = await givenWorksheet(context, ["P101", "P201", "P202"], { description: `Letters at ${width}` });
    await page.goto(`${winnow.url}/segments/${segmentNo}`);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Documents" }).click();
    const documents = pane(page, "Documents");
    const english = documents.getByRole("listitem").filter({ hasText: "ENU" });
    await expect(english).toContainText("2 lines");
    await expect(documents.getByRole("listitem").filter({ hasText: "DEU" })).toContainText("1 line");
    await english.getByLabel("Subject").fill("Spring");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("region", { name: "Messages" })).toContainText("English changed.");
    await english.getByRole("button", { name: "Document of English" }).click();
    await page.getByRole("menuitem", { name: "Edit the e-mail…" }).click();
    const editor = page.getByRole("dialog", { name: /E-mail, English/ });
    await expect(editor.getByLabel("E-mail", { exact: true })).toHaveValue(/Good day/);
    await editor.getByLabel("E-mail", { exact: true }).fill("Our own words for {{contact.name}}.\n\n{{line.personalText}}");
    await expect(frame(page)).toContainText("Our own words for");
    await expectAccessible(page);
    await editor.getByRole("button", { name: "Save e-mail" }).click();
    await expect(english).toContainText("The segment’s own copy");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("table", { name: "Segment lines" }).getByRole("button", { name: "Cara Bell" }).click();
    const line = pane(page, "Line");
    await expect(line).toContainText("The segment’s own, in ENU");
    await line.getByRole("button", { name: "Change personal text: none" }).click();
    await line.getByLabel("Personal text").fill("See <b>you</b> soon");
    await page.keyboard.press("Control+Enter");
    await expect(line.getByRole("button", { name: "Change personal text: See <b>you</b> soon" })).toBeVisible();
    await line.getByRole("button", { name: "Preview E-mail.md of this line" }).click();
    await expect(frame(page)).toHaveText(/Our own words for Cara Bell\.\s*See <b>you<\/b> soon/);
    await expect(page.getByRole("dialog", { name: "E-mail.md" })).toContainText("Spring");
    await page.keyboard.press("Escape");
    await line.getByLabel("File for this line").setInputFiles({ name: "Map.pdf", mimeType: "", buffer: Buffer.from("a map") });
    await expect(line).toContainText("Of this line alone");
    await expectAccessible(page);
    await line.getByRole("button", { name: "Document of this line" }).click();
    await page.getByRole("menuitem", { name: "Back to the segment’s" }).click();
    await expect(line).toContainText("The segment’s own, in ENU");
  });
}

test("a segment’s e-mail is written by keyboard alone", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, people.marketer);
  const segmentNo = await givenWorksheet(context, ["P101", "P201"], { description: "By keyboard" });
  await page.goto(`${winnow.url}/segments/${segmentNo}`);
  await pressUntil(page, "p", pane(page, "Documents"));
  const more = pane(page, "Documents").getByRole("button", { name: "Document of German" });
  await expect(more).toBeVisible();
  for (let tabs = 0; tabs < 150 && !(await more.evaluate((element) => element === document.activeElement)); tabs += 1)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Preview" })).toBeVisible();
  await page.keyboard.type("Edit");
  await page.keyboard.press("Enter");
  const editor = page.getByRole("dialog", { name: /E-mail, German/ });
  const text = editor.getByLabel("E-mail", { exact: true });
  await expect(text).toHaveValue(/Guten Tag/);
  for (let tabs = 0; tabs < 20 && !(await text.evaluate((element) => element === document.activeElement)); tabs += 1)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Hallo {{Vorname}}");
  await expect(frame(page)).toHaveText("Hallo Anna");
  await page.keyboard.press("Control+Enter");
  await expect(editor).toBeHidden();
  await expect(pane(page, "Documents").getByRole("listitem").filter({ hasText: "DEU" })).toContainText("The segment’s own copy");
});

test("SEG-LOG-001 an interaction shows the very version that was logged; groups and salutations are maintained", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const segmentNo = await givenWorksheet(context, ["P201"], { description: "Logged" });
  value(await press(context, segmentNo));
  const entries = async () =>
    (await db.pool.query<{ no: string }>("select entry_no::text as no from interaction_log_entry where segment_no = $1", [segmentNo])).rows;
  await expect.poll(async () => (await entries()).length).toBe(1);
  const [entry] = await entries();
  await db.pool.query("update interaction_template_language set document_id = null where interaction_template_code = 'LETTER'");
  await signIn(page, people.admin);
  await page.goto(`${winnow.url}/interaction-log-entries/${entry?.no}`);
  await page.getByRole("button", { name: "Preview E-mail.md of this interaction" }).click();
  await expect(frame(page)).toContainText("Good day, Cara Bell.");
  await page.keyboard.press("Escape");
  await expectAccessible(page);
  await page.goto(`${winnow.url}/interaction-groups`);
  await page.getByRole("button", { name: "New group" }).click();
  await page.getByRole("dialog").getByLabel("Description").fill("Trade fairs");
  await page.getByRole("dialog").getByLabel("Code").fill("fairs");
  await page.getByRole("dialog").getByRole("button", { name: "Make group" }).click();
  await page.getByRole("table", { name: "Interaction groups" }).getByRole("button", { name: "Trade fairs" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("table", { name: "Interaction groups" }).getByText("Trade fairs")).toHaveCount(0);
  await page.goto(`${winnow.url}/salutations`);
  await page.getByRole("button", { name: "New greeting" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Salutation" }).click();
  await page.getByRole("option", { name: /Female/ }).click();
  await dialog.getByRole("combobox", { name: "Language" }).click();
  await page.keyboard.type("germ");
  await page.getByRole("option", { name: /^DEU/ }).click();
  await dialog.getByLabel("Greeting").fill("Sehr geehrte Frau %1,");
  await expect(dialog.getByRole("status")).toContainText("Sehr geehrte Frau Lind,");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save greeting" }).click();
  await expect(page.getByRole("table", { name: "Salutations" })).toContainText("Sehr geehrte Frau Lind,");
  await expectAccessible(page);
});
