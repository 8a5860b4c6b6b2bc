import type { Role } from "@/lib/access/rights";

/** Who may: everybody, signed in or not, or the weakest of the roles viewer, marketer, admin. */
export type Who = "public" | Role;

type Row = {
  from: Who;
  /** The address to ask for, where the pattern has parameters or needs a search; of things that do not exist. */
  as?: string;
  /** What it always answers, whoever asks: the page for faults is one itself. */
  answers?: number;
};

/** Every page. Public ones show nothing but forms and errors. */
export const pages: Record<string, Row> = {
  "/": { from: "viewer" },
  "/_not-found": { from: "public", as: "/no/such/page" },
  "/_global-error": { from: "public", answers: 500 },
  "/sign-in": { from: "public" },
  "/setup": { from: "public", as: "/setup?token=wrong" },
  "/setup/loading": { from: "viewer", as: "/setup/loading?job=00000000-0000-4000-8000-000000000000" },
  "/account": { from: "viewer" },
  "/users": { from: "admin" },
};

/** Every method of every route handler, HEAD and OPTIONS aside, which come with GET and tell the methods. */
export const routes: Record<string, Row & { body?: unknown }> = {
  "GET /api/jobs/[jobId]": { from: "viewer", as: "/api/jobs/00000000-0000-4000-8000-000000000000" },
};

/** Every server action: who may call it, and what with where nothing would do. */
export const actions: Record<string, { from: Who; arguments?: unknown[]; endsSession?: boolean }> = {
  "app/(app)/actions.ts signOutAction": { from: "public", endsSession: true },
  "app/(auth)/sign-in/actions.ts signInAction": { from: "public" },
  "app/(auth)/setup/actions.ts setUpAction": { from: "public" },
  "app/(app)/users/actions.ts addUserAction": { from: "admin" },
  "app/(app)/users/actions.ts changeUserAction": { from: "admin" },
  "app/(app)/users/actions.ts resetPasswordAction": { from: "admin" },
  "app/(app)/account/actions.ts changeAccountAction": { from: "viewer" },
  "app/(app)/account/actions.ts changePasswordAction": { from: "viewer" },
  "app/(app)/account/actions.ts endSessionAction": { from: "viewer" },
  "app/(app)/account/actions.ts endOtherSessionsAction": { from: "viewer" },
};
