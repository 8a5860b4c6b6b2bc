import { Prisma, type Sql } from "@/lib/db/sql";
import { type Column, code, column, known, looseCode, named, option, text } from "./columns";
import { propertyColumn } from "./property-columns";
import type { RelationKey } from "./schema";

/**
 * Where the rows of a relation stand: table `r`, the columns that name whose they are, the column of `contact` these meet, what a row must
 * be to count unless the filter speaks of that field, and a column for each field.
 */
export type RowSource = {
  from: Sql;
  owners: readonly [Sql, ...Sql[]];
  meets: Sql;
  unlessMentioned: Readonly<Record<string, Sql>>;
  /** Whoever its rows name is there: they go when the contact goes, or name nobody from then on. */
  ofContacts?: true;
  columns: Readonly<Record<string, Column>>;
  /** The column of a field that is named at run time. */
  named?: (key: string) => Column | undefined;
};

/** The column behind a field of a row; a missing one is a mistake of ours. */
export function columnOf(source: RowSource, key: string): Column {
  return source.named?.(key) ?? known(source.columns, key);
}

const ownId = Prisma.sql`contact.id`;
const companyId = Prisma.sql`contact.company_id`;
const contactId = Prisma.sql`r.contact_id`;

const groups = (from: Sql, codeColumn: string, meets: Sql): RowSource => ({
  from,
  owners: [contactId],
  meets,
  unlessMentioned: {},
  ...(meets === ownId && { ofContacts: true }),
  columns: { code: code(codeColumn) },
});

// Left joins on whole keys cost nothing where no text is asked for: Postgres takes them out.
const answersWithTexts = Prisma.sql`contact_profile_answer r
  left join profile_questionnaire_line a on a.questionnaire_code = r.questionnaire_code and a.line_no = r.line_no
  left join profile_questionnaire_line q on q.questionnaire_code = r.questionnaire_code and q.line_no = a.question_line_no`;

/** A code names an answer as QUESTIONNAIRE:LINE; other text names none. */
function anyAnswerOf(codes: string[]): Sql {
  const named = codes.flatMap((written) => {
    const found = /^(.+):(\d{1,9})$/.exec(written);
    return found ? [Prisma.sql`(r.questionnaire_code = ${found[1]} and r.line_no = ${Number(found[2])}::int)`] : [];
  });
  return named.length > 0 ? Prisma.sql`(${Prisma.join(named, " or ")})` : Prisma.sql`false`;
}

/** One row for each contact, channel and purpose, with what the rule says of it: `unreachable_reason` decides, here as for lines. */
const consents = Prisma.sql`(
  select c.id as contact_id, p.code as purpose_code, ch.channel, said.allowed, coalesce(not never.allowed, false) as never, said_by.recorded_at as decided_at,
    unreachable_reason(not never.allowed, said.allowed,
      exists (select from suppressed_address) and ch.channel = 'email' and (address_hash(c.email), p.code) in (
        select s.address_hash, sp.code from suppressed_address s join purpose sp on s.purpose_code is null or s.purpose_code = sp.code),
      ch.channel = any(p.needs_consent),
      exists (select from bounced_address) and ch.channel = 'email' and address_hash(c.email) in (select address_hash from bounced_address)) as reason
  from contact c cross join purpose p cross join unnest(enum_range(null::correspondence_type)) ch (channel)
  left join contact_consent said on said.contact_id = c.id and said.channel = ch.channel and said.purpose_code = p.code
  left join consent_event said_by on said_by.event_no = said.event_no
  left join contact_consent never on never.contact_id = c.id and never.channel = ch.channel and never.purpose_code is null) r`;

/** Whether people did something with the e-mail of an interaction, where it was counted. */
const echoOf = (kind: "opened" | "clicked") =>
  `exists (select from delivery d join mail_echo e on e.delivery_no = d.delivery_no where d.entry_no = r.entry_no and e.kind = '${kind}' and not e.by_machine)`;

