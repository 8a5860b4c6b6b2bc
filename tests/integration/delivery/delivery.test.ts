import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { mergeContacts } from "@/lib/contact-upkeep/merge-contacts";
import { changeMailSetup, findMailSetup } from "@/lib/delivery/mail-setup";
import { continueDelivery, giveUpDelivery, pauseDelivery } from "@/lib/delivery/pause-delivery";
import { findSentFile, listDeliveries } from "@/lib/delivery/queries";
import { sendAgain, settleUnknownDelivery } from "@/lib/delivery/send-again";
import { sendJob } from "@/lib/delivery/send-job";
import { sendTestMail } from "@/lib/delivery/send-test-mail";
import { startWorker, type WorkerHandle } from "@/lib/jobs/worker";
import { cancelEntries } from "@/lib/logging/cancel-entries";
import { err } from "@/lib/result";
import { givenBaseWorld } from "../../support/base-world";
import { startSmtp, type TestSmtp } from "../../support/smtp";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { checkOf, givenWorksheet, log, press } from "../logging/support";
import { value } from "../segmentation/worksheet";
import { deliveryTo, givenMailSetup, givenSending, runOf, untilCounts } from "./support";

let db: TestDatabase;
let context: OperationContext;
let worker: WorkerHandle;
let smtp: TestSmtp;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  smtp = await startSmtp();
  worker = await startWorker(db, [sendJob]);
});
afterAll(async () => {
  await worker.stop();
  await smtp.stop();
  await db.drop();
});
beforeEach(() => {
  smtp.received.length = 0;
  smtp.asked.length = 0;
});

/** Who got mail, by address, each as often as it came. */
const recipients = () => smtp.received.flatMap(({ to }) => to).sort();

it("without a mail server nothing is logged for sending, and the check says so", async () => {
  const segmentNo = await givenWorksheet(context, ["P101"], { interactionTemplateCode: "MAIL" });
  expect((await checkOf(context, segmentNo)).sending).toMatchObject({ ready: false, emails: 1, toRepair: 0 });
  expect(await press(context, segmentNo, { send: { at: null } })).toEqual(err({ code: "mail_not_set_up" }));
  expect(await sendTestMail(context, {})).toEqual(err({ code: "mail_not_set_up" }));
});

