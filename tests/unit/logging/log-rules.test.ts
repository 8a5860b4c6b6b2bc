import { describe, expect, it } from "vitest";
import { entriesHref, parseEntriesAddress } from "@/components/interactions/address";
import { problemDetail, problemTitle } from "@/components/interactions/problem-words";
import type { SegmentToLog } from "@/lib/logging/find-segment-to-log";
import { headerProblemsOf, passedChecks } from "@/lib/logging/log-rules";
import { lineProblems } from "@/lib/logging/schema";

const segment: SegmentToLog = {
  id: 1,
  segmentNo: "SM00001",
  description: "Spring letter",
  date: "2026-03-16",
  state: "draft",
  version: 1,
  headerVersion: 1,
  currentStep: 1,
  template: { code: "LETTER", name: "Letter" },
  salesperson: null,
  campaign: { code: "CP1", name: "Spring", startingDate: "2026-03-16", endingDate: null, target: false },
  unitCostLcy: 1,
  unitDurationMin: 1,
  changed: false,
  addresses: false,
  consent: false,
  suppression: { by: [], unreadable: [] },
  calls: false,
  layers: [{ setId: 1n, size: 3 }],
  size: 3,
  ownLanguages: false,
  documents: false,
  loggedEntryNo: null,
};
const none = {
  no_template: 0,
  no_salesperson: 0,
  blocked_salesperson: 0,
  privacy_blocked: 0,
  minor: 0,
  do_not_contact: 0,
  opted_out: 0,
  address_suppressed: 0,
  no_consent: 0,
  address_bounced: 0,
  suppressed: 0,
  called_already: 0,
  recent_interaction: 0,
  excluded: 0,
  unreadable_email: 0,
  shared_email: 0,
  no_document: 0,
};

describe("the check before logging", () => {
  it("names everything of the header that stops the log, the gravest first", () => {
    expect(headerProblemsOf(segment)).toEqual([]);
    const suppression = { by: [], unreadable: ["Gone (SM00009)"] };
    expect(headerProblemsOf({ description: null, template: null, size: 0, loggedEntryNo: 7, suppression })).toEqual([
      "already_logged",
      "no_lines",
      "no_description",
      "no_template",
      "suppression_unreadable",
    ]);
  });

  it("counts a campaign as in order only while it runs, its first and last day included", () => {
    const passes = (startingDate: string | null, endingDate: string | null) =>
      passedChecks({ ...segment, campaign: { code: "CP1", name: "", startingDate, endingDate, target: false } }, none).includes("campaign");
    expect([passes("2026-03-16", "2026-03-16"), passes(null, null), passes("2026-03-17", null), passes(null, "2026-03-15")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(passedChecks({ ...segment, campaign: null }, none)).not.toContain("campaign");
  });

  it("does not call in order what it found a problem of", () => {
    const passed = passedChecks(segment, { ...none, blocked_salesperson: 1, privacy_blocked: 2, minor: 1 });
    expect(passed).toEqual(["description", "template", "campaign", "never_logged", "no_contact_twice"]);
  });
});

describe("words of the check", () => {
  it("put the number first and agree with it", () => {
    for (const problem of lineProblems) {
      expect(problemTitle(problem, 1)).toMatch(/^1 /);
      expect(problemTitle(problem, 1200)).toMatch(/^1,200 /);
    }
    expect(problemTitle("blocked_salesperson", 2)).toBe("2 lines name a blocked salesperson");
  });

  it("name three and count the others", () => {
    const sample = ["Ann", "Bob", "Cy"].map((name) => ({ contactNo: name, name, companyName: name === "Bob" ? "Elm" : null, email: null }));
    expect(problemDetail({ problem: "excluded", count: 10, sample, detail: [] })).toBe("Ann, Bob of Elm, Cy and 7 others");
    expect(problemDetail({ problem: "unreadable_email", count: 3, sample, detail: [] })).toBe(
      "Logged, not reached. Ann: none, Bob: none, Cy: none",
    );
  });
});

describe("the address of the interaction log", () => {
  it("keeps what makes sense and forgets the rest", () => {
    const address = parseEntriesAddress({
      search: " oak ",
      channel: "smoke",
      from: "2026-13-01",
      segment: "3",
      after: "x",
      sort: "date",
      direction: ["asc", "desc"],
    });
    expect(address).toMatchObject({ search: "oak", channel: null, from: null, segment: 3, after: null, sort: "date", direction: "asc" });
    expect(entriesHref("/interaction-log-entries", { ...address, after: 9 }, { campaign: "CP1" })).toBe(
      "/interaction-log-entries?search=oak&segment=3&campaign=CP1&sort=date&direction=asc",
    );
  });
});
