import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { trustAddresses } from "@/lib/consent/bounced-addresses";
import { findConsent } from "@/lib/consent/find-consent";
import { lookAtUnsubscribeLink } from "@/lib/consent/unsubscribe";
import { deleteContacts } from "@/lib/contact-upkeep/delete-contacts";
import { findDeliveryRun, listDeliveries } from "@/lib/delivery/queries";
import { sendAgain } from "@/lib/delivery/send-again";
import { sendJob } from "@/lib/delivery/send-job";
import { changeEchoSetup, drawBounceKey, findEchoSetup } from "@/lib/echoes/echo-setup";
import type { BounceReport } from "@/lib/echoes/schema";
import { startWorker, type WorkerHandle } from "@/lib/jobs/worker";
import { countFollowUp, followUp } from "@/lib/logging/follow-up";
import { answerMessageLink, takeBounces } from "@/lib/request/echoes-here";
import { givenBaseWorld } from "../../support/base-world";
import { absenceNote, complaint, exchangeBounce, gmailBounce, postfixBounce } from "../../support/bounces";
import { startSmtp, type TestSmtp } from "../../support/smtp";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { whyNot } from "../consent/support";
import { deliveryTo, givenMailSetup, givenSending, untilCounts } from "../delivery/support";
import { givenMail, giveTemplate } from "../documents/given";
import { givenLive, membersOf } from "../live-segments/live";
import { checkOf, givenWorksheet } from "../logging/support";
import { contactsOf, value } from "../segmentation/worksheet";

const person = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const shop = "https://shop.example/?a=1&b=2";

let db: TestDatabase;
let context: OperationContext;
let worker: WorkerHandle;
let smtp: TestSmtp;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db, { now: new Date() });
  smtp = await startSmtp();
  await givenMailSetup(context, smtp.port);
  const text = `Dear {{contact.firstName}}, see [our shop](${shop}) or [the news](https://news.example/{{contact.firstName}}).`;
  await giveTemplate(context, "MAIL", "ENU", await givenMail(context, text));
  worker = await startWorker(db, [sendJob]);
});
afterAll(async () => {
  await worker.stop();
  await smtp.stop();
  await db.drop();
});
beforeEach(async () => {
  smtp.received.length = 0;
  await db.pool.query("delete from mail_echo; delete from bounced_address");
});

const setup = { countOpens: false, countClicks: false, keepDays: 365, bounceAddress: null };

/** Sends to these contacts long enough ago that nobody takes what comes back for a scanner's. */
async function sent(contactNos: string[], counts: { countOpens?: boolean; countClicks?: boolean } = {}): Promise<number> {
  const entryNo = await givenSending(context, contactNos, null, counts);
  await untilCounts(context, entryNo, { delivered: contactNos.length });
  await db.pool.query("update delivery set delivered_at = delivered_at - interval '1 hour'");
  return entryNo;
}

const htmlTo = (address: string) => smtp.received.findLast(({ to }) => to[0] === address)?.mail.html ?? "";

/** The addresses in a message that lead by us, and that of its dot. */
function waysIn(html: string): { links: string[]; dot: string | null } {
  const links = [...html.matchAll(/href="(https:\/\/winnow\.test\/m\/[^"]+)"/g)].map(([, href]) => href ?? "");
  return { links, dot: /src="(https:\/\/winnow\.test\/m\/[^"]+)"/.exec(html)?.[1] ?? null };
}

async function follow(url: string, agent: string | null = person, method = "GET"): Promise<Response> {
  const [, , token = "", link = ""] = new URL(url).pathname.split("/");
  return answerMessageLink(new Request(url, { method, headers: agent === null ? {} : { "User-Agent": agent } }), token, link, db);
}

const echoesOf = async (entryNo: number, contactNo: string) =>
  (await deliveryTo(context, entryNo, contactNo)).echoes.map(({ kind, target, byMachine }) => [kind, target, byMachine]);

