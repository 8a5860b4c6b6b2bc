import { createHash } from "node:crypto";
import { templateValues } from "../documents/given";
import type { Asked, Caller } from "./caller";

/** What the samples speak of: the base world, a segment with three lines on two steps, and one that is logged. */
export type Sampled = {
  segmentNo: string;
  criteriaId: number;
  loggedSegmentNo: string;
  stuckSegmentNo: string;
  loggedEntryNo: number;
  callListEntryNo: number;
  entryNo: number;
  jobId: string;
  uploadId: string;
  importId: string;
  /** An e-mail that is kept, and a logged segment whose e-mails wait, failed, or are unknown, with an entry of the first and the last kind. */
  mailId: number;
  sentSegment: number;
  sentEntryNo: number;
  unknownEntryNo: number;
  /** A logged segment whose letters were made, one of its entries, and the file that is kept. */
  printedSegment: number;
  printedEntryNo: number;
  exportId: number;
};
type Sample = Asked | ((call: Caller) => Promise<Asked>);

const csv = new TextEncoder().encode("No.,Name\nK1,Nora North\n");
const sha256 = createHash("sha256").update(csv).digest("hex");
const gb = { kind: "field", field: "countryRegionCode", op: "is", value: "GB" };
const news = { expressions: { "mailingGroup.code": "NEWS" } };
const json = (value: unknown) => encodeURIComponent(JSON.stringify(value));

async function freshSegment(call: Caller): Promise<string> {
  const { body } = await call({ method: "POST", path: "/segments", body: { description: "Sample" } });
  return String(Object(body).segmentNo);
}

async function tagOf(call: Caller, segmentNo: string): Promise<Record<string, string>> {
  const { headers } = await call({ path: `/segments/${segmentNo}` });
  return { "if-match": headers.get("etag") ?? "" };
}

async function completeUpload(call: Caller, fileName: string): Promise<string> {
  const begun = await call({ method: "POST", path: "/uploads", body: { fileName, size: csv.byteLength } });
  const uploadId = String(Object(begun.body).uploadId);
  await call({ method: "PUT", path: `/uploads/${uploadId}/parts/0?sha256=${sha256}`, bytes: csv });
  await call({ method: "POST", path: `/uploads/${uploadId}/complete`, body: { sha256 } });
  return uploadId;
}

const importOptions = {
  encoding: "utf-8",
  delimiter: ",",
  dayOrder: "dmy",
  decimal: ".",
  headings: ["No.", "Name"],
  columns: ["contact_no", "name"],
  known: "update",
  matchBy: "number",
};

/** A segment of its own with these contacts. */
async function segmentOf(call: Caller, contactNos: string[]): Promise<string> {
  const segmentNo = await freshSegment(call);
  await call({ method: "POST", path: `/segments/${segmentNo}/lines`, body: { contacts: { contactNos } } });
  return segmentNo;
}

/** A segment of its own with these contacts, added by their city. */
async function segmentByCriteria(call: Caller): Promise<string> {
  const segmentNo = await freshSegment(call);
  const path = `/segments/${segmentNo}`;
  const criteria = { kind: "add", filter: news };
  const { step, numbers } = Object((await call({ method: "POST", path: `${path}/preview`, body: { criteria } })).body);
  await call({ method: "POST", path: `${path}/criteria-actions`, body: { criteria, decidedAtStep: step, shown: numbers } });
  return segmentNo;
}

/** The address of a template of its own, which has English. */
async function templateOf(call: Caller, code: string): Promise<string> {
  await call({ method: "POST", path: "/interaction-templates", body: { code, values: templateValues({ languageCode: "ENU" }) } });
  return `/interaction-templates/${code}`;
}

async function savedCriteriaOf(call: Caller, segmentNo: string, code: string): Promise<number> {
  const { body } = await call({ method: "POST", path: `/segments/${segmentNo}/save-criteria`, body: { code, editsByHand: true } });
  return Object(body).criteriaId;
}

/** The address of a live segment of its own in a state, with its ETag. */
async function liveSegment(call: Caller, ...acts: string[]): Promise<{ path: string; headers: Record<string, string> }> {
  const made = await call({ method: "POST", path: "/live-segments", body: { kind: "dynamic", name: "Sample", filter: gb } });
  const path = `/live-segments/${Object(made.body).segmentNo}`;
  let tag = made.headers.get("etag") ?? "";
  for (const act of acts)
    tag = (await call({ method: "POST", path: `${path}/${act}`, headers: { "if-match": tag } })).headers.get("etag") ?? "";
  return { path, headers: { "if-match": tag } };
}

