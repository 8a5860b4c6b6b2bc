import { z } from "zod";
import { cancelEntries, reinstateEntries } from "@/lib/logging/cancel-entries";
import { deleteCanceled, findDeletion } from "@/lib/logging/delete-canceled";
import { addComment, editComment, listEntryComments, removeComment } from "@/lib/logging/entry-comments";
import { loggingMessage } from "@/lib/logging/errors";
import { evaluateEntries, undoEvaluation } from "@/lib/logging/evaluate-entries";
import { logEntryExportColumns } from "@/lib/logging/export-columns";
import { exportLogEntries } from "@/lib/logging/export-log";
import { findInteractionLogEntry } from "@/lib/logging/find-interaction-log-entry";
import { listDeletions } from "@/lib/logging/list-deletions";
import { listInteractionLogEntries } from "@/lib/logging/list-interaction-log-entries";
import {
  addCommentSchema,
  deleteCanceledSchema,
  entriesChangeSchema,
  entryFilterSchema,
  evaluateEntriesSchema,
  findDeletionSchema,
  listInteractionLogEntriesSchema,
  removeCommentSchema,
  undoEvaluationSchema,
} from "@/lib/logging/schema";
import { type ApiRoute, fileRoute, queryRoute, resultRoute, workRoute } from "../route";
import { entryPositionOf, fileChoice, pageAsked, paging } from "../shapes/asked";
import { keysetPage, numberedPage, pageOf } from "../shapes/common";
import * as shapes from "../shapes/entries";
import { canceled } from "../shapes/logging";

const tag = "Interaction log entries";
const message = loggingMessage;
const noEntry = "There is no such interaction log entry.";
const path = z.strictObject({ entryNo: addCommentSchema.shape.entryNo });
const { search: _, ...choices } = entryFilterSchema.shape;
const { sort, direction } = listInteractionLogEntriesSchema.shape;
const entryQuery = { search: z.string().max(200).default(""), ...choices, sort, direction };

const entries: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/interaction-log-entries", id: "listInteractionLogEntries", tag },
    summary: "The interaction log entries, the newest first",
    callable: listInteractionLogEntries,
    takes: z.strictObject({
      query: z.strictObject({
        ...paging,
        ...entryQuery,
      }),
    }),
    input: ({ query: { cursor, ...asked } }) => ({ ...asked, ...entryPositionOf(cursor) }),
    answer: pageOf(shapes.logEntryRow),
    reply: ({ rows, total, next, previous }) => keysetPage(rows, total, next, previous),
    nothing: noEntry,
  }),
  fileRoute({
    ...{ method: "GET", path: "/interaction-log-entries/export", id: "exportLogEntries", tag },
    summary: "The interaction log entries as a file",
    description: "CSV, or a workbook with `format=xlsx`. The export is recorded.",
    callable: exportLogEntries,
    takes: z.strictObject({ query: z.strictObject({ ...entryQuery, ...fileChoice(logEntryExportColumns) }) }),
    input: ({ query: { columns = null, ...asked } }) => ({ ...asked, columns }),
    nothing: noEntry,
  }),
  queryRoute({
    ...{ method: "GET", path: "/interaction-log-entries/{entryNo}", id: "getInteractionLogEntry", tag },
    summary: "One interaction log entry",
    callable: findInteractionLogEntry,
    takes: z.strictObject({ path }),
    input: ({ path: named }) => named,
    answer: shapes.logEntry,
    reply: (entry) => entry,
    nothing: noEntry,
  }),
  ...[
    { id: "cancelEntries", at: "cancel", callable: cancelEntries, summary: "Cancels entries; they stay and count no more" },
    { id: "reinstateEntries", at: "reinstate", callable: reinstateEntries, summary: "Reinstates canceled entries" },
  ].map(({ id, at, callable, summary }) =>
    workRoute({
      ...{ method: "POST", path: `/interaction-log-entries/${at}`, id, tag, summary, callable },
      takes: z.strictObject({ body: entriesChangeSchema }),
      input: ({ body }) => body,
      answer: canceled,
      reply: (report) => report,
      message,
    }),
  ),
  workRoute({
    ...{ method: "POST", path: "/interaction-log-entries/evaluate", id: "evaluateEntries", tag },
    summary: "Notes on entries how they were received, or whether the attempt failed",
    description: "Named ones, or all that match when they are exactly so many.",
    callable: evaluateEntries,
    takes: z.strictObject({ body: z.strictObject(evaluateEntriesSchema.shape) }),
    input: ({ body }) => body,
    answer: shapes.evaluated,
    reply: (report) => report,
    message,
  }),
  workRoute({
    ...{ method: "POST", path: "/interaction-log-entries/undo-evaluation", id: "undoEvaluation", tag },
    summary: "Takes one's own evaluation back: each entry has again what it had",
    callable: undoEvaluation,
    takes: z.strictObject({ body: z.strictObject(undoEvaluationSchema.shape) }),
    input: ({ body }) => body,
    answer: shapes.evaluationUndone,
    reply: (report) => report,
    message,
  }),
];