describe("clicks and opens", () => {
  it("are not counted unless somebody asked for it, and the log decides over the set-up", async () => {
    await sent(["P101"]);
    expect(waysIn(htmlTo("anna@alder.example"))).toEqual({ links: [], dot: null });
    value(await changeEchoSetup(context, { ...setup, countClicks: true }));
    expect((await checkOf(context, await givenWorksheet(context, ["P101"]))).sending.counting).toEqual({ opens: false, clicks: true });
    await sent(["P101"]);
    expect(waysIn(htmlTo("anna@alder.example"))).toMatchObject({ links: [expect.any(String), expect.any(String)], dot: null });
    await sent(["P101"], { countClicks: false, countOpens: true });
    expect(waysIn(htmlTo("anna@alder.example"))).toEqual({ links: [], dot: expect.any(String) });
    value(await changeEchoSetup(context, setup));
  });

  it("a link leads on to where the stored message leads, and who followed it stands on the entry, in the numbers and in a follow-up", async () => {
    const entryNo = await sent(["P101", "P201"], { countClicks: true, countOpens: true });
    const html = htmlTo("anna@alder.example");
    const { links, dot } = waysIn(html);
    expect(html).toMatch(/href="https:\/\/winnow\.test\/u\//); // the way out leads there straight
    const answer = await follow(links[0] ?? "");
    expect([answer.status, answer.headers.get("location")]).toEqual([302, shop]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      "x-robots-tag": "noindex, nofollow",
    });
    const opened = await follow(dot ?? "");
    expect([opened.status, opened.headers.get("content-type"), (await opened.bytes()).length]).toEqual([200, "image/gif", 42]);
    expect(await echoesOf(entryNo, "P101")).toEqual([
      ["opened", null, false],
      ["clicked", shop, false],
    ]);
    const run = await findDeliveryRun(context, { loggedSegmentEntryNo: entryNo });
    expect(run).toMatchObject({ counting: { opens: true, clicks: true }, echoes: { opened: 1, clicked: 1 } });
    const listed = await listDeliveries(context, { loggedSegmentEntryNo: entryNo, echo: "clicked" });
    expect(listed.rows.map(({ contactNo, opened: o, clicked }) => [contactNo, o, clicked])).toEqual([["P101", true, true]]);
    const whom = async (who: "clicked" | "not_clicked") => {
      const made = value(await followUp(context, { entryNo, choice: { who } }));
      expect((await countFollowUp(context, { entryNo, choice: { who } }))?.contacts).toBe(made.contacts);
      return contactsOf(context, made.segmentNo);
    };
    expect([await whom("clicked"), await whom("not_clicked")]).toEqual([["P101"], ["P201"]]);
    const shown = (await deliveryTo(context, entryNo, "P101")).sent?.html ?? "";
    expect(shown).toContain('href="https://shop.example/?a=1&amp;b=2"'); // who looks at it here follows no link of the recipient
    expect(waysIn(shown)).toEqual({ links: [], dot: null });
    const { rows } = await db.pool.query("select * from mail_echo limit 1");
    expect(JSON.stringify(rows)).not.toContain("Mozilla");
  });

  it("what programs follow is told apart: by name, at once, several within a second; HEAD is none", async () => {
    const entryNo = await sent(["P101", "P201", "P202"], { countClicks: true });
    const [first = "", second = ""] = waysIn(htmlTo("anna@alder.example")).links;
    expect((await follow(first, person, "HEAD")).headers.get("location")).toBe(shop);
    expect(await echoesOf(entryNo, "P101")).toEqual([]);
    await follow(first, "Barracuda Sentinel");
    expect(await echoesOf(entryNo, "P101")).toEqual([["clicked", shop, true]]);
    await db.pool.query("delete from mail_echo");
    await Promise.all([follow(first)]);
    await follow(second);
    expect(await echoesOf(entryNo, "P101")).toEqual([
      ["clicked", expect.stringContaining("news.example"), true],
      ["clicked", shop, true],
    ]);
    await db.pool.query("update delivery set delivered_at = now()");
    await follow(waysIn(htmlTo("cara@birch.example")).links[0] ?? "");
    expect(await echoesOf(entryNo, "P201")).toEqual([["clicked", shop, true]]);
    expect((await findDeliveryRun(context, { loggedSegmentEntryNo: entryNo }))?.echoes).toEqual({ opened: 0, clicked: 0 });
  });

  it("CVE-2024-36412, GHSA-vfxj-qg93-7wwc: nobody is led elsewhere, nor walks from one message to the next", async () => {
    const entryNo = await sent(["P101", "P201"], { countClicks: true });
    const [link = ""] = waysIn(htmlTo("anna@alder.example")).links;
    const base = link.slice(0, -1);
    for (const tried of [`${base}3`, `${base}0`, `${base}-1`, `${base}99999`, `${base}1%27`, `${base}https:%2F%2Fevil.example`]) {
      const answer = await follow(tried);
      expect([tried, answer.status, answer.headers.get("location")]).toEqual([tried, 404, null]);
    }
    const token = base.split("/").at(-2) ?? "";
    for (const tampered of [token.slice(1), `${token}A`, token.toUpperCase(), "' or 1=1 --", "1", ""])
      expect((await answerMessageLink(new Request(link), tampered, "1", db)).status, tampered).toBe(404);
    expect(token.length).toBeGreaterThanOrEqual(27); // 160 bits
    expect(await echoesOf(entryNo, "P201")).toEqual([]);
    expect((await follow(`${base}1?url=https://evil.example`)).headers.get("location")).toBe(shop);
  });

  it("of a deleted contact nothing more is noted, and its links lead on", async () => {
    await db.pool.query("insert into contact (contact_no, type, name, email) values ('GONE', 'person', 'Gone', 'gone@echo.example')");
    const entryNo = await sent(["GONE"], { countClicks: true, countOpens: true });
    const { links, dot } = waysIn(htmlTo("gone@echo.example"));
    value(await deleteContacts(context, { contactNos: ["GONE"] }));
    expect((await follow(links[0] ?? "")).headers.get("location")).toBe(shop);
    expect((await follow(dot ?? "")).status).toBe(200);
    expect(await echoesOf(entryNo, "GONE")).toEqual([]);
  });

  it("links work for ever: after the secret was changed, and after the logged segment is gone", async () => {
    const entryNo = await sent(["P101"], { countClicks: true });
    const [link = ""] = waysIn(htmlTo("anna@alder.example")).links;
    const secret = process.env.WINNOW_SECRET;
    process.env.WINNOW_SECRET = "another secret of thirty-two characters or more";
    expect((await follow(link)).headers.get("location")).toBe(shop);
    process.env.WINNOW_SECRET = secret;
    await db.pool.query("delete from delivery_run where logged_segment_entry_no = $1", [entryNo]);
    expect((await follow(link)).headers.get("location")).toBe(shop);
  });

  it("pressing without end writes no more than fifty rows, and what is old enough goes", async () => {
    const entryNo = await sent(["P101"], { countClicks: true });
    const [link = ""] = waysIn(htmlTo("anna@alder.example")).links;
    await follow(link);
    await follow(link); // the same press
    expect(await echoesOf(entryNo, "P101")).toHaveLength(1);
    await db.pool.query("update mail_echo set came_at = came_at - interval '1 minute'");
    await follow(link); // another
    expect(await echoesOf(entryNo, "P101")).toHaveLength(2);
    await db.pool.query("delete from mail_echo where came_at > now() - interval '30 seconds'");
    await db.pool.query(
      `insert into mail_echo (delivery_no, kind, link, came_at) select delivery_no, 'clicked', 1, now() - n * interval '1 day' from mail_echo, generate_series(300, 400) n`,
    );
    await follow(link);
    const { rows } = await db.pool.query("select count(*)::int as n, min(came_at) > now() - interval '366 days' as young from mail_echo");
    expect(rows).toEqual([{ n: 66, young: true }]);
    value(await changeEchoSetup(context, { ...setup, keepDays: 30 }));
    expect(await echoesOf(entryNo, "P101")).toHaveLength(1);
    value(await changeEchoSetup(context, setup));
  });

  it("a message that is sent again keeps its links", async () => {
    const entryNo = await sent(["P101"], { countClicks: true });
    const before = waysIn(htmlTo("anna@alder.example")).links;
    const { entryNo: ofEntry } = await deliveryTo(context, entryNo, "P101");
    value(await sendAgain(context, { loggedSegmentEntryNo: entryNo, which: { entryNos: [ofEntry] } }));
    await untilCounts(context, entryNo, { delivered: 1 });
    expect(smtp.received).toHaveLength(2);
    expect(waysIn(htmlTo("anna@alder.example")).links).toEqual(before);
  });
});