/** One act on a live segment after others. */
function liveAct(act: string, ...before: string[]): Sample {
  return async (call) => {
    const { path, headers } = await liveSegment(call, ...before);
    return { method: "POST", path: `${path}/${act}`, headers };
  };
}

/** One read of a live segment. */
function liveRead(of: string): Sample {
  return async (call) => ({ path: `${(await liveSegment(call, "go-live")).path}${of}` });
}

const monthly = { every: "month", on: { kind: "weekday", which: 1, weekday: 1 }, time: "09:00" };

/** What a schedule is made of: it logs the segment of the samples. */
const scheduleOf = (segmentNo: string) => ({
  ...{ name: "Monthly letter", rule: monthly, timeZone: "Europe/Berlin", segmentNo, templateCode: "LETTER" },
  notReached: { days: 30, by: "any" },
});

/** The address of a schedule of its own, with its ETag after some acts. */
async function scheduleAfter(
  call: Caller,
  segmentNo: string,
  ...acts: string[]
): Promise<{ path: string; headers: Record<string, string> }> {
  const made = await call({ method: "POST", path: "/schedules", body: scheduleOf(segmentNo) });
  const path = `/schedules/${Object(made.body).scheduleId}`;
  let tag = made.headers.get("etag") ?? "";
  for (const act of acts)
    tag = (await call({ method: "POST", path: `${path}/${act}`, headers: { "if-match": tag } })).headers.get("etag") ?? "";
  return { path, headers: { "if-match": tag } };
}

async function stackChange(call: Caller, path: string, change: unknown) {
  const { version, shown } = Object((await call({ method: "POST", path: `${path}/stack-changes/preview`, body: { change } })).body);
  return { change, version, shown };
}

async function commentOf(call: Caller, entryNo: number): Promise<number> {
  const { body } = await call({ method: "POST", path: `/interaction-log-entries/${entryNo}/comments`, body: { text: "Called back" } });
  return Object(body).commentNo;
}

async function groupChange(call: Caller, code: string): Promise<Asked> {
  const path = `/segments/${await segmentOf(call, ["P101", "P202"])}/mailing-group`;
  const shown = (await call({ method: "POST", path: `${path}/preview`, body: { code: null } })).body;
  return { method: "POST", path, body: { to: { group: "new", code, description: "Sample" }, shown } };
}

