import { createHash } from "node:crypto";
import type { Asked, Caller } from "./caller";

/** What the samples speak of: the base world, a segment with three lines on two steps, and one that is logged. */
export type Sampled = {
  segmentNo: string;
  loggedSegmentNo: string;
  stuckSegmentNo: string;
  loggedEntryNo: number;
  entryNo: number;
  jobId: string;
  uploadId: string;
  importId: string;
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

/** One request for every address that is carried out, by operation id. */
export function samplesOf(known: Sampled): Record<string, Sample> {
  const at = `/segments/${known.segmentNo}`;
  const logged = `/logged-segments/${known.loggedEntryNo}`;
  return {
    listSegments: { path: "/segments?search=sample&state=draft&mine=true&limit=1" },
    createSegment: { method: "POST", path: "/segments", body: { description: "Spring letter", interactionTemplateCode: "LETTER" } },
    getSegment: { path: at },
    updateSegmentHeader: async (call) => ({
      ...{ method: "PATCH", path: at, body: { description: "Summer letter", unitCostLcy: 2.5 } },
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
    listLoggedMembers: { path: `${logged}/members?limit=1` },
    getCancelJob: { path: `${logged}/cancel-job` },
    cancelLoggedSegments: { method: "POST", path: "/logged-segments/cancel", body: { entryNos: [known.loggedEntryNo] } },
    reinstateLoggedSegments: { method: "POST", path: "/logged-segments/reinstate", body: { entryNos: [known.loggedEntryNo] } },
    listInteractionLogEntries: { path: `/interaction-log-entries?loggedSegmentEntryNo=${known.loggedEntryNo}&limit=1` },
    getInteractionLogEntry: { path: `/interaction-log-entries/${known.entryNo}` },
    cancelEntries: { method: "POST", path: "/interaction-log-entries/cancel", body: { entryNos: [1] } },
    reinstateEntries: { method: "POST", path: "/interaction-log-entries/reinstate", body: { entryNos: [1] } },
    listContacts: { path: `/contacts?filter=${json(news)}&limit=2` },
    getContact: { path: "/contacts/P101" },
    listContactInteractions: { path: "/contacts/P101/interactions?limit=1" },
    findContactImpact: { method: "POST", path: "/contacts/impact", body: { contactNos: ["C300"] } },
    deleteContacts: { method: "POST", path: "/contacts/delete", body: { contactNos: ["C300"], expected: 2 } },
    mergeContacts: { method: "POST", path: "/contacts/merge", body: { keep: "P202", contactNos: ["P201"] } },
    listCampaigns: { path: "/campaigns?search=spring" },
    getCampaign: { path: "/campaigns/CP1" },
    listTemplates: { path: "/interaction-templates?order=cost" },
    getTemplate: { path: "/interaction-templates/LETTER" },
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
