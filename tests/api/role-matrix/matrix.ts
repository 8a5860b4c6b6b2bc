import type { Role } from "@/lib/access/rights";

/** Who may: everybody, signed in or not, the weakest of the roles viewer, marketer, admin, or only whoever has a key of the API, as no browser has. */
export type Who = "public" | Role | "key";

type Row = {
  from: Who;
  /** The address to ask for, where the pattern has parameters or needs a search; of things that do not exist. */
  as?: string;
  /** What it always answers, whoever asks: the page for faults is one itself. */
  answers?: number;
};

/** An id that nothing has. */
const noId = "00000000-0000-4000-8000-000000000000";

/** Every page. Public ones show nothing but forms and errors. */
export const pages: Record<string, Row> = {
  "/": { from: "viewer" },
  "/_not-found": { from: "public", as: "/no/such/page" },
  "/_global-error": { from: "public", answers: 500 },
  "/sign-in": { from: "public" },
  "/setup": { from: "public", as: "/setup?token=wrong" },
  "/setup/loading": { from: "viewer", as: `/setup/loading?job=${noId}` },
  "/account": { from: "viewer" },
  "/users": { from: "admin" },
  "/users/api-keys": { from: "admin" },
  "/api-reference": { from: "viewer" },
  "/segments": { from: "viewer" },
  "/segments/[segmentNo]": { from: "viewer", as: "/segments/SM99999" },
  "/segments/[segmentNo]/criteria": { from: "viewer", as: "/segments/SM99999/criteria" },
  "/segments/[segmentNo]/criteria/[step]": { from: "viewer", as: "/segments/SM99999/criteria/1" },
  "/segments/[segmentNo]/log": { from: "viewer", as: "/segments/SM99999/log" },
  "/segments/[segmentNo]/log/[problem]": { from: "viewer", as: "/segments/SM99999/log/no-address" },
  "/logged-segments": { from: "viewer" },
  "/logged-segments/[entryNo]": { from: "viewer", as: "/logged-segments/999999" },
  "/interaction-log-entries": { from: "viewer" },
  "/interaction-log-entries/[entryNo]": { from: "viewer", as: "/interaction-log-entries/999999" },
  "/contacts": { from: "viewer" },
  "/contacts/[contactNo]": { from: "viewer", as: "/contacts/CT999999" },
  "/campaigns": { from: "viewer" },
  "/campaigns/[campaignNo]": { from: "viewer", as: "/campaigns/CP9999" },
  "/interaction-templates": { from: "viewer" },
  "/interaction-templates/[code]": { from: "viewer", as: "/interaction-templates/NONE" },
  "/import": { from: "admin" },
  "/import/[importId]": { from: "admin", as: `/import/${noId}` },
  "/import/uploads/[uploadId]": { from: "admin", as: `/import/uploads/${noId}` },
};

/** Every method of every route handler, HEAD and OPTIONS aside, which come with GET and tell the methods. */
export const routes: Record<string, Row & { body?: unknown }> = {
  "GET /icon.svg": { from: "public" },
  "GET /api/v1/openapi.json": { from: "viewer" },
  "GET /api/v1/[[...path]]": { from: "key", as: "/api/v1/segments" },
  "POST /api/v1/[[...path]]": { from: "key", as: "/api/v1/segments" },
  "PUT /api/v1/[[...path]]": { from: "key", as: "/api/v1/segments" },
  "PATCH /api/v1/[[...path]]": { from: "key", as: "/api/v1/segments/SM99999" },
  "DELETE /api/v1/[[...path]]": { from: "key", as: "/api/v1/segments/SM99999" },
  "GET /api/jobs/[jobId]": { from: "viewer", as: `/api/jobs/${noId}` },
  "GET /api/segments/[segmentNo]/export": { from: "marketer", as: "/api/segments/SM99999/export" },
  "POST /api/segments/[segmentNo]/preview": { from: "viewer", as: "/api/segments/SM99999/preview" },
  "POST /api/segments/[segmentNo]/option-effects": { from: "viewer", as: "/api/segments/SM99999/option-effects" },
  "POST /api/uploads": { from: "admin" },
  "GET /api/uploads/[uploadId]": { from: "admin", as: `/api/uploads/${noId}` },
  "POST /api/uploads/[uploadId]/complete": { from: "admin", as: `/api/uploads/${noId}/complete` },
  "PUT /api/uploads/[uploadId]/parts/[partNo]": { from: "admin", as: `/api/uploads/${noId}/parts/0` },
  "GET /api/imports/[importId]/refused-rows": { from: "admin", as: `/api/imports/${noId}/refused-rows` },
};

