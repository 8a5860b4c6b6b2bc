import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { inTransaction } from "@/lib/db/transaction";
import { loadDemoCompany } from "@/lib/demo/load-demo-company";
import { startDemoLoad } from "@/lib/demo/start-demo-load";
import { err, ok } from "@/lib/result";
import { addLines } from "@/lib/segmentation/add-lines";
import { createSegment } from "@/lib/segmentation/create-segment";
import { deleteSegment } from "@/lib/segmentation/delete-segment";
import { findSegment } from "@/lib/segmentation/find-segment";
import { previewLine } from "@/lib/segmentation/preview-line";
import { writeStandardSetup } from "@/lib/setup/standard-setup";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  // Her initials are those of a salesperson of the demo company.
  context = await testContext(db, {
    user: { id: "helen", name: "Helen Roe", email: "helen@example.test", role: "admin", salespersonCode: null },
  });
  await inTransaction(db, async (tx) =>
    ok(await writeStandardSetup(tx, { name: "Helen Roe", email: "helen@example.test", userId: "helen" })),
  );
  const loaded = await loadDemoCompany(context);
  expect(loaded.ok).toBe(true);
});
afterAll(() => db.drop());

const count = async (from: string) => (await db.pool.query<{ n: number }>(`select count(*)::int as n from ${from}`)).rows[0]?.n;