const { text } = addCommentSchema.shape;
const comment = z.strictObject({ commentNo: removeCommentSchema.shape.commentNo });

const comments: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/interaction-log-entries/{entryNo}/comments", id: "listComments", tag },
    summary: "The comments of an entry, the oldest first, 500 at most",
    callable: listEntryComments,
    takes: z.strictObject({ path }),
    input: ({ path: named }) => named,
    answer: z.object({ items: z.array(shapes.comment) }),
    reply: (items) => ({ items }),
    nothing: noEntry,
  }),
  resultRoute({
    ...{ method: "POST", path: "/interaction-log-entries/{entryNo}/comments", id: "addComment", tag, status: 201 },
    summary: "Writes a comment on an entry that is not canceled",
    callable: addComment,
    takes: z.strictObject({ path, body: z.strictObject({ text }) }),
    input: ({ path: named, body }) => ({ ...named, ...body }),
    answer: shapes.commentNumber,
    reply: (added) => added,
    message,
  }),
  resultRoute({
    ...{ method: "PATCH", path: "/interaction-log-comments/{commentNo}", id: "editComment", tag },
    summary: "Writes one's own comment anew",
    callable: editComment,
    takes: z.strictObject({ path: comment, body: z.strictObject({ text }) }),
    input: ({ path: named, body }) => ({ ...named, ...body }),
    answer: shapes.commentNumber,
    reply: (edited) => edited,
    message,
  }),
  resultRoute({
    ...{ method: "DELETE", path: "/interaction-log-comments/{commentNo}", id: "removeComment", tag },
    summary: "Removes one's own comment; for a day it can be brought back",
    callable: removeComment,
    takes: z.strictObject({ path: comment }),
    input: ({ path: named }) => ({ ...named, removed: true }),
    reply: () => undefined,
    message,
  }),
  resultRoute({
    ...{ method: "POST", path: "/interaction-log-comments/{commentNo}/restore", id: "restoreComment", tag },
    summary: "Brings one's own removed comment back",
    callable: removeComment,
    takes: z.strictObject({ path: comment }),
    input: ({ path: named }) => ({ ...named, removed: false }),
    answer: shapes.commentNumber,
    reply: (restored) => restored,
    message,
  }),
];

const deletions: ApiRoute[] = [
  queryRoute({
    ...{ method: "POST", path: "/log-deletions/preview", id: "findDeletion", tag },
    summary: "What deleting the canceled ones among these would take away; nothing is changed",
    callable: findDeletion,
    takes: z.strictObject({ body: z.strictObject(findDeletionSchema.shape) }),
    input: ({ body }) => body,
    answer: shapes.deletionPreview,
    reply: (numbers) => numbers,
    nothing: "There is nothing to delete.",
  }),
  workRoute({
    ...{ method: "POST", path: "/log-deletions", id: "deleteCanceled", tag },
    summary: "Deletes for good what is canceled among these; the register keeps how much, who and when",
    description: "`expected` is what the preview answered.",
    callable: deleteCanceled,
    takes: z.strictObject({ body: z.strictObject(deleteCanceledSchema.shape) }),
    input: ({ body }) => body,
    answer: shapes.deleted,
    reply: (report) => report,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/log-deletions", id: "listDeletions", tag },
    summary: "The register of what was deleted from the log, the newest first",
    callable: listDeletions,
    takes: z.strictObject({ query: z.strictObject(paging) }),
    input: ({ query }) => pageAsked(query),
    answer: pageOf(shapes.deletionRow),
    reply: ({ rows, total }, { query }) => numberedPage(rows, { total, ...pageAsked(query) }),
    nothing: "Nothing was deleted.",
  }),
];

export const entryRoutes: ApiRoute[] = [...entries, ...comments, ...deletions];
