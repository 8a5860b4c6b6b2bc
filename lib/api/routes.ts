import type { ApiRoute } from "./route";
import { behaviourRoutes } from "./routes/behaviour";
import { callRoutes } from "./routes/calls";
import { campaignRoutes } from "./routes/campaigns";
import { consentRoutes } from "./routes/consent";
import { contactRoutes } from "./routes/contacts";
import { criteriaRoutes } from "./routes/criteria";
import { deliveryRoutes } from "./routes/delivery";
import { documentRoutes } from "./routes/documents";
import { entryRoutes } from "./routes/entries";
import { historyRoutes } from "./routes/history";
import { importRoutes } from "./routes/imports";
import { jobRoutes } from "./routes/jobs";
import { letterRoutes } from "./routes/letters";
import { lineRoutes } from "./routes/lines";
import { liveMemberRoutes } from "./routes/live-members";
import { liveSegmentRoutes } from "./routes/live-segments";
import { loggingRoutes } from "./routes/logging";
import { outputRoutes } from "./routes/output";
import { scheduleRoutes } from "./routes/schedules";
import { segmentRoutes } from "./routes/segments";
import { templateRoutes } from "./routes/templates";

/** Every address of `/api/v1`: what is served, documented and tested. */
export const routes: readonly ApiRoute[] = [
  ...segmentRoutes,
  ...lineRoutes,
  ...liveSegmentRoutes,
  ...liveMemberRoutes,
  ...criteriaRoutes,
  ...loggingRoutes,
  ...entryRoutes,
  ...callRoutes,
  ...contactRoutes,
  ...consentRoutes,
  ...behaviourRoutes,
  ...outputRoutes,
  ...campaignRoutes,
  ...templateRoutes,
  ...documentRoutes,
  ...deliveryRoutes,
  ...letterRoutes,
  ...scheduleRoutes,
  ...jobRoutes,
  ...importRoutes,
  ...historyRoutes,
];

/**
 * Operations and queries that have no address, and why. A test finds one that stands neither here nor in the table.
 */
export const notServed: Readonly<Record<string, string>> = {
  "account.change": "about the person at the browser",
  "account.changePassword": "about the person at the browser",
  "account.endOtherSessions": "about the person at the browser",
  "account.endSession": "about the person at the browser",
  "account.find": "about the person at the browser",
  "apiKey.create": "no key makes keys",
  "apiKey.list": "no key reads keys",
  "apiKey.listOwn": "no key reads keys",
  "apiKey.revoke": "no key ends keys",
  "apiKey.revokeOfUser": "no key ends keys",
  "call.findCallee": "fills the dialog of a call",
  "callList.findCall": "fills the page of a call list; callList.listCalls answers the calls",
  "callList.keep": "a call list is worked through in the browser",
  "callList.leave": "a call list is worked through in the browser",
  "callList.record": "a call list is worked through in the browser; call.log records a call",
  "callList.take": "a call list is worked through in the browser",
  "contact.findMergeEffect": "lays contacts side by side for a dialog",
  "contact.list": "contact.listByFilter answers the same and more",
  "contact.listAlternativeAddresses": "a contact is answered with them",
  "consent.trustAddresses": "a word of the person who looks at the contact",
  "delivery.changeMailSetup": "no key leads mail, or the password of its server, elsewhere",
  "delivery.sendTestMail": "a button beside the set-up of the mail server, to the person at the browser",
  "echoes.changeSetup": "no key sets up the mail server",
  "echoes.drawBounceKey": "a key cannot make keys",
  "echoes.findSetup": "no key sets up the mail server",
  "demo.startLoad": "a button of the first page",
  "filter.describeCodes": "words for the browser; steps are answered in words",
  "habits.find": "the search of the palette; every list has a search of its own",
  "habits.listPins": "a habit of the person at the browser",
  "habits.listVisits": "a habit of the person at the browser",
  "habits.orderPins": "a habit of the person at the browser",
  "habits.recordVisit": "a habit of the person at the browser",
  "habits.setPin": "a habit of the person at the browser",
  "import.exportRefusedRows": "a file for the browser; the rows have an address",
  "import.listRefusalReasons": "a summary of the refused rows, which have an address",
  "job.findOf": "jobs are named by what begins them",
  "letters.findFormats": "a choice before logging; letters.findOf says it of each logged segment",
  "liveSegment.listExpiring": "a note of the browser; liveSegment.listAll answers when each expires",
  "liveSegment.listWhatTheyDid": "a chart of the browser; a filter that speaks of behaviour answers the same",
  "overview.find": "counts beside the places of the side bar",
  "purpose.listNames": "choices of a dialog; purpose.list answers the same and more",
  "queryTemplate.delete": "queries to begin with, in the browser; a filter says the same",
  "queryTemplate.list": "queries to begin with, in the browser; a filter says the same",
  "queryTemplate.restore": "queries to begin with, in the browser; a filter says the same",
  "queryTemplate.save": "queries to begin with, in the browser; a filter says the same",
  "segment.listSalespeople": "listLookupValues answers salespeople",
  "segment.previewOptionEffects": "numbers beside the options of a dialog; a preview answers each",
  "setup.findCurrency": "a sign for the browser",
  "user.add": "no key manages users",
  "user.change": "no key manages users",
  "user.list": "no key manages users",
  "user.listSalespeople": "no key manages users",
  "user.resetPassword": "no key manages users",
  "view.delete": "how a list looks in the browser",
  "view.list": "how a list looks in the browser",
  "view.restore": "how a list looks in the browser",
  "view.save": "how a list looks in the browser",
  "view.setDefault": "how a list looks in the browser",
};

/** The route of a request's path below `/api/v1` with the texts of its names; or the methods that are served there, none when there is no such address. */
export function findRoute(
  method: string,
  segments: readonly string[],
): { route: ApiRoute; names: Record<string, string> } | { methods: string[] } {
  const here = routes.flatMap((route) => {
    const names = namesIn(route.path, segments);
    return names ? [{ route, names }] : [];
  });
  // A written word wins over a name: /contacts/impact is no contact.
  const fewest = Math.min(...here.map(({ names }) => Object.keys(names).length));
  const best = here.filter(({ names }) => Object.keys(names).length === fewest);
  return best.find(({ route }) => route.method === method) ?? { methods: best.map(({ route }) => route.method) };
}

function namesIn(path: string, segments: readonly string[]): Record<string, string> | null {
  const parts = path.slice(1).split("/");
  if (parts.length !== segments.length) return null;
  const names: Record<string, string> = {};
  for (const [at, part] of parts.entries()) {
    const given = segments[at] ?? "";
    if (part.startsWith("{")) names[part.slice(1, -1)] = given;
    else if (part !== given) return null;
  }
  return names;
}
