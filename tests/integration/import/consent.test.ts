import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { findConsent } from "@/lib/consent/find-consent";
import { recordConsent } from "@/lib/consent/record-consent";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok } from "@/lib/result";
import { writeStandardSetup } from "@/lib/setup/standard-setup";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { givenImport, importFile, numbersOf } from "./given-import";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  context = await testContext(db);
  await inTransaction(db, async (tx) =>
    ok(await writeStandardSetup(tx, { name: "Ada Admin", email: "ada@example.test", userId: "test-admin" })),
  );
});
afterAll(() => db.drop());

/** What was said by the person of an address: each event as channel, purpose, whether allowed, source, words, and day. */
async function saidBy(email: string) {
  const { rows } = await db.pool.query(
    `select e.channel::text, e.purpose_code as purpose, e.allowed, e.source::text, e.wording, to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD') as day, e.user_name as by
     from consent_event e join contact c on c.id = e.contact_id where c.email = $1 order by e.channel::text, e.event_no`,
    [email],
  );
  return rows.map(({ channel, purpose, allowed, source, wording, day, by }) => [channel, purpose, allowed, source, wording, day, by]);
}

/** Why the person may not be reached, by purpose and channel; nothing for who may. */
async function reach(email: string) {
  const { contactNo } = await db.prisma.contact.findFirstOrThrow({ where: { email }, select: { contactNo: true } });
  const consent = await findConsent(context, { contactNo });
  return Object.fromEntries(
    (consent?.states ?? []).flatMap(({ purpose, channel, unreachable }) =>
      unreachable ? [[`${purpose.code} ${channel}`, unreachable]] : [],
    ),
  );
}
const today = () => new Date().toISOString().slice(0, 10);

