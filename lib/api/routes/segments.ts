import { z } from "zod";
import { applyCriteria } from "@/lib/segmentation/apply-criteria";
import { composition } from "@/lib/segmentation/composition";
import { countKinds } from "@/lib/segmentation/count-kinds";
import { createSegment } from "@/lib/segmentation/create-segment";
import { overlapsSchema, stepNumbersSchema } from "@/lib/segmentation/criteria-schema";
import { deleteSegment } from "@/lib/segmentation/delete-segment";
import { segmentationMessage } from "@/lib/segmentation/errors";
import { findSegment } from "@/lib/segmentation/find-segment";
import { goBack, goForward, goToStep } from "@/lib/segmentation/go-to-step";
import { listSegments } from "@/lib/segmentation/list-segments";
import { listStepChanges } from "@/lib/segmentation/list-step-changes";
import { overlaps } from "@/lib/segmentation/overlap";
import { previewCriteria } from "@/lib/segmentation/preview-criteria";
import {
  createSegmentSchema,
  headerChangesSchema,
  segmentListOrders,
  segmentStates,
  updateSegmentHeaderSchema,
} from "@/lib/segmentation/schema";
import { updateSegmentHeader } from "@/lib/segmentation/update-segment-header";
import { whyContact } from "@/lib/segmentation/why-contact";
import { type ApiRoute, queryRoute, resultRoute, workRoute } from "../route";
import { askedCriteria, pageAsked, paging, positionOf, segmentNoInPath, stepNo } from "../shapes/asked";
import { keysetPage, numberedPage, pageOf } from "../shapes/common";
import { linesChanged } from "../shapes/lines";
import * as shapes from "../shapes/segments";

