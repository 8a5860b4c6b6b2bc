import { z } from "zod";
import { deleteContacts } from "@/lib/contact-upkeep/delete-contacts";
import { contactUpkeepMessage } from "@/lib/contact-upkeep/errors";
import { findContactImpact } from "@/lib/contact-upkeep/find-impact";
import { mergeContacts } from "@/lib/contact-upkeep/merge-contacts";
import { listContactSegments } from "@/lib/contacts/contact-segments";
import { contactListExportColumns } from "@/lib/contacts/export-columns";
import { exportContacts } from "@/lib/contacts/export-contacts";
import { findContact } from "@/lib/contacts/find-contact";
import { listContactInteractions } from "@/lib/contacts/list-contact-interactions";
import { listContactsByFilter } from "@/lib/contacts/list-contacts";
import { contactListOrders, contactTypes } from "@/lib/contacts/schema";
import { filterMessage } from "@/lib/filters/errors";
import { everybody } from "@/lib/filters/schema";
import { type ApiRoute, fileRoute, queryRoute, resultRoute, workRoute } from "../route";
import { askedFilterText, contactNoInPath, entryPositionOf, fileChoice, pageAsked, paging, positionOf } from "../shapes/asked";
import { keysetPage, numberedPage, pageOf } from "../shapes/common";
import * as shapes from "../shapes/contacts";

const tag = "Contacts";
const contactNos = z.array(contactNoInPath.shape.contactNo).min(1).max(1_000);
const noContact = "There is no such contact. It may have been deleted or merged.";

const listed = {
  search: z.string().max(200).default(""),
  type: z.enum(contactTypes).nullable().default(null),
  companyNo: z.string().max(40).nullable().default(null),
  order: z.enum(contactListOrders).default("company"),
  direction: z.enum(["asc", "desc"]).default("asc"),
};

const { search, type, companyNo } = listed;
const matched = z.strictObject({ search, type, companyNo });

export const contactRoutes: ApiRoute[] = [
  resultRoute({
    ...{ method: "GET", path: "/contacts", id: "listContacts", tag },
    summary: "Contacts, all or those who are found, in any offered order",
    description: "`total` is null when nothing narrows the list, and when more than 100,000 are found.",
    callable: listContactsByFilter,
    takes: z.strictObject({
      query: z.strictObject({
        ...paging,
        ...listed,
        filter: askedFilterText.optional(),
      }),
    }),
    input: ({ query: { cursor, filter, ...asked } }) => ({ ...asked, filter: filter ?? everybody, ...positionOf(cursor) }),
    answer: pageOf(shapes.contactRow),
    reply: ({ contacts, matching, next, previous }) =>
      keysetPage(contacts, matching && !matching.orMore ? matching.count : null, next, previous),
    message: filterMessage,
  }),
  fileRoute({
    ...{ method: "GET", path: "/contacts/export", id: "exportContacts", tag },
    summary: "Contacts as a file that the import reads again",
    description: "CSV, or a workbook with `format=xlsx`. The export is recorded.",
    callable: exportContacts,
    takes: z.strictObject({ query: z.strictObject({ ...listed, ...fileChoice(contactListExportColumns) }) }),
    input: ({ query: { columns = null, ...asked } }) => ({ ...asked, columns }),
    nothing: noContact,
  }),
  queryRoute({
    ...{ method: "GET", path: "/contacts/{contactNo}", id: "getContact", tag },
    summary: "A contact with everything known about it",
    callable: findContact,
    takes: z.strictObject({ path: contactNoInPath }),
    input: ({ path }) => path,
    answer: shapes.contact,
    reply: (contact) => contact,
    nothing: noContact,
  }),
  queryRoute({
    ...{ method: "GET", path: "/contacts/{contactNo}/interactions", id: "listContactInteractions", tag },
    summary: "Interactions of a contact, of a company with those of its people, the newest first",
    callable: listContactInteractions,
    takes: z.strictObject({ path: contactNoInPath, query: z.strictObject(paging) }),
    input: ({ path, query: { cursor, limit } }) => ({ ...path, limit, after: entryPositionOf(cursor).after }),
    answer: pageOf(shapes.contactInteraction),
    reply: ({ interactions, next }) => keysetPage(interactions, null, next, null),
    nothing: noContact,
  }),
  queryRoute({
    ...{ method: "GET", path: "/contacts/{contactNo}/segments", id: "listContactSegments", tag },
    summary: "The segments a contact stands on, and the logged segments it was logged with, the newest first",
    callable: listContactSegments,
    takes: z.strictObject({ path: contactNoInPath, query: z.strictObject(paging) }),
    input: ({ path, query }) => ({ ...path, ...pageAsked(query) }),
    answer: pageOf(shapes.contactSegment),
    reply: (page) => numberedPage(page.segments, page),
    nothing: noContact,
  }),
  queryRoute({
    ...{ method: "POST", path: "/contacts/impact", id: "findContactImpact", tag },
    summary: "What deleting these contacts would touch; nothing is changed",
    callable: findContactImpact,
    takes: z.strictObject({ body: z.union([z.strictObject({ contactNos }), z.strictObject({ matching: matched })]) }),
    input: ({ body }) => body,
    answer: shapes.impact,
    reply: (impact) => impact,
    nothing: noContact,
  }),
  workRoute({
    ...{ method: "POST", path: "/contacts/delete", id: "deleteContacts", tag },
    summary: "Deletes contacts; a company takes its persons with it. Log entries stay",
    description:
      "By number, or all that the list shows: `count` of them, `expected` with the persons of companies. More than 1,000 go on as a job.",
    callable: deleteContacts,
    takes: z.strictObject({
      body: z.union([
        z.strictObject({ contactNos, expected: z.int().min(1) }),
        z.strictObject({ matching: matched, count: z.int().min(1), expected: z.int().min(1) }),
      ]),
    }),
    input: ({ body }) => body,
    answer: shapes.contactsDeleted,
    reply: (report) => report,
    message: contactUpkeepMessage,
  }),
  resultRoute({
    ...{ method: "POST", path: "/contacts/merge", id: "mergeContacts", tag },
    summary: "Merges contacts into the one that stays",
    callable: mergeContacts,
    takes: z.strictObject({ body: z.strictObject({ keep: contactNoInPath.shape.contactNo, contactNos }) }),
    input: ({ body }) => body,
    answer: shapes.contactsMerged,
    reply: (report) => report,
    message: contactUpkeepMessage,
  }),
];