export const rowSources: Readonly<Record<RelationKey, RowSource>> = {
  profileAnswer: {
    from: answersWithTexts,
    owners: [contactId],
    meets: ownId,
    ofContacts: true,
    unlessMentioned: {},
    columns: {
      questionnaireCode: code("r.questionnaire_code"),
      answer: { ...code("(r.questionnaire_code || ':' || r.line_no)"), anyOf: anyAnswerOf },
      lineNo: column("r.line_no", "int"),
      question: named("q.description"),
      answerText: named("a.description"),
      lastUpdatedOn: column("r.last_updated_on", "date"),
    },
  },
  mailingGroup: groups(Prisma.sql`contact_mailing_group r`, "r.mailing_group_code", ownId),
  interaction: {
    from: Prisma.sql`interaction_log_entry r`,
    owners: [contactId], // the contact alone, whatever company the entry was made under
    meets: ownId,
    unlessMentioned: { canceled: Prisma.sql`not r.canceled`, postponed: Prisma.sql`not r.postponed` },
    columns: {
      date: column("r.date", "date"),
      segmentNo: looseCode("r.segment_no"),
      campaignNo: code("r.campaign_no"),
      evaluation: option("r.evaluation", "evaluation"),
      interactionTemplateCode: code("r.interaction_template_code"),
      salespersonCode: code("r.salesperson_code"),
      interactionGroupCode: code("r.interaction_group_code"),
      description: named("r.description"),
      subject: named("r.subject"),
      correspondenceType: option("r.correspondence_type", "correspondence_type"),
      informationFlow: option("r.information_flow", "information_flow"),
      initiatedBy: option("r.initiated_by", "initiated_by"),
      attemptFailed: column("r.attempt_failed", "boolean"),
      campaignTarget: column("r.campaign_target", "boolean"),
      campaignResponse: column("r.campaign_response", "boolean"),
      deliveryState: option(
        "(select d.state from delivery d where d.entry_no = r.entry_no order by d.delivery_no desc limit 1)",
        "delivery_state",
      ),
      mailOpened: column(echoOf("opened"), "boolean"),
      mailClicked: column(echoOf("clicked"), "boolean"),
      mailBounced: column("exists (select from delivery d where d.entry_no = r.entry_no and d.state = 'bounced')", "boolean"),
      canceled: column("r.canceled", "boolean"),
      postponed: column("r.postponed", "boolean"),
      loggedSegmentEntryNo: column("r.logged_segment_entry_no", "int"),
      campaignEntryNo: column("r.campaign_entry_no", "int"),
      entryNo: column("r.entry_no", "bigint"),
      languageCode: code("r.language_code"),
      costLcy: column("r.cost_lcy", "numeric"),
      durationMin: column("r.duration_min", "int"),
      contactNo: looseCode("r.contact_no"),
      contactName: named("r.contact_name"),
      companyNo: looseCode("r.company_no"),
      companyName: named("r.company_name"),
      contactVia: text("r.contact_via"),
      documentType: text("r.document_type"),
      documentNo: looseCode("r.document_no"),
      userId: text("r.user_id"),
      loggedAt: column("r.logged_at", "instant"),
    },
  },
  jobResponsibility: groups(Prisma.sql`contact_job_responsibility r`, "r.job_responsibility_code", ownId),
  industryGroup: groups(Prisma.sql`contact_industry_group r`, "r.industry_group_code", companyId),
  businessRelation: {
    ...groups(Prisma.sql`contact_business_relation r`, "r.business_relation_code", companyId),
    columns: {
      code: code("r.business_relation_code"),
      linkToTable: option("r.link_to_table", "linked_table"),
      linkedNo: looseCode("r.linked_no"),
    },
  },
  behaviour: {
    from: Prisma.sql`behaviour r`,
    owners: [contactId],
    meets: ownId,
    ofContacts: true,
    unlessMentioned: {},
    columns: {
      type: code("r.type_code"),
      occurredAt: column("r.occurred_at", "instant"),
      source: code("r.source"),
    },
    named: propertyColumn,
  },
  consent: {
    from: consents,
    owners: [contactId],
    meets: ownId,
    ofContacts: true,
    unlessMentioned: {},
    columns: {
      purposeCode: code("r.purpose_code"),
      channel: option("r.channel", "correspondence_type"),
      mayReach: column("(r.reason is null)", "boolean"),
      decision: code("(case when r.allowed then 'given' when not r.allowed then 'withdrawn' else 'none' end)"),
      doNotContact: column("r.never", "boolean"),
      reason: code("r.reason"),
      decidedAt: column("r.decided_at", "instant"),
    },
  },
  purchase: {
    from: Prisma.sql`value_entry r`,
    owners: [contactId, Prisma.sql`r.company_id`],
    meets: ownId,
    unlessMentioned: {},
    columns: {
      itemNo: looseCode("r.item_no"),
      postingDate: column("r.posting_date", "date"),
      quantity: column("r.quantity", "numeric"),
      amountLcy: column("r.amount_lcy", "numeric"),
    },
  },
};