const tag = "Segments";
const direction = z.enum(["asc", "desc"]);
const { segmentNo: _segment, step: _step, ...others } = overlapsSchema.shape;
const message = segmentationMessage;
const noSegment = "There is no such segment, or it has no such step.";
export const segmentRoutes: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/segments", id: "listSegments", tag },
    summary: "The segments, the last changed first",
    callable: listSegments,
    takes: z.strictObject({
      query: z.strictObject({
        ...paging,
        search: z.string().max(200).default(""),
        state: z.enum(segmentStates).nullable().default(null),
        campaignNo: z.string().max(30).nullable().default(null),
        mine: z.boolean().default(false),
        sort: z.enum(segmentListOrders).default("changed"),
        direction: direction.default("desc"),
      }),
    }),
    input: ({ query: { cursor, limit, ...asked } }) => ({ ...asked, ...pageAsked({ cursor, limit }) }),
    answer: pageOf(shapes.segmentRow),
    reply: (page) => numberedPage(page.rows, page),
    nothing: noSegment,
  }),
  resultRoute({
    ...{ method: "POST", path: "/segments", id: "createSegment", tag, status: 201 },
    summary: "Makes an empty worksheet",
    callable: createSegment,
    takes: z.strictObject({ body: z.strictObject(createSegmentSchema.shape) }),
    input: ({ body }) => body,
    answer: shapes.segmentNumber,
    reply: (made) => made,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}", id: "getSegment", tag },
    summary: "A segment: its header, its criteria stack and its totals",
    description: "Its ETag goes back in `If-Match` when the header is changed or the segment is deleted.",
    callable: findSegment,
    takes: z.strictObject({ path: segmentNoInPath }),
    input: ({ path }) => path,
    answer: shapes.segment,
    reply: (segment) => ({ ...segment, steps: segment.steps.map(shapes.stepOf) }),
    revisions: ({ header }) => [header.version, header.headerVersion],
    nothing: noSegment,
  }),
  resultRoute({
    ...{ method: "PATCH", path: "/segments/{segmentNo}", id: "updateSegmentHeader", tag, ifMatch: true },
    summary: "Changes header fields; every line without a value of its own shows them at once",
    description:
      "A field that is left out stays as it is; null empties it. Steps that were taken since the ETag was answered do not matter. With `lines=all` lines that were changed individually in these fields give up their values.",
    callable: updateSegmentHeader,
    takes: z.strictObject({
      path: segmentNoInPath,
      query: z.strictObject({ lines: updateSegmentHeaderSchema.shape.lines }),
      body: z.strictObject(headerChangesSchema.shape),
    }),
    input: ({ path, query, body }, revisions) => ({ ...path, ...query, headerVersion: revisions[1] ?? 0, changes: body }),
    answer: z.object({ headerVersion: z.int(), lines: linesChanged.nullable() }),
    reply: (updated) => updated,
    message,
  }),
  resultRoute({
    ...{ method: "DELETE", path: "/segments/{segmentNo}", id: "deleteSegment", tag, ifMatch: true },
    summary: "Deletes a worksheet that was not logged; contacts stay",
    callable: deleteSegment,
    takes: z.strictObject({ path: segmentNoInPath }),
    input: ({ path }, revisions) => ({ ...path, version: revisions[0] ?? 0 }),
    reply: () => undefined,
    message,
  }),
  workRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/preview", id: "previewCriteria", tag },
    summary: "What a criteria action would do, exactly; nothing is changed",
    description:
      "Over two seconds it goes on as a job, and this answers 202 with its number. A newer preview of the same dialog stops this one.",
    callable: previewCriteria,
    takes: z.strictObject({
      path: segmentNoInPath,
      body: z.strictObject({
        criteria: askedCriteria,
        dialogId: z
          .string()
          .regex(/^[A-Za-z0-9_-]{1,64}$/)
          .default("api"),
        inPlaceOf: z
          .int()
          .min(1)
          .max(100_000)
          .nullable()
          .default(null)
          .describe("Counts it in place of that step; null: on top of the stack."),
      }),
    }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.preview,
    reply: (preview) => preview,
    message,
  }),
  resultRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/criteria-actions", id: "applyCriteria", tag, status: 201 },
    summary: "Adds, reduces or refines: one step on the criteria stack",
    description:
      "`decidedAtStep` and `shown` are `step` and `numbers` of the preview. When they are not true any more nothing is done, and the refusal carries the new numbers.",
    callable: applyCriteria,
    takes: z.strictObject({
      path: segmentNoInPath,
      body: z.strictObject({ criteria: askedCriteria, decidedAtStep: stepNo, shown: stepNumbersSchema }),
    }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.stepTaken,
    reply: (taken) => taken,
    message,
  }),
  ...[
    {
      id: "goBack",
      path: "go-back",
      callable: goBack,
      summary: "Steps down one action; the members are again exactly what they were before it",
    },
    { id: "goForward", path: "go-forward", callable: goForward, summary: "Takes the next undone action again" },
  ].map(({ id, path, callable, summary }) =>
    resultRoute({
      ...{ method: "POST", path: `/segments/{segmentNo}/${path}`, id, tag, summary, callable },
      takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject({ fromStep: stepNo }) }),
      input: ({ path: named, body }) => ({ ...named, ...body }),
      answer: shapes.stepMoved,
      reply: (moved) => moved,
      message,
    }),
  ),
  resultRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/go-to-step", id: "goToStep", tag },
    summary: "Goes to any step of the stack, 0 for the empty start",
    callable: goToStep,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject({ fromStep: stepNo, step: stepNo }) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.stepMoved,
    reply: (moved) => moved,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/kinds", id: "countKinds", tag },
    summary: "How many companies and persons stand on a step",
    callable: countKinds,
    takes: z.strictObject({ path: segmentNoInPath, query: z.strictObject({ step: stepNo.nullable().default(null) }) }),
    input: ({ path, query }) => ({ ...path, ...query }),
    answer: z.object({ companies: z.int(), persons: z.int() }),
    reply: (kinds) => kinds,
    nothing: noSegment,
  }),
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/composition", id: "getComposition", tag },
    summary: "What the lines at a step are made of: kinds, countries, languages, channels, and whom they can reach",
    callable: composition,
    takes: z.strictObject({ path: segmentNoInPath, query: z.strictObject({ step: stepNo.nullable().default(null) }) }),
    input: ({ path, query }) => ({ ...path, ...query }),
    answer: shapes.composition,
    reply: (found) => found,
    nothing: noSegment,
  }),
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/overlaps", id: "listOverlaps", tag },
    summary: "Whom the segment shares with the ten segments and logged segments that changed last, and with those one names",
    callable: overlaps,
    takes: z.strictObject({
      path: segmentNoInPath,
      query: z.strictObject({ step: stepNo.nullable().default(null), ...others }),
    }),
    input: ({ path, query }) => ({ ...path, ...query }),
    answer: z.object({ items: z.array(shapes.overlap) }),
    reply: (items) => ({ items }),
    nothing: noSegment,
  }),
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/steps/{step}/changes", id: "listStepChanges", tag },
    summary: "Who came or left with a step",
    callable: listStepChanges,
    takes: z.strictObject({
      path: segmentNoInPath.extend({ step: z.int().min(1).max(1_000_000) }),
      query: z.strictObject({ ...paging, change: z.enum(["came", "left"]) }),
    }),
    input: ({ path, query: { cursor, limit, change } }) => ({ ...path, change, limit, after: positionOf(cursor).after }),
    answer: pageOf(shapes.changedContact),
    reply: ({ contacts, total, next }) => keysetPage(contacts, total, next, null),
    nothing: noSegment,
  }),
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/why/{contactNo}", id: "whyContact", tag },
    summary: "Why a contact is on the segment, or is not",
    callable: whyContact,
    takes: z.strictObject({ path: segmentNoInPath.extend({ contactNo: z.string().min(1).max(40) }) }),
    input: ({ path }) => path,
    answer: shapes.why,
    reply: shapes.whyOf,
    nothing: "There is no such segment, or no such contact.",
  }),
];
