import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { forgetJob, openKeptFile } from "@/lib/exports/kept-file";
import { listExports } from "@/lib/exports/list-exports";
import { recoverJobs } from "@/lib/jobs/recover-jobs";
import { startWorker } from "@/lib/jobs/worker";
import { lettersJob } from "@/lib/letters/letters-job";
import { makeLetters } from "@/lib/letters/make-letters";
import { findEntryLetter, findLettersOf, listLetters, readEntryLetter } from "@/lib/letters/queries";
import type { LettersChoice } from "@/lib/letters/schema";
import { cancelEntries } from "@/lib/logging/cancel-entries";
import { previewEntry } from "@/lib/logging/preview-entry";
import { listLabels } from "@/lib/printing/list-labels";
import { err } from "@/lib/result";
import { changeLines } from "@/lib/segmentation/change-lines";
import { givenBaseWorld } from "@/tests/support/base-world";
import { textOf } from "@/tests/support/docx";
import { canConvert, pagesOfPdf } from "@/tests/support/libre-office";
import { readZipFiles } from "@/tests/support/read-zip";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { heard } from "../consent/support";
import { givenLetter, givenWord, giveTemplate } from "../documents/given";
import { givenWorksheet, log } from "../logging/support";
import { value } from "../segmentation/worksheet";
import { made, newestFile, untilMade } from "./support";

let db: TestDatabase;
let context: OperationContext;
let toBeKilled: ChildProcess;
let worker: Awaited<ReturnType<typeof startWorker>> | null = null;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  toBeKilled = spawn(process.execPath, ["--import", "tsx", "tests/support/letters-worker.ts"], {
    env: { ...process.env, DATABASE_URL: db.url },
    stdio: ["ignore", "ignore", "inherit"],
  });
  context = await testContext(db, { now: new Date() });
  await db.pool.query(`
    update marketing_setup set country_region_code = 'DE' where id = 1;
    update contact set address = 'Street ' || id, post_code = (999 - id)::text, city = 'Town' where id < 1000;
    update contact set country_region_code = 'DE' where country_region_code is null;
    insert into contact (contact_no, type, name, search_name, address, post_code, city, country_region_code, salesperson_code)
    select 'K' || n, 'person', 'Kim No. ' || n, 'KIM', n || ' Road', n::text, 'Town', 'DE', 'JO' from generate_series(1, 500) n`);
  await giveTemplate(context, "LETTER", "ENU", await givenLetter(context, "Dear +++contact.name+++,", "in +++contact.city+++."));
  await giveTemplate(context, "LETTER", "DEU", await givenLetter(context, "Hallo +++contact.name+++,"));
});
afterAll(async () => {
  toBeKilled.kill("SIGKILL");
  await worker?.stop();
  await db.drop();
});
const atWork = async () => {
  worker ??= await startWorker(db, [lettersJob, forgetJob]);
};

const entryOf = async (loggedSegmentEntryNo: number, contactNo: string): Promise<number> => {
  const entry = await db.prisma.interactionLogEntry.findFirstOrThrow({
    where: { loggedSegmentEntryNo, contactNo },
    select: { entryNo: true },
  });
  return Number(entry.entryNo);
};
const onLine = async (segmentNo: string, contactNo: string, set: { personalText?: string; documentId?: number }) =>
  value(await changeLines(context, { segmentNo, which: { lines: [{ contactNo }] }, set, inherit: [] }));
const given = async (contactNos: string[], letters: LettersChoice | null = null): Promise<{ segmentNo: string; entryNo: number }> => {
  const segmentNo = await givenWorksheet(context, contactNos);
  return { segmentNo, entryNo: value(await log(context, segmentNo, { letters })).entryNo };
};
/** Name of the contact to whom each letter of a file says Dear or Hallo. */
const greeted = (lines: readonly string[]) => lines.flatMap((line) => /^(?:Dear|Hallo) (.*),$/.exec(line)?.[1] ?? []);

