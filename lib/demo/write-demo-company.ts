import type { OperationContext } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { writeStandardTables } from "@/lib/setup/standard-setup";
import { daysToMove } from "./days";
import { writeDemoContacts } from "./write-contacts";
import { writeDemoDocuments } from "./write-documents";
import { writeDemoInteractions } from "./write-interactions";
import { writeDemoQuestionnaires } from "./write-questionnaires";
import { writeDemoSetupTables } from "./write-setup-tables";

/**
 * Writes the demo company without its segments, in the caller's transaction, and notes that it is loaded. Number series go on
 * behind the highest number of the demo, marketing setup takes the demo's values. The caller has seen that there is no contact.
 */
export async function writeDemoCompany(tx: Transaction, context: Pick<OperationContext, "user" | "now" | "today">): Promise<void> {
  const days = daysToMove(context.today);
  await writeStandardTables(tx);
  await writeDemoSetupTables(tx);
  await tx.$executeRaw(Prisma.sql`
    insert into marketing_setup (id, company_name, currency_code, default_correspondence_type, company_salutation_code, person_salutation_code,
      customer_relation_code, vendor_relation_code, bank_relation_code, employee_relation_code, demo_loaded_at)
    values (1, 'CRONUS International Ltd.', 'GBP', 'email', 'COMPANY', 'UNISEX', 'CUST', 'VEND', 'BANK', 'EMP', ${context.now})
    on conflict (id) do update set company_name = excluded.company_name, currency_code = excluded.currency_code,
      default_correspondence_type = excluded.default_correspondence_type, company_salutation_code = excluded.company_salutation_code,
      person_salutation_code = excluded.person_salutation_code, customer_relation_code = excluded.customer_relation_code,
      vendor_relation_code = excluded.vendor_relation_code, bank_relation_code = excluded.bank_relation_code,
      employee_relation_code = excluded.employee_relation_code, demo_loaded_at = excluded.demo_loaded_at`);
  await writeDemoContacts(tx, days);
  await writeDemoQuestionnaires(tx);
  await writeDemoInteractions(tx, days);
  await writeDemoDocuments(tx, context);
  await tx.$executeRaw(
    Prisma.sql`update marketing_setup set cover_sheet_template_code = 'COVERSH', call_template_code = 'OUTGOING' where id = 1`,
  );
  await tx.$executeRaw(Prisma.sql`
    update number_series series set last_no = greatest(series.last_no, highest.no)
    from marketing_setup setup, lateral (values
      (setup.contact_nos, (select max(substr(contact_no, 3)::bigint) from contact where contact_no ~ '^CT[0-9]+$')),
      (setup.segment_nos, ${highestSegmentNo}::bigint),
      (setup.campaign_nos, (select max(substr(campaign_no, 3)::bigint) from campaign where campaign_no ~ '^CP[0-9]+$'))
    ) as highest(series, no)
    where series.code = highest.series`);
  for (const table of [
    "contact",
    "contact_profile_answer",
    "contact_business_relation",
    "contact_industry_group",
    "interaction_log_entry",
  ]) {
    await tx.$executeRaw(Prisma.sql`analyze ${Prisma.raw(table)}`);
  }
}

/** The demo company's own segments are SM10001 to SM10004. */
const highestSegmentNo = 10004;
