import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

const groupSchema = z.object({
  kind: z.enum(["businessRelation", "industryGroup", "mailingGroup", "jobResponsibility", "webSource"]),
  code: z.string(),
  description: z.string(),
  /** The customer, vendor … number of a business relation, or the search word of a web source. */
  detail: z.string().nullable(),
  ofCompany: z.boolean(),
});
export type ContactGroup = z.output<typeof groupSchema>;

/** Groups, relations and responsibilities of a contact. Industry groups, business relations and web sources are read through the company. */
export async function findGroups(tx: Transaction, contactId: number, companyId: number | null): Promise<ContactGroup[]> {
  const reader = companyId ?? contactId;
  const rows = await tx.$queryRaw(Prisma.sql`
    select 'businessRelation' as kind, r.code, r.description, x.linked_no as detail, ${reader !== contactId}::boolean as "ofCompany", 1 as position
    from contact_business_relation x join business_relation r on r.code = x.business_relation_code where x.contact_id = ${reader}
    union all
    select 'industryGroup', r.code, r.description, null, ${reader !== contactId}::boolean, 2
    from contact_industry_group x join industry_group r on r.code = x.industry_group_code where x.contact_id = ${reader}
    union all
    select 'mailingGroup', r.code, r.description, null, false, 3
    from contact_mailing_group x join mailing_group r on r.code = x.mailing_group_code where x.contact_id = ${contactId}
    union all
    select 'jobResponsibility', r.code, r.description, null, false, 4
    from contact_job_responsibility x join job_responsibility r on r.code = x.job_responsibility_code where x.contact_id = ${contactId}
    union all
    select 'webSource', r.code, r.description, x.search_word, ${reader !== contactId}::boolean, 5
    from contact_web_source x join web_source r on r.code = x.web_source_code where x.contact_id = ${reader}
    order by position, code`);
  return z.array(groupSchema).parse(rows);
}

const answerSchema = z.object({ questionnaire: z.string(), question: z.string(), answers: z.array(z.string()), automatic: z.boolean() });
export type ProfileAnswer = z.output<typeof answerSchema>;

/** What a contact answered, question by question in the order of the questionnaires. `automatic`: the system classifies by itself. */
export async function findAnswers(tx: Transaction, contactId: number): Promise<ProfileAnswer[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select q.description as questionnaire, coalesce(question.description, '') as question,
      array_agg(answer.description order by answer.line_no) as answers, bool_or(coalesce((question.classification->>'automatic')::boolean, false)) as automatic
    from contact_profile_answer given
    join profile_questionnaire_line answer using (questionnaire_code, line_no)
    join profile_questionnaire q on q.code = given.questionnaire_code
    left join profile_questionnaire_line question on question.questionnaire_code = given.questionnaire_code and question.line_no = answer.question_line_no
    where given.contact_id = ${contactId}
    group by q.code, q.description, question.line_no, question.description
    order by q.code, question.line_no`);
  return z.array(answerSchema).parse(rows);
}