describe("with a mail server", () => {
  beforeAll(() => givenMailSetup(context, smtp.port));

  it("SEG-LOG-016: every e-mail line gets its message once, and who has no address is named (SEG-LOG-010)", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201", "C300", "P102"], { interactionTemplateCode: "MAIL" });
    const check = await checkOf(context, segmentNo);
    expect(check.sending).toMatchObject({ ready: true, emails: 2, toRepair: 0 });
    expect(check.worthALook.find(({ problem }) => problem === "unreadable_email")?.count).toBe(1);
    const { entryNo } = value(await log(context, segmentNo, { send: { at: null } }));
    const run = await untilCounts(context, entryNo, { delivered: 2, skipped: 1, waiting: 0 });
    expect(run.total).toBe(3); // P102 gets paper
    expect(recipients()).toEqual(["anna@alder.example", "cara@birch.example"]);
    expect(await deliveryTo(context, entryNo, "C300")).toMatchObject({ state: "skipped", reason: "no_address", sent: null });
    const anna = await deliveryTo(context, entryNo, "P101");
    expect(anna).toMatchObject({
      state: "delivered",
      attempts: 1,
      answer: expect.stringContaining("queued as"),
      sent: { sender: '"Winnow, News" <news@winnow.test>', recipient: "anna@alder.example", subject: "Spring letter" },
    });
    const came = smtp.received.find(({ to }) => to[0] === "anna@alder.example");
    expect(came?.mail).toMatchObject({
      from: { name: "Winnow, News", address: "news@winnow.test" },
      to: [{ address: "anna@alder.example" }],
      subject: "Spring letter",
      messageId: `<${anna.messageId}>`,
    });
    expect(came?.mail.text?.trim()).toBe(anna.sent?.text.trim());
    expect(came?.mail.html?.trim()).toBe(anna.sent?.html?.trim());
    const { rows, next } = await listDeliveries(context, { loggedSegmentEntryNo: entryNo, state: "delivered", limit: 1 });
    expect([rows.length, next]).toEqual([1, rows[0]?.entryNo]);
  });

  it("SEG-LOG-011: the alternative address of the interaction gives the e-mail", async () => {
    await db.pool.query(`insert into contact_alt_address (contact_id, code, email) values (201, 'SUMMER', 'cara@summer.example');
      insert into contact_alt_address_date_range (contact_id, alt_address_code, starting_date) values (201, 'SUMMER', '2026-01-01')`);
    const entryNo = await givenSending(context, ["P201"]);
    await untilCounts(context, entryNo, { delivered: 1 });
    expect(recipients()).toEqual(["cara@summer.example"]);
    await db.pool.query("delete from contact_alt_address where code = 'SUMMER'");
  });

  it("what was not asked to be sent is not, and what is logged for later waits for its time", async () => {
    const quiet = await givenWorksheet(context, ["P101"], { interactionTemplateCode: "MAIL" });
    value(await log(context, quiet));
    const entryNo = await givenSending(context, ["P101"], "2126-03-16T18:30");
    const run = await runOf(context, entryNo);
    expect(run).toMatchObject({
      counts: { waiting: 1 },
      sendAt: new Date("2126-03-16T17:30:00Z"),
      nextAt: new Date("2126-03-16T17:30:00Z"),
    });
    expect(recipients()).toEqual([]);
    value(await giveUpDelivery(context, { loggedSegmentEntryNo: entryNo }));
    expect((await runOf(context, entryNo)).counts).toMatchObject({ waiting: 0, skipped: 1 });
  });

  it("a worker wakes by itself when the time of a message has come", async () => {
    const entryNo = await givenSending(context, ["P101"], "2126-03-16T18:30");
    await db.pool.query("update delivery set due_at = now() where logged_segment_entry_no = $1", [entryNo]);
    await db.pool.query("update delivery_run set send_at = now() + interval '1 second' where logged_segment_entry_no = $1", [entryNo]);
    value(await continueDelivery(context, { loggedSegmentEntryNo: entryNo })); // adds the job for the new time
    expect((await runOf(context, entryNo)).counts.waiting).toBe(1);
    await untilCounts(context, entryNo, { delivered: 1 });
  });

  it("4xx is tried again later, 5xx is final, and each can be sent again", async () => {
    smtp.answer("anna@alder.example", { at: "envelope", code: 451, text: "Greylisted" });
    smtp.answer("dan@birch.example", { at: "content", code: 452, text: "Full" });
    smtp.answer("cara@birch.example", { at: "envelope", code: 550, text: "No such mailbox" });
    smtp.answer("finn@solo.example", { at: "content", code: 554, text: "Looks like spam" });
    const entryNo = await givenSending(context, ["P101", "P201", "P202", "P900", "C100"]);
    await untilCounts(context, entryNo, { delivered: 1, failed: 2, waiting: 2, sending: 0 });
    const anna = await deliveryTo(context, entryNo, "P101");
    expect(anna).toMatchObject({ state: "waiting", attempts: 1, answer: expect.stringContaining("Greylisted") });
    const inMs = anna.dueAt.getTime() - Date.now();
    expect(inMs).toBeGreaterThan(50_000);
    expect(inMs).toBeLessThan(70_000);
    expect(await deliveryTo(context, entryNo, "P202")).toMatchObject({ state: "waiting", answer: expect.stringContaining("Full") });
    expect(await deliveryTo(context, entryNo, "P201")).toMatchObject({
      state: "failed",
      reason: "refused",
      answer: expect.stringContaining("No such mailbox"),
    });
    expect(await deliveryTo(context, entryNo, "P900")).toMatchObject({ state: "failed", answer: expect.stringContaining("spam") });
    for (const to of ["anna@alder.example", "cara@birch.example", "dan@birch.example", "finn@solo.example"]) smtp.answer(to, null);
    await db.pool.query("update delivery set due_at = now() where state = 'waiting' and logged_segment_entry_no = $1", [entryNo]);
    value(await continueDelivery(context, { loggedSegmentEntryNo: entryNo }));
    await untilCounts(context, entryNo, { delivered: 3, failed: 2 });
    expect((await deliveryTo(context, entryNo, "P101")).messageId).toBe(anna.messageId);
    expect(value(await sendAgain(context, { loggedSegmentEntryNo: entryNo, which: "failed" }))).toEqual({ messages: 2 });
    await untilCounts(context, entryNo, { delivered: 5 });
    expect(recipients()).toHaveLength(5);
  });

  it("a message put off too often has failed", async () => {
    smtp.answer("anna@alder.example", { at: "envelope", code: 451, text: "Greylisted" });
    const entryNo = await givenSending(context, ["P101"]);
    await untilCounts(context, entryNo, { waiting: 1, sending: 0 });
    await vi.waitFor(async () => expect((await deliveryTo(context, entryNo, "P101")).attempts).toBe(1));
    await db.pool.query("update delivery set due_at = now(), attempts = 5 where logged_segment_entry_no = $1", [entryNo]);
    value(await continueDelivery(context, { loggedSegmentEntryNo: entryNo }));
    await untilCounts(context, entryNo, { failed: 1 });
    expect(await deliveryTo(context, entryNo, "P101")).toMatchObject({ reason: "tried_too_often" });
    smtp.answer("anna@alder.example", null);
  });

  it("a connection lost in the content is tried again; one lost before the answer asks a person, who knows", async () => {
    smtp.answer("anna@alder.example", { hangUp: "in the content" });
    smtp.answer("cara@birch.example", { hangUp: "after the content" });
    const entryNo = await givenSending(context, ["P101", "P201", "P202"]);
    await untilCounts(context, entryNo, { waiting: 1, unknown: 1, delivered: 1, sending: 0 });
    for (const to of ["anna@alder.example", "cara@birch.example"]) smtp.answer(to, null);
    const cara = await deliveryTo(context, entryNo, "P201");
    expect(await sendAgain(context, { loggedSegmentEntryNo: entryNo, which: { entryNos: [cara.entryNo] } })).toMatchObject({
      error: { code: "nothing_to_send" },
    });
    value(await settleUnknownDelivery(context, { entryNo: cara.entryNo, as: "again" }));
    await untilCounts(context, entryNo, { delivered: 2, unknown: 0 });
    const twice = smtp.received.filter(({ to }) => to[0] === "cara@birch.example").map(({ mail }) => mail.messageId);
    expect(twice).toEqual([`<${cara.messageId}>`, `<${cara.messageId}>`]); // a server that had it knows it again
    expect(await settleUnknownDelivery(context, { entryNo: cara.entryNo, as: "delivered" })).toEqual(
      err({ code: "delivery_is_known", entryNo: cara.entryNo }),
    );
    await db.pool.query("update delivery set state = 'unknown' where entry_no = $1", [cara.entryNo]);
    value(await settleUnknownDelivery(context, { entryNo: cara.entryNo, as: "delivered" }));
    expect((await runOf(context, entryNo)).counts).toMatchObject({ delivered: 2, unknown: 0 });
  });

  it("a delivered message is sent once more as it was, as a new one, whatever the entry says today", async () => {
    const entryNo = await givenSending(context, ["P101"]);
    await untilCounts(context, entryNo, { delivered: 1 });
    const first = await deliveryTo(context, entryNo, "P101");
    await db.pool.query("update interaction_log_entry set description = 'Changed since' where entry_no = $1", [first.entryNo]);
    await db.pool.query("update contact set email = 'anna@new.example' where contact_no = 'P101'");
    await db.pool.query(
      `insert into artefact_file (sha256, content) values (encode(sha256('PDF'), 'hex'), 'PDF');
       insert into artefact_attachment (delivery_no, position, file_name, media_type, sha256)
       select delivery_no, 0, 'Prices.pdf', 'application/pdf', encode(sha256('PDF'), 'hex') from delivery where entry_no = ${first.entryNo}`,
    );
    value(await sendAgain(context, { loggedSegmentEntryNo: entryNo, which: { entryNos: [first.entryNo] } }));
    await vi.waitFor(() => expect(recipients()).toEqual(["anna@alder.example", "anna@new.example"]), { timeout: 10_000 });
    await untilCounts(context, entryNo, { delivered: 1 });
    const second = await deliveryTo(context, entryNo, "P101");
    expect(second.messageId).not.toBe(first.messageId);
    const attachments = [{ position: 0, fileName: "Prices.pdf", mediaType: "application/pdf", sizeBytes: 3 }];
    expect(second.sent).toEqual({ ...first.sent, recipient: "anna@new.example", attachments });
    const [file] = smtp.received.at(-1)?.mail.attachments ?? [];
    expect(file).toMatchObject({ filename: "Prices.pdf", mimeType: "application/pdf", disposition: "attachment" });
    const kept = await findSentFile(context, { entryNo: first.entryNo, position: 0 });
    expect(kept && Buffer.from(kept.content).toString()).toBe("PDF");
    expect(await findSentFile(context, { entryNo: first.entryNo, position: 1 })).toBeNull();
    await db.pool.query("update contact set email = 'anna@alder.example' where contact_no = 'P101'");
  });

  it("who was blocked, deleted or canceled since the log is not written to any more (PRIV-001)", async () => {
    const entryNo = await givenSending(context, ["P101", "P201", "P202"], "2126-01-01T00:00");
    const canceled = await deliveryTo(context, entryNo, "P202");
    await db.pool.query("update contact set privacy_blocked = true where contact_no = 'P101'");
    await db.pool.query("update interaction_log_entry set contact_id = null where logged_segment_entry_no = $1 and contact_no = 'P201'", [
      entryNo,
    ]);
    value(await cancelEntries(context, { entryNos: [canceled.entryNo] }));
    await db.pool.query("update delivery set due_at = now() where logged_segment_entry_no = $1", [entryNo]);
    await db.pool.query("update delivery_run set send_at = now() where logged_segment_entry_no = $1", [entryNo]);
    value(await continueDelivery(context, { loggedSegmentEntryNo: entryNo }));
    await untilCounts(context, entryNo, { skipped: 3 });
    const reasons = await Promise.all(["P101", "P201", "P202"].map(async (no) => (await deliveryTo(context, entryNo, no)).reason));
    expect(reasons).toEqual(["privacy_blocked", "contact_gone", "canceled"]);
    expect(smtp.asked).toEqual([]);
    await db.pool.query("update contact set privacy_blocked = false where contact_no = 'P101'");
  });

  it("who is merged since the log gets the message once, however many of them were logged", async () => {
    await db.pool.query(
      `insert into contact (contact_no, type, name, email) values ('TWIN1', 'person', 'Tom', 'tom@twin.example'), ('TWIN2', 'person', 'Tom', 'tom.two@twin.example'),
        ('TWIN3', 'person', 'Tom', 'tom@twin.example'), ('TWIN4', 'person', 'Tom', 'tom.old@twin.example')`,
    );
    const entryNo = await givenSending(context, ["P101", "TWIN2", "TWIN3", "TWIN4"], "2126-01-01T00:00");
    value(await mergeContacts(context, { keep: "TWIN1", contactNos: ["TWIN2", "TWIN3"] })); // none of whom is the one that stays
    value(await mergeContacts(context, { keep: "TWIN4", contactNos: ["TWIN1"] }));
    expect((await runOf(context, entryNo)).counts).toMatchObject({ waiting: 2, skipped: 2 });
    await db.pool.query("update delivery set due_at = now() where logged_segment_entry_no = $1", [entryNo]);
    await db.pool.query("update delivery_run set send_at = now() where logged_segment_entry_no = $1", [entryNo]);
    value(await continueDelivery(context, { loggedSegmentEntryNo: entryNo }));
    await untilCounts(context, entryNo, { delivered: 2, skipped: 2 });
    expect(recipients()).toEqual(["anna@alder.example", "tom.old@twin.example"]);
    expect(await sendAgain(context, { loggedSegmentEntryNo: entryNo, which: "skipped" })).toMatchObject({
      error: { code: "nothing_to_send" },
    });
  });

  it("a pause lets nothing out until somebody continues", async () => {
    const entryNo = await givenSending(context, ["P101"], "2126-01-01T00:00");
    value(await pauseDelivery(context, { loggedSegmentEntryNo: entryNo }));
    await db.pool.query("update delivery set due_at = now() where logged_segment_entry_no = $1", [entryNo]);
    await db.pool.query("update delivery_run set send_at = now() where logged_segment_entry_no = $1", [entryNo]);
    await db.pool.query(
      "select graphile_worker.add_job('delivery.send', json_build_object('jobId', id), job_key => id::text) from job where subject_key = $1",
      [String(entryNo)],
    );
    await vi.waitFor(async () => expect((await runOf(context, entryNo)).jobId).toBeNull(), { timeout: 10_000 });
    expect(await runOf(context, entryNo)).toMatchObject({ counts: { waiting: 1 }, pausedByName: "Ada Admin" });
    value(await continueDelivery(context, { loggedSegmentEntryNo: entryNo }));
    await untilCounts(context, entryNo, { delivered: 1 });
  });

  it("a pause and a stop take back what was claimed for later moments, and a stop is for good", async () => {
    for (const act of [pauseDelivery, giveUpDelivery]) {
      await givenMailSetup(context, smtp.port, { ratePerMinute: 120 });
      smtp.received.length = 0;
      await db.pool.query("update mail_pace set next_at = now()");
      const entryNo = await givenSending(context, ["P101", "P201", "P202"]); // half a second apart, all claimed at once
      await untilCounts(context, entryNo, { delivered: 1, sending: 2 });
      value(await act(context, { loggedSegmentEntryNo: entryNo }));
      expect(await runOf(context, entryNo)).toMatchObject({ counts: act === pauseDelivery ? { waiting: 2 } : { skipped: 2 } });
      await vi.waitFor(async () => expect((await runOf(context, entryNo)).jobId).toBeNull(), { timeout: 10_000 });
      expect(recipients().length).toBe(1);
      await givenMailSetup(context, smtp.port);
      if (act === giveUpDelivery) continue;
      value(await continueDelivery(context, { loggedSegmentEntryNo: entryNo }));
      await untilCounts(context, entryNo, { delivered: 3 });
      expect(new Set(recipients()).size).toBe(3);
    }
  });

  it("a server that is away costs no message an attempt: its answer is shown, and it is tried again", async () => {
    await givenMailSetup(context, 9); // nobody listens there
    const entryNo = await givenSending(context, ["P101", "P201"]);
    await vi.waitFor(async () => expect((await runOf(context, entryNo)).trouble).toMatch(/ECONNREFUSED/), { timeout: 10_000 });
    const run = await untilCounts(context, entryNo, { waiting: 2, sending: 0 });
    expect(run.jobId).not.toBeNull();
    expect((await deliveryTo(context, entryNo, "P101")).attempts).toBe(0);
    expect(await sendTestMail(context, {})).toMatchObject({
      error: { code: "mail_refused", answer: expect.stringContaining("ECONNREFUSED") },
    });
    await givenMailSetup(context, smtp.port);
    value(await continueDelivery(context, { loggedSegmentEntryNo: entryNo }));
    expect(await untilCounts(context, entryNo, { delivered: 2 })).toMatchObject({ trouble: null });
  });

  it("all workers together keep the rate", async () => {
    await givenMailSetup(context, smtp.port, { ratePerMinute: 600 });
    const begun = Date.now();
    const first = await givenSending(context, ["P101", "P201", "P202"]);
    const second = await givenSending(context, ["P101", "P201", "P900"]);
    await untilCounts(context, first, { delivered: 3 });
    await untilCounts(context, second, { delivered: 3 });
    expect(Date.now() - begun).toBeGreaterThan(450); // five gaps of 100 ms, the last one's length aside
    await givenMailSetup(context, smtp.port);
  });

  it("the password is kept sealed, goes to its own server only and is never given out; a wrong one is told in words", async () => {
    const guarded = await startSmtp({ login: { user: "winnow", password: "s3cret word" } });
    await givenMailSetup(context, guarded.port, { userName: "winnow", password: "s3cret word" });
    expect(value(await sendTestMail(context, {}))).toMatchObject({ recipient: "ada@example.test" });
    expect(guarded.received[0]?.mail.subject).toBe("Test of the mail server");
    expect(await findMailSetup(context, {})).toMatchObject({ hasPassword: true, userName: "winnow" });
    expect(JSON.stringify(await findMailSetup(context, {}))).not.toContain("s3cret");
    const { rows } = await db.pool.query("select position('s3cret'::bytea in password) as at from mail_setup");
    expect(rows).toEqual([{ at: 0 }]);
    await givenMailSetup(context, guarded.port, { userName: "winnow" }); // keeps it
    expect((await sendTestMail(context, {})).ok).toBe(true);
    await givenMailSetup(context, guarded.port, { userName: "winnow", password: "wrong" });
    expect(await sendTestMail(context, {})).toMatchObject({ error: { code: "mail_refused", answer: expect.stringContaining("535") } });
    await givenMailSetup(context, guarded.port, { userName: "winnow", password: "s3cret word" });
    await givenMailSetup(context, guarded.port, { host: "localhost", userName: "winnow" });
    expect(await findMailSetup(context, {})).toMatchObject({ hasPassword: false });
    expect(
      await changeMailSetup({ ...context, user: { ...context.user, role: "marketer" } }, { host: "x", port: 1, fromAddress: "a@b.test" }),
    ).toMatchObject({
      error: { code: "not_allowed" },
    });
    await guarded.stop();
    await givenMailSetup(context, smtp.port, { password: "" });
  });

  it("hostile names and addresses stay text and reach nobody else", async () => {
    await db.pool.query(
      `update contact set name = E'Anna\\r\\nBcc: evil@evil.test <script>alert(1)</script> "x" ŠØ 🎉' where contact_no = 'P101';
       update contact set email = '"x@evil.test y"@ok.test' where contact_no = 'P201';
       update contact set email = E'dan@birch.example\\r\\nRCPT TO:<evil@evil.test>' where contact_no = 'P202';
       update contact set email = 'finn@solo.example,evil@evil.test' where contact_no = 'P900'`,
    );
    const segmentNo = await givenWorksheet(context, ["P101", "P201", "P202", "P900"], {
      interactionTemplateCode: "MAIL",
      description: "Spring\u2028offer\u2029 <b>&amp; more</b>",
    });
    const { entryNo } = value(await log(context, segmentNo, { send: { at: null } }));
    await untilCounts(context, entryNo, { delivered: 1, skipped: 3 });
    expect(smtp.asked).toEqual(["anna@alder.example"]);
    const [came] = smtp.received;
    expect(came?.mail.subject).toBe("Spring offer <b>&amp; more</b>");
    const names = came?.mail.headers.map(({ key }) => key).sort();
    expect(names).toEqual([
      "content-type",
      "date",
      "from",
      "list-unsubscribe",
      "list-unsubscribe-post",
      "message-id",
      "mime-version",
      "subject",
      "to",
    ]);
    expect(came?.mail.html).not.toContain("<script>");
    expect(came?.mail.html).toContain("&lt;script&gt;");
    expect(came?.mail.text).toContain("<script>alert(1)</script>");
  });
});
