import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { findConsent } from "@/lib/consent/find-consent";
import { listPurposes, savePurpose } from "@/lib/consent/purposes";
import { withReach } from "@/lib/consent/reach";
import { recordConsent } from "@/lib/consent/record-consent";
import { type Heard, unreachableReasons } from "@/lib/consent/schema";
import { changeByLink, lookAtUnsubscribeLink } from "@/lib/consent/unsubscribe";
import { listUnsubscribeHeaders, unsubscribeLinks } from "@/lib/consent/unsubscribe-links";
import { deleteContacts } from "@/lib/contact-upkeep/delete-contacts";
import { mergeContacts } from "@/lib/contact-upkeep/merge-contacts";
import { exportContacts } from "@/lib/contacts/export-contacts";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import type { Filter } from "@/lib/filters/schema";
import { listProblemLines } from "@/lib/logging/list-problem-lines";
import { listCoverSheets } from "@/lib/printing/list-cover-sheets";
import { listLabels } from "@/lib/printing/list-labels";
import { logCoverSheets } from "@/lib/printing/log-cover-sheets";
import { ok } from "@/lib/result";
import { changeLines } from "@/lib/segmentation/change-lines";
import { composition } from "@/lib/segmentation/composition";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { findTemplate } from "@/lib/templates/find-template";
import { setTemplatePurpose } from "@/lib/templates/set-purpose";
import { givenBaseWorld } from "../../support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { matching } from "../filters/matching";
import { checkOf, givenWorksheet, log, logTables } from "../logging/support";
import { is, value } from "../segmentation/worksheet";
import { heard, needsConsent, settings, tokenFor, whyNot } from "./support";

let db: TestDatabase;
let context: OperationContext;
const pristine = [
  "contact_consent",
  "consent_event",
  "suppressed_address",
  "unsubscribe_link",
  "rate_limit",
  "interaction_log_entry",
  "audit_entry",
];
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
beforeEach(async () => {
  await db.pool.query(`truncate ${pristine.join(", ")} cascade; update purpose set needs_consent = '{}'`);
});
afterAll(() => db.drop());

const leftOutOf = async (segmentNo: string) => (await checkOf(context, segmentNo)).leftOut.map(({ problem, count }) => [problem, count]);

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

/** A checksum of all rows of each table. */
async function everyRow(): Promise<Record<string, unknown>> {
  const { rows } = await db.pool.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  );
  const sums = rows.map(async ({ name }) => [
    name,
    (await db.pool.query(`select md5(string_agg(t::text, '|' order by t::text)) from ${name} t`)).rows,
  ]);
  return Object.fromEntries(await Promise.all(sums));
}

