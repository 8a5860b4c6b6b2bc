import { z } from "zod";
import { listExports } from "@/lib/exports/list-exports";
import { applyMailingGroup } from "@/lib/mailing-groups/apply-mailing-group";
import { mailingGroupMessage } from "@/lib/mailing-groups/errors";
import { listApplications } from "@/lib/mailing-groups/list-applications";
import { previewMailingGroup } from "@/lib/mailing-groups/preview-mailing-group";
import { applyMailingGroupSchema, previewMailingGroupSchema, undoMailingGroupSchema } from "@/lib/mailing-groups/schema";
import { undoMailingGroup } from "@/lib/mailing-groups/undo-mailing-group";
import { printingMessage } from "@/lib/printing/errors";
import { listContactList } from "@/lib/printing/list-contact-list";
import { listCoverSheets } from "@/lib/printing/list-cover-sheets";
import { listLabels } from "@/lib/printing/list-labels";
import { logCoverSheets, logCoverSheetsSchema } from "@/lib/printing/log-cover-sheets";
import { listContactListSchema, listLabelsSchema } from "@/lib/printing/schema";
import { changeCompanyDetails, findCompanyDetails } from "@/lib/setup/company-details";
import { companyDetailsSchema } from "@/lib/setup/company-details-schema";
import { companyDetailsMessage } from "@/lib/setup/errors";
import { type ApiRoute, queryRoute, resultRoute, workRoute } from "../route";
import { pageAsked, paging, segmentNoInPath } from "../shapes/asked";
import { numberedPage, pageOf } from "../shapes/common";
import * as shapes from "../shapes/output";

const noSegment = "There is no such segment.";
const applied = z.strictObject(undoMailingGroupSchema.shape);
const { segmentNo: _previewed, ...previewed } = previewMailingGroupSchema.shape;
const { segmentNo: _given, ...given } = applyMailingGroupSchema.shape;

const mailingGroups: ApiRoute[] = [
  queryRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/mailing-group/preview", id: "previewMailingGroup", tag: "Mailing groups" },
    summary: "What putting the contacts of a segment into a mailing group would do; nothing is changed",
    description: "`code` is null for a group that is to be made.",
    callable: previewMailingGroup,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject(previewed) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.groupNumbers,
    reply: (numbers) => numbers,
    nothing: noSegment,
  }),
  workRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/mailing-group", id: "applyMailingGroup", tag: "Mailing groups" },
    summary: "Puts all contacts of a segment into a mailing group; `replace` takes out who is not on it",
    callable: applyMailingGroup,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject(given) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.groupApplied,
    reply: (report) => report,
    message: mailingGroupMessage,
  }),
  queryRoute({
    ...{ method: "GET", path: "/mailing-group-applications", id: "listMailingGroupApplications", tag: "Mailing groups" },
    summary: "What was done to mailing groups from segments, the newest first",
    callable: listApplications,
    takes: z.strictObject({ query: z.strictObject(paging) }),
    input: ({ query }) => pageAsked(query),
    answer: pageOf(shapes.applicationRow),
    reply: ({ rows, total }, { query }) => numberedPage(rows, { total, ...pageAsked(query) }),
    nothing: "Nothing was done.",
  }),
  workRoute({
    ...{ method: "POST", path: "/mailing-group-applications/{applicationId}/undo", id: "undoMailingGroup", tag: "Mailing groups" },
    summary: "Puts the group back as it was before, while nobody changed it since",
    callable: undoMailingGroup,
    takes: z.strictObject({ path: applied }),
    input: ({ path }) => path,
    answer: shapes.groupPutBack,
    reply: (report) => report,
    message: mailingGroupMessage,
  }),
];

const { order, part } = listContactListSchema.shape;

const printing: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/contact-list", id: "getContactList", tag: "Printing" },
    summary: "The contacts of a segment with what they cost, 2,000 a part, and totals of all",
    callable: listContactList,
    takes: z.strictObject({ path: segmentNoInPath, query: z.strictObject({ order, part }) }),
    input: ({ path, query }) => ({ ...path, ...query }),
    answer: shapes.contactList,
    reply: (list) => list,
    nothing: noSegment,
  }),
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/labels", id: "getLabels", tag: "Printing" },
    summary: "The address labels of a segment, 2,016 a part",
    callable: listLabels,
    takes: z.strictObject({ path: segmentNoInPath, query: z.strictObject({ order, part, start: listLabelsSchema.shape.start }) }),
    input: ({ path, query }) => ({ ...path, ...query }),
    answer: shapes.labels,
    reply: (list) => list,
    nothing: noSegment,
  }),
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/cover-sheets", id: "getCoverSheets", tag: "Printing" },
    summary: "The cover sheets of a segment, one for each contact, 500 a part",
    callable: listCoverSheets,
    takes: z.strictObject({ path: segmentNoInPath, query: z.strictObject({ order, part }) }),
    input: ({ path, query }) => ({ ...path, ...query }),
    answer: shapes.coverSheets,
    reply: (sheets) => sheets,
    nothing: noSegment,
  }),
  resultRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/cover-sheets/log", id: "logCoverSheets", tag: "Printing" },
    summary: "Records that the cover sheets went out: one interaction each, when they are exactly so many",
    callable: logCoverSheets,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject({ expected: logCoverSheetsSchema.shape.expected }) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: z.object({ interactions: z.int() }),
    reply: (logged) => logged,
    message: printingMessage,
  }),
];

const records: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/exports", id: "listExports", tag: "Exports" },
    summary: "The exports, the newest first: one's own, and for administrators everybody's",
    callable: listExports,
    takes: z.strictObject({ query: z.strictObject(paging) }),
    input: ({ query }) => pageAsked(query),
    answer: pageOf(shapes.exportRow),
    reply: ({ rows, total }, { query }) => numberedPage(rows, { total, ...pageAsked(query) }),
    nothing: "Nothing was exported.",
  }),
  queryRoute({
    ...{ method: "GET", path: "/company", id: "getCompany", tag: "Company" },
    summary: "What printed pages say about the own company",
    callable: findCompanyDetails,
    takes: z.strictObject({}),
    input: () => ({}),
    answer: shapes.companyDetails,
    reply: (details) => details,
    nothing: "Nothing is set up.",
  }),
  resultRoute({
    ...{ method: "PUT", path: "/company", id: "changeCompany", tag: "Company" },
    summary: "Changes what printed pages say, and the template by which cover sheets are logged",
    description: "A field that is left out is emptied.",
    callable: changeCompanyDetails,
    takes: z.strictObject({ body: z.strictObject(companyDetailsSchema.shape) }),
    input: ({ body }) => body,
    reply: () => undefined,
    message: companyDetailsMessage,
  }),
];

export const outputRoutes: ApiRoute[] = [...mailingGroups, ...printing, ...records];
