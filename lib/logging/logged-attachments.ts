import { Prisma, type Sql } from "@/lib/db/sql";
import { offeredLanguages } from "@/lib/segmentation/line-documents";

/**
 * A statement that freezes what goes with the documents of a segment: the further files of its templates, and whether a Word document goes as a
 * file. They belong to the document, as its subject does: a line has those of the language whose document it gets, the segment's own or the
 * template's; where neither its language nor the default one has a document, those of its language, else of the default one.
 */
export function freezeAttachments(segmentId: number, loggedSegmentEntryNo: number): Sql {
  return Prisma.sql`
    insert into logged_attachment (logged_segment_entry_no, interaction_template_code, language_code, send_as_attachment, document_ids)
    select ${loggedSegmentEntryNo}::int, used.code, coalesce(spoken.code, ''), goes.send_as_attachment, goes.ids
    from (
      select interaction_template_code as code, language_code as usual from segment where id = ${segmentId} and interaction_template_code is not null
      union all
      select own.code, own.language_code from interaction_template own
      where own.code in (select interaction_template_code from segment_line_override where segment_id = ${segmentId})
        and own.code is distinct from (select interaction_template_code from segment where id = ${segmentId})
    ) used
    cross join (select code from language union all select null) spoken
    cross join lateral (
      select coalesce(said.send_as_attachment, false) as send_as_attachment, array(
        select attachment.document_id from interaction_template_attachment attachment
        where attachment.interaction_template_code = used.code and attachment.language_code = offered.language_code order by attachment.position) as ids
      from ${offeredLanguages({ segmentId, ownLanguages: true })} offered
      left join interaction_template_language said using (interaction_template_code, language_code)
      left join segment_language own
        on own.segment_id = ${segmentId} and own.interaction_template_code = used.code and own.language_code = offered.language_code
      where offered.interaction_template_code = used.code and offered.language_code in (spoken.code, used.usual)
      order by coalesce(own.document_id, said.document_id) is null, offered.language_code is distinct from spoken.code
      limit 1
    ) goes
    where goes.send_as_attachment or goes.ids <> '{}'`;
}
