import type { Filter } from "@/lib/filters/schema";
import type { Criteria } from "@/lib/segmentation/criteria-schema";

const anyOf = (relation: "businessRelation" | "industryGroup", values: string[]): Filter => ({
  kind: "all",
  of: [{ kind: "relation", relation, match: "any", where: { kind: "field", field: "code", op: "in", values } }],
});
const plainAdd = { expandCompanies: false, relatedCompanies: false, ignoreExclusion: false, allowExisting: false };

/** The worksheet to play with: customers, and retail or wholesale, without those in the United States and Canada. */
export const tryMe: {
  description: string;
  segmentNo: null;
  salespersonCode: null;
  campaignNo: null;
  interactionTemplateCode: string;
  criteria: Criteria[];
} = {
  description: "Try me",
  segmentNo: null,
  salespersonCode: null,
  campaignNo: null,
  interactionTemplateCode: "BUS",
  criteria: [
    { kind: "add", filter: anyOf("businessRelation", ["CUST"]), options: plainAdd },
    { kind: "add", filter: anyOf("industryGroup", ["RET", "WHOLE"]), options: plainAdd },
    {
      kind: "reduce",
      filter: { kind: "all", of: [{ kind: "field", field: "countryRegionCode", op: "in", values: ["US", "CA"] }] },
      options: { entireCompanies: false },
    },
  ],
};
