import { expect, type Page, test } from "@playwright/test";
import type { Database } from "@/lib/db/client";
import { expectAccessible } from "../../support/accessible";
import { actAs, closeDatabase, databaseUnderTest, givenPerson, type Person } from "../../support/people";

let db: Database;
let ada: Person;
test.beforeAll(async () => {
  db = databaseUnderTest();
  ada = await givenPerson(db, "admin");
});
test.afterAll(() => closeDatabase(db));

const choose = (page: Page, name: string, content: string | Buffer) =>
  page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
const outcome = (page: Page, label: string) => page.locator("dl > div").filter({ hasText: label }).locator("dd");

test("a file is chosen, its columns are looked at, and every row is accounted for", async ({ page }) => {
  await actAs(page.context(), ada);
  const mark = `m${Date.now()}`;
  const rows = Array.from(
    { length: 30 },
    (_, n) => `Ann${n},Berg ${mark},Acme ${mark},Aarhus,${n === 4 ? "Atlantis" : "DK"},ann${n}.${mark}@example.com`,
  );
  await page.goto("/import");
  await choose(page, "people.csv", ["first_name,last_name,company_name,city,country,email", ...rows].join("\r"));
  await expect(page.getByRole("heading", { name: "people.csv" })).toBeVisible();
  await expect(page.getByText("CR", { exact: true })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "last_name" })).toContainText("Surname");
  await expect(page.getByRole("row").filter({ hasText: "country" })).toContainText("Row 5: This country is not known.");
  await expectAccessible(page);

  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Every row is one of these")).toBeVisible({ timeout: 30_000 });
  await expect(outcome(page, "Created")).toHaveText("29");
  await expect(outcome(page, "Refused")).toHaveText("1");
  await expect(outcome(page, "Rows in the file")).toHaveText("30");
  await expect(page.getByText("1 company was made for people")).toBeVisible();
  const refused = page.getByRole("table", { name: "Refused rows" }).getByRole("row");
  await expect(refused.nth(1)).toContainText("6");
  await expect(refused.nth(1)).toContainText("Atlantis");
  await expectAccessible(page);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "1 refused row as CSV" }).click();
  expect((await download).suggestedFilename()).toBe("people, refused rows.csv");

  await page.getByRole("link", { name: "See contacts" }).click();
  await page.getByRole("searchbox", { name: "Find a contact" }).fill(`ann7 ${mark}`);
  await page.getByRole("link", { name: `Ann7 Berg ${mark}` }).click();
  await expect(page.getByRole("heading", { name: `Ann7 Berg ${mark}` })).toBeVisible();
  await expect(page.getByRole("link", { name: `Acme ${mark}` }).first()).toBeVisible();
});

test("a mapping can be changed, and the numbers of a second import say what was known", async ({ page }) => {
  await actAs(page.context(), ada);
  const mark = `m${Date.now()}`;
  await page.goto("/import");
  await choose(page, "odd.csv", `Who;Where;Key\nBo Dahl ${mark};Odense;K-${mark}\n`);
  await expect(page.getByRole("row").filter({ hasText: "Who" })).toContainText("Not imported");
  for (const [column, field] of [
    ["Who", "Name"],
    ["Where", "City"],
    ["Key", "External ID"],
  ] as const) {
    await page.getByRole("combobox", { name: `Field for ${column}` }).click();
    await page.getByRole("option", { name: field, exact: true }).click();
    await expect(page.getByRole("listbox")).toHaveCount(0); // closed before the next one opens
  }
  await page.getByRole("button", { name: "Import 3 of 3 columns" }).click();
  await expect(outcome(page, "Created")).toHaveText("1", { timeout: 30_000 });
  await page.goto("/import");
  await choose(page, "again.csv", `Name,City,External ID\nBo Dahl ${mark},Vejle,K-${mark}\n`);
  await page.getByRole("button", { name: "Import 3 of 3 columns" }).click();
  await expect(outcome(page, "Updated")).toHaveText("1", { timeout: 30_000 });
});

test("files that cannot be read are refused in words, and nothing is written", async ({ page }) => {
  await actAs(page.context(), ada);
  const contacts = await db.prisma.contact.count();
  for (const [name, content, words] of [
    ["empty.csv", "", "empty.csv is empty"],
    ["header.csv", "Name,City\n", "no row below it"],
    ["picture.csv", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), "This is no text file"],
    ["twice.csv", "Name,name\na,b\n", "have the same heading"],
    ["open.csv", 'Name,City\n"Acme,York\n', "opens a quotation mark that is never closed"],
  ] as const) {
    await page.goto("/import");
    await choose(page, name, content);
    await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
  }
  await expectAccessible(page);
  expect(await db.prisma.contact.count()).toBe(contacts);
});