/** One request for every address that is carried out, by operation id. */
export function samplesOf(known: Sampled): Record<string, Sample> {
  const at = `/segments/${known.segmentNo}`;
  const logged = `/logged-segments/${known.loggedEntryNo}`;
  return {
    listSegments: { path: "/segments?search=sample&state=draft&mine=true&limit=1" },
    createSegment: { method: "POST", path: "/segments", body: { description: "Spring letter", interactionTemplateCode: "LETTER" } },
    getSegment: { path: at },
    updateSegmentHeader: async (call) => ({
      ...{ method: "PATCH", path: `${at}?lines=all`, body: { description: "Summer letter", unitCostLcy: 2.5 } },
      headers: await tagOf(call, known.segmentNo),
    }),
    deleteSegment: async (call) => {
      const segmentNo = await freshSegment(call);
      return { method: "DELETE", path: `/segments/${segmentNo}`, headers: await tagOf(call, segmentNo) };
    },
    previewCriteria: {
      method: "POST",
      path: `${at}/preview`,
      body: { criteria: { kind: "add", filter: gb, options: { ignoreExclusion: true } } },
    },
    applyCriteria: async (call) => {
      const criteria = { kind: "add", filter: news };
      const segmentNo = await freshSegment(call);
      const { body } = await call({ method: "POST", path: `/segments/${segmentNo}/preview`, body: { criteria } });
      const { step, numbers } = Object(body);
      return { method: "POST", path: `/segments/${segmentNo}/criteria-actions`, body: { criteria, decidedAtStep: step, shown: numbers } };
    },
    goBack: { method: "POST", path: `${at}/go-back`, body: { fromStep: 2 } },
    goForward: { method: "POST", path: `${at}/go-forward`, body: { fromStep: 1 } },
    goToStep: { method: "POST", path: `${at}/go-to-step`, body: { fromStep: 2, step: 2 } },
    listSegmentLines: { path: `${at}/lines?limit=2&order=name&direction=desc&channel=email` },
    addLines: { method: "POST", path: `${at}/lines`, body: { contacts: { pasted: "P202, nobody@base.example" } } },
    removeLines: { method: "POST", path: `${at}/lines/remove`, body: { contactNos: ["P202", "X1"] } },
    removeMatchingLines: { method: "POST", path: `${at}/lines/remove-matching`, body: { lines: { search: "nobody there" }, expected: 0 } },
    exportSegmentLines: { path: `${at}/lines/export?order=name&channel=email&columns=no,name` },
    changeLines: {
      ...{ method: "POST", path: `${at}/lines/change` },
      body: { which: { lines: [{ contactNo: "P101" }] }, set: { description: "Only for you", costLcy: 4.5 }, inherit: ["languageCode"] },
    },
    undoLineChanges: async (call) => {
      const path = `/segments/${await segmentOf(call, ["P101", "P202"])}/lines`;
      const body = { which: { matching: {}, expected: 2 }, set: { attemptFailed: true } };
      const { undoId } = Object((await call({ method: "POST", path: `${path}/change`, body })).body);
      return { method: "POST", path: `${path}/undo-change`, body: { undoId } };
    },
    countDuplicates: { path: `${at}/duplicates` },
    removeDuplicates: async (call) => {
      const path = `/segments/${await segmentOf(call, ["P101", "P202"])}/lines`;
      await call({ method: "POST", path, body: { contacts: { contactNos: ["P101"] }, allowExisting: true } });
      return { method: "POST", path: `${path}/remove-duplicates`, body: { same: "contact", expected: 1 } };
    },
    getComposition: { path: `${at}/composition` },
    listOverlaps: { path: `${at}/overlaps?step=1&otherEntryNo=1` },
    listAllSegments: { path: "/all-segments?kind=dynamic&state=live&sort=name&limit=1" },
    createLiveSegment: {
      ...{ method: "POST", path: "/live-segments" },
      body: { kind: "dynamic", name: "By expressions", filter: { expressions: { city: "A*" } }, timeZone: "Pacific/Auckland" },
    },
    getLiveSegment: liveRead(""),
    saveDraft: async (call) => ({
      ...(await liveSegment(call)),
      ...{ method: "PATCH", body: { name: "Other", filter: news, includes: ["P101", "X1"], excludes: ["P202"] } },
    }),
    deleteLiveSegment: async (call) => ({ method: "DELETE", ...(await liveSegment(call)) }),
    checkDraft: liveRead("/check"),
    goLive: liveAct("go-live"),
    publish: liveAct("publish", "go-live", "edit"),
    editLive: liveAct("edit", "go-live"),
    discardEdit: liveAct("discard", "go-live", "edit"),
    stopSegment: liveAct("stop", "go-live"),
    copyLiveSegment: async (call) => ({ method: "POST", path: `${(await liveSegment(call)).path}/copy`, body: { name: "Mine" } }),
    saveAsWorksheet: async (call) => ({ method: "POST", path: `${(await liveSegment(call, "go-live")).path}/worksheet` }),
    listMembers: liveRead("/members?limit=2&order=name&direction=desc&search=a"),
    whyMember: liveRead("/why/P201"),
    listLiveOfContact: { path: "/contacts/P201/live-segments" },
    listVersions: liveRead("/versions"),
    listEvaluations: liveRead("/evaluations?limit=1"),
    listMemberChanges: liveRead("/evaluations/1/members?change=joined&limit=1"),
    archiveLiveSegment: liveAct("archive"),
    keepLiveSegment: liveAct("keep", "go-live"),
    restoreLiveSegment: liveAct("restore", "archive"),
    exportMembers: liveRead("/members/export?order=name&columns=no,name"),
    changeByHand: async (call) => ({
      ...{ method: "POST", path: `${(await liveSegment(call, "go-live")).path}/by-hand` },
      body: { list: "exclude", act: "add", contacts: { pasted: "P201, nobody@base.example" } },
    }),
    getMemberComposition: liveRead("/composition"),
    listMemberOverlaps: liveRead(`/overlaps?otherSegmentNo=${known.segmentNo}`),
    getLiveLimits: { path: "/live-segments-setup" },
    changeLiveLimits: { method: "PUT", path: "/live-segments-setup", body: { expiryDays: 120, quota: 500 } },
    countFilter: { method: "POST", path: "/contacts/count", body: { filter: { kind: "all", of: [gb] } } },
    sampleMembers: { method: "POST", path: "/contacts/sample", body: { filter: news, timeZone: "Europe/Berlin", limit: 2 } },
    previewStackChange: { method: "POST", path: `${at}/stack-changes/preview`, body: { change: { change: "switch", step: 2, on: false } } },
    changeStack: async (call) => {
      const path = `/segments/${await segmentByCriteria(call)}`;
      const change = { change: "edit", step: 1, criteria: { kind: "add", filter: gb } };
      return { method: "POST", path: `${path}/stack-changes`, body: await stackChange(call, path, change) };
    },
    undoStackChange: async (call) => {
      const path = `/segments/${await segmentByCriteria(call)}`;
      const body = await stackChange(call, path, { change: "reuse_criteria", criteriaId: known.criteriaId, editsByHand: true });
      const { currentStep } = Object((await call({ method: "POST", path: `${path}/stack-changes`, body })).body);
      return { method: "POST", path: `${path}/stack-changes/undo`, body: { fromStep: currentStep } };
    },
    saveCriteria: { method: "POST", path: `${at}/save-criteria`, body: { code: "ONCEMORE", description: "Once more" } },
    listSavedCriteria: { path: "/saved-criteria?whose=mine&sort=changed" },
    getSavedCriteria: { path: `/saved-criteria/${known.criteriaId}` },
    changeSavedCriteria: {
      ...{ method: "PATCH", path: `/saved-criteria/${known.criteriaId}`, body: { description: "Spring" } },
      headers: { "if-match": '"1"' },
    },
    deleteSavedCriteria: async (call) => ({
      ...{ method: "DELETE", path: `/saved-criteria/${await savedCriteriaOf(call, known.segmentNo, "GOES")}` },
      headers: { "if-match": '"1"' },
    }),
    restoreSavedCriteria: async (call) => {
      const path = `/saved-criteria/${await savedCriteriaOf(call, known.segmentNo, "BACK")}`;
      await call({ method: "DELETE", path, headers: { "if-match": '"1"' } });
      return { method: "POST", path: `${path}/restore` };
    },
    compareWithCriteria: { path: `/saved-criteria/${known.criteriaId}/compared-with/criteria/${known.criteriaId}` },
    compareWithSegment: { path: `/saved-criteria/${known.criteriaId}/compared-with/segments/${known.segmentNo}` },
    countKinds: { path: `${at}/kinds?step=1` },
    listStepChanges: { path: `${at}/steps/1/changes?change=came` },
    whyContact: { path: `${at}/why/P101` },
    checkSegment: { path: `${at}/check` },
    listProblemLines: { path: `${at}/problem-lines?problem=recent_interaction` },
    repairLines: async (call) => {
      const { body } = await call({ path: `${at}/check` });
      return { method: "POST", path: `${at}/repair`, body: { repair: "remove", version: Object(body).version, problem: "shared_email" } };
    },
    startLog: async (call) => {
      const { body } = await call({
        method: "POST",
        path: "/segments",
        body: { description: "To log", interactionTemplateCode: "CALL", salespersonCode: "JO" },
      });
      const path = `/segments/${Object(body).segmentNo}`;
      await call({ method: "POST", path: `${path}/lines`, body: { contacts: { contactNos: ["P900"] } } });
      const check = Object((await call({ path: `${path}/check` })).body);
      return { method: "POST", path: `${path}/log`, body: { version: check.version, expected: check.interactions } };
    },
    getLogOutcome: { path: `/segments/${known.loggedSegmentNo}/log` },
    getLogJob: { path: `/segments/${known.loggedSegmentNo}/log-job` },
    returnToDraft: { method: "POST", path: `/segments/${known.stuckSegmentNo}/return-to-draft` },
    listLoggedSegments: { path: "/logged-segments?canceled=all&from=2020-01-01" },
    getLoggedSegment: { path: logged },
    exportLoggedSegments: { path: "/logged-segments/export?canceled=all" },
    countFollowUp: { method: "POST", path: `${logged}/follow-up/preview`, body: { choice: { who: "not_answered" } } },
    makeFollowUp: { method: "POST", path: `${logged}/follow-up`, body: { choice: { who: "all" }, carry: false } },
    listLoggedMembers: { path: `${logged}/members?limit=1` },
    getCancelJob: { path: `${logged}/cancel-job` },
    cancelLoggedSegments: { method: "POST", path: "/logged-segments/cancel", body: { entryNos: [known.loggedEntryNo] } },
    reinstateLoggedSegments: { method: "POST", path: "/logged-segments/reinstate", body: { entryNos: [known.loggedEntryNo] } },
    listInteractionLogEntries: { path: `/interaction-log-entries?loggedSegmentEntryNo=${known.loggedEntryNo}&limit=1` },
    getInteractionLogEntry: { path: `/interaction-log-entries/${known.entryNo}` },
    cancelEntries: { method: "POST", path: "/interaction-log-entries/cancel", body: { entryNos: [1] } },
    reinstateEntries: { method: "POST", path: "/interaction-log-entries/reinstate", body: { entryNos: [1] } },
    exportLogEntries: { path: "/interaction-log-entries/export?sort=date&channel=none" },
    evaluateEntries: {
      ...{ method: "POST", path: "/interaction-log-entries/evaluate" },
      body: { entries: { entryNos: [2, 3] }, change: { set: "evaluation", evaluation: "positive" } },
    },
    undoEvaluation: async (call) => {
      const body = { entries: { matching: { contactNo: "C100" }, expected: 1 }, change: { set: "attemptFailed", attemptFailed: true } };
      const { changeNo } = Object((await call({ method: "POST", path: "/interaction-log-entries/evaluate", body })).body);
      return { method: "POST", path: "/interaction-log-entries/undo-evaluation", body: { changeNo } };
    },
    listComments: async (call) => {
      await commentOf(call, known.entryNo);
      return { path: `/interaction-log-entries/${known.entryNo}/comments` };
    },
    addComment: { method: "POST", path: `/interaction-log-entries/${known.entryNo}/comments`, body: { text: "Wants the catalogue" } },
    editComment: async (call) => ({
      ...{
        method: "PATCH",
        path: `/interaction-log-comments/${await commentOf(call, known.entryNo)}`,
        body: { text: "Called back twice" },
      },
    }),
    removeComment: async (call) => ({ method: "DELETE", path: `/interaction-log-comments/${await commentOf(call, known.entryNo)}` }),
    restoreComment: async (call) => {
      const path = `/interaction-log-comments/${await commentOf(call, known.entryNo)}`;
      await call({ method: "DELETE", path });
      return { method: "POST", path: `${path}/restore` };
    },
    logCall: {
      ...{ method: "POST", path: "/calls" },
      body: {
        contactNo: "P202",
        number: "0777-202",
        interactionTemplateCode: "CALL",
        description: "Outgoing call",
        date: "2026-03-16",
        salespersonCode: "JO",
        reached: true,
        costLcy: 5,
        durationMin: 3,
      },
    },
    getCallList: { path: `/logged-segments/${known.callListEntryNo}/call-list` },
    listCalls: { path: `/logged-segments/${known.callListEntryNo}/calls?place=left&limit=1` },
    findDeletion: { method: "POST", path: "/log-deletions/preview", body: { of: { matching: { canceled: "canceled" } } } },
    deleteCanceled: async (call) => {
      const of = { entryNos: [4] };
      const { body: expected } = await call({ method: "POST", path: "/log-deletions/preview", body: { of } });
      return { method: "POST", path: "/log-deletions", body: { of, expected } };
    },
    listDeletions: { path: "/log-deletions?limit=1" },
    exportContacts: { path: "/contacts/export?type=person&order=contactNo" },
    listContactSegments: { path: "/contacts/P101/segments?limit=1" },
    previewMailingGroup: { method: "POST", path: `${at}/mailing-group/preview`, body: { code: "NEWS", replace: true } },
    applyMailingGroup: (call) => groupChange(call, "MADE"),
    listMailingGroupApplications: { path: "/mailing-group-applications" },
    undoMailingGroup: async (call) => {
      const { applicationId } = Object((await call(await groupChange(call, "UNDONE"))).body);
      return { method: "POST", path: `/mailing-group-applications/${applicationId}/undo` };
    },
    getContactList: { path: `${at}/contact-list?order=city` },
    getLabels: { path: `${at}/labels?start=3` },
    getCoverSheets: { path: `${at}/cover-sheets` },
    logCoverSheets: async (call) => {
      await call({ method: "PUT", path: "/company", body: { companyName: "Winnow Ltd.", coverSheetTemplateCode: "COVER" } });
      const path = `/segments/${await segmentOf(call, ["P101", "P202"])}/cover-sheets/log`;
      return { method: "POST", path, body: { expected: 2 } };
    },
    listExports: { path: "/exports" },
    getCompany: { path: "/company" },
    changeCompany: {
      method: "PUT",
      path: "/company",
      body: { companyName: "Winnow Ltd.", city: "Aarhus", coverSheetTemplateCode: "COVER" },
    },
    getHistory: { path: `/history/segment/${known.segmentNo}?limit=1` },
    listAudit: { path: "/audit?kind=segment&from=2020-01-01&limit=2" },
    listContacts: { path: `/contacts?filter=${json(news)}&limit=2` },
    getContact: { path: "/contacts/P101" },
    listContactInteractions: { path: "/contacts/P101/interactions?limit=1" },
    getConsent: { path: "/contacts/P101/consent" },
    recordConsentOfContact: {
      ...{ method: "POST", path: "/contacts/P101/consent" },
      body: { said: "given", purposeCode: "NEWS", channels: ["email"], source: "form", wording: "Yes, write to me." },
    },
    recordConsent: {
      ...{ method: "POST", path: "/consent" },
      body: { contactNos: ["P101", "P202"], heard: { said: "do_not_contact", channels: ["phone"], source: "phone" } },
    },
    recordBehaviour: {
      ...{ method: "POST", path: "/behaviour" },
      body: {
        source: "shop",
        rows: [
          { id: "1", type: "bought", occurredAt: "2026-03-01T10:00:00Z", contactNo: "P101", properties: { amount: 12.5 } },
          { id: "2", type: "bought", email: "who.is@example.test" },
          { id: "3", type: "bought" },
        ],
      },
    },
    listBehaviourTypes: { path: "/behaviour-types" },
    saveBehaviourType: {
      ...{ method: "PUT", path: "/behaviour-types/visited" },
      body: { description: "Visited a page", keepDays: 365, properties: [{ name: "page", kind: "text" }], isNew: true },
    },
    keepBehaviour: { method: "PUT", path: "/behaviour-retention", body: { keepDays: 730 } },
    listContactBehaviour: { path: "/contacts/P101/behaviour" },
    listPurposes: { path: "/purposes" },
    savePurpose: { method: "PUT", path: "/purposes/EVENTS", body: { name: "Events", needsConsent: ["email"], isNew: true } },
    setTemplatePurpose: { method: "PUT", path: "/interaction-templates/CALL/purpose", body: { purposeCode: "SERVICE" } },
    findContactImpact: { method: "POST", path: "/contacts/impact", body: { contactNos: ["C300"] } },
    deleteContacts: { method: "POST", path: "/contacts/delete", body: { contactNos: ["C300"], expected: 2 } },
    mergeContacts: { method: "POST", path: "/contacts/merge", body: { keep: "P202", contactNos: ["P201"] } },
    listCampaigns: { path: "/campaigns?search=spring" },
    getCampaign: { path: "/campaigns/CP1" },
    listTemplates: { path: "/interaction-templates?order=cost" },
    getTemplate: { path: "/interaction-templates/LETTER" },
    createTemplate: {
      method: "POST",
      path: "/interaction-templates",
      body: { code: "MADE", values: templateValues({ languageCode: "ENU" }) },
    },
    changeTemplate: async (call) => {
      const path = await templateOf(call, "CHANGED");
      const values = templateValues({ description: "Invitation to the fair", languageCode: "DEU" });
      return { method: "PUT", path, body: { values }, headers: { "if-match": (await call({ path })).headers.get("etag") ?? "" } };
    },
    deleteTemplate: async (call) => ({ method: "DELETE", path: await templateOf(call, "GONE"), headers: { "if-match": '"1"' } }),
    saveTemplateLanguage: async (call) => {
      const path = `${await templateOf(call, "SAID")}/languages/DEU`;
      return { method: "PUT", path, body: { description: "Einladung", subject: "Für {{contact.name}}", sendAsAttachment: true } };
    },
    removeTemplateLanguage: async (call) => ({ method: "DELETE", path: `${await templateOf(call, "UNSAID")}/languages/ENU` }),
    setTemplateDocument: async (call) => {
      const path = `${await templateOf(call, "GIVEN")}/languages/ENU/document`;
      return { method: "PUT", path, body: { documentId: known.mailId, seen: null } };
    },
    setTemplateAttachments: async (call) => {
      const path = `${await templateOf(call, "FILES")}/languages/ENU/attachments`;
      return { method: "PUT", path, body: { documentIds: [known.mailId], seen: [] } };
    },
    listInteractionGroups: { path: "/interaction-groups" },
    saveInteractionGroup: { method: "PUT", path: "/interaction-groups/FAIRS", body: { description: "Fairs", version: null } },
    deleteInteractionGroup: async (call) => {
      await call({ method: "PUT", path: "/interaction-groups/NONE", body: { description: "None", version: null } });
      return { method: "DELETE", path: "/interaction-groups/NONE?version=1" };
    },
    listSalutations: { path: "/salutations" },
    saveSalutationFormula: {
      ...{ method: "PUT", path: "/salutations/F/formal" },
      body: { languageCode: "DEU", formula: "Sehr geehrte Frau %1,", names: ["Surname"] },
    },
    deleteSalutationFormula: async (call) => {
      const body = { languageCode: "", formula: "Hi %1,", names: ["First Name"] };
      await call({ method: "PUT", path: "/salutations/F/informal", body });
      return { method: "DELETE", path: "/salutations/F/informal" };
    },
    storeDocument: { method: "POST", path: "/documents?fileName=Prices.pdf", bytes: csv },
    writeMail: { method: "POST", path: "/documents/mail", body: { kind: "html", text: "<p>Dear {{contact.name}}</p>" } },
    previewDocument: {
      ...{ method: "POST", path: "/documents/preview" },
      body: { document: { documentId: known.mailId }, subject: "For {{contact.name}}", languageCode: "ENU", contactNo: "P101" },
    },
    listDocumentVersions: { path: `/documents/${known.mailId}` },
    readDocument: { path: `/documents/${known.mailId}/content` },
    readMail: { path: `/documents/${known.mailId}/text` },
    listSegmentDocuments: { path: `${at}/documents` },
    changeSegmentDocument: {
      ...{ method: "PUT", path: `${at}/documents/ENU` },
      body: { documentId: known.mailId, subject: "For {{contact.name}}", seen: null },
    },
    previewLine: async (call) => {
      const { body } = await call({ method: "POST", path: "/segments", body: { interactionTemplateCode: "MAIL" } });
      const path = `/segments/${Object(body).segmentNo}/lines`;
      await call({ method: "POST", path, body: { contacts: { contactNos: ["P202"] } } });
      return { path: `${path}/P202/preview` };
    },
    previewEntry: { path: `/interaction-log-entries/${known.sentEntryNo}/preview` },
    getDeliveryRun: { path: `/logged-segments/${known.sentSegment}/delivery` },
    listDeliveries: { path: `/logged-segments/${known.sentSegment}/deliveries?limit=1` },
    pauseDelivery: { method: "POST", path: `/logged-segments/${known.sentSegment}/delivery/pause` },
    continueDelivery: { method: "POST", path: `/logged-segments/${known.sentSegment}/delivery/continue` },
    giveUpDelivery: { method: "POST", path: `/logged-segments/${known.sentSegment}/delivery/give-up` },
    sendAgain: { method: "POST", path: `/logged-segments/${known.sentSegment}/delivery/send-again`, body: { which: "failed" } },
    getEntryDelivery: { path: `/interaction-log-entries/${known.sentEntryNo}/delivery` },
    readSentFile: { path: `/interaction-log-entries/${known.sentEntryNo}/sent-files/0` },
    settleUnknownDelivery: {
      ...{ method: "POST", path: `/interaction-log-entries/${known.unknownEntryNo}/delivery/settle` },
      body: { as: "delivered" },
    },
    listHeldDeliveries: { path: "/held-deliveries" },
    releaseHeldDeliveries: { method: "POST", path: "/held-deliveries/release" },
    getMailSetup: { path: "/mail-setup" },
    getLetterFiles: { path: `/logged-segments/${known.printedSegment}/letter-files` },
    makeLetters: {
      method: "POST",
      path: `/logged-segments/${known.printedSegment}/letter-files`,
      body: { format: "zip", order: "postCode" },
    },
    listLetters: { path: `/logged-segments/${known.printedSegment}/letters?state=made&limit=1` },
    getEntryLetter: { path: `/interaction-log-entries/${known.printedEntryNo}/letter` },
    readEntryLetter: { path: `/interaction-log-entries/${known.printedEntryNo}/letter/content` },
    readExportFile: { path: `/exports/${known.exportId}/file` },
    listSchedules: async (call) => {
      await scheduleAfter(call, known.segmentNo);
      return { path: "/schedules" };
    },
    createSchedule: { method: "POST", path: "/schedules", body: scheduleOf(known.segmentNo) },
    getSchedule: async (call) => ({ path: (await scheduleAfter(call, known.segmentNo)).path }),
    changeSchedule: async (call) => ({
      ...(await scheduleAfter(call, known.segmentNo)),
      ...{ method: "PUT", body: { ...scheduleOf(known.segmentNo), rule: { every: "week", days: [5, 1, 1], time: "18:30" } } },
    }),
    deleteSchedule: async (call) => ({ method: "DELETE", ...(await scheduleAfter(call, known.segmentNo)) }),
    pauseSchedule: async (call) => {
      const { path, headers } = await scheduleAfter(call, known.segmentNo);
      return { method: "POST", path: `${path}/pause`, headers };
    },
    continueSchedule: async (call) => {
      const { path, headers } = await scheduleAfter(call, known.segmentNo, "pause");
      return { method: "POST", path: `${path}/continue`, headers };
    },
    runScheduleNow: async (call) => ({ method: "POST", path: `${(await scheduleAfter(call, known.segmentNo)).path}/run` }),
    listScheduleRuns: async (call) => {
      const { path } = await scheduleAfter(call, known.segmentNo);
      await call({ method: "POST", path: `${path}/run` });
      return { path: `${path}/runs?limit=1` };
    },
    releaseSchedules: { method: "POST", path: "/schedules/release" },
    listLookupValues: { path: "/lookups/mailingGroup?search=n" },
    listOpenJobs: { path: "/jobs" },
    getJob: { path: `/jobs/${known.jobId}` },
    createUpload: { method: "POST", path: "/uploads", body: { fileName: "people.csv", size: csv.byteLength } },
    getUpload: { path: `/uploads/${known.uploadId}` },
    writePart: async (call) => {
      const begun = await call({ method: "POST", path: "/uploads", body: { fileName: "part.csv", size: csv.byteLength } });
      return { method: "PUT", path: `/uploads/${Object(begun.body).uploadId}/parts/0?sha256=${sha256}`, bytes: csv };
    },
    completeUpload: async (call) => {
      const begun = await call({ method: "POST", path: "/uploads", body: { fileName: "whole.csv", size: csv.byteLength } });
      const path = `/uploads/${Object(begun.body).uploadId}`;
      await call({ method: "PUT", path: `${path}/parts/0?sha256=${sha256}`, bytes: csv });
      return { method: "POST", path: `${path}/complete`, body: { sha256 } };
    },
    analyseUpload: { method: "POST", path: `/uploads/${known.uploadId}/analysis`, body: {} },
    listImports: { path: "/imports" },
    startImport: async (call) => ({
      ...{ method: "POST", path: "/imports" },
      body: { uploadId: await completeUpload(call, "imported.csv"), kind: "contacts", options: importOptions },
    }),
    getImport: { path: `/imports/${known.importId}` },
    listRefusedRows: { path: `/imports/${known.importId}/refused-rows` },
    resumeImport: { method: "POST", path: `/imports/${known.importId}/resume` },
  };
}

/** What the samples speak of is made, over the API itself where it can be. */
export async function givenUpload(call: Caller): Promise<string> {
  return completeUpload(call, "sample.csv");
}
export { importOptions };
