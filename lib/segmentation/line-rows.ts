import { z } from "zod";
import { withReach } from "@/lib/consent/reach";
import { unreachableReasons } from "@/lib/consent/schema";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { documentKinds } from "@/lib/documents/schema";
import { type StoredLayers, stepLayers } from "./layers";
import { callOfLine } from "./line-calls";
import { documentOrigins } from "./line-documents";
import { changedFields } from "./line-fields";
import type { LineValues, SegmentLineRow } from "./line-types";
import { inheritedColumn, type LineBasis, lineColumns, lineSources } from "./lines";
import { correspondenceTypes, evaluations, informationFlows, initiators } from "./schema";

const text = z.string().nullable();
const timeSchema = z
  .string()
  .transform((time) => time.slice(0, 5))
  .nullable();
const inheritedSchema = z.object({
  description: text,
  date: z.string(),
  timeOfInteraction: timeSchema,
  correspondenceType: z.enum(correspondenceTypes).nullable(),
  salespersonCode: text,
  interactionTemplateCode: text,
  languageCode: text,
  campaignNo: text,
  campaignTarget: z.boolean(),
  campaignResponse: z.boolean(),
  informationFlow: z.enum(informationFlows).nullable(),
  initiatedBy: z.enum(initiators).nullable(),
  costLcy: z.number(),
  durationMin: z.int(),
  evaluation: z.enum(evaluations).nullable(),
  attemptFailed: z.boolean(),
  altAddressCode: text,
  subject: text,
  documentId: z.int().nullable(),
  personalText: text,
}) satisfies z.ZodType<LineValues>;
const rowSchema = z
  .object({
    contact_no: z.string(),
    layer: z.int(),
    type: z.enum(["company", "person"]),
    name: z.string(),
    contact_name: text,
    company_no: text,
    company_name: text,
    job_title: text,
    address: text,
    address_2: text,
    city: text,
    post_code: text,
    county: text,
    country_region_code: text,
    email: text,
    phone_no: text,
    mobile_phone_no: text,
    description: text,
    date: z.string(),
    time_of_interaction: timeSchema,
    salesperson_code: text,
    salesperson_name: text,
    correspondence_type: z.enum(correspondenceTypes).nullable(),
    interaction_template_code: text,
    interaction_group_code: text,
    language_code: text,
    information_flow: z.enum(informationFlows).nullable(),
    initiated_by: z.enum(initiators).nullable(),
    cost_lcy: z.number(),
    duration_min: z.int(),
    campaign_no: text,
    campaign_target: z.boolean(),
    campaign_response: z.boolean(),
    evaluation: z.enum(evaluations).nullable(),
    attempt_failed: z.boolean(),
    alt_address_code: text,
    subject: text,
    document_id: z.int().nullable(),
    personal_text: text,
    document_origin: z.enum(documentOrigins).nullable(),
    document_fallback: z.boolean(),
    document: z.object({ kind: z.enum(documentKinds), fileName: z.string() }).nullable(),
    changed_here: z.array(z.string()).transform(changedFields),
    inherited: inheritedSchema.nullable(),
    excluded: z.boolean(),
    blocked: z.boolean(),
    unreachable: z.enum(unreachableReasons).nullable(),
    call: z.object({ entryNo: z.number(), done: z.boolean() }).nullable(),
    step: z.int(),
  })
  .transform(
    (row): SegmentLineRow => ({
      contactNo: row.contact_no,
      layer: row.layer,
      type: row.type,
      name: row.name,
      contactName: row.contact_name,
      companyNo: row.company_no,
      companyName: row.company_name,
      jobTitle: row.job_title,
      address: row.address,
      address2: row.address_2,
      city: row.city,
      postCode: row.post_code,
      county: row.county,
      countryRegionCode: row.country_region_code,
      email: row.email,
      phoneNo: row.phone_no,
      mobilePhoneNo: row.mobile_phone_no,
      description: row.description,
      date: row.date,
      timeOfInteraction: row.time_of_interaction,
      salespersonCode: row.salesperson_code,
      salespersonName: row.salesperson_name,
      correspondenceType: row.correspondence_type,
      interactionTemplateCode: row.interaction_template_code,
      interactionGroupCode: row.interaction_group_code,
      languageCode: row.language_code,
      informationFlow: row.information_flow,
      initiatedBy: row.initiated_by,
      costLcy: row.cost_lcy,
      durationMin: row.duration_min,
      campaignNo: row.campaign_no,
      campaignTarget: row.campaign_target,
      campaignResponse: row.campaign_response,
      evaluation: row.evaluation,
      attemptFailed: row.attempt_failed,
      altAddressCode: row.alt_address_code,
      subject: row.subject,
      documentId: row.document_id,
      personalText: row.personal_text,
      document:
        row.document && row.document_id && row.document_origin
          ? { documentId: row.document_id, ...row.document, origin: row.document_origin, fallback: row.document_fallback }
          : null,
      changedHere: row.changed_here,
      inherited: row.inherited,
      excluded: row.excluded,
      blocked: row.blocked,
      unreachable: row.unreachable,
      call: row.call,
      step: row.step,
    }),
  );