/** Every server action: who may call it, and what with where nothing would do. */
export const actions: Record<string, { from: Who; arguments?: unknown[]; endsSession?: boolean }> = {
  "app/(app)/actions.ts signOutAction": { from: "public", endsSession: true },
  "app/(auth)/sign-in/actions.ts signInAction": { from: "public" },
  "app/(auth)/setup/actions.ts setUpAction": { from: "public" },
  "app/(app)/account/actions.ts createApiKeyAction": { from: "viewer" },
  "app/(app)/account/actions.ts revokeApiKeyAction": { from: "viewer" },
  "app/(app)/users/actions.ts revokeApiKeyOfUserAction": { from: "admin" },
  "app/(app)/users/actions.ts addUserAction": { from: "admin" },
  "app/(app)/users/actions.ts changeUserAction": { from: "admin" },
  "app/(app)/users/actions.ts resetPasswordAction": { from: "admin" },
  "app/(app)/account/actions.ts changeAccountAction": { from: "viewer" },
  "app/(app)/account/actions.ts changePasswordAction": { from: "viewer" },
  "app/(app)/account/actions.ts endSessionAction": { from: "viewer" },
  "app/(app)/account/actions.ts endOtherSessionsAction": { from: "viewer" },
  "app/(app)/segments/actions.ts createSegmentAction": { from: "marketer", arguments: [{ segmentNo: 7 }] },
  "app/(app)/segments/actions.ts loadLookupAction": { from: "viewer", arguments: ["mailingGroup", ""] },
  "app/(app)/segments/actions.ts searchContactsAction": { from: "viewer", arguments: [""] },
  "app/(app)/segments/actions.ts searchValuesAction": { from: "viewer", arguments: ["gold"] },
  "app/(app)/segments/[segmentNo]/actions.ts applyCriteriaAction": { from: "marketer" },
  "app/(app)/segments/[segmentNo]/actions.ts goBackAction": { from: "marketer" },
  "app/(app)/segments/[segmentNo]/actions.ts goForwardAction": { from: "marketer" },
  "app/(app)/segments/[segmentNo]/actions.ts goToStepAction": { from: "marketer" },
  "app/(app)/segments/[segmentNo]/actions.ts addLinesAction": { from: "marketer" },
  "app/(app)/segments/[segmentNo]/actions.ts removeLinesAction": { from: "marketer" },
  "app/(app)/segments/[segmentNo]/actions.ts removeMatchingLinesAction": { from: "marketer" },
  "app/(app)/segments/[segmentNo]/actions.ts updateSegmentHeaderAction": { from: "marketer" },
  "app/(app)/segments/[segmentNo]/actions.ts deleteSegmentAction": { from: "marketer" },
  "app/(app)/segments/[segmentNo]/actions.ts loadStepChangesAction": { from: "viewer", arguments: ["SM99999", 1, "came"] },
  "app/(app)/segments/[segmentNo]/actions.ts loadLineAction": { from: "viewer", arguments: ["SM99999", "CT999999"] },
  "app/(app)/segments/[segmentNo]/log/actions.ts startLogAction": { from: "marketer" },
  "app/(app)/segments/[segmentNo]/log/actions.ts repairLinesAction": { from: "marketer" },
  "app/(app)/segments/[segmentNo]/log/actions.ts returnToDraftAction": { from: "marketer" },
  "app/(app)/logged-segments/actions.ts cancelLoggedSegmentsAction": { from: "marketer" },
  "app/(app)/logged-segments/actions.ts reinstateLoggedSegmentsAction": { from: "marketer" },
  "app/(app)/interaction-log-entries/actions.ts cancelEntriesAction": { from: "marketer" },
  "app/(app)/interaction-log-entries/actions.ts reinstateEntriesAction": { from: "marketer" },
  "app/(app)/contacts/actions.ts deleteContactsAction": { from: "admin" },
  "app/(app)/contacts/actions.ts mergeContactsAction": { from: "admin" },
  "app/(app)/contacts/actions.ts findContactImpactAction": { from: "viewer", arguments: [{ contactNos: ["CT999999"] }] },
  "app/(app)/contacts/actions.ts findMergeEffectAction": { from: "admin", arguments: [{ keep: "CT999999", contactNos: ["CT999998"] }] },
  "app/(app)/contacts/actions.ts searchContactsOfTypeAction": { from: "viewer", arguments: ["", "person"] },
  "app/(app)/import/actions.ts startImportAction": { from: "admin" },
  "app/(app)/import/actions.ts resumeImportAction": { from: "admin" },
};