describe("consent in a file of contacts", () => {
  const file =
    "Type,Name,Email,Language,Salutation,NEWS email,Consent e-mail: News and offers,Consent letter: News and offers,SERVICE phone,Do not call,Consent source,Consent date,Consent wording\n" +
    "person,Anna Alt,anna@said.test,DEU,UNISEX,,agreed,refused,,,form,2024-05-01,Yes to the newsletter\n" +
    "person,Ben Bro,ben@said.test,,,,no,,,yes,,,\n" +
    "person,Cara Cole,cara@said.test,,,,,,,no,phone,2024-05-01,\n" +
    "person,Dan Doe,dan@said.test,,,,maybe,,,,,,\n" +
    "person,Eve Ek,eve@said.test,,,,yes,,,,rumour,,\n" +
    "person,Fay Fox,fay@said.test,,,,yes,,,,,2999-01-01,\n" +
    "person,Guy Gee,guy@said.test,Klingon,,,yes,,,,,,\n";

  it("is recorded per channel and purpose, with source, day and words; what cannot be read is refused with line and reason", async () => {
    const imported = await importFile(context, file.replace("NEWS email,", "Note,"));
    expect(numbersOf(imported)).toEqual([7, 3, 0, 0, 4]);
    expect(imported.refusals.map(({ lineNo, columnName, reason }) => [lineNo, columnName, reason])).toEqual([
      [5, "Consent e-mail: News and offers", "Expected agreed or refused."],
      [6, "Consent source", "Expected Form, Phone, Email, Letter, By hand or Import."],
      [7, "Consent, date", "This day has not come yet."],
      [8, "Language", "This language is not known."],
    ]);
    const words = "Yes to the newsletter";
    expect(await saidBy("anna@said.test")).toEqual([
      ["email", "NEWS", true, "form", words, "2024-05-01", "Ada Admin"],
      ["hard_copy", "NEWS", false, "form", words, "2024-05-01", "Ada Admin"],
    ]);
    expect(await saidBy("ben@said.test")).toEqual([
      ["email", "NEWS", false, "import", "Consent e-mail: News and offers: no", today(), "Ada Admin"],
      ["phone", null, false, "import", "Do not call: yes", today(), "Ada Admin"],
    ]);
    expect(await saidBy("cara@said.test")).toEqual([]);
    expect(await reach("anna@said.test")).toEqual({ "NEWS hard_copy": "opted_out" });
    expect(await reach("ben@said.test")).toEqual({
      "NEWS email": "opted_out",
      "NEWS phone": "do_not_contact",
      "SERVICE phone": "do_not_contact",
    });
    const anna = await db.prisma.contact.findFirstOrThrow({ where: { email: "anna@said.test" } });
    expect([anna.languageCode, anna.salutationCode]).toEqual(["DEU", "UNISEX"]);
  });

  it("imported again says nothing twice, and weakens no refusal; a person lifts one, and an older file does not bring it back", async () => {
    const head = "Email,Name,Consent email: NEWS,Consent Date,Do not call\n".replace(
      "Consent email: NEWS",
      "Consent e-mail: News and offers",
    );
    const again = async (rows: string) => numbersOf(await importFile(context, head + rows));
    expect(await again("anna@said.test,Anna Alt,agreed,,\nben@said.test,Ben Bro,no,,yes\n")).toEqual([2, 0, 0, 2, 0]);
    expect(await again("ben@said.test,Ben Bro,agreed,2999-01-01,no\n")).toEqual([1, 0, 0, 0, 1]);
    expect(await again("ben@said.test,Ben Bro,agreed,,no\n")).toEqual([1, 0, 0, 1, 0]);
    expect(await reach("ben@said.test")).toMatchObject({ "NEWS email": "opted_out", "NEWS phone": "do_not_contact" });
    expect(await saidBy("ben@said.test")).toHaveLength(2);

    expect(await again("anna@said.test,Anna Alt,refused,2023-01-01,\n")).toEqual([1, 0, 0, 1, 0]); // before she agreed
    expect(await again("anna@said.test,Anna Alt,refused,,\n")).toEqual([1, 0, 1, 0, 0]);
    expect(await reach("anna@said.test")).toMatchObject({ "NEWS email": "opted_out" });
    const { contactNo } = await db.prisma.contact.findFirstOrThrow({ where: { email: "anna@said.test" }, select: { contactNo: true } });
    const heard = { said: "given", purposeCode: "NEWS", channels: ["email"], source: "phone", wording: "Write to me again" } as const;
    expect(
      await recordConsent({ ...context, now: new Date() }, { contactNos: [contactNo], heard: { ...heard, channels: ["email"] } }),
    ).toEqual(ok({ contacts: 1 }));
    expect(await again("anna@said.test,Anna Alt,refused,2025-01-01,\n")).toEqual([1, 0, 0, 1, 0]);
    expect(await reach("anna@said.test")).toEqual({ "NEWS hard_copy": "opted_out" });
  });

  it("frees no suppressed address, leaves known contacts alone where asked, and knows no purpose that is not there", async () => {
    await db.pool.query(
      "insert into suppressed_address (address_hash, purpose_code, suppressed_at) values (address_hash('hal@said.test'), null, now())",
    );
    const row = "Email,Name,NEWS email\nhal@said.test,Hal Hill,agreed\n";
    expect(numbersOf(await importFile(context, row))).toEqual([1, 1, 0, 0, 0]);
    expect(await reach("hal@said.test")).toEqual({ "NEWS email": "address_suppressed", "SERVICE email": "address_suppressed" });
    const skipped = await importFile(context, "Email,Name,NEWS phone\nhal@said.test,Hal Hill,refused\n", { known: "skip" });
    expect(numbersOf(skipped)).toEqual([1, 0, 0, 1, 0]);
    expect(await saidBy("hal@said.test")).toHaveLength(1);
    expect(await givenImport(context, row.replace("hal", "ida"), { columns: ["email", "name", "consent.email.SPAM"] })).toEqual(
      err({ code: "unknown_field", field: "consent.email.SPAM" }),
    );
  });
});