test("a file of 2 GB is refused at once, before anything is sent", async ({ page }) => {
  await actAs(page.context(), ada);
  await page.goto("/import");
  const sent: string[] = [];
  page.on("request", (request) => request.url().includes("/api/uploads") && sent.push(request.url()));
  await page.locator("input[type=file]").evaluate((input: HTMLInputElement) => {
    const file = new File(["x"], "huge.csv");
    Object.defineProperty(file, "size", { value: 2 * 1024 ** 3 });
    const transfer = new DataTransfer();
    transfer.items.add(file);
    Object.defineProperty(input, "files", { value: { item: () => file } });
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await expect(page.getByRole("alert").filter({ hasText: "2 GB; 1 GB is the most that is taken" })).toBeVisible();
  expect(sent).toEqual([]);
});

test("scripts in a file stay text on every page that shows them", async ({ page }) => {
  await actAs(page.context(), ada);
  const mark = `x${Date.now()}`;
  const nasty = `<img src=x onerror="window.hacked=1">${mark}`;
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto("/import");
  await choose(
    page,
    `${mark}<script>alert(1)<.csv`,
    `"<b>Name</b>",City,Country\n"${nasty.replaceAll('"', '""')}","<script>alert(2)</script>",DK\n"${mark} bad",x,"<svg onload=alert(3)>"\n`,
  );
  await page.getByRole("combobox", { name: "Field for <b>Name</b>" }).click();
  await page.getByRole("option", { name: "Name", exact: true }).click();
  await page.getByRole("button", { name: "Import 3 of 3 columns" }).click();
  await expect(outcome(page, "Created")).toHaveText("1", { timeout: 30_000 });
  await page.goto(`/contacts?search=${mark}`);
  await page.getByRole("link", { name: nasty }).click();
  await expect(page.getByRole("heading", { name: nasty })).toBeVisible();
  await page.goto("/import");
  await expect(page.getByText(`${mark}<script>alert(1)<.csv`)).toBeVisible();
  expect(await page.evaluate("window.hacked")).toBeUndefined();
  expect(dialogs).toEqual([]);
});

test("an import that was given up says what is left, and goes on to its end", async ({ page }) => {
  await actAs(page.context(), ada);
  const mark = `g${Date.now()}`;
  await page.goto("/import");
  await choose(page, "stopped.csv", `Name,External ID\nBo ${mark},${mark}-1\nIb ${mark},${mark}-2\n`);
  await page.getByRole("button", { name: "Import 2 of 2 columns" }).click();
  await expect(outcome(page, "Created")).toHaveText("2", { timeout: 30_000 });
  const importId = page.url().split("/").at(-1) ?? "";
  // As a worker leaves it that was killed at every attempt, after the first row.
  const upload = await db.pool.query(
    `insert into upload (file_name, declared_size, user_id, complete, sha256) values ('stopped.csv', $2, $1, true, 'x') returning id`,
    [ada.userId, `Name,External ID\nBo ${mark},${mark}-1\nIb ${mark},${mark}-2\n`.length],
  );
  await db.pool.query("insert into upload_part (upload_id, part_no, content) values ($1, 0, $2)", [
    upload.rows[0]?.id,
    Buffer.from(`Name,External ID\nBo ${mark},${mark}-1\nIb ${mark},${mark}-2\n`),
  ]);
  await db.pool.query("delete from contact where external_id = $1", [`${mark}-2`]);
  await db.pool.query(
    `update contact_import set finished_at = null, created = 1, upload_id = $2,
       options = jsonb_set(options, '{checkpoint}', '{"pass": "company", "afterLine": 2, "companiesCreated": 0}') where id = $1`,
    [importId, upload.rows[0]?.id],
  );
  await db.pool.query(
    `update job set state = 'failed', error = '{"code": "fault", "message": "This did not work."}' from contact_import i where i.id = $1 and job.id = i.job_id`,
    [importId],
  );
  await page.reload();
  await expect(page.getByText("1 row was not reached.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(outcome(page, "Created")).toHaveText("2", { timeout: 30_000 });
  await expect(page.getByRole("button", { name: "Go on" })).toHaveCount(0);
  expect(await db.prisma.contact.count({ where: { externalId: { startsWith: mark } } })).toBe(2);
});
