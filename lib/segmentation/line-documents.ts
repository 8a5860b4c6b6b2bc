import { Prisma, type Sql } from "@/lib/db/sql";

/**
 * Which document a line gets, and with which subject. The first that applies:
 *
 * 1. the line's own document;
 * 2. the segment's own for the line's template and language;
 * 3. the template's for the line's language;
 * 4. the segment's own, then the template's, for the default language: the header's, or that of a template which the line has of its own;
 * 5. none.
 *
 * The subject goes with the document: the line's own, else that of the language whose document it gets, the segment's before the template's. Where
 * there is no document at all, a subject of the default language serves for a language that has none.
 */
export const documentOrigins = ["line", "segment", "template"] as const;
export type DocumentOrigin = (typeof documentOrigins)[number];

/** What of documents there is for the lines of a segment; what is false costs no join. */
export type DocumentBasis = {
  segmentId: number;
  /** Whether the segment has anything of its own in a language. */
  ownLanguages: boolean;
  /** Whether a template, or the segment, has a document or a subject at all. */
  documents: boolean;
};

export const documentBasisColumns = Prisma.sql`
  exists (select from segment_language where segment_language.segment_id = segment.id) as "ownLanguages",
  exists (select from segment_language where segment_language.segment_id = segment.id)
    or exists (select from interaction_template_language where document_id is not null or subject is not null) as "documents"`;

/** A table of the languages that a template has, those the segment has of its own included, by `interaction_template_code` and `language_code`. */
export function offeredLanguages({ segmentId, ownLanguages }: Pick<DocumentBasis, "segmentId" | "ownLanguages">): Sql {
  if (!ownLanguages) return Prisma.sql`interaction_template_language`;
  return Prisma.sql`(
    select interaction_template_code, language_code from interaction_template_language
    union select interaction_template_code, language_code from segment_language where segment_id = ${segmentId})`;
}

/** The joins that `documentValues` reads, by a line's template, its language, and the default one. */
export function documentSources(basis: DocumentBasis, line: { template: Sql; language: Sql; usualLanguage: Sql }): Sql {
  if (!basis.documents) return Prisma.empty;
  const ofTemplate = (alias: string, language: Sql) => {
    const name = Prisma.raw(alias);
    return Prisma.sql`
      left join interaction_template_language ${name} on ${name}.interaction_template_code = ${line.template} and ${name}.language_code = ${language}`;
  };
  const ofSegment = (alias: string, language: Sql) => {
    const name = Prisma.raw(alias);
    return Prisma.sql`
      left join segment_language ${name} on ${name}.segment_id = ${basis.segmentId} and ${name}.interaction_template_code = ${line.template} and ${name}.language_code = ${language}`;
  };
  return Prisma.sql`
    ${ofTemplate("said", line.language)} ${ofTemplate("usual", line.usualLanguage)}
    ${basis.ownLanguages ? Prisma.sql`${ofSegment("own_said", line.language)} ${ofSegment("own_usual", line.usualLanguage)}` : Prisma.empty}`;
}

/** What a line would have if neither were changed on it, and where its document comes from: one of `documentOrigins`, and the language. */
export function documentValues({ documents, ownLanguages }: DocumentBasis) {
  if (!documents)
    return {
      documentId: Prisma.sql`null::int`,
      subject: Prisma.sql`null::text`,
      origin: Prisma.sql`null::text`,
      fallback: Prisma.sql`false`,
    };
  const first = (column: string, ...aliases: string[]) =>
    Prisma.raw(
      `coalesce(${aliases
        .filter((alias) => ownLanguages || !alias.startsWith("own_"))
        .map((alias) => `${alias}.${column}`)
        .join(", ")})`,
    );
  const here = first("document_id", "own_said", "said");
  const own = (alias: string) => (ownLanguages ? Prisma.raw(`${alias}.document_id is not null`) : Prisma.sql`false`);
  return {
    documentId: first("document_id", "own_said", "said", "own_usual", "usual"),
    subject: Prisma.sql`case
      when ${here} is not null then ${first("subject", "own_said", "said")}
      when ${first("document_id", "own_usual", "usual")} is not null then ${first("subject", "own_usual", "usual")}
      else ${first("subject", "own_said", "said", "own_usual", "usual")} end`,
    origin: Prisma.sql`case
      when ${own("own_said")} then 'segment' when said.document_id is not null then 'template'
      when ${own("own_usual")} then 'segment' when usual.document_id is not null then 'template' end`,
    /** Whether it is the document of the default language in place of one in the line's. */
    fallback: Prisma.sql`(${here} is null and ${first("document_id", "own_usual", "usual")} is not null)`,
  };
}
