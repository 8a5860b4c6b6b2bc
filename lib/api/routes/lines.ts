import { z } from "zod";
import { addLines } from "@/lib/segmentation/add-lines";
import { changeLines } from "@/lib/segmentation/change-lines";
import { segmentationMessage } from "@/lib/segmentation/errors";
import { exportColumns } from "@/lib/segmentation/export-columns";
import { exportSegmentLines } from "@/lib/segmentation/export-segment-lines";
import {
  addLinesSchema,
  changeLinesSchema,
  removeDuplicatesSchema,
  removeLinesSchema,
  undoLineChangesSchema,
} from "@/lib/segmentation/line-changes-schema";
import { lineFilterSchema, lineOrders } from "@/lib/segmentation/lines-schema";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { countDuplicates, removeDuplicates } from "@/lib/segmentation/remove-duplicates";
import { removeLines, removeMatchingLines } from "@/lib/segmentation/remove-lines";
import { undoLineChanges } from "@/lib/segmentation/undo-line-changes";
import { type ApiRoute, fileRoute, queryRoute, resultRoute } from "../route";
import { fileChoice, paging, positionOf, segmentNoInPath, stepNo } from "../shapes/asked";
import { keysetPage, pageOf } from "../shapes/common";
import * as shapes from "../shapes/lines";

const tag = "Segment lines";
const message = segmentationMessage;
const noSegment = "There is no such segment, or it has no such step.";

const { search: _, ...lineChoices } = lineFilterSchema.shape;
const lineQuery = { search: z.string().max(200).default(""), ...lineChoices };
const listed = {
  step: stepNo.nullable().default(null),
  order: z.enum(lineOrders).default("company"),
  direction: z.enum(["asc", "desc"]).default("asc"),
};
const { segmentNo: _added, ...added } = addLinesSchema.shape;
const { segmentNo: _removed, ...removed } = removeLinesSchema.shape;
const { segmentNo: _changed, ...changed } = changeLinesSchema.shape;
const { segmentNo: _duplicates, ...duplicates } = removeDuplicatesSchema.shape;
const { segmentNo: _undone, ...undone } = undoLineChangesSchema.shape;

export const lineRoutes: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/lines", id: "listSegmentLines", tag },
    summary: "The lines at a step, the current one unless told otherwise",
    callable: listSegmentLines,
    takes: z.strictObject({
      path: segmentNoInPath,
      query: z.strictObject({
        ...paging,
        ...listed,
        ...lineQuery,
      }),
    }),
    input: ({ path, query: { cursor, limit, step: at, order, direction: way, ...lines } }) => ({
      ...{ ...path, step: at, order, direction: way, limit, lines },
      ...positionOf(cursor),
    }),
    answer: pageOf(shapes.line),
    reply: ({ lines, matching, next, previous }) => keysetPage(lines, matching, next, previous),
    nothing: noSegment,
  }),
  resultRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/lines", id: "addLines", tag },
    summary: "Adds contacts by hand: chosen numbers, or pasted numbers and e-mail addresses",
    callable: addLines,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject(added) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.linesAdded,
    reply: (report) => report,
    message,
  }),
  resultRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/lines/remove", id: "removeLines", tag },
    summary: "Removes lines by hand: all those of the named contacts, and single ones",
    callable: removeLines,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject(removed) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.linesRemoved,
    reply: (report) => report,
    message,
  }),
  resultRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/lines/remove-matching", id: "removeMatchingLines", tag },
    summary: "Removes every line that passes these choices, when they are exactly so many",
    callable: removeMatchingLines,
    takes: z.strictObject({
      path: segmentNoInPath,
      body: z.strictObject({ lines: z.strictObject(lineFilterSchema.shape).prefault({}), expected: z.int().min(0) }),
    }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.linesRemoved,
    reply: (report) => report,
    message,
  }),
  fileRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/lines/export", id: "exportSegmentLines", tag },
    summary: "The lines at a step as a file, all of them or those that pass the choices",
    description: "CSV, or a workbook with `format=xlsx`. The export is recorded.",
    callable: exportSegmentLines,
    takes: z.strictObject({ path: segmentNoInPath, query: z.strictObject({ ...listed, ...lineQuery, ...fileChoice(exportColumns) }) }),
    input: ({ path, query: { step: at, order, direction: way, format, columns = null, ...lines } }) => ({
      ...{ ...path, step: at, order, direction: way, format, columns, lines },
    }),
    nothing: noSegment,
  }),
  resultRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/lines/change", id: "changeLines", tag },
    summary: "Gives lines values of their own, or takes such values away: the named lines, or all that pass the choices",
    description: "Fields in `set` are changed, fields in `inherit` show again what the segment and the contact say.",
    callable: changeLines,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject(changed) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.linesChanged,
    reply: (report) => report,
    message,
  }),
  resultRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/lines/undo-change", id: "undoLineChanges", tag },
    summary: "Takes one's own change of lines back, exactly, when nobody changed them since",
    callable: undoLineChanges,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject(undone) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: z.object({ changed: z.int(), headerVersion: z.int() }),
    reply: (report) => report,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/duplicates", id: "countDuplicates", tag },
    summary: "How many lines would go if each contact, or each e-mail address, kept one",
    callable: countDuplicates,
    takes: z.strictObject({ path: segmentNoInPath }),
    input: ({ path }) => path,
    answer: shapes.duplicates,
    reply: (counts) => counts,
    nothing: noSegment,
  }),
  resultRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/lines/remove-duplicates", id: "removeDuplicates", tag },
    summary: "Leaves one line for each contact, or for each e-mail address, when exactly so many would go",
    callable: removeDuplicates,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject(duplicates) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.linesRemoved,
    reply: (report) => report,
    message,
  }),
];
