import { z } from "zod";
import { changeSavedCriteria } from "@/lib/segmentation/change-saved-criteria";
import { changeStack, previewStackChange } from "@/lib/segmentation/change-stack";
import { compareCriteria } from "@/lib/segmentation/compare-criteria";
import { deleteSavedCriteria, restoreSavedCriteria } from "@/lib/segmentation/delete-saved-criteria";
import { segmentationMessage } from "@/lib/segmentation/errors";
import { findSavedCriteria } from "@/lib/segmentation/find-saved-criteria";
import { listSavedCriteria } from "@/lib/segmentation/list-saved-criteria";
import { saveCriteria } from "@/lib/segmentation/save-criteria";
import {
  changeSavedCriteriaSchema,
  findSavedCriteriaSchema,
  listSavedCriteriaSchema,
  saveCriteriaSchema,
} from "@/lib/segmentation/saved-criteria-schema";
import { changeStackSchema, stackChangeSchema } from "@/lib/segmentation/stack-change-schema";
import { undoStackChange } from "@/lib/segmentation/undo-stack-change";
import { type ApiRoute, queryRoute, resultRoute, workRoute } from "../route";
import { askedCriteria, pageAsked, paging, segmentNoInPath, stepNo } from "../shapes/asked";
import { numberedPage, pageOf } from "../shapes/common";
import * as shapes from "../shapes/criteria";
import { stepMoved } from "../shapes/segments";

const message = segmentationMessage;
const [edit, ...otherChanges] = stackChangeSchema.options;
const change = z.discriminatedUnion("change", [edit.extend({ criteria: askedCriteria }), ...otherChanges]);
const { version, shown } = changeStackSchema.shape;

const stack: ApiRoute[] = [
  workRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/stack-changes/preview", id: "previewStackChange", tag: "Criteria" },
    summary: "What a change of the stack would do, exactly: edit, move, switch or remove a step, refresh, or reuse",
    description: "Every step above the change is taken again on today's data; nothing is changed. Over two seconds it goes on as a job.",
    callable: previewStackChange,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject({ change }) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.stackDifference,
    reply: shapes.differenceOf,
    message,
  }),
  workRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/stack-changes", id: "changeStack", tag: "Criteria" },
    summary: "Changes the stack as it was previewed; each step that is taken again is recorded as its own",
    description: "`version` and `shown` are those of the preview. When they are not true any more nothing is done.",
    callable: changeStack,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject({ change, version, shown }) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.stackDifference,
    reply: shapes.differenceOf,
    message,
  }),
  resultRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/stack-changes/undo", id: "undoStackChange", tag: "Criteria" },
    summary: "Puts the stack back as it was before its last change, while no step was taken since",
    callable: undoStackChange,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject({ fromStep: stepNo }) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: stepMoved,
    reply: (moved) => moved,
    message,
  }),
];

const tag = "Saved criteria";
const path = z.strictObject(findSavedCriteriaSchema.shape);
const none = "There are no such saved criteria, or they are somebody else's private ones.";
const { segmentNo: _, ...saved } = saveCriteriaSchema.shape;
const { whose, sort, direction } = listSavedCriteriaSchema.shape;
const { code, description, shared } = changeSavedCriteriaSchema.shape;

const savedCriteria: ApiRoute[] = [
  resultRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/save-criteria", id: "saveCriteria", tag, status: 201 },
    summary: "Keeps the steps of a segment up to the current one under a code, as a copy",
    callable: saveCriteria,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject(saved) }),
    input: ({ path: named, body }) => ({ ...named, ...body }),
    answer: z.object({ criteriaId: z.int(), steps: z.int() }),
    reply: (made) => made,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/saved-criteria", id: "listSavedCriteria", tag },
    summary: "Saved criteria: shared ones and one's own",
    callable: listSavedCriteria,
    takes: z.strictObject({ query: z.strictObject({ ...paging, search: z.string().max(200).default(""), whose, sort, direction }) }),
    input: ({ query: { cursor, limit, ...asked } }) => ({ ...asked, ...pageAsked({ cursor, limit }) }),
    answer: pageOf(shapes.savedCriteriaRow),
    reply: ({ rows, total }, { query }) => numberedPage(rows, { total, ...pageAsked(query) }),
    nothing: none,
  }),
  queryRoute({
    ...{ method: "GET", path: "/saved-criteria/{criteriaId}", id: "getSavedCriteria", tag },
    summary: "Saved criteria with their steps, and where they were used",
    description:
      "The ETag goes back in `If-Match` when they are changed or deleted. They are used by a change of a stack, `reuse_criteria`.",
    callable: findSavedCriteria,
    takes: z.strictObject({ path }),
    input: ({ path: named }) => named,
    answer: shapes.savedCriteria,
    reply: shapes.savedCriteriaOf,
    revisions: ({ version: shownVersion }) => [shownVersion],
    nothing: none,
  }),
  resultRoute({
    ...{ method: "PATCH", path: "/saved-criteria/{criteriaId}", id: "changeSavedCriteria", tag, ifMatch: true },
    summary: "Gives saved criteria another code or description, shares them or makes them private",
    callable: changeSavedCriteria,
    takes: z.strictObject({ path, body: z.strictObject({ code, description, shared }) }),
    input: ({ path: named, body }, revisions) => ({ ...named, ...body, version: revisions[0] ?? 0 }),
    answer: z.object({ version: z.int() }),
    reply: (changed) => changed,
    revisions: ({ version: newVersion }) => [newVersion],
    message,
  }),
  resultRoute({
    ...{ method: "DELETE", path: "/saved-criteria/{criteriaId}", id: "deleteSavedCriteria", tag, ifMatch: true },
    summary: "Deletes saved criteria; segments that were made with them keep their steps",
    callable: deleteSavedCriteria,
    takes: z.strictObject({ path }),
    input: ({ path: named }, revisions) => ({ ...named, version: revisions[0] ?? 0 }),
    reply: () => undefined,
    message,
  }),
  resultRoute({
    ...{ method: "POST", path: "/saved-criteria/{criteriaId}/restore", id: "restoreSavedCriteria", tag },
    summary: "Takes back, for a day, that saved criteria were deleted",
    callable: restoreSavedCriteria,
    takes: z.strictObject({ path }),
    input: ({ path: named }) => named,
    reply: () => undefined,
    message,
  }),
  resultRoute({
    ...{ method: "GET", path: "/saved-criteria/{criteriaId}/compared-with/criteria/{otherId}", id: "compareWithCriteria", tag },
    summary: "Whom two saved criteria would find today: only one of them, both, only the other",
    callable: compareCriteria,
    takes: z.strictObject({ path: path.extend({ otherId: path.shape.criteriaId }) }),
    input: ({ path: { criteriaId, otherId } }) => ({ criteriaId, other: { with: "criteria" as const, criteriaId: otherId } }),
    answer: shapes.compared,
    reply: (numbers) => numbers,
    message,
  }),
  resultRoute({
    ...{ method: "GET", path: "/saved-criteria/{criteriaId}/compared-with/segments/{segmentNo}", id: "compareWithSegment", tag },
    summary: "Whom saved criteria and the steps of a segment would find today",
    callable: compareCriteria,
    takes: z.strictObject({ path: path.extend(segmentNoInPath.shape) }),
    input: ({ path: { criteriaId, segmentNo } }) => ({ criteriaId, other: { with: "segment" as const, segmentNo } }),
    answer: shapes.compared,
    reply: (numbers) => numbers,
    message,
  }),
];

export const criteriaRoutes: ApiRoute[] = [...stack, ...savedCriteria];