describe("the demo company", () => {
  it.each([
    ["contact", 533],
    ["contact where type = 'person' and company_id is null", 6],
    ["contact where type = 'company' and company_id <> id", 0],
    ["business_relation", 11],
    ["contact_business_relation", 159],
    ["contact_mailing_group", 14],
    ["contact_industry_group", 27],
    ["contact_job_responsibility", 105],
    ["contact_web_source", 36],
    ["profile_questionnaire", 7],
    ["profile_questionnaire_line", 150],
    ["profile_questionnaire_line where type = 'answer' and question_line_no is null", 0],
    ["contact_profile_answer", 1597],
    ["contact_alt_address", 31],
    ["contact_alt_address_date_range", 34],
    ["campaign", 4],
    ["interaction_group", 8],
    ["interaction_template", 42],
    ["interaction_template_language", 6],
    ["document", 4],
    ["salutation", 8],
    ["salutation_formula", 84],
    ["territory", 14],
    ["post_code", 371],
    ["salesperson", 8],
    ["interaction_log_entry", 56],
    ["interaction_log_entry where contact_id is null or company_id is null", 0],
    ["value_entry", 0],
    ["contact where business_relation_summary = 'customer'", 65],
  ])("has %s: %i", async (from, n) => expect(await count(from)).toBe(n));

  it("moves its dates so that the newest day of its history is yesterday", async () => {
    const { rows } = await db.pool.query("select max(date) as newest, min(date) as oldest from interaction_log_entry");
    expect(rows).toEqual([{ newest: "2026-03-15", oldest: "2025-02-21" }]);
    expect(await db.prisma.campaign.findUnique({ where: { campaignNo: "CP1002" } })).toMatchObject({
      startingDate: new Date("2026-03-07"),
    });
  });

  it("keeps its own salespeople; the administrator's code makes room", async () => {
    expect(await db.prisma.salesperson.findUnique({ where: { code: "HR" } })).toMatchObject({ name: "Helena Ray" });
    expect(await db.prisma.appUser.findUnique({ where: { id: "helen" } })).toMatchObject({ salespersonCode: "HR2" });
  });

  it("leaves number series behind its own numbers and marketing setup as in the demo", async () => {
    const { rows } = await db.pool.query("select code, last_no::int as last from number_series order by code");
    expect(rows).toEqual([
      { code: "CAMP", last: 1004 },
      { code: "CONT", last: 200136 },
      { code: "SEGM", last: 10008 },
    ]);
    expect(await db.prisma.marketingSetup.findFirst()).toMatchObject({
      companyName: "CRONUS International Ltd.",
      currencyCode: "GBP",
      demoLoadedAt: context.now,
    });
  });

  it("has live segments, a compound one among them, with exactly whom they ask for", async () => {
    const { rows } = await db.pool.query(`
      select name, kind::text, state::text, size from live_segment join contact_set using (set_id) order by id`);
    const quiet = `contact where exists (
        select from contact_business_relation r where r.contact_id = contact.company_id and r.business_relation_code = 'CUST')
      and not exists (
        select from interaction_log_entry e where e.contact_id = contact.id and not canceled and not postponed and date >= date '2026-03-16' - 90)`;
    const withAddress = "type = 'person' and email is not null";
    const sizes = [await count(quiet), await count(`contact where ${withAddress}`), await count(`${quiet} and ${withAddress}`)];
    expect(sizes).not.toContain(0);
    expect(rows).toEqual([
      { name: "Quiet customers", kind: "dynamic", state: "live", size: sizes[0] },
      { name: "People with an e-mail address", kind: "dynamic", state: "live", size: sizes[1] },
      { name: "Quiet customers to write to", kind: "compound", state: "live", size: sizes[2] },
    ]);
  });

  it("has five worksheets, made by taking their criteria actions", async () => {
    const { rows } = await db.pool.query(`
      select s.segment_no, s.description, s.campaign_no, s.salesperson_code, to_char(s.date, 'YYYY-MM-DD') as date, s.unit_cost_lcy::float as cost,
        array_agg(a.kind || ' +' || a.added || ' -' || a.removed || ' = ' || a.members_after order by a.action_no) as steps
      from segment s join criteria_action a on a.segment_id = s.id group by s.id order by s.segment_no`);
    expect(rows).toEqual([
      {
        segment_no: "SM10001",
        description: "Increase sale",
        campaign_no: "CP1001",
        salesperson_code: "HR",
        date: "2026-03-15",
        cost: 8,
        steps: ["add +165 -0 = 165", "reduce +0 -0 = 165"],
      },
      {
        segment_no: "SM10002",
        description: "Event",
        campaign_no: "CP1002",
        salesperson_code: "BC",
        date: "2026-03-15",
        cost: 8,
        steps: ["add +4 -0 = 4", "reduce +0 -0 = 4"],
      },
      {
        segment_no: "SM10003",
        description: "Working place arrangement, Press",
        campaign_no: "CP1003",
        salesperson_code: "OF",
        date: "2026-03-15",
        cost: 8,
        steps: ["add +13 -0 = 13"],
      },
      {
        segment_no: "SM10004",
        description: "Working place arrangement, Customer",
        campaign_no: "CP1003",
        salesperson_code: "OF",
        date: "2026-03-15",
        cost: 8,
        steps: ["add +165 -0 = 165"],
      },
      {
        segment_no: "SM10005",
        description: "Try me",
        campaign_no: null,
        salesperson_code: null,
        date: "2026-03-16",
        cost: 8,
        steps: ["add +165 -0 = 165", "add +91 -0 = 256", "reduce +0 -53 = 203"],
      },
    ]);
  });

  it("has letters and e-mails that are merged for its contacts, in their language", async () => {
    const { rows } = await db.pool.query(`
      select distinct on (line.code) line.code, contact.contact_no as "contactNo" from contact
      join (values ('BUS', 'ENU'), ('GOLF', 'DEU'), ('GOLF2', 'ENU')) line (code, language) on contact.language_code = line.language
      where contact.type = 'person' order by line.code, contact.contact_no`);
    const seen = await Promise.all(
      rows.map(async ({ code, contactNo }) => {
        const made = await createSegment(context, { description: "Look", interactionTemplateCode: code.slice(0, 4) });
        if (!made.ok) throw new Error(made.error.code);
        await addLines(context, { segmentNo: made.value.segmentNo, contacts: { contactNos: [contactNo] } });
        const preview = await previewLine(context, { segmentNo: made.value.segmentNo, contactNo });
        await deleteSegment(context, {
          segmentNo: made.value.segmentNo,
          version: (await findSegment(context, made.value))?.header.version ?? 0,
        });
        return preview;
      }),
    );
    expect(seen).toEqual([
      expect.objectContaining({ kind: "word", html: expect.stringMatching(/Thank you for registering with us/) }),
      expect.objectContaining({
        kind: "mail",
        subject: expect.stringMatching(/^Golf mit CRONUS, \w/),
        text: expect.stringMatching(/^Sehr geehrte.*\n\nder Sommer kommt/),
      }),
      expect.objectContaining({
        kind: "mail",
        subject: expect.stringMatching(/^Golf with CRONUS, \w/),
        text: expect.stringMatching(/^Dear .*\n\nsummer is near/),
      }),
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/MERGEFIELD|\{\{|«/);
    expect(await db.prisma.mailSetup.findFirst()).toMatchObject({ host: "127.0.0.1", port: 1025, security: "none" });
  });

  it("goes on where a run was cut off, and doubles nothing", async () => {
    await db.pool.query(
      "delete from criteria_action where segment_id = (select id from segment where segment_no = 'SM10005') and action_no = 3",
    );
    await db.pool.query("update segment set current_step = 2 where segment_no = 'SM10005'");
    await db.pool.query("delete from segment where segment_no = 'SM10004'");
    expect(await loadDemoCompany(context)).toEqual(ok({ contacts: 533, segments: 8 }));
    expect(await count("segment")).toBe(5);
    expect(await count("criteria_action")).toBe(9);
    expect(await count("interaction_log_entry")).toBe(56);
  });

  it("is refused a second time and changes nothing", async () => {
    expect(await startDemoLoad(context, {})).toEqual(err({ code: "demo_loaded" }));
  });
});

it("refuses to load beside contacts that are there already", async () => {
  const other = await createTestDatabase();
  const admin = await testContext(other);
  await other.pool.query("insert into contact (contact_no, type, name) values ('X1', 'person', 'Somebody')");
  expect(await loadDemoCompany(admin)).toEqual(err({ code: "contacts_exist", contacts: 1 }));
  expect(await startDemoLoad(admin, {})).toEqual(err({ code: "contacts_exist", contacts: 1 }));
  await other.drop();
});

it("two presses start one job; a marketer may not", async () => {
  const other = await createTestDatabase();
  const admin = await testContext(other);
  const [first, second] = await Promise.all([startDemoLoad(admin, {}), startDemoLoad(admin, {})]);
  expect(first).toEqual(second);
  expect(first.ok).toBe(true);
  const marketer = { ...admin, user: { ...admin.user, role: "marketer" as const } };
  expect(await startDemoLoad(marketer, {})).toEqual(err({ code: "not_allowed", needs: "setup", role: "marketer" }));
  await other.drop();
});
