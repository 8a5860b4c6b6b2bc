import { z } from "zod";
import { archiveLiveSegment, restoreLiveSegment } from "@/lib/live-segments/archive-live-segment";
import { changeByHand } from "@/lib/live-segments/change-by-hand";
import { checkDraft } from "@/lib/live-segments/check-draft";
import { copyLiveSegment } from "@/lib/live-segments/copy-live-segment";
import { createLiveSegment } from "@/lib/live-segments/create-live-segment";
import { deleteLiveSegment } from "@/lib/live-segments/delete-live-segment";
import { discardEdit, editLive } from "@/lib/live-segments/edit-live";
import { liveSegmentMessage } from "@/lib/live-segments/errors";
import { keepLiveSegment } from "@/lib/live-segments/expiry";
import { findLiveSegment } from "@/lib/live-segments/find-live-segment";
import { goLive, publish } from "@/lib/live-segments/go-live";
import { changeLiveLimits, findLiveLimits } from "@/lib/live-segments/limits";
import { listAllSegments } from "@/lib/live-segments/list-all-segments";
import { listVersions } from "@/lib/live-segments/list-versions";
import { saveAsWorksheet } from "@/lib/live-segments/save-as-worksheet";
import { saveDraft } from "@/lib/live-segments/save-draft";
import {
  changeByHandSchema,
  copyLiveSegmentSchema,
  createLiveSegmentSchema,
  listAllSegmentsSchema,
  liveLimitsSchema,
  saveDraftSchema,
} from "@/lib/live-segments/schema";
import { stopSegment } from "@/lib/live-segments/stop-segment";
import { segmentationMessage } from "@/lib/segmentation/errors";
import { type ApiRoute, queryRoute, resultRoute, workRoute } from "../route";
import { askedFilter, pageAsked, paging, segmentNoInPath } from "../shapes/asked";
import { numberedPage, pageOf } from "../shapes/common";
import * as shapes from "../shapes/live-segments";

const tag = "Live segments";
const message = liveSegmentMessage;
const noSegment = "There is no such live segment.";
const rowVersionOf = ({ rowVersion }: { rowVersion: number }) => [rowVersion];
/** The segment of the address in the state of `If-Match`. */
const inState = (path: { segmentNo: string }, [rowVersion = 0]: number[]) => ({ ...path, rowVersion });

const { segmentNo: _saved, rowVersion: _version, filter: _filter, ...saved } = saveDraftSchema.shape;
const { filter: _created, ...created } = createLiveSegmentSchema.shape;
const { page: _page, pageSize: _pageSize, ...listed } = listAllSegmentsSchema.shape;
const { segmentNo: _byHand, ...byHand } = changeByHandSchema.shape;