it("live segments follow at once who opened, who clicked, what came back, and who may be reached no more", async () => {
  const ofMail = (field: string) => ({
    kind: "relation" as const,
    relation: "interaction" as const,
    match: "any" as const,
    where: { kind: "field" as const, field, op: "is" as const, value: true },
  });
  const notBounced = { kind: "field" as const, field: "reason", op: "is" as const, value: "address_bounced" };
  await db.pool.query("delete from mail_echo");
  await db.pool.query("update delivery set state = 'delivered' where state = 'bounced'");
  const entryNo = await sent(["P101", "P201"], { countClicks: true, countOpens: true });
  const live = await Promise.all(
    ["mailOpened", "mailClicked", "mailBounced"].map((field) => givenLive(context, { filter: ofMail(field) })),
  );
  const unreached = await givenLive(context, { filter: { kind: "relation", relation: "consent", match: "any", where: notBounced } });
  const members = () => Promise.all([...live, unreached].map((segmentNo) => membersOf(context, segmentNo)));
  expect(await members()).toEqual([[], [], [], []]);
  const { links, dot } = waysIn(htmlTo("anna@alder.example"));
  await follow(dot ?? "");
  expect(await members()).toEqual([["P101"], [], [], []]);
  await follow(links[0] ?? "");
  expect(await members()).toEqual([["P101"], ["P101"], [], []]);
  await db.pool.query(
    "update delivery d set state = 'bounced' from interaction_log_entry e where e.entry_no = d.entry_no and e.contact_no = 'P201' and d.logged_segment_entry_no = $1",
    [entryNo],
  );
  await db.pool.query("insert into bounced_address select address_hash(email), '5.1.1', now() from contact where contact_no = 'P201'");
  expect(await members()).toEqual([["P101"], ["P101"], ["P201"], ["P201"]]);
});

