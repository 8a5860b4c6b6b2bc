import { readFileSync } from "node:fs";
import { type Download, expect, type Page, test } from "@playwright/test";
import { addLines } from "@/lib/segmentation/add-lines";
import { changeLines } from "@/lib/segmentation/change-lines";
import { createSegment } from "@/lib/segmentation/create-segment";
import { givenLetter, giveTemplate } from "../../integration/documents/given";
import { expectAccessible } from "../../support/accessible";
import { type OwnWinnow, startOwnWinnow } from "../../support/demo-winnow";
import { textOf } from "../../support/docx";
import { canConvert, pagesOfPdf } from "../../support/libre-office";
import { readZipFiles } from "../../support/read-zip";

test.describe.configure({ mode: "serial" });

let winnow: OwnWinnow;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  winnow = await startOwnWinnow();
  await winnow.db.pool.query(`
    insert into salesperson (code, name) values ('JO', 'Jim Olive');
    insert into language (code, name) values ('ENU', 'English') on conflict do nothing;
    insert into interaction_group (code, description) values ('PAPER', 'Letters on paper');
    insert into interaction_template (code, description, interaction_group_code, correspondence_type, language_code)
      values ('PAPER', 'Spring letter', 'PAPER', 'hard_copy', 'ENU');
    insert into interaction_template_language (interaction_template_code, language_code) values ('PAPER', 'ENU');
    insert into contact (contact_no, type, name, search_name, address, post_code, city, salesperson_code) values
      ('A1', 'person', 'Anna Alt', 'ANNA ALT', '1 Alder Road', '30', 'Aarhus', 'JO'),
      ('B1', 'person', 'Ben Amsel', 'BEN AMSEL', '2 Birch Road', '20', 'Bath', 'JO'),
      ('C1', 'person', 'Cara Bell', 'CARA BELL', '3 Cedar Road', '10', 'Cork', 'JO'),
      ('D1', 'person', 'Dan Brown', 'DAN BROWN', null, null, null, 'JO')`);
  await giveTemplate(winnow.context, "PAPER", "ENU", await givenLetter(winnow.context, "Dear +++contact.name+++,", "Spring is here."));
});
test.afterAll(() => winnow.stop());
test.beforeEach(async ({ context }) => winnow.signIn(context));

/** A worksheet of these people that goes out by hard copy, with a word for Cara. */
async function givenWorksheet(description: string, contactNos: string[]): Promise<string> {
  const created = await createSegment(winnow.context, { description, interactionTemplateCode: "PAPER" });
  if (!created.ok) throw new Error(created.error.code);
  const { segmentNo } = created.value;
  await addLines(winnow.context, { segmentNo, contacts: { contactNos } });
  const set = { personalText: "A word for Cara." };
  await changeLines(winnow.context, { segmentNo, which: { lines: [{ contactNo: "C1" }] }, set, inherit: [] });
  return segmentNo;
}

async function look(page: Page, name: string) {
  if (!process.env.WINNOW_LOOK) return;
  await page.screenshot({ path: `tests/.output/look/letters-${name}.png` });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.screenshot({ path: `tests/.output/look/letters-${name}-dark.png` });
  await page.emulateMedia({ colorScheme: "light" });
}

const bytesOf = async (download: Download): Promise<Buffer> => readFileSync(await download.path());
/** The file that a press saves. */
async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent("download");
  await press();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
}
const files = (page: Page) => page.getByRole("list", { name: "Files of letters" });

