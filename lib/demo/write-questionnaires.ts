import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { demoJson } from "./write-setup-tables";

/** Writes questionnaires, their questions and answers, and what contacts answered. An answer belongs to the nearest question above it. */
export async function writeDemoQuestionnaires(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into profile_questionnaire (code, description, contact_type, business_relation_code)
    select code, description, (case contact_type when 'Companies' then 'company' when 'People' then 'person' end)::contact_type, business_relation_code
    from json_to_recordset(${await demoJson("profile_questionnaires")}) as r(code text, description text, contact_type text, business_relation_code text)`);
  await tx.$executeRaw(Prisma.sql`
    insert into profile_questionnaire_line (questionnaire_code, line_no, type, description, question_line_no, multiple_answers, priority, classification)
    select questionnaire_code, line_no, lower(type)::questionnaire_line_type, description,
      case when type = 'Answer' then max(line_no) filter (where type = 'Question') over (partition by questionnaire_code order by line_no) end,
      multiple_answers, priority,
      nullif(jsonb_strip_nulls(jsonb_build_object(
        'customerField', customer_class_field, 'contactField', contact_class_field, 'startingDateFormula', starting_date_formula,
        'endingDateFormula', ending_date_formula, 'method', classification_method, 'sorting', sorting_method,
        'fromValue', nullif(from_value, 0), 'toValue', nullif(to_value, 0), 'minPctQuestionsAnswered', nullif(min_pct_questions_answered, 0),
        'automatic', nullif(auto_contact_classification, false))), '{}')
    from json_to_recordset(${await demoJson("profile_questionnaire_lines")}) as r(questionnaire_code text, line_no int, type text, description text,
      multiple_answers boolean, priority text, auto_contact_classification boolean, customer_class_field text, contact_class_field text,
      starting_date_formula text, ending_date_formula text, classification_method text, sorting_method text, from_value numeric, to_value numeric,
      min_pct_questions_answered numeric)`);
  await tx.$executeRaw(Prisma.sql`
    insert into contact_profile_answer (contact_id, questionnaire_code, line_no)
    select c.id, r.questionnaire_code, r.line_no
    from json_to_recordset(${await demoJson("contact_profile_answers")}) as r(contact_no text, questionnaire_code text, line_no int)
    join contact c using (contact_no)`);
}
