import { z } from "zod";
import { contactListExportColumns } from "@/lib/contacts/export-columns";
import { composeMembers } from "@/lib/live-segments/compose-members";
import { countFilter, sampleMembers } from "@/lib/live-segments/count-filter";
import { liveSegmentMessage } from "@/lib/live-segments/errors";
import { exportMembers } from "@/lib/live-segments/export-members";
import { listEvaluations, listMemberChanges } from "@/lib/live-segments/list-evaluations";
import { listLiveOfContact } from "@/lib/live-segments/list-live-of-contact";
import { listMembers } from "@/lib/live-segments/list-members";
import { memberOverlaps } from "@/lib/live-segments/member-overlaps";
import { exportMembersSchema, listMembersSchema, memberOverlapsSchema, sampleMembersSchema } from "@/lib/live-segments/schema";
import { whyMember } from "@/lib/live-segments/why-member";
import { type ApiRoute, fileRoute, queryRoute, resultRoute, workRoute } from "../route";
import { askedFilter, contactNoInPath, entryPositionOf, fileChoice, paging, positionOf, segmentNoInPath } from "../shapes/asked";
import { keysetPage, pageOf } from "../shapes/common";
import * as shapes from "../shapes/live-segments";
import { overlap } from "../shapes/segments";

const tag = "Live segments";
const message = liveSegmentMessage;
const neverLive = "There is no such live segment, or it never was live.";

const { order, direction, search, part, code } = listMembersSchema.shape;
const { evaluationNo, change } = exportMembersSchema.shape;
const { segmentNo: _compared, ...others } = memberOverlapsSchema.shape;
const evaluationInPath = segmentNoInPath.extend({ evaluationNo: z.int().min(1).max(2_147_483_647) });
const { timeZone, limit } = sampleMembersSchema.shape;

/** Who a live segment or a filter finds, why, and since when. */
export const liveMemberRoutes: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/live-segments/{segmentNo}/members", id: "listMembers", tag },
    summary: "The members now; of a stopped segment those at the end",
    description: "`part` and `code` ask for those of one bar of the composition, or who are on another segment too.",
    callable: listMembers,
    takes: z.strictObject({ path: segmentNoInPath, query: z.strictObject({ ...paging, order, direction, search, part, code }) }),
    input: ({ path, query: { cursor, ...asked } }) => ({ ...path, ...asked, ...positionOf(cursor) }),
    answer: pageOf(shapes.member),
    reply: shapes.membersPage,
    nothing: neverLive,
  }),
  fileRoute({
    ...{ method: "GET", path: "/live-segments/{segmentNo}/members/export", id: "exportMembers", tag },
    summary: "The members as a file that the import reads; with `evaluationNo` who joined or left by that evaluation",
    description: "CSV, or a workbook with `format=xlsx`. The export is recorded with the version and the moment.",
    callable: exportMembers,
    takes: z.strictObject({
      path: segmentNoInPath,
      query: z.strictObject({ search, part, code, evaluationNo, change, order, direction, ...fileChoice(contactListExportColumns) }),
    }),
    input: ({ path, query: { columns = null, ...asked } }) => ({ ...path, ...asked, columns }),
    nothing: neverLive,
  }),
  queryRoute({
    ...{ method: "GET", path: "/live-segments/{segmentNo}/composition", id: "getMemberComposition", tag },
    summary: "What its members are made of, and whom each channel reaches",
    callable: composeMembers,
    takes: z.strictObject({ path: segmentNoInPath }),
    input: ({ path }) => path,
    answer: shapes.composition,
    reply: (found) => found,
    nothing: neverLive,
  }),
  queryRoute({
    ...{ method: "GET", path: "/live-segments/{segmentNo}/overlaps", id: "listMemberOverlaps", tag },
    summary: "Whom it shares with the ten segments that changed last, and with those one names",
    callable: memberOverlaps,
    takes: z.strictObject({ path: segmentNoInPath, query: z.strictObject(others) }),
    input: ({ path, query }) => ({ ...path, ...query }),
    answer: z.object({ items: z.array(overlap) }),
    reply: (items) => ({ items }),
    nothing: neverLive,
  }),
  queryRoute({
    ...{ method: "GET", path: "/contacts/{contactNo}/live-segments", id: "listLiveOfContact", tag },
    summary: "The live segments a contact is a member of now, by name",
    callable: listLiveOfContact,
    takes: z.strictObject({ path: contactNoInPath }),
    input: ({ path }) => path,
    answer: z.object({ items: z.array(shapes.liveOfContact) }),
    reply: (items) => ({ items }),
    nothing: "There is no such contact.",
  }),
  queryRoute({
    ...{ method: "GET", path: "/live-segments/{segmentNo}/why/{contactNo}", id: "whyMember", tag },
    summary: "Why a contact is a member, or is not, and since when",
    callable: whyMember,
    takes: z.strictObject({ path: segmentNoInPath.extend(contactNoInPath.shape) }),
    input: ({ path }) => path,
    answer: shapes.whyMember,
    reply: shapes.whyMemberOf,
    nothing: "There is no such live segment, or no such contact.",
  }),
  queryRoute({
    ...{ method: "GET", path: "/live-segments/{segmentNo}/evaluations", id: "listEvaluations", tag },
    summary: "Each time its members changed, the newest first",
    callable: listEvaluations,
    takes: z.strictObject({ path: segmentNoInPath, query: z.strictObject(paging) }),
    input: ({ path, query: { cursor, limit: most } }) => ({ ...path, before: entryPositionOf(cursor).after, limit: most }),
    answer: pageOf(shapes.evaluation),
    reply: (rows, { query }) => keysetPage(rows, null, rows.length < query.limit ? null : (rows.at(-1)?.evaluationNo ?? null), null),
    nothing: "There is no such live segment.",
  }),
  queryRoute({
    ...{ method: "GET", path: "/live-segments/{segmentNo}/evaluations/{evaluationNo}/members", id: "listMemberChanges", tag },
    summary: "Who joined, or who left, by one evaluation",
    callable: listMemberChanges,
    takes: z.strictObject({
      path: evaluationInPath,
      query: z.strictObject({ ...paging, order, direction, change: z.enum(["joined", "left"]) }),
    }),
    input: ({ path, query: { cursor, ...asked } }) => ({ ...path, ...asked, ...positionOf(cursor) }),
    answer: pageOf(shapes.member),
    reply: shapes.membersPage,
    nothing: "There is no such live segment, or it has no such evaluation.",
  }),
  workRoute({
    ...{ method: "POST", path: "/contacts/count", id: "countFilter", tag },
    summary: "The exact numbers of a filter: whole, of each part, step by step, and who can be reached",
    description:
      "Over two seconds it goes on as a job, and this answers 202 with its number. A newer count of the same dialog stops this one.",
    callable: countFilter,
    takes: z.strictObject({
      body: z.strictObject({ filter: askedFilter, timeZone, dialogId: z.string().min(1).max(60).default("api") }),
    }),
    input: ({ body }) => body,
    answer: shapes.filterCount,
    reply: (counted) => counted,
    message,
  }),
  resultRoute({
    ...{ method: "POST", path: "/contacts/sample", id: "sampleMembers", tag },
    summary: "Some of those whom a filter finds: the first ones by company",
    callable: sampleMembers,
    takes: z.strictObject({ body: z.strictObject({ filter: askedFilter, timeZone, limit }) }),
    input: ({ body }) => body,
    answer: z.object({ items: z.array(shapes.sampled) }),
    reply: (items) => ({ items }),
    message,
  }),
];
