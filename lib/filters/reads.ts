import type { Filter, RelationKey } from "./schema";

/**
 * Everything that is read of contacts, by the names under which triggers of the database mark whom a change touched. *arrival* are contacts that are
 * new; what is read of one segment is named by `memberSource`.
 */
export const arrival = "arrival";

/** Marks of these name companies, and concern everybody who works there. */
export const throughCompany: readonly string[] = ["industryGroup", "businessRelation"];

const ofRelation: Record<RelationKey, readonly string[]> = {
  profileAnswer: ["profileAnswer"],
  mailingGroup: ["mailingGroup"],
  interaction: ["interaction"],
  jobResponsibility: ["jobResponsibility"],
  industryGroup: ["industryGroup", "contact"], // the contact says which company it is
  businessRelation: ["businessRelation", "contact"],
  purchase: ["purchase"],
  behaviour: ["behaviour"],
  consent: ["consent", "consentRule", "contact"], // and which address may be suppressed
};

const ofCalculated: Readonly<Record<string, RelationKey>> = {
  dateOfLastInteraction: "interaction",
  lastDateAttempted: "interaction",
  noOfInteractions: "interaction",
  interactionCostLcy: "interaction",
  interactionDurationMin: "interaction",
  noOfMailingGroups: "mailingGroup",
  noOfJobResponsibilities: "jobResponsibility",
  noOfIndustryGroups: "industryGroup",
  noOfBusinessRelations: "businessRelation",
};

/** The name under which changes of who is in a segment are marked. */
export function memberSource(of: "segment" | "loggedSegment", no: string): string {
  return `${of}:${no.trim().toUpperCase()}`;
}

/** What a filter reads: a change of anything else cannot change whom it finds. */
export function readsOf(filter: Filter): ReadonlySet<string> {
  return new Set([arrival, ...reads(filter, null)]);
}

function reads(filter: Filter, relation: RelationKey | null): readonly string[] {
  switch (filter.kind) {
    case "all":
    case "any":
      return filter.of.flatMap((part) => reads(part, relation));
    case "not":
      return reads(filter.of, relation);
    case "field": {
      if (relation) return ofField(relation, filter.field);
      const calculated = ofCalculated[filter.field];
      return calculated ? ofRelation[calculated] : ["contact"];
    }
    case "relation":
      return [
        ...ofRelation[filter.relation],
        ...(filter.match === "aggregate" ? ofField(filter.relation, filter.field) : []),
        ...reads(filter.where, filter.relation),
      ];
    case "member":
      return [memberSource(filter.of, filter.no)];
    default:
      return filter satisfies never;
  }
}

/** What a field of a row reads beside its relation. */
function ofField(relation: RelationKey, field: string): readonly string[] {
  return relation === "profileAnswer" && (field === "question" || field === "answerText") ? ["questionnaire"] : [];
}

/** The segments that a filter speaks of, by number, each once: worksheets and live ones. */
export function segmentsIn(filter: Filter): string[] {
  switch (filter.kind) {
    case "all":
    case "any":
      return [...new Set(filter.of.flatMap(segmentsIn))];
    case "not":
      return segmentsIn(filter.of);
    case "member":
      return filter.of === "segment" ? [filter.no.trim().toUpperCase()] : [];
    case "field":
    case "relation":
      return [];
    default:
      return filter satisfies never;
  }
}
