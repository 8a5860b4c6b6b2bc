import { expect, type Page, test } from "@playwright/test";
import { deleteContacts } from "@/lib/contact-upkeep/delete-contacts";
import { findMergeEffect } from "@/lib/contact-upkeep/find-merge-effect";
import { findContact } from "@/lib/contacts/find-contact";
import { listContacts } from "@/lib/contacts/list-contacts";
import { addLines } from "@/lib/segmentation/add-lines";
import { createSegment } from "@/lib/segmentation/create-segment";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { expectAccessible } from "../../support/accessible";
import { type DemoWinnow, startDemoWinnow } from "../../support/demo-winnow";
import { look } from "../../support/look";
import { givenPerson } from "../../support/people";

test.describe.configure({ timeout: 120_000 });

let winnow: DemoWinnow;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  winnow = await startDemoWinnow();
});
test.afterAll(() => winnow.stop());
test.beforeEach(({ context }) => winnow.signIn(context));

const messages = (page: Page) => page.getByRole("region", { name: "Messages" });
const rows = (page: Page) => page.getByRole("table", { name: "Contacts" }).locator("tbody tr");

/** At both widths, back to the wide one. */
async function expectNoViolations(page: Page): Promise<void> {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
  }
}

/** Opens the menu of a contact's page and chooses from it, with the mouse. */
async function choose(page: Page, contactNo: string, item: string): Promise<void> {
  await page.goto(`${winnow.url}/contacts/${contactNo}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** Searches the other company in the dialog by its number and chooses it. */
async function pick(page: Page, { no, name }: { no: string; name: string }): Promise<void> {
  await page.getByRole("combobox", { name: "The other company" }).click();
  await page.keyboard.type(no);
  await page.getByRole("option", { name }).click();
  await expect(page.getByRole("listbox")).toHaveCount(0);
}

/** Companies with at least `persons` persons, by number, and the numbers of those persons. */
async function companyWith(persons: number, skip = 0) {
  const { rows: found } = await winnow.db.pool.query<{ no: string; name: string; persons: string[] }>(
    `select c.contact_no as no, c.name, array_agg(p.contact_no order by p.contact_no) as persons
     from contact c join contact p on p.company_id = c.id and p.id <> c.id
     group by c.id having count(*) >= $1 order by c.contact_no offset $2 limit 1`,
    [persons, skip],
  );
  const [company] = found;
  if (!company) throw new Error("the demo company has no such company");
  return company;
}

async function worksheetOf(description: string, contactNos: string[]): Promise<string> {
  const created = await createSegment(winnow.context, { description });
  if (!created.ok) throw new Error(created.error.code);
  const { segmentNo } = created.value;
  const added = await addLines(winnow.context, { segmentNo, contacts: { contactNos }, ignoreExclusion: true });
  if (!added.ok) throw new Error(added.error.code);
  return segmentNo;
}
const linesOf = async (segmentNo: string) => (await listSegmentLines(winnow.context, { segmentNo }))?.lines.map((line) => line.contactNo);

test("deleting a company names what goes with it, takes its persons along and says what happened", async ({ page }) => {
  const company = await companyWith(2);
  const [first = ""] = company.persons;
  const other = await companyWith(1, 5);
  const segmentNo = await worksheetOf("Delete me from here", [company.no, first, other.no]);
  await choose(page, company.no, "Delete company");
  const dialog = page.getByRole("alertdialog", { name: `Delete ${company.name}?` });
  const going = company.persons.length + 1;
  await expect(dialog).toContainText(`${company.persons.length}persons go with the company`);
  await expect(dialog.getByRole("listitem").filter({ hasText: "Delete me from here" }).last()).toContainText("2 contacts");
  await expect(dialog.getByRole("link", { name: `${segmentNo} Delete me from here` })).toHaveAttribute("href", `/segments/${segmentNo}`);
  await expect(dialog).toContainText("in the log, with the names of the time and what was sent");
  await expect(dialog).toContainText("This cannot be undone.");
  await expectNoViolations(page);
  await dialog.getByRole("button", { name: "Keep as it is" }).click();
  await expect(dialog).toBeHidden();
  expect(await findContact(winnow.context, { contactNo: company.no })).not.toBeNull();

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete company" }).click();
  await dialog.getByRole("button", { name: `Delete ${going} contacts` }).click();
  await expect(page).toHaveURL(`${winnow.url}/contacts`);
  await expect(messages(page)).toContainText(`${going} contacts deleted: ${company.name} and ${company.persons.length} persons`);
  expect(await findContact(winnow.context, { contactNo: first })).toBeNull();
  expect(await linesOf(segmentNo)).toEqual([other.no]);
  await page.goto(`${winnow.url}/contacts/${company.no}`);
  await expect(page.getByRole("heading", { name: "There is no such contact" })).toBeVisible();
});

test("deletes by the keyboard alone", async ({ page }) => {
  const { persons } = await companyWith(2, 8);
  const [contactNo = ""] = persons;
  await page.goto(`${winnow.url}/contacts/${contactNo}`);
  const menu = page.getByRole("button", { name: "More actions" });
  await menu.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Merge with…" }).waitFor();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Delete person" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Delete 1 contact" })).not.toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Merge with…" }).waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Delete 1 contact" })).not.toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Control+Enter");
  await expect(messages(page)).toContainText("1 contact deleted");
  expect(await findContact(winnow.context, { contactNo })).toBeNull();
});

test("a contact that somebody deleted meanwhile is named, and nothing else happens", async ({ page }) => {
  const { no } = await companyWith(1, 10);
  await page.goto(`${winnow.url}/contacts/${no}`);
  await deleteContacts(winnow.context, { contactNos: [no] });
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete company" }).click();
  await expect(page.getByRole("alert")).toContainText(`There is no contact ${no} any more. Somebody deleted or merged it meanwhile.`);
  await page.getByRole("button", { name: "Keep as it is" }).click();
  await expect(page).toHaveURL(`${winnow.url}/contacts`);
  await page.goto(`${winnow.url}/contacts/CT-nobody`);
  await expect(page.getByRole("heading", { name: "There is no such contact" })).toBeVisible();
  await expect(page.getByText("deleted or merged with another")).toBeVisible();
});

test("persons who came to the company while the question stood are not deleted unseen", async ({ page }) => {
  const company = await companyWith(1, 12);
  await choose(page, company.no, "Delete company");
  const before = company.persons.length + 1;
  await expect(page.getByRole("button", { name: `Delete ${before} contacts` })).not.toHaveAttribute("aria-disabled", "true");
  await winnow.db.pool.query(
    `insert into contact (contact_no, type, name, company_id, company_no, company_name)
     select 'LATE1', 'person', 'Late Larry', id, contact_no, name from contact where contact_no = $1`,
    [company.no],
  );
  await page.getByRole("button", { name: `Delete ${before} contacts` }).click();
  await expect(page.getByRole("alert")).toContainText(`${before + 1} contacts would go by now`);
  await page.getByRole("button", { name: `Delete ${before + 1} contacts` }).click();
  await expect(messages(page)).toContainText(`${before + 1} contacts deleted`);
});

test("merging lays two side by side, says what is taken over, and can be turned around", async ({ page }) => {
  const mine = await companyWith(1, 14);
  const theirs = await companyWith(1, 16);
  const segmentNo = await worksheetOf("Where they merge", [mine.no, theirs.no]);
  await winnow.db.pool.query("update contact set email = null, phone_no = null where contact_no = $1", [mine.no]);
  await winnow.db.pool.query("update contact set email = 'theirs@merge.test', phone_no = '555' where contact_no = $1", [theirs.no]);
  const effect = await findMergeEffect(winnow.context, { keep: theirs.no, contactNos: [mine.no] });
  await choose(page, mine.no, "Merge with…");
  const dialog = page.getByRole("dialog", { name: "Merge with…" });
  await expect(dialog.getByRole("button", { name: /^Merge/ })).toBeDisabled();
  await pick(page, mine);
  await expect(dialog.getByRole("alert")).toContainText(`${mine.no} cannot be merged with itself`);
  await pick(page, theirs);
  const table = dialog.getByRole("table", { name: "Side by side" });
  await expect(table).toContainText("theirs@merge.test");
  const taken = dialog.getByRole("region", { name: "Taken over" });
  await expect(taken).toContainText(`${mine.name} takes over`);
  await expect(taken).toContainText("theirs@merge.test");
  await expect(dialog.getByRole("region", { name: "What it touches" })).toContainText("Where they merge");
  await expectNoViolations(page);

  await table.getByRole("radio", { name: theirs.name }).check();
  await expect(taken).toContainText(`${theirs.name} takes over`);
  await expect(taken).not.toContainText("theirs@merge.test");
  await dialog.getByRole("button", { name: "Merge 2 contacts" }).click();
  await expect(page).toHaveURL(`${winnow.url}/contacts/${theirs.no}`);
  const worksheets = effect.ok ? effect.value.segments.length : 0;
  await expect(messages(page)).toContainText(`2 contacts merged. ${theirs.name} stays. ${worksheets} worksheet`);
  expect(await findContact(winnow.context, { contactNo: mine.no })).toBeNull();
  expect(await linesOf(segmentNo)).toEqual([theirs.no]);
  expect((await findContact(winnow.context, { contactNo: theirs.no }))?.people?.total).toBe(mine.persons.length + theirs.persons.length);
});

test("merges by the keyboard alone", async ({ page }) => {
  const { contacts } = await listContacts(winnow.context, { type: "person", order: "contactNo", last: true, limit: 4 });
  const [mine, theirs] = contacts;
  if (!mine || !theirs) throw new Error("too few persons");
  await page.goto(`${winnow.url}/contacts/${mine.contactNo}`);
  await page.getByRole("button", { name: "More actions" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Merge with…" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "The other person" })).toBeFocused();
  await page.keyboard.type(theirs.contactNo);
  await page.getByRole("option", { name: theirs.name }).waitFor();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Taken over" })).toContainText(`${mine.name} takes over`);
  await page.keyboard.press("Control+Enter");
  await expect(messages(page)).toContainText(`2 contacts merged. ${mine.name} stays.`);
  await expect(page).toHaveURL(`${winnow.url}/contacts/${mine.contactNo}`);
  expect(await findContact(winnow.context, { contactNo: theirs.contactNo })).toBeNull();
});

test("contacts are selected in the list, merged and deleted; companies are not merged with people", async ({ page }) => {
  await page.goto(`${winnow.url}/contacts?type=person&sort=name`);
  const names = await rows(page).getByRole("link").allTextContents();
  await rows(page).nth(0).getByRole("checkbox").check();
  await rows(page).nth(1).getByRole("checkbox").check();
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar).toContainText("2 selected");
  await bar.getByRole("button", { name: "Merge" }).click();
  const dialog = page.getByRole("dialog", { name: "Merge 2 contacts" });
  await expect(dialog.getByRole("radio")).toHaveCount(2);
  await dialog.getByRole("button", { name: "Merge 2 contacts" }).click();
  await expect(messages(page)).toContainText(`2 contacts merged. ${names[0]} stays.`);
  await expect(page).toHaveURL(/\/contacts\/[^?]+$/);

  await page.goto(`${winnow.url}/contacts?type=person&sort=name`);
  await expect(async () => {
    await page.keyboard.press("j"); // again while the page is not listening yet
    await expect(rows(page).first().locator(":focus")).toHaveCount(1, { timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(bar).toContainText("2 selected");
  await expectNoViolations(page);
  await bar.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("alertdialog", { name: "Delete 2 contacts?" }).getByRole("button", { name: "Delete 2 contacts" }).click();
  await expect(messages(page)).toContainText("2 contacts deleted");
  await expect(bar).toBeHidden();

  await page.goto(`${winnow.url}/contacts`);
  const kinds = await rows(page)
    .locator("svg[aria-label]")
    .evaluateAll((icons) => icons.map((icon) => icon.getAttribute("aria-label")));
  for (const kind of ["Company", "Person"]) await rows(page).nth(kinds.indexOf(kind)).getByRole("checkbox").check();
  await bar.getByRole("button", { name: "Merge" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("Companies merge with companies, people with people.");
  await expect(page.getByRole("dialog").getByRole("button", { name: "Merge 2 contacts" })).toBeDisabled();
});

for (const width of [1440, 390]) {
  test(`all who match are deleted by a worker, however many, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await winnow.db.pool.query(
      "insert into contact (contact_no, type, name) select $1 || n, 'person', 'Zelda ' || $1 || ' ' || n from generate_series(1, 1100) n",
      [`Z${width}-`],
    );
    await page.goto(`${winnow.url}/contacts?search=zelda`);
    await rows(page).first().getByRole("checkbox").check();
    const bar = page.getByRole("region", { name: "Selection" });
    await bar.getByRole("button", { name: "All 1,100" }).click();
    await bar.getByRole("button", { name: "Delete" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Delete 1,100 contacts?" });
    await expect(dialog).toContainText("and 1,097 more");
    await look(page, "delete-many");
    await expect(dialog.getByRole("button", { name: "Delete 1,100 contacts" })).not.toHaveAttribute("aria-disabled", "true");
    if (width > 640) await dialog.getByRole("button", { name: "Delete 1,100 contacts" }).click();
    else await page.keyboard.press("Control+Enter");
    await expect(messages(page)).toContainText("1,100 contacts are being deleted. You can go on meanwhile");
    await expect(messages(page)).toContainText("1,100 contacts deleted.", { timeout: 30_000 });
    await expect(page.getByText("Nobody is found by “zelda”")).toBeVisible();
    expect((await listContacts(winnow.context, { search: "zelda" })).matching?.count).toBe(0);
  });
}

test("who may not edit contacts sees neither", async ({ browser }) => {
  const mara = await givenPerson(winnow.db, "marketer");
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${winnow.url}/sign-in?from=/contacts`);
  await page.getByLabel("E-mail address").fill(mara.email);
  await page.getByRole("textbox", { name: "Password" }).fill(mara.password);
  await page.keyboard.press("Enter");
  await expect(rows(page).first()).toBeVisible();
  await page.getByRole("checkbox").nth(1).check();
  await expect(page.getByRole("button", { name: /consent/i })).toBeVisible();
  await expect(page.getByRole("button", { name: /^(Delete|Merge)/ })).toHaveCount(0);
  await rows(page).first().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Interactions" })).toBeVisible();
  await expect(page.getByRole("button", { name: "More actions" })).toHaveCount(0);
  await context.close();
});
