import type { QueryTemplateError } from "@/lib/query-templates/errors";
import type { QueryTemplateId, QueryTemplates, SaveQueryTemplate } from "@/lib/query-templates/schema";
import type { ActionState } from "@/lib/request/action-state";

type Answer<T> = Promise<ActionState<T, QueryTemplateError>>;

/** What can be done with templates of one's own. */
export type TemplateActions = {
  save: (request: SaveQueryTemplate) => Answer<{ id: number }>;
  remove: (request: QueryTemplateId) => Answer<null>;
  restore: (request: QueryTemplateId) => Answer<null>;
};

/** The templates that people made; without actions they can only be used. */
export type OwnTemplates = QueryTemplates & { actions: TemplateActions | null };