describe("the rule", () => {
  it("says no for the reason that weighs most, for each combination of what can be known", async () => {
    const bools = [null, false, true];
    const { rows } = await db.pool.query<{
      never: boolean;
      allowed: boolean | null;
      suppressed: boolean;
      needs: boolean;
      bounced: boolean;
      reason: string;
    }>(
      `select never, allowed, suppressed, needs, bounced, unreachable_reason(never, allowed, suppressed, needs, bounced) as reason
       from unnest($1::bool[]) never, unnest($1::bool[]) allowed, unnest($1::bool[]) suppressed, unnest($1::bool[]) needs, unnest($1::bool[]) bounced`,
      [bools],
    );
    expect(rows).toHaveLength(243);
    for (const { never, allowed, suppressed, needs, bounced, reason } of rows) {
      const holds = [never === true, allowed === false, suppressed === true, needs === true && allowed === null, bounced === true];
      expect([never, allowed, suppressed, needs, bounced, reason]).toEqual([
        never,
        allowed,
        suppressed,
        needs,
        bounced,
        unreachableReasons[holds.indexOf(true)] ?? null,
      ]);
    }
  });

  it("reads rows of any statement: of each channel and purpose its own, and nothing of what is only recorded", async () => {
    await needsConsent(context, ["phone"], "SERVICE");
    await heard(context, ["P101"], "withdrawn");
    await heard(context, ["P201"], "do_not_contact", { channels: ["hard_copy"] });
    const asked = Prisma.sql`
      select contact.id as contact_id, contact.contact_no, channel as correspondence_type, purpose.code as purpose_code, contact.email
      from contact cross join unnest(enum_range(null::correspondence_type) || null::correspondence_type) channel cross join purpose`;
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select contact_no || ' ' || coalesce(correspondence_type::text, 'none') || ' ' || purpose_code || ' ' || unreachable as words from (${withReach(asked)}) reach
      where unreachable is not null and contact_no in ('P101', 'P201') order by 1`);
    expect(rows).toEqual(
      [
        "P101 email NEWS opted_out",
        "P101 phone SERVICE no_consent",
        "P201 hard_copy NEWS do_not_contact",
        "P201 hard_copy SERVICE do_not_contact",
        "P201 phone SERVICE no_consent",
      ].map((words) => ({ words })),
    );
  });

  it("is given and withdrawn again by hand, with who, whence and in which words; do not contact wins over both", async () => {
    await needsConsent(context, ["email"]);
    expect(await whyNot(context, "P101")).toBe("no_consent");
    await heard(context, ["P101", "P202"], "given", { channels: ["email", "phone"] });
    expect([await whyNot(context, "P101"), await whyNot(context, "P201")]).toEqual([null, "no_consent"]);
    await heard(context, ["P101"], "do_not_contact");
    expect(await whyNot(context, "P101")).toBe("do_not_contact");
    await heard(context, ["P101"], "contact_again");
    await heard(context, ["P101"], "withdrawn");
    expect(await whyNot(context, "P101")).toBe("opted_out");
    const consent = await findConsent(context, { contactNo: "P101" });
    expect(consent).toMatchObject({ doNotContact: [], total: 5 });
    expect(consent?.events.map(({ channel, purpose, allowed, by }) => [channel, purpose?.code ?? null, allowed, by])).toEqual([
      ["email", "NEWS", false, "Ada Admin"],
      ["email", null, true, "Ada Admin"],
      ["email", null, false, "Ada Admin"],
      ["phone", "NEWS", true, "Ada Admin"],
      ["email", "NEWS", true, "Ada Admin"],
    ]);
    expect(consent?.events[4]).toMatchObject({ source: "phone", wording: "You may write to me.", at: context.now });
    expect(await db.prisma.auditEntry.count({ where: { operation: "consent.record", subjectKey: "P101" } })).toBe(4);
  });

  it("refuses consent without its words, unknown contacts and purposes as a whole, and viewers", async () => {
    const given: Heard = { said: "given", purposeCode: "NEWS", channels: ["email"], source: "form", wording: "Yes, please." };
    const record = (over: object, contactNos = ["P101"]) => recordConsent(context, { contactNos, heard: { ...given, ...over } });
    expect(await record({ wording: "  " })).toMatchObject({
      ok: false,
      error: { code: "invalid_input", issues: [{ path: "heard.wording" }] },
    });
    expect(await record({ channels: [] })).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    expect(await record({ source: "unsubscribe_link" })).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    expect(await record({ purposeCode: "OTHER" })).toEqual({ ok: false, error: { code: "purpose_not_found", purposeCode: "OTHER" } });
    expect(await record({}, ["P101", "P999"])).toEqual({ ok: false, error: { code: "contact_not_found", contactNo: "P999" } });
    expect(await db.prisma.consentEvent.count()).toBe(0);
    const viewer = await testContext(db, {
      user: { id: "viewer", name: "Vera", email: "vera@example.test", role: "viewer", salespersonCode: null },
    });
    expect(await recordConsent(viewer, { contactNos: ["P101"], heard: given })).toMatchObject({
      ok: false,
      error: { code: "not_allowed" },
    });
    expect(await savePurpose(viewer, { code: "X", name: "X", needsConsent: [] })).toMatchObject({
      ok: false,
      error: { code: "not_allowed" },
    });
  });

  it("has purposes that an administrator keeps", async () => {
    value(
      await savePurpose(context, {
        code: "events",
        name: "Events",
        names: { de: "Messen" },
        needsConsent: ["phone", "email"],
        isNew: true,
      }),
    );
    expect(await savePurpose(context, { code: "EVENTS", name: "Fairs", needsConsent: [], isNew: true })).toMatchObject({
      ok: false,
      error: { code: "purpose_taken" },
    });
    await heard(context, ["P101", "P201"], "given", { channels: ["email", "phone"], purposeCode: "EVENTS" });
    await heard(context, ["P101"], "withdrawn", { purposeCode: "EVENTS" });
    value(await savePurpose(context, { code: "EVENTS", name: "Fairs", needsConsent: ["email"] }));
    expect(
      (await listPurposes(context, {})).map(({ code, name, needsConsent: needs, given, withdrawn }) => [
        code,
        name,
        needs,
        given,
        withdrawn,
      ]),
    ).toEqual([
      ["NEWS", "News and offers", [], 0, 0],
      ["EVENTS", "Fairs", ["email"], 2, 1],
      ["SERVICE", "Messages about running business", [], 0, 0],
    ]);
    expect(await savePurpose(context, { code: "NONE", name: "None", needsConsent: [] })).toMatchObject({
      ok: false,
      error: { code: "purpose_not_found" },
    });
    await db.pool.query("truncate consent_event cascade; delete from purpose where code = 'EVENTS'");
  });
});

describe("honoured before anything goes out", () => {
  it("W-41 the check names who may not be reached on the line's channel and why, and logs the rest", async () => {
    await heard(context, ["P101"], "withdrawn");
    await heard(context, ["P202"], "do_not_contact");
    const segmentNo = await givenWorksheet(context, ["P101", "P201", "P202", "P900"], { interactionTemplateCode: "MAIL" });
    const token = await tokenFor(context, 900, "finn@solo.example");
    value(await changeByLink(db, token, "purpose", { now: context.now, address: "here", oneClick: true }));
    const check = await checkOf(context, segmentNo);
    expect(check).toMatchObject({ lines: 4, interactions: 1, channels: [{ channel: "email", lines: 1 }] });
    expect(check.leftOut.map(({ problem, count, sample }) => [problem, count, sample.map(({ contactNo }) => contactNo)])).toEqual([
      ["do_not_contact", 1, ["P202"]],
      ["opted_out", 2, ["P900", "P101"]],
    ]);
    expect((await listProblemLines(context, { segmentNo, problem: "opted_out" }))?.lines.map(({ contactNo }) => contactNo)).toEqual([
      "P900",
      "P101",
    ]);
    const lines = (await listSegmentLines(context, { segmentNo }))?.lines;
    expect(lines?.map(({ contactNo, unreachable }) => [contactNo, unreachable])).toEqual([
      ["P900", "opted_out"],
      ["P101", "opted_out"],
      ["P201", null],
      ["P202", "do_not_contact"],
    ]);
    const parts = (await composition(context, { segmentNo, step: null }))?.parts.reach.map(({ code, lines: n }) => [code, n]);
    expect(parts).toEqual([
      ["opted_out", 2],
      ["do_not_contact", 1],
      ["reachable", 1],
    ]);
    expect(value(await log(context, segmentNo))).toMatchObject({ interactions: 1, leftOut: 3 });
    expect((await logTables(context)).entries.map(({ contactNo }) => contactNo)).toEqual(["P201"]);
  });

  it("asks for the channel and the purpose that the line really has, and for nothing where it is only recorded", async () => {
    await needsConsent(context, ["email"]);
    const segmentNo = await givenWorksheet(context, ["P101", "P201", "P202"], { interactionTemplateCode: "MAIL" });
    const set = async (contactNo: string, values: object) =>
      value(await changeLines(context, { segmentNo, which: { lines: [{ contactNo }] }, set: values }));
    expect(await leftOutOf(segmentNo)).toEqual([["no_consent", 3]]);
    await set("P101", { correspondenceType: "phone" });
    await set("P201", { correspondenceType: null });
    expect(await leftOutOf(segmentNo)).toEqual([["no_consent", 1]]);
    await db.pool.query("update interaction_template set purpose_code = 'SERVICE' where code = 'PROMO'");
    await set("P202", { interactionTemplateCode: "PROMO" });
    expect(await leftOutOf(segmentNo)).toEqual([]);
    await heard(context, ["P202"], "withdrawn", { purposeCode: "SERVICE" });
    expect(await leftOutOf(segmentNo)).toEqual([["opted_out", 1]]);
    await db.pool.query("update interaction_template set purpose_code = 'NEWS' where code = 'PROMO'");
  });

  it("knows an address again under which somebody refused, also a second contact's and a line's other address", async () => {
    await db.pool.query(`
      insert into contact_alt_address (contact_id, code, email) values (202, 'HOME', ' Anna@Alder.example');
      insert into contact_alt_address_date_range (contact_id, starting_date, alt_address_code) values (202, '2026-01-01', 'HOME')`);
    const segmentNo = await givenWorksheet(context, ["P101", "P201", "P202"], { interactionTemplateCode: "MAIL" });
    value(
      await changeByLink(db, await tokenFor(context, 101, "anna@alder.example"), "purpose", {
        now: context.now,
        address: "here",
        oneClick: false,
      }),
    );
    expect(await leftOutOf(segmentNo)).toEqual([
      ["opted_out", 1],
      ["address_suppressed", 1],
    ]);
    expect([await whyNot(context, "P202"), await whyNot(context, "P202", "email", "SERVICE")]).toEqual(["address_suppressed", null]);
    await heard(context, ["P202"], "given"); // who says so anew is reached again
    expect(await leftOutOf(segmentNo)).toEqual([["opted_out", 1]]);
    await db.pool.query("delete from contact_alt_address where contact_id = 202");
  });
});

describe("segments and files", () => {
  it("labels and cover sheets go to nobody who refuses to be reached by post", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201"], { interactionTemplateCode: "MAIL" });
    await db.pool.query("update contact set address = 'Street 1', city = 'Town' where contact_no in ('P101', 'P201')");
    await heard(context, ["P101"], "withdrawn");
    expect(await listLabels(context, { segmentNo })).toMatchObject({ labels: 2, blocked: 0 }); // refused e-mails only
    await heard(context, ["P101"], "do_not_contact", { channels: ["hard_copy"] });
    expect(await listLabels(context, { segmentNo })).toMatchObject({ labels: 1, blocked: 1, rows: [{ contactNo: "P201" }] });
    expect(await listCoverSheets(context, { segmentNo })).toMatchObject({ sheets: 1, blocked: 1 });
    await db.pool.query("update marketing_setup set cover_sheet_template_code = 'COVER'");
    expect(value(await logCoverSheets(context, { segmentNo, expected: 1 }))).toEqual({ interactions: 1 });
  });

  it("are built on consent: who may be reached, who opted out, whom nobody asked", async () => {
    await needsConsent(context, ["email"]);
    await heard(context, ["P101", "P202"], "given");
    await heard(context, ["P202"], "withdrawn");
    await heard(context, ["P101"], "do_not_contact", { channels: ["phone"] });
    const found = async (where: Filter[], match: "any" | "none" = "any") =>
      matching(db, { kind: "relation", relation: "consent", match, where: { kind: "all", of: where } });
    const news = is("purposeCode", "NEWS");
    const reached: Filter = { kind: "field", field: "mayReach", op: "is", value: true };
    const never: Filter = { kind: "field", field: "doNotContact", op: "is", value: true };
    expect(await found([news, is("channel", "email"), reached])).toEqual(["P101"]);
    expect(await found([news, is("channel", "email"), reached], "none")).not.toContain("P101");
    expect(await found([is("decision", "withdrawn")])).toEqual(["P202"]);
    expect(await found([never])).toEqual(["P101"]);
    expect(await found([news, is("reason", "no_consent")])).toEqual(["C100", "C200", "C300", "P102", "P201", "P301", "P900"]);
    value(
      await changeByLink(db, await tokenFor(context, 900, "finn@solo.example"), "everything", {
        now: context.now,
        address: "here",
        oneClick: true,
      }),
    );
    expect(await found([is("purposeCode", "SERVICE"), is("channel", "email"), reached], "none")).toEqual(["P900"]);
  });

  it("exports of contacts say what was agreed to and refused", async () => {
    await heard(context, ["P101"], "given", { channels: ["email", "phone"] });
    await heard(context, ["P101"], "withdrawn", { channels: ["hard_copy"], purposeCode: "SERVICE" });
    await heard(context, ["P101"], "do_not_contact", { channels: ["phone"] });
    const file = await exportContacts(context, {
      search: "anna",
      columns: ["no", "consentGiven", "optedOut", "refusedChannels"],
      format: "csv",
    });
    const text = await textOf(file.content);
    expect(text).toContain('P101,"NEWS Email, NEWS Phone","SERVICE Hard Copy",Phone');
  });

  it("a template chooses its purpose, which must be there", async () => {
    expect(await setTemplatePurpose(context, { code: "MAIL", purposeCode: "service" })).toEqual({ ok: true, value: null });
    expect((await findTemplate(context, { code: "MAIL" }))?.purpose).toEqual({ code: "SERVICE", name: "Messages about running business" });
    expect(await setTemplatePurpose(context, { code: "MAIL", purposeCode: "OTHER" })).toMatchObject({
      ok: false,
      error: { code: "purpose_not_found" },
    });
    expect(await setTemplatePurpose(context, { code: "NONE", purposeCode: "NEWS" })).toMatchObject({
      ok: false,
      error: { code: "template_not_found" },
    });
    value(await setTemplatePurpose(context, { code: "MAIL", purposeCode: "NEWS" }));
  });
});

describe("an unsubscribe link", () => {
  it("pain 24 is looked at without a byte of the database changed; only a press writes, and a second one nothing more", async () => {
    const token = await tokenFor(context, 101, "anna@alder.example");
    const before = await everyRow();
    for (let look = 0; look < 3; look++) await lookAtUnsubscribeLink(db, token);
    expect(await everyRow()).toEqual(before);
    expect(await lookAtUnsubscribeLink(db, token)).toMatchObject({
      standing: "subscribed",
      canUndo: false,
      language: "de",
      address: "a•••@alder.example",
    });
    const press = (choice: "purpose" | "everything" | "undo") =>
      changeByLink(db, token, choice, { now: context.now, address: "here", oneClick: false });
    expect(value(await press("purpose"))).toMatchObject({ standing: "unsubscribed", canUndo: true });
    value(await press("purpose"));
    expect(await db.prisma.consentEvent.findMany()).toMatchObject([
      {
        contactId: 101,
        channel: "email",
        purposeCode: "NEWS",
        allowed: false,
        source: "unsubscribe_link",
        wording: "E-Mails zu „Neuigkeiten und Angebote“ abbestellen",
        userId: null,
      },
    ]);
    expect(value(await press("everything"))).toMatchObject({ standing: "unsubscribed_from_all", canUndo: true });
    expect([await whyNot(context, "P101", "email", "SERVICE"), await whyNot(context, "P101", "phone")]).toEqual(["do_not_contact", null]);
    expect(value(await press("undo"))).toMatchObject({ standing: "subscribed", canUndo: false });
    expect([await whyNot(context, "P101"), await db.prisma.suppressedAddress.count()]).toEqual([null, 0]);
  });

  it("takes back only what links did, not what was recorded by hand", async () => {
    const token = await tokenFor(context, 101, "anna@alder.example");
    await heard(context, ["P101"], "do_not_contact");
    expect(await lookAtUnsubscribeLink(db, token)).toMatchObject({ standing: "unsubscribed_from_all", canUndo: false });
    value(await changeByLink(db, token, "undo", { now: context.now, address: "here", oneClick: false }));
    expect(await whyNot(context, "P101")).toBe("do_not_contact");
    await db.pool.query(
      "insert into suppressed_address (address_hash, purpose_code, suppressed_at) select address_hash('anna@alder.example'), 'NEWS', now()",
    );
    await db.pool.query(
      "insert into contact (id, contact_no, type, name, email) values (401, 'Q401', 'person', 'Anna twice', 'anna@alder.example')",
    );
    value(await changeByLink(db, token, "undo", { now: context.now, address: "here", oneClick: false }));
    expect(await whyNot(context, "Q401")).toBe("address_suppressed"); // by a complaint, say
    await db.pool.query("delete from contact where id = 401");
  });

  it("is one for each contact, purpose and address, cannot be guessed, and stands as a hash only", async () => {
    const recipients = [
      { contactId: 101, purposeCode: "NEWS", email: "anna@alder.example" },
      { contactId: 101, purposeCode: "SERVICE", email: "anna@alder.example" },
      { contactId: 201, purposeCode: "NEWS", email: "cara@birch.example" },
      { contactId: 101, purposeCode: "NEWS", email: "Anna@Alder.example" },
    ];
    const make = () => inTransaction<string[], never>(db, async (tx) => ok(await unsubscribeLinks(tx, recipients, settings)));
    const links = value(await make());
    expect(value(await make())).toEqual(links);
    expect([links.length, new Set(links).size, await db.prisma.unsubscribeLink.count()]).toEqual([4, 3, 3]);
    for (const link of links) expect(link).toMatch(/^https:\/\/winnow\.example\/u\/[\w-]{27}$/);
    const stored = JSON.stringify((await db.pool.query("select encode(token_hash, 'escape'), * from unsubscribe_link")).rows);
    for (const link of links) expect(stored).not.toContain(link.slice(-27));
    expect(stored).not.toContain("anna");
    expect(listUnsubscribeHeaders(links[0] ?? "")).toEqual({
      "List-Unsubscribe": `<${links[0]}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    for (const wrong of ["", "x", "A".repeat(27), `${links[0]?.slice(-27)}A`, "' or true --", "\u0000"])
      expect(await lookAtUnsubscribeLink(db, wrong)).toBeNull();
  });

  it("is not pressed without end: a link twenty times in five minutes, unknown ones sixty times from one place", async () => {
    const token = await tokenFor(context, 101, "anna@alder.example");
    const press = (pressed: string, address: string) => changeByLink(db, pressed, "purpose", { now: context.now, address, oneClick: true });
    value(await press(token, "provider"));
    await db.pool.query("update rate_limit set count = 19");
    value(await press(token, "provider"));
    expect(await press(token, "provider")).toMatchObject({ ok: false, error: { code: "too_often", seconds: 300 } });
    value(await press(await tokenFor(context, 201, "cara@birch.example"), "provider")); // others of the same mail provider are not kept waiting
    expect(await press("wrong", "there")).toEqual({ ok: false, error: { code: "link_unknown" } });
    await db.pool.query("update rate_limit set count = 60");
    expect(await press("wrong again", "there")).toMatchObject({ ok: false, error: { code: "too_often" } });
    expect(await press("wrong again", "elsewhere")).toEqual({ ok: false, error: { code: "link_unknown" } });
  });
});

