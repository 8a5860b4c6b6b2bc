import { expect, type Page } from "@playwright/test";
import type { Database } from "@/lib/db/client";
import { signInByForm, startDemoWinnow } from "./demo-winnow";
import { givenPerson } from "./people";
import { pressUntil } from "./press-until";

/** The demo company's worksheet to play with: customers, retail or wholesale, less US and CA; 203 are left. */
export const tryMe = "SM10005";

/** A Winnow of its own with the demo company, and people who sign in as people do. */
export type WorksheetWinnow = {
  url: string;
  db: Database;
  signIn: (page: Page, as: "marketer" | "viewer") => Promise<void>;
  stop: () => Promise<void>;
};

export async function startWorksheets(): Promise<WorksheetWinnow> {
  const { url, db, stop } = await startDemoWinnow();
  const people = { marketer: await givenPerson(db, "marketer"), viewer: await givenPerson(db, "viewer") };
  return { url, db, signIn: (page, as) => signInByForm(page, url, people[as]), stop };
}

/** A worksheet of one's own, made by the keyboard; its number. */
export async function newSegment(page: Page, url: string, description: string): Promise<string> {
  await page.goto(`${url}/segments`);
  await page.getByRole("heading", { name: "Segments", level: 1 }).waitFor();
  await pressUntil(page, "n", page.getByRole("dialog", { name: "New segment" }));
  await page.getByRole("dialog", { name: "New segment" }).getByLabel("Description").fill(description);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { name: description, level: 1 }).waitFor();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Chooses what the search box finds for a text, with the cursor that is in it already. */
export async function find(page: Page, text: string, choice: string | RegExp): Promise<void> {
  const box = page.getByRole("combobox", { name: "Find a field or a value" });
  await expect(box).toBeFocused();
  await box.fill(text);
  await page.getByRole("option", { name: choice }).first().click();
}

/** One of the buttons Add, Reduce and Refine; its key is part of its name. */
export const criteria = (page: Page, name: string) =>
  page.getByRole("group", { name: "Criteria" }).getByRole("button", { name: new RegExp(`^${name}\\b`) });
export const stack = (page: Page) => page.getByRole("region", { name: "Criteria actions" });
export const steps = (page: Page) => stack(page).getByRole("listitem");
export const total = (page: Page) => page.getByRole("region", { name: "Total" });
export const lines = (page: Page) => page.getByRole("table", { name: "Segment lines" });
export const messages = (page: Page) => page.getByRole("region", { name: "Messages" });
export const primary = (page: Page) =>
  page.getByRole("dialog").getByRole("button", { name: /contacts?\b.*Ctrl Enter|^(Add|Remove|Keep) / });
