import { z } from "zod";
import { deliveryMessage } from "@/lib/delivery/errors";
import { findMailSetup } from "@/lib/delivery/mail-setup";
import { continueDelivery, giveUpDelivery, pauseDelivery } from "@/lib/delivery/pause-delivery";
import { findDeliveryRun, findEntryDelivery, findSentFile, listDeliveries } from "@/lib/delivery/queries";
import { findHeldDeliveries, releaseHeldDeliveries } from "@/lib/delivery/release-held";
import { deliveryStates, sendAgainSchema, settleUnknownSchema } from "@/lib/delivery/schema";
import { sendAgain, settleUnknownDelivery } from "@/lib/delivery/send-again";
import { type ApiRoute, queryRoute, resultRoute, storedFileRoute } from "../route";
import { entryNoInPath, entryPositionOf, paging } from "../shapes/asked";
import { count, keysetPage, pageOf } from "../shapes/common";
import * as shapes from "../shapes/delivery";

const tag = "Delivery";
const message = deliveryMessage;
const runPath = z.strictObject({ entryNo: entryNoInPath.shape.entryNo.describe("The number of the logged segment.") });
const runOf = ({ path: { entryNo } }: { path: { entryNo: number } }) => ({ loggedSegmentEntryNo: entryNo });
const noRun = "Nothing of this logged segment goes out by e-mail, or there is no such logged segment.";
const noMail = "This entry has no e-mail, or there is no such entry.";

/** The e-mails of logged segments. */
export const deliveryRoutes: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/logged-segments/{entryNo}/delivery", id: "getDeliveryRun", tag },
    summary: "How the sending of a logged segment stands",
    callable: findDeliveryRun,
    takes: z.strictObject({ path: runPath }),
    input: runOf,
    answer: shapes.deliveryRun,
    reply: (run) => run,
    nothing: noRun,
  }),
  queryRoute({
    ...{ method: "GET", path: "/logged-segments/{entryNo}/deliveries", id: "listDeliveries", tag },
    summary: "The e-mails of a logged segment with their states",
    callable: listDeliveries,
    takes: z.strictObject({ path: runPath, query: z.strictObject({ ...paging, state: z.enum(deliveryStates).optional() }) }),
    input: ({ path, query: { cursor, limit, state = null } }) => ({
      ...runOf({ path }),
      ...{ limit, state, after: entryPositionOf(cursor).after },
    }),
    answer: pageOf(shapes.deliveryRow),
    reply: ({ rows, next }) => keysetPage(rows, null, next, null),
    nothing: noRun,
  }),
  ...[
    {
      id: "pauseDelivery",
      at: "pause",
      callable: pauseDelivery,
      summary: "Lets nothing more of a logged segment go out until it continues",
    },
    { id: "continueDelivery", at: "continue", callable: continueDelivery, summary: "Goes on after a pause, or at once after trouble" },
    { id: "giveUpDelivery", at: "give-up", callable: giveUpDelivery, summary: "Stops a sending: who still waits is not written to" },
  ].map(({ id, at, callable, summary }) =>
    resultRoute({
      ...{ method: "POST", path: `/logged-segments/{entryNo}/delivery/${at}`, id, tag, summary, callable, message },
      takes: z.strictObject({ path: runPath }),
      input: runOf,
      reply: () => undefined,
    }),
  ),
  resultRoute({
    ...{ method: "POST", path: "/logged-segments/{entryNo}/delivery/send-again", id: "sendAgain", tag },
    summary: "Tries messages again: those that failed, those that were not reached, or named ones",
    callable: sendAgain,
    takes: z.strictObject({ path: runPath, body: z.strictObject({ which: sendAgainSchema.shape.which }) }),
    input: ({ path, body }) => ({ ...runOf({ path }), ...body }),
    answer: z.object({ messages: count }),
    reply: (waiting) => waiting,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/interaction-log-entries/{entryNo}/delivery", id: "getEntryDelivery", tag },
    summary: "What became of the e-mail of an entry, and exactly what it was",
    callable: findEntryDelivery,
    takes: z.strictObject({ path: entryNoInPath }),
    input: ({ path }) => path,
    answer: shapes.entryDelivery,
    reply: (delivery) => delivery,
    nothing: noMail,
  }),
  storedFileRoute({
    ...{ method: "GET", path: "/interaction-log-entries/{entryNo}/sent-files/{position}", id: "readSentFile", tag },
    summary: "One file that went out with the e-mail of an entry",
    callable: findSentFile,
    takes: z.strictObject({ path: entryNoInPath.extend({ position: z.int().min(0).max(1_000) }) }),
    input: ({ path }) => path,
    nothing: "No such file was sent.",
  }),
  resultRoute({
    ...{ method: "POST", path: "/interaction-log-entries/{entryNo}/delivery/settle", id: "settleUnknownDelivery", tag },
    summary: "Says of a message of which nobody knows whether it arrived: it did, or send it again",
    callable: settleUnknownDelivery,
    takes: z.strictObject({ path: entryNoInPath, body: z.strictObject({ as: settleUnknownSchema.shape.as }) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    reply: () => undefined,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/held-deliveries", id: "listHeldDeliveries", tag },
    summary: "What waits since a backup was restored, 20 logged segments at most",
    callable: findHeldDeliveries,
    takes: z.strictObject({}),
    input: () => ({}),
    answer: z.object({ items: z.array(shapes.held) }),
    reply: (items) => ({ items }),
    nothing: "Nothing waits.",
  }),
  resultRoute({
    ...{ method: "POST", path: "/held-deliveries/release", id: "releaseHeldDeliveries", tag },
    summary: "Lets everything go on that waits since a backup was restored",
    callable: releaseHeldDeliveries,
    takes: z.strictObject({}),
    input: () => ({}),
    answer: z.object({ runs: count }),
    reply: (released) => released,
    message: (error: never) => error,
  }),
  queryRoute({
    ...{ method: "GET", path: "/mail-setup", id: "getMailSetup", tag },
    summary: "The mail server that is set up, without its password",
    callable: findMailSetup,
    takes: z.strictObject({}),
    input: () => ({}),
    answer: shapes.mailSetup,
    reply: (setup) => setup,
    nothing: "No mail server is set up.",
  }),
];
