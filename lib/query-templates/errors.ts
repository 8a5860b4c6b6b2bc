export type QueryTemplateError =
  | { code: "query_template_not_found" }
  | { code: "query_template_name_taken"; name: string }
  | { code: "too_many_query_templates"; most: number };

/** The sentence a person reads. */
export function queryTemplateMessage(error: QueryTemplateError): string {
  switch (error.code) {
    case "query_template_not_found":
      return "This template is not there any more, or belongs to somebody else.";
    case "query_template_name_taken":
      return `You have a template called “${error.name}” already. Give this one another name.`;
    case "too_many_query_templates":
      return `You have ${error.most} templates, which is as many as there can be. Delete one first.`;
    default:
      return error satisfies never;
  }
}
