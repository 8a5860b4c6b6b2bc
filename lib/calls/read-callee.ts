import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { withReach } from "@/lib/consent/reach";
import { unreachableReasons } from "@/lib/consent/schema";
import { type Suppression, suppressionOfEverybody } from "@/lib/consent/suppression";
import { activeAddress } from "@/lib/contacts/printed-address";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { askIn } from "@/lib/maintained-sets/definitions";
import { err, ok, type Result } from "@/lib/result";
import { findStep } from "@/lib/segmentation/find-step";
import type { StoredLayers } from "@/lib/segmentation/layers";
import { callOfLine } from "@/lib/segmentation/line-calls";
import { oneLine } from "@/lib/segmentation/line-letters";
import { type LineBasis, readLineBasis } from "@/lib/segmentation/lines";
import type { CallError } from "./errors";
import { numbersSchema, phoneNumbersOf } from "./numbers";
import type { findCalleeSchema } from "./schema";

type Asked = z.output<typeof findCalleeSchema>;

const text = z.string().nullable();
const named = z.object({ code: z.string(), name: z.string() }).nullable();
const rowSchema = z.object({
  contactId: z.int(),
  contactNo: z.string(),
  name: z.string(),
  companyId: z.int().nullable(),
  companyNo: text,
  companyName: text,
  jobTitle: text,
  city: text,
  countryRegionCode: text,
  numbers: numbersSchema,
  refusal: z.enum(["privacy_blocked", "minor"]).nullable(),
  altAddressCode: text,
  languageCode: text,
  salesperson: named,
  campaign: named,
  campaignTarget: z.boolean(),
  campaignResponse: z.boolean(),
  /** The line's own description and template, where the line goes by phone. */
  description: text,
  templateCode: text,
  personalText: text,
  call: z.object({ entryNo: z.number(), done: z.boolean(), by: text }).nullable(),
});
/**
 * Whom somebody is about to call, with what an interaction with them would take from the line or the contact. `segmentId` is that of the line;
 * `suppression` that of its segment, or of everybody.
 */
export type CalleeRow = z.infer<typeof rowSchema> & { segmentId: number | null; suppression: Suppression };

/** Reads a contact, or the contact of a line of a worksheet's current step. Refused with `contact_not_found`, `segment_not_found` or `no_such_line`. */
export async function readCallee(tx: Transaction, { today, now }: OperationContext, asked: Asked): Promise<Result<CalleeRow, CallError>> {
  const { contactNo, line } = asked;
  const at = line && (await findStep(tx, line.segmentNo, null));
  if (line && !at) return err({ code: "segment_not_found", segmentNo: line.segmentNo });
  const basis = at && (await readLineBasis(tx, at.segmentId, now));
  const source = line && at && basis ? sourceOfLine(basis, at.layers, { contactNo, layer: line.layer }) : sourceOfContact(contactNo, today);
  const rows = await tx.$queryRaw(Prisma.sql`
    select contact.id as "contactId", contact.contact_no as "contactNo", contact.name, contact.company_id as "companyId", contact.company_no as "companyNo",
      case when contact.type = 'company' then contact.name else contact.company_name end as "companyName", contact.job_title as "jobTitle", contact.city,
      contact.country_region_code as "countryRegionCode", ${phoneNumbersOf(Prisma.sql`contact.id`, Prisma.sql`source.alt_address_code`)} as numbers,
      case when contact.privacy_blocked then 'privacy_blocked' when contact.minor and not contact.parental_consent_received then 'minor' end as refusal,
      source.alt_address_code as "altAddressCode", source.language_code as "languageCode",
      (select jsonb_build_object('code', code, 'name', name) from salesperson s
        where s.code = source.salesperson_code and not s.blocked and not s.privacy_blocked) as salesperson,
      (select jsonb_build_object('code', campaign_no, 'name', description) from campaign c where c.campaign_no = source.campaign_no) as campaign,
      source.campaign_target as "campaignTarget", source.campaign_response as "campaignResponse", source.description, source.template_code as "templateCode",
      source.personal_text as "personalText", source.call || jsonb_build_object('by', (
        select coalesce(caller.name, entry.user_id) from interaction_log_entry entry left join app_user caller on caller.id = entry.user_id
        where entry.entry_no = (source.call ->> 'entryNo')::bigint)) as call
    from (${source}) source join contact on contact.id = source.contact_id`);
  const [found] = z.array(rowSchema).parse(rows);
  if (found)
    return ok({
      ...found,
      segmentId: at?.segmentId ?? null,
      suppression: basis ? basis.suppression : await suppressionOfEverybody(askIn(tx), now),
    });
  return err(line ? { code: "no_such_line", segmentNo: line.segmentNo, contactNo } : { code: "contact_not_found", contactNo });
}

function sourceOfLine(basis: LineBasis, layers: StoredLayers, line: { contactNo: string; layer: number }): Sql {
  const byPhone = (column: Sql) => Prisma.sql`case when line.correspondence_type = 'phone' then ${column} end`;
  return Prisma.sql`
    select line.contact_id, line.alt_address_code, line.language_code, line.salesperson_code, line.campaign_no, line.campaign_target, line.campaign_response,
      ${byPhone(Prisma.sql`line.description`)} as description, ${byPhone(Prisma.sql`line.interaction_template_code`)} as template_code,
      line.personal_text, ${callOfLine(basis)} as call
    from (${oneLine(basis, layers, line)}) line`;
}

function sourceOfContact(contactNo: string, today: string): Sql {
  return Prisma.sql`
    select id as contact_id, ${activeAddress(Prisma.sql`callee.id`, Prisma.sql`${today}::date`)} as alt_address_code, language_code, salesperson_code,
      null::text as campaign_no, false as campaign_target, false as campaign_response, null::text as description, null::text as template_code,
      null::text as personal_text, null::jsonb as call
    from contact callee where contact_no = ${contactNo}`;
}

const templatesSchema = z.array(
  z.object({
    code: z.string(),
    name: z.string(),
    costLcy: z.number(),
    durationMin: z.int(),
    campaignNo: text,
    usual: z.boolean(),
    unreachable: z.enum(unreachableReasons).nullable(),
  }),
);
/** A template by which a call can be recorded, and why the contact may not be called for its purpose. */
export type CallTemplate = z.output<typeof templatesSchema>[number];

/** The templates that fit a call: their channel is Phone or none. The usual one first: that of the set-up, else one whose channel is Phone. */
export async function callTemplatesFor(tx: Transaction, { contactId, suppression }: CalleeRow): Promise<CallTemplate[]> {
  const asked = Prisma.sql`
    select template.*, ${contactId}::int as contact_id, null::text as email from interaction_template template
    where template.correspondence_type is null or template.correspondence_type = 'phone'`;
  const rows = await tx.$queryRaw(Prisma.sql`
    select code, description as name, unit_cost_lcy::float8 as "costLcy", unit_duration_min as "durationMin", campaign_no as "campaignNo",
      code is not distinct from setup.call_template_code as usual, unreachable
    from (${withReach(asked, { consent: true, suppression }, "phone")}) template
    left join marketing_setup setup on setup.id = 1
    order by usual desc, correspondence_type is null, information_flow is not distinct from 'inbound', code`);
  return templatesSchema.parse(rows);
}