/** A segment at a step, as far as its lines are to be read. */
export type LinesAt = { basis: LineBasis; step: number; layers: StoredLayers };

/**
 * The lines of one page's contacts, in the order of `contactIds`, those of one contact from its first to its last; of these the ones that
 * `passes` lets through, told as for `linePredicate`. The step of a line is the one after the last step up to `step` on which the contact had fewer
 * lines; each chunk's data is read once, however many steps share it.
 */
export async function readLines(
  tx: Transaction,
  { basis, step, layers }: LinesAt,
  contactIds: number[],
  passes: (layer: number) => Sql | null,
): Promise<SegmentLineRow[]> {
  if (contactIds.length === 0) return [];
  const held = layers.length > 1 ? stepLayers : Prisma.sql`(select segment_id, action_no, 1 as layer, set_id from criteria_action)`;
  const lines = layers.map((set, at) => {
    const [layer, passing] = [at + 1, passes(at + 1)];
    const among = at === 0 ? Prisma.sql`contact.id = any(${contactIds}::int[])` : Prisma.sql`contact.id = any(array(${onPage(set.setId)}))`;
    return Prisma.sql`select ${lineColumns(basis)}, ${inheritedColumn(basis)}, ${layer}::int as layer ${lineSources(basis, layer)} and ${among} and ${layers.length > 1 && passing ? passing : Prisma.sql`true`}`;
  });
  const rows = await tx.$queryRaw(Prisma.sql`
    with page as materialized (
      select id >> 13 as chunk, array_agg(id) as ids from unnest(${contactIds}::int[]) as page (id) group by 1
    ), chunks as materialized (
      select action.action_no, action.layer, page.chunk, page.ids, body.data_id
      from ${held} action
      join page on true
      join contact_set_chunk body on body.set_id = action.set_id and body.chunk = page.chunk
      where action.segment_id = ${basis.segmentId} and action.action_no <= ${step}
    ), data as materialized (
      select shared.data_id, chunk_data.members & shared.ids as ids
      from (select distinct data_id, ids from chunks) shared join chunk_data on chunk_data.data_id = shared.data_id
    ), held as materialized (
      select chunks.action_no, chunks.layer, unnest(data.ids) as id from chunks join data on data.data_id = chunks.data_id
    ), absent as (
      select page.id, layers.layer, max(steps.action_no) as action_no
      from unnest(${contactIds}::int[]) as page (id)
      cross join generate_series(1, ${step}::int) as steps (action_no)
      cross join generate_series(1, ${layers.length}::int) as layers (layer)
      where not exists (select from held where held.id = page.id and held.action_no = steps.action_no and held.layer = layers.layer)
      group by page.id, layers.layer
    )
    select to_json(shown) as line
    from (
      select line.*, coalesce(absent.action_no, 0) + 1 as step, ${callOfLine(basis)} as call,
        (select jsonb_build_object('kind', kind, 'fileName', file_name) from document where document.id = line.document_id) as document
      from (${withReach(Prisma.join(lines, " union all "), basis, null, { chunks: Prisma.sql`page` })}) line
      left join absent on absent.id = line.contact_id and absent.layer = line.layer
    ) shown
    order by array_position(${contactIds}::int[], shown.contact_id), shown.layer`);
  return z
    .array(z.object({ line: rowSchema }))
    .parse(rows)
    .map(({ line }) => line);
}

/** The contacts of the page that are in a set: only the chunks that the page touches are read. */
function onPage(setId: bigint): Sql {
  return Prisma.sql`
    select unnest(d.members & page.ids)
    from page join contact_set_chunk k on k.set_id = ${setId} and k.chunk = page.chunk join chunk_data d on d.data_id = k.data_id`;
}
