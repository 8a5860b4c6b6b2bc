import { z } from "zod";
import { behaviourMessage } from "@/lib/behaviour/errors";
import { listContactBehaviour, listContactBehaviourSchema } from "@/lib/behaviour/list-contact-behaviour";
import { recordBehaviour } from "@/lib/behaviour/record-behaviour";
import { keepBehaviourSchema, limits, recordBehaviourSchema, saveBehaviourTypeSchema } from "@/lib/behaviour/schema";
import { keepBehaviour, listBehaviourTypes, saveBehaviourType } from "@/lib/behaviour/types";
import { type ApiRoute, queryRoute, resultRoute } from "../route";
import { contactNoInPath } from "../shapes/asked";
import * as shapes from "../shapes/behaviour";

const tag = "Behaviour";
const message = behaviourMessage;
const codeInPath = z.strictObject({ code: saveBehaviourTypeSchema.shape.code });

/** What contacts did: visited, opened, clicked, bought … */
export const behaviourRoutes: ApiRoute[] = [
  resultRoute({
    ...{ method: "POST", path: "/behaviour", id: "recordBehaviour", tag },
    summary: `Takes what contacts did, up to ${limits.rows} rows at once`,
    description:
      "A row has `id` (your own; the same id of the same source counts once), `type`, `occurredAt` (ISO with a zone; now without it), `contactNo` or `email`, and `properties` by name: text, number, true or false. Each row is taken, was seen before, or is refused with its reason. Types and properties that nobody described are learned from the first row that has them.",
    callable: recordBehaviour,
    takes: z.strictObject({ body: z.strictObject(recordBehaviourSchema.shape) }),
    input: ({ body }) => body,
    answer: shapes.recorded,
    reply: (recorded) => recorded,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/behaviour-types", id: "listBehaviourTypes", tag },
    summary: "The types of behaviour with their properties, and how long rows are kept",
    callable: listBehaviourTypes,
    takes: z.strictObject({}),
    input: () => ({}),
    answer: shapes.types,
    reply: (types) => types,
    nothing: "There are no types.",
  }),
  resultRoute({
    ...{ method: "PUT", path: "/behaviour-types/{code}", id: "saveBehaviourType", tag },
    summary: "Describes a type and its properties, or makes it with `isNew`",
    description: "Properties that are not named stay. A property holds one kind of value, whatever the type.",
    callable: saveBehaviourType,
    takes: z.strictObject({ path: codeInPath, body: z.strictObject(saveBehaviourTypeSchema.omit({ code: true }).shape) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: z.object({ code: z.string() }),
    reply: (saved) => saved,
    message,
  }),
  resultRoute({
    ...{ method: "PUT", path: "/behaviour-retention", id: "keepBehaviour", tag },
    summary: "Says for how many days rows are kept whose type says nothing of its own",
    callable: keepBehaviour,
    takes: z.strictObject({ body: z.strictObject(keepBehaviourSchema.shape) }),
    input: ({ body }) => body,
    answer: z.object({ keepDays: z.int().nullable() }),
    reply: (kept) => kept,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/contacts/{contactNo}/behaviour", id: "listContactBehaviour", tag },
    summary: "What a contact did, newest first",
    description: "Twenty at a time; `next` is the `after` of the page behind it.",
    callable: listContactBehaviour,
    takes: z.strictObject({ path: contactNoInPath, query: z.strictObject({ after: listContactBehaviourSchema.shape.after }) }),
    input: ({ path, query }) => ({ ...path, ...query }),
    answer: z.object({ items: z.array(shapes.did), next: z.string().nullable() }),
    reply: ({ rows, next }) => ({ items: rows, next }),
    nothing: "There is no such contact.",
  }),
];