describe("bounces", () => {
  let key: string;
  beforeAll(async () => {
    expect((await report({ bounces: [] }, "bounces_nobody-made-this-key")).status).toBe(401); // while there is none at all
    key = value(await drawBounceKey(context, {})).key;
  });

  function report(body: object, by = key): Promise<Response> {
    return post(JSON.stringify(body), "application/json", by);
  }
  function post(body: BodyInit, type: string, by: string | null = key): Promise<Response> {
    const headers = { "Content-Type": type, ...(by !== null && { Authorization: `Bearer ${by}` }) };
    return takeBounces(new Request("https://winnow.test/api/bounces", { method: "POST", headers, body }), db);
  }
  const came = (message: Buffer) => post(new Uint8Array(message), "message/rfc822").then((answer) => answer.json());
  const taken = { taken: 1, ignored: 0 };

  async function about(entryNo: number, contactNo: string, to = "news@winnow.test") {
    const { messageId, sent: message } = await deliveryTo(context, entryNo, contactNo);
    return { to, messageId: messageId ?? "", recipient: message?.recipient ?? "" };
  }

  it("an address that is gone: the message is bounced, the contact is not reached, and a person can say that it works", async () => {
    const entryNo = await sent(["P101", "P201"]);
    expect(await came(postfixBounce(await about(entryNo, "P101")))).toEqual(taken);
    expect(await deliveryTo(context, entryNo, "P101")).toMatchObject({
      state: "bounced",
      answer: "550 5.1.1 <anna@alder.example>: Recipient address rejected: User unknown in virtual mailbox table",
      echoes: [{ kind: "bounced" }],
    });
    expect(await deliveryTo(context, entryNo, "P201")).toMatchObject({ state: "delivered", echoes: [] });
    expect(await whyNot(context, "P101")).toBe("address_bounced");
    const segmentNo = await givenWorksheet(context, ["P101", "P201"], { interactionTemplateCode: "MAIL" });
    const check = await checkOf(context, segmentNo);
    expect(check.leftOut.map(({ problem, count }) => [problem, count])).toEqual([["address_bounced", 1]]);
    expect(check.sending.emails).toBe(1);
    const { entryNo: ofEntry } = await deliveryTo(context, entryNo, "P101");
    const again = () => sendAgain(context, { loggedSegmentEntryNo: entryNo, which: { entryNos: [ofEntry] } });
    value(await again());
    await untilCounts(context, entryNo, { skipped: 1 });
    expect(await deliveryTo(context, entryNo, "P101")).toMatchObject({ state: "skipped", reason: "address_bounced" });
    expect((await findConsent(context, { contactNo: "P101" }))?.bounced).toMatchObject([{ email: "anna@alder.example", status: "5.1.1" }]);
    expect((await trustAddresses({ ...context, user: { ...context.user, role: "viewer" } }, { contactNo: "P101" })).ok).toBe(false);
    value(await trustAddresses(context, { contactNo: "P101" }));
    expect(await whyNot(context, "P101")).toBeNull();
    value(await again());
    await untilCounts(context, entryNo, { delivered: 2 });
  });

  it("it ends with the address: a contact with another one is reached", async () => {
    const entryNo = await sent(["P201"]);
    expect(await came(exchangeBounce(await about(entryNo, "P201")))).toEqual(taken);
    expect(await whyNot(context, "P201")).toBe("address_bounced");
    await db.pool.query("update contact set email = 'cara.new@birch.example' where contact_no = 'P201'");
    expect(await whyNot(context, "P201")).toBeNull();
    await db.pool.query("update contact set email = 'cara@birch.example' where contact_no = 'P201'");
  });

  it("an address in letters of another script is known again, in a bounce, a complaint and after its link was followed", async () => {
    await db.pool.query(
      "insert into contact (contact_no, type, name, email) values ('IDN1', 'person', 'Jörg', 'joerg@Bücher.example'), ('IDN2', 'person', 'Jana', 'jana@bücher.example')",
    );
    const entryNo = await sent(["IDN1", "IDN2"]);
    const joerg = await about(entryNo, "IDN1");
    expect(joerg.recipient).toBe("joerg@xn--bcher-kva.example");
    expect(await came(postfixBounce(joerg))).toEqual(taken);
    expect(await whyNot(context, "IDN1")).toBe("address_bounced");
    const url = /https:\/\/winnow\.test\/u\/([\w-]+)/.exec(htmlTo("jana@bücher.example"))?.[1] ?? "";
    expect(await lookAtUnsubscribeLink(db, url)).toMatchObject({ address: expect.stringContaining("@") });
    expect(await came(complaint(await about(entryNo, "IDN2")))).toEqual(taken);
    await db.pool.query("delete from contact where contact_no = 'IDN2'");
    await db.pool.query("insert into contact (contact_no, type, name, email) values ('IDN3', 'person', 'Jana', 'jana@bücher.example')");
    expect(await whyNot(context, "IDN3")).toBe("address_suppressed");
  });

  it("a full mailbox, or one that messages are passed on to, bounces the message and not the address; one that is put off is only noted; nothing is written twice", async () => {
    const entryNo = await sent(["P101", "P201"]);
    const anna = await about(entryNo, "P101");
    expect(await came(gmailBounce(anna, "delayed"))).toEqual(taken);
    expect(await deliveryTo(context, entryNo, "P101")).toMatchObject({ state: "delivered", echoes: [{ kind: "put_off" }] });
    for (let time = 0; time < 2; time++) expect(await came(gmailBounce(anna))).toEqual(taken);
    const passedOn = { ...(await about(entryNo, "P201")), recipient: "somebody@elsewhere.example" };
    expect(await came(postfixBounce(passedOn))).toEqual(taken);
    expect([(await deliveryTo(context, entryNo, "P201")).state, await whyNot(context, "P201")]).toEqual(["bounced", null]);
    expect(await deliveryTo(context, entryNo, "P101")).toMatchObject({
      state: "bounced",
      echoes: [{ kind: "bounced" }, { kind: "put_off" }],
    });
    expect(await whyNot(context, "P101")).toBeNull();
  });

  it("each message has its own address for bounces, which tells it though nothing else does, and none can be made up", async () => {
    value(await changeEchoSetup(context, { ...setup, bounceAddress: "bounces@winnow.test" }));
    const entryNo = await sent(["P101", "P201"]);
    const from = new Map(smtp.received.map((message) => [message.to[0], message.from]));
    const to = from.get("anna@alder.example") ?? "";
    expect(to).toMatch(/^bounces\+\d+\.[0-9a-f]{32}@winnow\.test$/);
    expect(smtp.received[0]?.mail.from).toMatchObject({ address: "news@winnow.test" });
    const [, annaNo = "", proof = ""] = /\+(\d+)\.(\w+)@/.exec(to) ?? [];
    const [, caraNo = ""] = /\+(\d+)\./.exec(from.get("cara@birch.example") ?? "") ?? [];
    const unknown = { ...(await about(entryNo, "P101")), messageId: "x@elsewhere.example" };
    for (const forged of [
      `bounces+${caraNo}.${proof}@winnow.test`,
      `bounces+${annaNo}.${"0".repeat(32)}@winnow.test`,
      "bounces+999999.x@winnow.test",
    ])
      expect(await came(postfixBounce({ ...unknown, to: forged })), forged).toMatchObject({ taken: 0 });
    expect(await came(postfixBounce({ ...unknown, to: to.toUpperCase() }))).toEqual(taken);
    expect((await deliveryTo(context, entryNo, "P101")).state).toBe("bounced");
    expect((await deliveryTo(context, entryNo, "P201")).state).toBe("delivered");
    value(await changeEchoSetup(context, setup));
  });

  it("a complaint is a refusal of its purpose, once, for the contact and the address", async () => {
    const entryNo = await sent(["P202"]);
    for (let time = 0; time < 2; time++) expect(await came(complaint(await about(entryNo, "P202")))).toEqual(taken);
    expect([await whyNot(context, "P202"), await whyNot(context, "P202", "email", "SERVICE")]).toEqual(["opted_out", null]);
    const consent = await findConsent(context, { contactNo: "P202" });
    expect(consent?.events.map(({ source, allowed, by }) => [source, allowed, by])).toEqual([["complaint", false, null]]);
    expect((await deliveryTo(context, entryNo, "P202")).state).toBe("delivered");
    await db.pool.query("delete from consent_event; delete from suppressed_address");
  });

  it("a provider's JSON says the same for many at once; what it got wrong is told and changes nothing", async () => {
    const entryNo = await sent(["P101", "P201"]);
    const bounce = async (contactNo: string, kind: BounceReport["kind"]) => ({
      kind,
      messageId: `<${(await about(entryNo, contactNo)).messageId}>`,
      status: kind === "hard" ? "5.0.0" : "4.0.0",
      answer: "No such\r\nperson",
    });
    const bounces = [await bounce("P101", "hard"), await bounce("P201", "soft"), { kind: "hard", messageId: "1.other@elsewhere.example" }];
    expect(await (await report({ bounces })).json()).toEqual({ taken: 2, ignored: 1 });
    expect(await deliveryTo(context, entryNo, "P101")).toMatchObject({ state: "bounced", answer: "5.0.0 No such person" });
    expect((await deliveryTo(context, entryNo, "P201")).state).toBe("delivered");
    for (const wrong of [{}, { bounces: [] }, { bounces: [{ kind: "hard" }] }, { bounces: [{ kind: "gone", messageId: "x" }] }, [], "x"]) {
      const answer = await report(wrong as object);
      expect([JSON.stringify(wrong), answer.status]).toEqual([JSON.stringify(wrong), 400]);
    }
  });

  it("what is no report is let be, and one of a message that was sent anew since is ignored", async () => {
    const entryNo = await sent(["P101"]);
    const anna = await about(entryNo, "P101");
    expect(await came(absenceNote(anna))).toEqual({ taken: 0, ignored: 0 });
    value(
      await sendAgain(context, {
        loggedSegmentEntryNo: entryNo,
        which: { entryNos: [(await deliveryTo(context, entryNo, "P101")).entryNo] },
      }),
    );
    await untilCounts(context, entryNo, { delivered: 1 });
    expect(await came(postfixBounce(anna))).toEqual({ taken: 0, ignored: 1 });
    expect((await deliveryTo(context, entryNo, "P101")).state).toBe("delivered");
  });

  it("CVE-2026-32096: only the newest key may, and nothing too long or of another kind is read", async () => {
    const message = new Uint8Array(postfixBounce({ to: "a@b.example", messageId: "x@y", recipient: "z@b.example" }));
    for (const by of [null, "", "bounces_wrong", `${key}x`, key.toLowerCase()])
      expect((await post(message, "message/rfc822", by)).status, String(by)).toBe(401);
    expect((await post("a=b", "application/x-www-form-urlencoded")).status).toBe(415);
    expect((await post(new Uint8Array(10_000_001), "message/rfc822")).status).toBe(413);
    expect((await post(`{"bounces": [${" ".repeat(1_000_000)}]}`, "application/json")).status).toBe(413);
    expect((await drawBounceKey({ ...context, user: { ...context.user, role: "marketer" } }, {})).ok).toBe(false);
    const newer = value(await drawBounceKey(context, {})).key;
    expect((await post(message, "message/rfc822")).status).toBe(401);
    expect((await post(message, "message/rfc822", newer)).status).toBe(200);
    expect(JSON.stringify(await findEchoSetup(context, {}))).not.toContain("Hash");
    const { rows } = await db.pool.query("select encode(key_hash, 'escape') as kept from echo_setup");
    expect(JSON.stringify(rows)).not.toContain(newer);
  });
});
