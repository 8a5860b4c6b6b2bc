import { z } from "zod";
import { consentMessage } from "@/lib/consent/errors";
import { findConsent } from "@/lib/consent/find-consent";
import { listPurposes, savePurpose } from "@/lib/consent/purposes";
import { recordConsent } from "@/lib/consent/record-consent";
import { heardSchema, purposeCodeSchema, recordConsentSchema, savePurposeSchema } from "@/lib/consent/schema";
import { setTemplatePurpose } from "@/lib/templates/set-purpose";
import { type ApiRoute, queryRoute, resultRoute } from "../route";
import { contactNoInPath } from "../shapes/asked";
import * as shapes from "../shapes/consent";

const tag = "Consent";
const message = consentMessage;
const codeInPath = z.strictObject({ code: purposeCodeSchema });

export const consentRoutes: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/contacts/{contactNo}/consent", id: "getConsent", tag },
    summary: "What a contact agreed to and refused, and whether it may be reached for each purpose on each channel",
    callable: findConsent,
    takes: z.strictObject({ path: contactNoInPath }),
    input: ({ path }) => path,
    answer: shapes.consent,
    reply: (consent) => consent,
    nothing: "There is no such contact. It may have been deleted or merged.",
  }),
  resultRoute({
    ...{ method: "POST", path: "/contacts/{contactNo}/consent", id: "recordConsentOfContact", tag },
    summary: "Records what a contact said: consent for a purpose given or withdrawn, or a channel that must not be used",
    callable: recordConsent,
    takes: z.strictObject({ path: contactNoInPath, body: heardSchema }),
    input: ({ path, body }) => ({ contactNos: [path.contactNo], heard: body }),
    reply: () => undefined,
    message,
  }),
  resultRoute({
    ...{ method: "POST", path: "/consent", id: "recordConsent", tag },
    summary: "Records the same of up to 1,000 contacts, of all or of none",
    callable: recordConsent,
    takes: z.strictObject({ body: recordConsentSchema }),
    input: ({ body }) => body,
    answer: z.object({ contacts: z.int() }),
    reply: (recorded) => recorded,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/purposes", id: "listPurposes", tag },
    summary: "What people are written to about",
    callable: listPurposes,
    takes: z.strictObject({}),
    input: () => ({}),
    answer: z.object({ items: z.array(shapes.purpose) }),
    reply: (items) => ({ items }),
    nothing: "There are no purposes.",
  }),
  resultRoute({
    ...{ method: "PUT", path: "/purposes/{code}", id: "savePurpose", tag },
    summary: "Changes a purpose, or makes it with `isNew`",
    callable: savePurpose,
    takes: z.strictObject({ path: codeInPath, body: z.strictObject(savePurposeSchema.omit({ code: true }).shape) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: z.object({ code: z.string() }),
    reply: (saved) => saved,
    message,
  }),
  resultRoute({
    ...{ method: "PUT", path: "/interaction-templates/{code}/purpose", id: "setTemplatePurpose", tag },
    summary: "Says what interactions by a template are for",
    callable: setTemplatePurpose,
    takes: z.strictObject({ path: z.strictObject({ code: z.string().max(40) }), body: z.strictObject({ purposeCode: purposeCodeSchema }) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    reply: () => undefined,
    message,
  }),
];