describe("merging and deleting contacts", () => {
  it("gives the one that stays the stricter of both, the whole history, and the links that were sent", async () => {
    await db.pool.query(
      `insert into contact (id, contact_no, type, name, email) values (501, 'Q501', 'person', 'Ann Alt', 'ann@alt.example'), (502, 'Q502', 'person', 'Annie Alt', 'annie@alt.example')`,
    );
    await heard(context, ["Q501"], "given", { channels: ["email", "phone"] });
    await heard(context, ["Q502"], "withdrawn");
    await heard(context, ["Q502"], "given", { channels: ["hard_copy"] });
    await heard(context, ["Q502"], "do_not_contact", { channels: ["phone"] });
    const token = await tokenFor(context, 502, "annie@alt.example", "SERVICE");
    value(await mergeContacts(context, { keep: "Q501", contactNos: ["Q502"] }));
    expect([await whyNot(context, "Q501"), await whyNot(context, "Q501", "phone"), await whyNot(context, "Q501", "hard_copy")]).toEqual([
      "opted_out",
      "do_not_contact",
      null,
    ]);
    expect(await findConsent(context, { contactNo: "Q501" })).toMatchObject({ total: 5, doNotContact: ["phone"] });
    value(await changeByLink(db, token, "purpose", { now: context.now, address: "here", oneClick: true }));
    expect(await whyNot(context, "Q501", "email", "SERVICE")).toBe("opted_out");
  });

  it("keeps an address refused that goes with a merged contact, and leaves those alone who share one that stays", async () => {
    await db.pool.query(
      `insert into contact (id, contact_no, type, name, email) values (511, 'Q511', 'person', 'Kim', 'kim@alt.example'), (512, 'Q512', 'person', 'Kim', 'kim.old@alt.example'),
        (513, 'Q513', 'person', 'Lee', 'info@alt.example'), (514, 'Q514', 'person', 'Lee', 'INFO@alt.example'), (515, 'Q515', 'person', 'Colleague', 'info@alt.example'),
        (516, 'Q516', 'person', 'Max', null), (517, 'Q517', 'person', 'Max', 'max@alt.example'), (518, 'Q518', 'person', 'Same house', 'max@alt.example')`,
    );
    await heard(context, ["Q512", "Q514", "Q517"], "withdrawn");
    for (const [keep, contactNo] of [["Q511", "Q512"] as const, ["Q513", "Q514"] as const, ["Q516", "Q517"] as const])
      value(await mergeContacts(context, { keep, contactNos: [contactNo] }));
    await db.pool.query(
      "insert into contact (id, contact_no, type, name, email) values (519, 'Q519', 'person', 'Kim again', 'Kim.Old@alt.example')",
    );
    const reach = ["Q511", "Q513", "Q516", "Q519", "Q515", "Q518"].map((contactNo) => whyNot(context, contactNo));
    expect(await Promise.all(reach)).toEqual(["opted_out", "opted_out", "opted_out", "address_suppressed", null, null]);
  });

  it("keeps an address refused after its contact is deleted, also by an old link, so that importing it again changes nothing", async () => {
    await db.pool.query(
      `insert into contact (id, contact_no, type, name, email) values (601, 'Q601', 'person', 'Rob', 'rob@roe.example'), (602, 'Q602', 'person', 'Sue', 'sue@roe.example')`,
    );
    await heard(context, ["Q601"], "withdrawn");
    const token = await tokenFor(context, 602, "sue@roe.example");
    value(await deleteContacts(context, { contactNos: ["Q601", "Q602"] }));
    expect(await lookAtUnsubscribeLink(db, token)).toMatchObject({ standing: "subscribed", language: null, address: null });
    value(await changeByLink(db, token, "everything", { now: context.now, address: "here", oneClick: true }));
    expect(JSON.stringify((await db.pool.query("select * from suppressed_address, unsubscribe_link")).rows)).not.toContain("roe.example");
    await db.pool.query(
      `insert into contact (id, contact_no, type, name, email) values (701, 'Q701', 'person', 'Rob', 'ROB@roe.example'), (702, 'Q702', 'person', 'Sue', 'sue@roe.example')`,
    );
    expect([await whyNot(context, "Q701"), await whyNot(context, "Q701", "email", "SERVICE")]).toEqual(["address_suppressed", null]);
    expect([await whyNot(context, "Q702"), await whyNot(context, "Q702", "email", "SERVICE")]).toEqual([
      "address_suppressed",
      "address_suppressed",
    ]);
    value(await changeByLink(db, token, "undo", { now: context.now, address: "here", oneClick: false }));
    expect(await whyNot(context, "Q702")).toBeNull();
  });
});
