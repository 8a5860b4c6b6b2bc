import { expect, type Page, test } from "@playwright/test";
import { contextOf } from "@/lib/access/context";
import { closeDatabase, type Database, openDatabase } from "@/lib/db/client";
import { addLines } from "@/lib/segmentation/add-lines";
import { createSegment } from "@/lib/segmentation/create-segment";
import { expectAccessible } from "../support/accessible";
import { givenBaseWorld } from "../support/base-world";
import { type FreshWinnow, startFreshWinnow } from "../support/fresh-winnow";
import { givenPerson, type Person } from "../support/people";

let winnow: FreshWinnow;
let db: Database;
let mara: Person;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  winnow = await startFreshWinnow();
  db = openDatabase(winnow.databaseUrl, { connections: 3 });
  await givenBaseWorld(db);
  mara = await givenPerson(db, "marketer");
});
test.afterAll(async () => {
  await closeDatabase(db);
  await winnow.stop();
});

/** A worksheet with the lines of Anna Alt, Cara Bell and Dan Brown, open in the browser. */
async function openWorksheet(page: Page, description: string, search = ""): Promise<string> {
  const { rows } = await db.pool.query<{ id: string }>("select id from app_user where email = $1", [mara.email]);
  const context = await contextOf(db, rows[0]?.id ?? "", new Date());
  if (!context) throw new Error("Mara is gone.");
  const segment = await createSegment(context, { description, interactionTemplateCode: "LETTER", salespersonCode: "PS" });
  if (!segment.ok) throw new Error(segment.error.code);
  const { segmentNo } = segment.value;
  await addLines(context, { segmentNo, contacts: { contactNos: ["P101", "P201", "P202"] } });
  await page.goto(`${winnow.url}/sign-in`);
  await page.getByLabel("E-mail address").fill(mara.email);
  await page.getByRole("textbox", { name: "Password" }).fill(mara.password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${winnow.url}/segments`);
  await page.goto(`${winnow.url}/segments/${segmentNo}${search}`);
  await page.getByRole("heading", { name: description, level: 1 }).waitFor();
  return segmentNo;
}

const row = (page: Page, name: string) => page.getByRole("table", { name: "Segment lines" }).getByRole("row").filter({ hasText: name });
const messages = (page: Page) => page.getByRole("region", { name: "Messages" });
const line = (page: Page) => page.getByRole("complementary", { name: "Line" });
const facts = (page: Page) => page.getByRole("complementary", { name: "All facts" });

/** Messages lie over what is pressed next. */
async function closeMessages(page: Page): Promise<void> {
  const close = messages(page).getByRole("button", { name: "Close message" });
  while ((await close.count()) > 0) await close.first().click();
}

test("a line is changed in its drawer, many in a dialog, and the header reaches them when told so", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const segmentNo = await openWorksheet(page, "Lines that differ");
  await row(page, "Cara Bell").getByRole("button", { name: "Cara Bell" }).click();
  await line(page).getByRole("button", { name: "Change channel: Email" }).click();
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: "Phone" }).click();
  await expect(messages(page)).toContainText("1 line changed.");
  await expect(line(page)).toContainText("1 changed here");
  await line(page).getByRole("button", { name: "Change cost: £10.00" }).click();
  await page.keyboard.type("8.25");
  await page.keyboard.press("Enter");
  await expect(line(page).getByRole("button", { name: "Back to £10.00" })).toBeVisible();
  await expect(page.getByText("£28.25")).toBeVisible();
  await line(page).getByRole("button", { name: "Change template: LETTER" }).click();
  await page.keyboard.type("call");
  await page.getByRole("option", { name: /CALL/ }).click();
  await expect(line(page).getByRole("button", { name: "Change description: Outgoing call" })).toBeVisible();
  await line(page).getByRole("button", { name: "Change language: none" }).click();
  await page.keyboard.type("german");
  await page.getByRole("option", { name: /German/ }).click();
  await expect(line(page).getByRole("alert")).toContainText("Template CALL has no DEU");
  await expectAccessible(page);
  await line(page).getByRole("button", { name: "Back to LETTER" }).click();
  await expect(line(page).getByRole("button", { name: "Change description: Lines that differ" })).toBeVisible();

  await closeMessages(page);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Evaluation" }).check();
  await expect(page).toHaveURL(/columns=/);
  await page.keyboard.press("Escape");
  await page.getByRole("checkbox", { name: "Select the 3 on this page" }).check();
  await page.getByRole("button", { name: "Change…" }).click();
  const dialog = page.getByRole("dialog", { name: "Change 3 lines" });
  await expect(dialog).toContainText("Choose a value for channel.");
  await dialog.getByRole("combobox", { name: "Field" }).click();
  await page.getByRole("option", { name: "Evaluation" }).click();
  await dialog.getByRole("combobox", { name: "Evaluation" }).click();
  await page.getByRole("option", { name: "Positive", exact: true }).click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: /Change 3 lines/ }).click();
  await expect(messages(page)).toContainText("3 lines changed.");
  await expect(row(page, "Dan Brown")).toContainText("Positive");
  await messages(page).getByRole("button", { name: "Undo" }).last().click();
  await expect(messages(page)).toContainText("3 lines as before.");
  await expect(row(page, "Dan Brown")).not.toContainText("Positive");

  await page.getByRole("button", { name: "All facts" }).first().click();
  await expect(facts(page)).toContainText("1 line has its own");
  await facts(page).getByRole("button", { name: "All lines" }).click();
  await facts(page).getByLabel("Cost each").fill("12");
  await facts(page).getByLabel("Cost each").press("Tab");
  await expect(messages(page)).toContainText("1 line follows the header again.");
  await expect(page.getByText("£36.00")).toBeVisible();
  await messages(page).getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("£28.25")).toBeVisible();

  await page.goto(`${winnow.url}/segments/${segmentNo}?field=costLcy`);
  await expect(page.getByRole("table", { name: "Segment lines" }).getByRole("row")).toHaveCount(2);
  await expect(row(page, "Cara Bell")).toContainText("£8.25");
});

test("lines are changed by the keyboard alone, in the table and in bulk", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openWorksheet(page, "By keyboard", "?columns=channel,salesperson,cost");
  const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(row(page, "Anna Alt").getByRole("button", { name: "Anna Alt" })).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await press("F2");
  await expect(row(page, "Anna Alt").getByRole("combobox", { name: "Channel" })).toBeFocused();
  await press("Tab", "Tab");
  await expect(row(page, "Anna Alt").getByRole("textbox", { name: "Cost" })).toBeFocused();
  await page.keyboard.type("3.5");
  await press("Enter");
  await expect(row(page, "Anna Alt")).toContainText("£3.50");
  await expect(row(page, "Anna Alt").getByRole("button", { name: "Anna Alt" })).toBeFocused();
  await press("F2", "Escape", "j", "x", "Shift+ArrowDown");
  await expect(page.getByRole("region", { name: "Selection" })).toContainText("2 selected");
  await page.getByRole("button", { name: "Change…" }).focus();
  await press("Enter");
  const dialog = page.getByRole("dialog", { name: "Change 2 lines" });
  await expect(dialog.getByRole("combobox", { name: "Field" })).toBeFocused();
  await press("Tab", "Tab", "Enter");
  await page.getByRole("option", { name: "Hard Copy" }).waitFor();
  await page.keyboard.type("ph");
  await press("Enter");
  await expect(dialog).toContainText("2 lines will change.");
  await dialog.getByRole("button", { name: /Change 2 lines/ }).focus();
  await press("Enter");
  await expect(messages(page)).toContainText("2 lines changed.");
  await expect(row(page, "Dan Brown")).toContainText("Phone");
  await expect(row(page, "Anna Alt")).toContainText("Hard Copy");
});

test("at 390 px a line is changed in its drawer and many in the dialog", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openWorksheet(page, "On the phone");
  await row(page, "Anna Alt").getByRole("button", { name: "Anna Alt" }).click();
  const drawer = page.getByRole("dialog", { name: "Line" });
  await drawer.getByRole("button", { name: "Change description: On the phone" }).click();
  await page.getByRole("textbox", { name: "Description" }).fill("Anna first");
  await page.keyboard.press("Enter");
  await expect(drawer.getByRole("button", { name: "Back to On the phone" })).toBeVisible();
  await expectAccessible(page);
  const leave = () => page.keyboard.press("Escape");
  const choices = page.getByRole("listbox");
  await drawer.getByRole("button", { name: /^Change channel/ }).click();
  await page.keyboard.press("Enter");
  await expect(choices).toBeVisible();
  await leave();
  await expect(choices).toHaveCount(0);
  await expect(drawer.getByRole("combobox", { name: "Channel" })).toBeFocused();
  await leave();
  await drawer.getByRole("button", { name: /^Change template/ }).click();
  await page.keyboard.type("call");
  await expect(page.getByRole("listbox", { name: "Choices of Template" })).toBeVisible();
  await leave();
  await expect(choices).toHaveCount(0);
  await expect(drawer.getByRole("combobox", { name: "Template" })).toBeFocused();
  await leave();
  await expect(drawer.getByRole("button", { name: /^Change template/ })).toBeFocused();
  await drawer.getByRole("button", { name: "Change description: Anna first" }).click();
  await drawer.getByRole("textbox", { name: "Description" }).fill("Never kept");
  await leave();
  await expect(drawer.getByRole("button", { name: "Change description: Anna first" })).toBeFocused();
  await leave();
  await expect(drawer).toHaveCount(0);
  await closeMessages(page);
  await page.getByRole("checkbox", { name: "Select Dan Brown" }).check();
  await page.getByRole("button", { name: "Change…" }).click();
  const dialog = page.getByRole("dialog", { name: "Change 1 line" });
  await dialog.getByRole("combobox", { name: "Channel" }).click();
  await page.getByRole("option", { name: "Email" }).click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: /Change 1 line/ }).click();
  await expect(row(page, "Dan Brown")).toContainText("Email");
});