describe("the letters of a logged segment", () => {
  it("SEG-LOG three of 500 letters are personal, and a worker killed on the way leaves each letter once in one whole file", async () => {
    const everybody = Array.from({ length: 500 }, (_, at) => `K${at + 1}`);
    const segmentNo = await givenWorksheet(context, everybody);
    await onLine(segmentNo, "K7", { personalText: "Thank you for the cake." });
    await onLine(segmentNo, "K8", { personalText: "Come and see us\non Monday." });
    await onLine(segmentNo, "K9", { documentId: await givenLetter(context, "Dear +++contact.name+++,", "this one is for you alone.") });
    const { entryNo } = value(await log(context, segmentNo, { letters: { format: "docx", order: "shown" } }));
    await vi.waitFor(async () => expect(await db.prisma.letter.count()).toBe(500), { timeout: 20_000, interval: 5 });
    const ended = new Promise((resolve) => toBeKilled.once("exit", resolve));
    toBeKilled.kill("SIGKILL");
    await ended;
    const cut = await findLettersOf(context, { loggedSegmentEntryNo: entryNo });
    expect(cut).toMatchObject({ files: [{ state: "running", keptUntil: null }], job: { state: "running" } });
    await db.pool.query("update contact set name = 'Renamed' where contact_no = 'K10'"); // after its letter was kept
    await atWork();
    expect((await untilMade(context, entryNo)).result).toEqual({ exportId: cut.files[0]?.exportId, letters: 500, leftOut: 0 });

    const { row, file } = await newestFile(context, entryNo);
    expect(row).toMatchObject({
      fileName: "Letters, Spring letter.docx",
      letters: 500,
      state: "done",
      userName: "Ada Admin",
      filterWords: "As shown",
    });
    expect(row.sha256).toBe(createHash("sha256").update(file).digest("hex"));
    const lines = textOf(file);
    const inOrder = everybody.map((no) => `Kim No. ${no.slice(1)}`).sort(new Intl.Collator("en", { numeric: true }).compare);
    expect(greeted(lines)).toEqual(inOrder);
    expect(lines.filter((line) => line === "Thank you for the cake.")).toHaveLength(1);
    expect(lines.filter((line) => line === "Come and see us⏎on Monday.")).toHaveLength(1);
    expect(lines.filter((line) => line === "this one is for you alone.")).toHaveLength(1);
    expect(lines.filter((line) => line === "Yours")).toHaveLength(500);
    expect((await listExports(context, {})).rows[0]).toMatchObject({ kind: "letters", format: "docx", rows: 500, sha256: row.sha256 });
    await db.pool.query("update contact set name = 'Kim No. 10' where contact_no = 'K10'");
  }, 60_000);

  it("W-36 a letter says for ever what it said when it was first made, in every later file, on its entry, and in the order of the post", async () => {
    await atWork();
    const { segmentNo, entryNo } = await given(["K3", "P202", "C200", "K2", "P900"]); // DE, GB, GB, DE, SE
    const first = await made(context, entryNo, { format: "docx", order: "postCode" });
    expect(greeted(textOf(first.file))).toEqual(["Kim No. 2", "Kim No. 3", "Dan Brown", "Birch Tools", "Finn Solo"]);
    const labels = (await listLabels(context, { segmentNo, order: "post" }))?.rows.map(({ contactNo }) => contactNo);
    expect(labels).toEqual(["K2", "K3", "P202", "C200", "P900"]); // labels lie as the letters do
    await db.pool.query("update contact set name = 'Kim Renamed', city = 'Elsewhere' where contact_no = 'K3'");
    const second = await made(context, entryNo, { format: "zip", order: "postCode" });
    const files = readZipFiles(second.file);
    expect([...files.keys()]).toEqual(["1 Kim No 2.docx", "2 Kim No 3.docx", "3 Dan Brown.docx", "4 Birch Tools.docx", "5 Finn Solo.docx"]);
    expect(textOf(files.get("2 Kim No 3.docx") ?? Buffer.alloc(0)).slice(0, 2)).toEqual(["Dear Kim No. 3,", "in Town."]);
    const kim = await entryOf(entryNo, "K3");
    expect(await findEntryLetter(context, { entryNo: kim })).toMatchObject({
      state: "made",
      files: [{ exportId: second.row.exportId }, { exportId: first.row.exportId }],
    });
    const again = await readEntryLetter(context, { entryNo: kim });
    expect(again?.fileName).toBe("Letter Kim No 3.docx");
    expect(textOf(Buffer.from(again?.content ?? []))[0]).toBe("Dear Kim No. 3,");
    expect(await previewEntry(context, { entryNo: kim })).toMatchObject({ html: expect.stringContaining("Dear Kim No. 3,") });
    await db.pool.query("update contact set name = 'Kim No. 3', city = 'Town' where contact_no = 'K3'");
  });

  it("W-41, PRIV-001 who may not or cannot be written to at that moment is left out with the reason, also of a second file", async () => {
    await atWork();
    await giveTemplate(context, "LETTER", "DEU", null); // P101 would fall back to English
    const { entryNo } = await given(["K20", "K21", "K22", "K23", "K24", "K25"]);
    const { entryNo: none } = await given(["P202"]);
    await db.pool.query("update interaction_log_entry set document_id = null where logged_segment_entry_no = $1", [none]);
    await heard(context, ["K21"], "do_not_contact", { channels: ["hard_copy"] });
    await db.pool.query(`
      update contact set privacy_blocked = true where contact_no = 'K22';
      update contact set address = null, post_code = null, city = null where contact_no = 'K23'`);
    value(await cancelEntries(context, { entryNos: [await entryOf(entryNo, "K24")] }));
    const { row } = await made(context, entryNo, { format: "docx", order: "shown" });
    expect(row).toMatchObject({ letters: 2, filterWords: "As shown; 4 left out" });
    const { rows } = await listLetters(context, { loggedSegmentEntryNo: entryNo });
    expect(rows.map(({ contactName, state, reason, files }) => [contactName, state, reason, files])).toEqual([
      ["Kim No. 20", "made", null, 1],
      ["Kim No. 21", "left_out", "do_not_contact", 0],
      ["Kim No. 22", "left_out", "privacy_blocked", 0],
      ["Kim No. 23", "left_out", "no_postal_address", 0],
      ["Kim No. 24", "left_out", "canceled", 0],
      ["Kim No. 25", "made", null, 1],
    ]);
    await heard(context, ["K25"], "do_not_contact", { channels: ["hard_copy"] });
    await db.pool.query("update contact set address = '23 Road' where contact_no = 'K23'");
    const second = await made(context, entryNo, { format: "docx", order: "shown" });
    expect(greeted(textOf(second.file))).toEqual(["Kim No. 20", "Kim No. 23"]); // K25 had a letter, and gets no second one
    expect((await listLetters(context, { loggedSegmentEntryNo: entryNo, state: "made" })).rows).toHaveLength(3);

    const { jobId } = value(await makeLetters(context, { loggedSegmentEntryNo: none }));
    expect(await untilMade(context, none)).toMatchObject({ id: jobId, state: "failed", error: { code: "nobody_reached" } });
    expect((await listLetters(context, { loggedSegmentEntryNo: none })).rows[0]).toMatchObject({ state: "left_out", reason: "no_letter" });
    expect((await findLettersOf(context, { loggedSegmentEntryNo: none })).files[0]).toMatchObject({ state: "failed" });
  });

  it("hostile values stay text in the letter and in the name of its file", async () => {
    await atWork();
    const hostile = [
      "<w:br/>&amp;<b>]]>",
      "||<w:t>|| +++EXEC process.exit()+++ {{contact.email}}",
      '{ INCLUDETEXT "/etc/passwd" } MERGEFIELD Name \\* Upper',
      "\u202egnp.exe\u202c ../../etc/passwd:*?",
      `Long ${"x".repeat(10_000)}`,
    ];
    for (const [at, name] of hostile.entries())
      await db.pool.query("update contact set name = $2 where contact_no = $1", [`K${100 + at}`, name]);
    const { entryNo } = await given(hostile.map((_, at) => `K${100 + at}`));
    const { file } = await made(context, entryNo, { format: "zip", order: "postCode" });
    const files = readZipFiles(file);
    expect([...files.values()].flatMap((letter) => greeted(textOf(letter)))).toEqual(hostile);
    for (const name of files.keys()) expect(name).toMatch(/^\d [^\\/:*?"<>|\p{Cc}\p{Cf}]{1,75}\.docx$/u);
  });

  it.skipIf(!canConvert)(
    "real templates in one PDF, as LibreOffice prints it: each letter on its page, with its name and words once",
    async () => {
      await atWork();
      const real = (name: string) => givenWord(context, readFileSync(`tests/fixtures/word/${name}.docx`));
      await giveTemplate(context, "LETTER", "DEU", await real("US_WordTemplate_Contact_Thanksnote"));
      await db.pool.query(
        `insert into interaction_template_language (interaction_template_code, language_code) values ('LETTER', 'FRA'), ('LETTER', 'DAN')`,
      );
      await giveTemplate(context, "LETTER", "FRA", await real("W1_WordTemplate_Customer_Event"));
      await giveTemplate(context, "LETTER", "DAN", await real("W1_WordTemplate_Contact_Thanksnote"));
      await db.pool.query(`
      update contact set language_code = case (id % 4)::int when 0 then 'DEU' when 1 then 'FRA' when 2 then 'DAN' end where contact_no ~ '^K3\\d$';
      update contact set name = 'Kim <&> ]]> Kim' where contact_no = 'K39'`);
      const people = Array.from({ length: 10 }, (_, at) => `K${30 + at}`);
      const segmentNo = await givenWorksheet(context, people);
      const plain = await db.prisma.contact.findFirstOrThrow({ where: { contactNo: { in: people }, languageCode: null } });
      await onLine(segmentNo, plain.contactNo, { personalText: "A word for you." });
      const { entryNo } = value(await log(context, segmentNo, { letters: { format: "pdf", order: "shown" } }));
      expect(await untilMade(context, entryNo)).toMatchObject({ state: "done", result: { letters: 10 } });
      const { row, file } = await newestFile(context, entryNo);
      expect(row.fileName).toBe("Letters, Spring letter.pdf");
      const pages = await pagesOfPdf(file);
      expect(pages).toHaveLength(10);
      const { rows } = await db.pool.query<{ name: string; language: string | null }>(
        "select contact_name as name, language_code as language from interaction_log_entry where logged_segment_entry_no = $1 order by entry_no",
        [entryNo],
      );
      for (const [at, { name, language }] of rows.entries()) {
        const page = pages[at]?.join(" ") ?? "";
        expect(page.split(name)).toHaveLength(2); // once
        expect(page.includes("Thank you for registering with us.")).toBe(language === "DEU" || language === "DAN");
        expect(page.includes("will organize an event in Town.")).toBe(language === "FRA");
        expect(page.includes("A word for you.")).toBe(name === plain.name);
      }
    },
    60_000,
  );

  it("refuses with words what cannot be made, and forgets a file when its days are over", async () => {
    await atWork();
    const { entryNo } = await given(["K40"]);
    vi.stubEnv("WINNOW_LIBREOFFICE", "/nowhere/soffice");
    expect((await findLettersOf(context, { loggedSegmentEntryNo: entryNo })).pdf).toBe(false);
    expect(await makeLetters(context, { loggedSegmentEntryNo: entryNo, format: "pdf" })).toEqual(err({ code: "no_converter" }));
    vi.unstubAllEnvs();
    expect(await makeLetters(context, { loggedSegmentEntryNo: 999_999 })).toMatchObject({
      ok: false,
      error: { code: "logged_segment_not_found" },
    });
    const viewer = { ...context, user: { ...context.user, role: "viewer" as const } };
    expect(await makeLetters(viewer, { loggedSegmentEntryNo: entryNo })).toMatchObject({ ok: false, error: { code: "not_allowed" } });
    const mails = value(await log(context, await givenWorksheet(context, ["P201"], { interactionTemplateCode: "MAIL" }))).entryNo;
    expect(await makeLetters(context, { loggedSegmentEntryNo: mails })).toMatchObject({ ok: false, error: { code: "no_hard_copy" } });

    const unreadable = await db.prisma.document.create({
      data: {
        kind: "word",
        fileName: "L.docx",
        mediaType: "x",
        content: Buffer.from("?"),
        sha256: "0",
        size: 1,
        createdByName: "Ada",
        createdAt: new Date(),
      },
    });
    const { entryNo: mixed } = await given(["K41", "K42"]);
    await db.pool.query("update interaction_log_entry set document_id = $1 where entry_no = $2", [
      unreadable.id,
      await entryOf(mixed, "K41"),
    ]);
    expect((await made(context, mixed, { format: "docx", order: "shown" })).row.letters).toBe(1); // the others are not held up
    expect((await listLetters(context, { loggedSegmentEntryNo: mixed, state: "left_out" })).rows).toMatchObject([
      { reason: "unreadable_letter" },
    ]);

    const { row } = await made(context, entryNo, { format: "docx", order: "shown" });
    const [forgets] = (
      await db.pool.query("select id from job where kind = 'export.forget' and (payload->>'exportId')::int = $1", [row.exportId])
    ).rows;
    await db.pool.query("select graphile_worker.remove_job($1)", [forgets.id]); // a restored backup has the job, and no queue
    await recoverJobs(db, [forgetJob]);
    const waits = "select from graphile_worker.jobs where key = $1 and run_at > now() + interval '6 days' and locked_at is null";
    await vi.waitFor(async () => expect((await db.pool.query(waits, [forgets.id])).rowCount).toBe(1), { timeout: 10_000, interval: 30 });
    expect(await openKeptFile(context, { exportId: row.exportId })).not.toBeNull();
    await db.pool.query("update export_record set kept_until = now() where id = $1", [row.exportId]);
    expect(await openKeptFile(context, { exportId: row.exportId })).toBeNull();
    await db.pool.query(
      "update graphile_worker._private_jobs set run_at = now() where payload->>'jobId' in (select id::text from job where kind = 'export.forget' and (payload->>'exportId')::int = $1)",
      [row.exportId],
    );
    await db.pool.query('notify "jobs:insert", \'{"r":"1","count":1}\'');
    await vi.waitFor(async () => expect(await db.prisma.exportPart.count({ where: { exportId: row.exportId } })).toBe(0), {
      timeout: 10_000,
      interval: 30,
    });
    expect((await findLettersOf(context, { loggedSegmentEntryNo: entryNo })).files[0]).toMatchObject({
      state: "done",
      sha256: row.sha256,
      keptUntil: null,
    });
  });
});