/** Live segments from the first draft to the archive. */
export const liveSegmentRoutes: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/all-segments", id: "listAllSegments", tag },
    summary: "Worksheets and live segments in one list, the last changed first",
    description: "Of live ones it shows the size they had last, and when. `state=live` finds those that are being edited too.",
    callable: listAllSegments,
    takes: z.strictObject({ query: z.strictObject({ ...paging, ...listed }) }),
    input: ({ query: { cursor, limit: most, ...asked } }) => ({ ...asked, ...pageAsked({ cursor, limit: most }) }),
    answer: pageOf(shapes.anySegment),
    reply: (page) => numberedPage(page.rows, page),
    nothing: noSegment,
  }),
  resultRoute({
    ...{ method: "POST", path: "/live-segments", id: "createLiveSegment", tag, status: 201 },
    summary: "Makes a draft of a dynamic or compound segment",
    description: "It may still be wrong: the check and going live say so.",
    callable: createLiveSegment,
    takes: z.strictObject({ body: z.strictObject({ ...created, filter: askedFilter.optional() }) }),
    input: ({ body: { filter, ...head } }) => ({ ...head, ...(filter && { filter }) }),
    answer: shapes.made,
    reply: (made) => made,
    revisions: rowVersionOf,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/live-segments/{segmentNo}", id: "getLiveSegment", tag },
    summary: "A live segment with its definitions, its exact size, and who depends on it",
    description: "Its ETag goes back in `If-Match` with every change.",
    callable: findLiveSegment,
    takes: z.strictObject({ path: segmentNoInPath }),
    input: ({ path }) => path,
    answer: shapes.liveSegment,
    reply: shapes.liveSegmentOf,
    revisions: shapes.revisionsOfLive,
    nothing: noSegment,
  }),
  resultRoute({
    ...{ method: "PATCH", path: "/live-segments/{segmentNo}", id: "saveDraft", tag, ifMatch: true },
    summary: "Changes name, description and the definition being worked on; what is left out stays",
    description: "Nobody else sees the definition before it goes live or is published. A live segment is to be edited first.",
    callable: saveDraft,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject({ ...saved, filter: askedFilter.optional() }) }),
    input: ({ path, body: { filter, ...head } }, revisions) => ({ ...inState(path, revisions), ...head, ...(filter && { filter }) }),
    answer: shapes.saved,
    reply: (written) => written,
    revisions: rowVersionOf,
    message,
  }),
  resultRoute({
    ...{ method: "DELETE", path: "/live-segments/{segmentNo}", id: "deleteLiveSegment", tag, ifMatch: true },
    summary: "Deletes a segment that is not live and that no segment speaks of",
    callable: deleteLiveSegment,
    takes: z.strictObject({ path: segmentNoInPath }),
    input: ({ path }, revisions) => inState(path, revisions),
    reply: () => undefined,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/live-segments/{segmentNo}/check", id: "checkDraft", tag },
    summary: "All errors and warnings of the definition in hand; nothing is changed",
    callable: checkDraft,
    takes: z.strictObject({ path: segmentNoInPath }),
    input: ({ path }) => path,
    answer: z.object({ items: z.array(shapes.finding) }),
    reply: (items) => ({ items }),
    nothing: noSegment,
  }),
  ...[
    { id: "goLive", path: "go-live", callable: goLive, summary: "Takes it live: its members are found at once and exact from then on" },
    {
      id: "publish",
      path: "publish",
      callable: publish,
      summary: "Puts the definition that was worked on in the place of the published one, for every reader at once",
    },
  ].map(({ path, ...facts }) =>
    workRoute({
      ...{ method: "POST", path: `/live-segments/{segmentNo}/${path}`, tag, ifMatch: true, ...facts },
      description: "Over two seconds it goes on as a job, and this answers 202 with its number.",
      takes: z.strictObject({ path: segmentNoInPath }),
      input: ({ path: named }, revisions) => inState(named, revisions),
      answer: shapes.wentLive,
      reply: (done) => done,
      revisions: rowVersionOf,
      message,
    }),
  ),
  ...[
    { id: "editLive", path: "edit", callable: editLive, summary: "Begins to edit a live segment; readers go on with what is published" },
    { id: "discardEdit", path: "discard", callable: discardEdit, summary: "Drops the copy that was worked on" },
    { id: "archiveLiveSegment", path: "archive", callable: archiveLiveSegment, summary: "Hides it from lists and pickers" },
    { id: "restoreLiveSegment", path: "restore", callable: restoreLiveSegment, summary: "Takes it out of the archive in the state it had" },
    { id: "stopSegment", path: "stop", callable: stopSegment, summary: "Stops it: its members stay as they are, to be read" },
  ].map(({ path, ...facts }) =>
    resultRoute({
      ...{ method: "POST", path: `/live-segments/{segmentNo}/${path}`, tag, ifMatch: true, ...facts },
      takes: z.strictObject({ path: segmentNoInPath }),
      input: ({ path: named }, revisions) => inState(named, revisions),
      answer: shapes.changed,
      reply: (done) => done,
      revisions: rowVersionOf,
      message,
    }),
  ),
  resultRoute({
    ...{ method: "POST", path: "/live-segments/{segmentNo}/keep", id: "keepLiveSegment", tag },
    summary: "Keeps it from expiring, as if its members had been asked for now",
    callable: keepLiveSegment,
    takes: z.strictObject({ path: segmentNoInPath }),
    input: ({ path }) => path,
    reply: () => undefined,
    message,
  }),
  resultRoute({
    ...{ method: "POST", path: "/live-segments/{segmentNo}/copy", id: "copyLiveSegment", tag, status: 201 },
    summary: "Makes a draft of one's own of the definition in hand",
    callable: copyLiveSegment,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject({ name: copyLiveSegmentSchema.shape.name }) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.made,
    reply: (made) => made,
    revisions: rowVersionOf,
    message,
  }),
  resultRoute({
    ...{ method: "POST", path: "/live-segments/{segmentNo}/worksheet", id: "saveAsWorksheet", tag, status: 201 },
    summary: "Makes a worksheet of the members as they are now",
    callable: saveAsWorksheet,
    takes: z.strictObject({ path: segmentNoInPath }),
    input: ({ path }) => path,
    answer: z.object({ segmentNo: z.string(), lines: z.int() }),
    reply: (made) => made,
    message: segmentationMessage,
  }),
  resultRoute({
    ...{ method: "POST", path: "/live-segments/{segmentNo}/by-hand", id: "changeByHand", tag },
    summary: "Puts contacts in or leaves them out by hand, or takes them off such a list again",
    description:
      "In the definition being worked on; of a live segment it counts when that is published. Who comes to one list leaves the other.",
    callable: changeByHand,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject(byHand) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.changedByHand,
    reply: (done) => done,
    revisions: rowVersionOf,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/live-segments-setup", id: "getLiveLimits", tag },
    summary: "When unused live segments expire, and how many there may be",
    callable: findLiveLimits,
    takes: z.strictObject({}),
    input: () => ({}),
    answer: liveLimitsSchema,
    reply: (limits) => limits,
    nothing: noSegment,
  }),
  resultRoute({
    ...{ method: "PUT", path: "/live-segments-setup", id: "changeLiveLimits", tag },
    summary: "Changes both; null for no limit",
    callable: changeLiveLimits,
    takes: z.strictObject({ body: z.strictObject(liveLimitsSchema.shape) }),
    input: ({ body }) => body,
    answer: liveLimitsSchema,
    reply: (limits) => limits,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/live-segments/{segmentNo}/versions", id: "listVersions", tag },
    summary: "The definitions it had, the newest first, with what became different",
    callable: listVersions,
    takes: z.strictObject({ path: segmentNoInPath }),
    input: ({ path }) => path,
    answer: z.object({ items: z.array(shapes.version) }),
    reply: (versions) => ({ items: versions.map(shapes.versionOf) }),
    nothing: noSegment,
  }),
];
