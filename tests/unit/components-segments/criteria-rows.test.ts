import { expect, it } from "vitest";
import { criteriaRows } from "@/components/segments/criteria-rows";
import type { Filter } from "@/lib/filters/schema";
import { nameKey } from "@/lib/filters/words";
import type { StackStep } from "@/lib/segmentation/stack-types";

const base = {
  size: 0,
  userId: null,
  userName: "Helena Ray",
  takenAt: new Date(0),
  undone: false,
  switchedOff: false,
  words: [],
  found: null,
};
const code = (relation: "mailingGroup" | "jobResponsibility", value: string): Filter => ({
  kind: "relation",
  relation,
  match: "any",
  where: { kind: "all", of: [{ kind: "field", field: "code", op: "is", value }] },
});
const addOptions = { expandCompanies: false, relatedCompanies: false, ignoreExclusion: false, allowExisting: false };

it("SEG-CRIT-001: five rows for an Add with country and mailing group and a Reduce with a job", () => {
  const steps: StackStep[] = [
    {
      ...base,
      step: 1,
      kind: "add",
      numbers: { before: 0, added: 9, removed: 0, after: 9 },
      size: 9,
      options: addOptions,
      filter: { kind: "all", of: [{ kind: "field", field: "countryRegionCode", op: "is", value: "GB" }, code("mailingGroup", "NEWS")] },
    },
    {
      ...base,
      step: 2,
      kind: "reduce",
      numbers: { before: 9, added: 0, removed: 4, after: 5 },
      size: 5,
      options: { entireCompanies: false },
      filter: { kind: "all", of: [code("jobResponsibility", "PURCHASE")] },
    },
  ];
  const rows = criteriaRows(steps, new Map([[nameKey("mailingGroup", "NEWS"), "Newsletter"]]));
  expect(
    rows.map((row) => (row.kind === "action" ? `${row.no} ${row.title} (${row.filters})` : `${row.no} ${row.section}: ${row.words}`)),
  ).toEqual([
    "1 Add contacts (2)",
    "2 Contact: Country/Region is GB",
    "3 Mailing groups: Mailing Group is Newsletter",
    "4 Reduce contacts (1)",
    "5 Job responsibilities: Job Responsibility is PURCHASE",
  ]);
});

it("an action without filters has no filter rows, and an edit says what it did", () => {
  const steps: StackStep[] = [
    {
      ...base,
      step: 1,
      kind: "add",
      numbers: { before: 0, added: 9, removed: 0, after: 9 },
      size: 9,
      options: addOptions,
      filter: { kind: "all", of: [] },
    },
    {
      ...base,
      step: 2,
      kind: "edit",
      numbers: { before: 9, added: 0, removed: 1, after: 8 },
      size: 8,
      addedNames: [],
      removedNames: ["Mads Ebdrup"],
      allowExisting: false,
      oneLine: false,
      dedupe: null,
    },
  ];
  expect(criteriaRows(steps, new Map()).map((row) => row.kind === "action" && `${row.title}: ${row.remarks}`)).toEqual([
    "Add contacts: ",
    "By hand: Mads Ebdrup removed",
  ]);
});