test("a segment is logged with its letters, which arrive as one Word file and as PDF, by post code, with what became of each", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const segmentNo = await givenWorksheet("Spring letter", ["A1", "B1", "C1", "D1"]);
  await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
  await page.getByRole("checkbox", { name: "Make the letters of 4 hard copy lines" }).check();
  await page.getByRole("button", { name: "One Word file" }).click();
  await expectAccessible(page);
  await look(page, "check-1440");
  await page.getByRole("button", { name: /^Log 4 interactions/ }).click();
  await page.getByRole("link", { name: /^Fetch 4 letters/ }).click();
  await expect(page.getByText("3 of 4 letters made, 1 left out.")).toBeVisible();
  const word = await saved(page, () => files(page).getByRole("link", { name: "Letters, Spring letter.docx" }).click());
  expect(word.name).toBe("Letters, Spring letter.docx");
  const lines = textOf(word.bytes);
  expect(lines.filter((line) => line.startsWith("Dear"))).toEqual(["Dear Anna Alt,", "Dear Ben Amsel,", "Dear Cara Bell,"]);
  expect(lines.filter((line) => line === "A word for Cara.")).toHaveLength(1);
  const table = page.getByRole("table", { name: "Letters" });
  await expect(table.getByRole("row", { name: /Dan Brown/ })).toContainText("No postal address");

  await page.getByRole("button", { name: "By country and post code" }).click();
  await expect(page.getByRole("link", { name: "Labels" })).toHaveAttribute("href", `/print/segments/${segmentNo}/labels?order=post`);
  if (canConvert) {
    await page.getByRole("button", { name: "PDF", exact: true }).click();
    await page.getByRole("button", { name: "Make 4 letters" }).click();
    const pdf = await saved(page, () => files(page).getByRole("link", { name: "Letters, Spring letter.pdf" }).click());
    const pages = await pagesOfPdf(pdf.bytes);
    expect(pages.map(([first]) => first)).toEqual(["Dear Cara Bell,", "Dear Ben Amsel,", "Dear Anna Alt,"]);
  }
  await expectAccessible(page);
  await look(page, "tab-1440");

  await table.getByRole("link", { name: "Anna Alt" }).click();
  const letter = page.getByRole("region", { name: "Letter" });
  await expect(letter.getByText("Made", { exact: true }).first()).toBeVisible();
  const one = await saved(page, () => letter.getByRole("link", { name: "The letter as it was made" }).click());
  expect(textOf(one.bytes).slice(0, 2)).toEqual(["Dear Anna Alt,", "Spring is here."]);
  await expectAccessible(page);
  await look(page, "entry-1440");
});

test("on a phone the letters are made after the log, a file each", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const segmentNo = await givenWorksheet("Summer letter", ["A1", "C1"]);
  await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
  await page.getByRole("button", { name: /^Log 2 interactions/ }).click();
  await page.getByRole("link", { name: /^Make 2 letters/ }).click();
  await page.getByRole("button", { name: "Word files in a ZIP" }).click();
  await look(page, "empty-390");
  await page.getByRole("button", { name: "Make 2 letters" }).click();
  const zip = await saved(page, () => files(page).getByRole("link", { name: "Letters, Summer letter.zip" }).click());
  const letters = readZipFiles(zip.bytes);
  expect([...letters.keys()]).toEqual(["1 Anna Alt.docx", "2 Cara Bell.docx"]);
  expect(textOf(letters.get("2 Cara Bell.docx") ?? Buffer.alloc(0))).toEqual([
    "Dear Cara Bell,",
    "Spring is here.",
    "A word for Cara.",
    "Yours",
  ]);
  await expectAccessible(page);
  await look(page, "tab-390");
});

test("by keyboard alone a segment is logged, its letters made and saved", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const segmentNo = await givenWorksheet("Autumn letter", ["C1"]);
  await page.goto(`${winnow.url}/segments/${segmentNo}/log`);
  const choice = page.getByRole("checkbox", { name: "Make the letters of 1 hard copy line" });
  await choice.focus();
  await page.keyboard.press("Space");
  await expect(choice).toBeChecked();
  await page.getByRole("button", { name: "One Word file" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("link", { name: /^Fetch 1 letter/ }).focus();
  await page.keyboard.press("Enter");
  const file = files(page).getByRole("link", { name: "Letters, Autumn letter.docx" });
  await file.focus();
  const word = await saved(page, () => page.keyboard.press("Enter"));
  expect(textOf(word.bytes)[0]).toBe("Dear Cara Bell,");
});
