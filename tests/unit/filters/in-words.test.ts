import { describe, expect, it } from "vitest";
import { inWords, inWordsText } from "@/lib/filters/in-words";
import type { FieldCondition, Filter, RelationKey } from "@/lib/filters/schema";
import { nameKey } from "@/lib/filters/words";

const names = new Map([
  [nameKey("behaviourType", "VISITED"), "Visited a page"],
  [nameKey("businessRelation", "CUST"), "Customer"],
  [nameKey("industryGroup", "RETAIL"), "Retail"],
  [nameKey("industryGroup", "WHOLE"), "Wholesale"],
  [nameKey("answer", "COMPANY:110"), "No. of employees: 1..99"],
  [nameKey("answer", "COMPANY:120"), "No. of employees: 100..499"],
  [nameKey("answer", "LEADS:50"), "Channels: Mail"],
  [nameKey("salesperson", "HR"), "Helena Ray"],
  [nameKey("segment", "SM10001"), "Increase sale"],
]);
const text = (field: string, expression: string): FieldCondition => ({ kind: "field", field, op: "expression", text: expression });
const has = (relation: RelationKey, ...of: Filter[]): Filter => ({ kind: "relation", relation, match: "any", where: { kind: "all", of } });
const none = (relation: RelationKey, ...of: Filter[]): Filter => ({
  kind: "relation",
  relation,
  match: "none",
  where: { kind: "all", of },
});
const every = (relation: RelationKey, where: Filter): Filter => ({ kind: "relation", relation, match: "all", where });
const count = (relation: RelationKey, value: number, ...of: Filter[]): Filter => ({
  kind: "relation",
  relation,
  match: "count",
  count: { op: "greaterOrEqual", value },
  where: { kind: "all", of },
});
const is = (field: string, value: string | boolean): FieldCondition => ({ kind: "field", field, op: "is", value });
const oneOf = (field: string, ...values: string[]): FieldCondition => ({ kind: "field", field, op: "in", values });

describe("a filter in plain words", () => {
  const cases: [Filter, string][] = [
    [{ kind: "all", of: [] }, "Everybody"],
    [
      count("behaviour", 3, is("type", "VISITED"), text("occurredAt", "-30D..t"), text("text.page", "*pricing*")),
      "Visited a page at least 3 times in the last 30 days where Page contains pricing",
    ],
    [none("behaviour", is("type", "BOUGHT")), "never BOUGHT"],
    [has("behaviour", is("type", "VISITED"), text("occurredAt", "-3H..NOW")), "Visited a page in the last 3 hours"],
    [has("behaviour", text("occurredAt", "<-90MIN")), "Behaviour where Occurred is before 90 minutes ago"],
    [has("behaviour", text("number.orderTotal", ">1000")), "Behaviour where Order total is above 1,000"],
    [
      {
        kind: "relation",
        relation: "purchase",
        match: "aggregate",
        of: "sum",
        field: "amountLcy",
        op: "greater",
        value: 1000,
        where: { kind: "all", of: [text("postingDate", "-1Y..t")] },
      },
      "Amount is above 1,000 in all, of Purchases where Posting Date is in the last year",
    ],
    [
      {
        kind: "relation",
        relation: "behaviour",
        match: "aggregate",
        of: "distinct",
        field: "occurredAt",
        op: "greaterOrEqual",
        value: 3,
        where: { kind: "all", of: [] },
      },
      "number of different days of Occurred is at least 3, of Behaviours",
    ],
    [oneOf("countryRegionCode", "GB", "DK"), "Country/Region is GB or DK"],
    [text("countryRegionCode", "GB|DK"), "Country/Region is GB or DK"],
    [text("countryRegionCode", "<>GB&<>DK"), "Country/Region is not GB or DK"],
    [text("salespersonCode", "hr"), "Salesperson is Helena Ray"],
    [text("salespersonCode", "''"), "Salesperson is empty"],
    [text("email", "<>''"), "Email is not empty"],
    [text("postCode", "10000..20000|4*"), "Post Code is from 10000 to 20000, or begins with 4"],
    [text("city", "*ondon*|*xeter*"), "City contains ondon or contains xeter"],
    [text("city", "London*|Exeter|York"), "City is Exeter or York, or begins with London"],
    [text("city", "*ondon*|*xeter*|*ottingham*"), "City contains ondon, contains xeter, or contains ottingham"],
    [text("postCode", "1000.."), "Post Code is from 1000 on"],
    [text("postCode", "..1999"), "Post Code is up to 1999"],
    [text("searchName", "*LTD*"), "Search Name contains LTD"],
    [text("name", "<>*test*"), "Name does not contain test"],
    [text("postCode", "DK-2?00"), "Post Code matches DK-2?00"],
    [text("searchName", ">=K&<N"), "Search Name is from K on and comes before N"],
    [text("noOfInteractions", ">=2"), "No. of Interactions is at least 2"],
    [text("noOfInteractions", "<3"), "No. of Interactions is below 3"],
    [is("minor", true), "Minor is Yes"],
    [is("correspondenceType", "hard_copy"), "Correspondence Type is Hard Copy"],
    [text("dateOfLastInteraction", "t-30D..t"), "Date of Last Interaction is in the last 30 days"],
    [text("dateOfLastInteraction", "-CM..CM"), "Date of Last Interaction is this month"],
    [text("dateOfLastInteraction", "-CM-1M..CM-1M"), "Date of Last Interaction is last month"],
    [text("dateOfLastInteraction", "2026-02-05"), "Date of Last Interaction is 5 Feb 2026"],
    [text("dateOfLastInteraction", "WEEK-7D"), "Date of Last Interaction is last week"],
    [text("dateOfLastInteraction", "-CM+1M..1M+CM"), "Date of Last Interaction is next month"],
    [text("createdAt", "-3H..now"), "Created is in the last 3 hours"],
    [text("createdAt", "now..1H"), "Created is in the next hour"],
    [text("createdAt", "<-90MIN"), "Created is before 90 minutes ago"],
    [text("createdAt", "~t"), "Created has its anniversary today"],
    [text("createdAt", "~t..7D"), "Created has its anniversary in the next 7 days"],
    [text("createdAt", "~march"), "Created has its anniversary in March"],
    [text("createdAt", "~24/12..06/01"), "Created has its anniversary from 24 Dec to 6 Jan"],
    [{ kind: "field", field: "createdAt", op: "notBetween", values: ["-30D", "t"] }, "Created is not in the last 30 days"],
    [{ kind: "field", field: "noOfInteractions", op: "notBetween", values: [2, 5] }, "No. of Interactions is not from 2 to 5"],
    [has("interaction", text("date", "~t")), "Interaction where Date has its anniversary today"],
    [has("interaction", is("date", "-30D")), "Interaction 30 days ago"],
    [has("interaction", is("date", "march")), "Interaction in March"],
    [text("dateOfLastInteraction", "<w"), "Date of Last Interaction is before the work date"],
    [text("postCode", "DK-2000..DK-29*"), "Post Code DK-2000..DK-29* (cannot be read)"],
    [
      { kind: "all", of: [oneOf("countryRegionCode", "GB"), { kind: "any", of: [is("type", "person"), is("minor", false)] }] },
      "Country/Region is GB and (Type is Person or Minor is No)",
    ],
    [{ kind: "not", of: is("type", "person") }, "not (Type is Person)"],
    [has("businessRelation", is("code", "CUST")), "Business Relation is Customer"],
    [has("industryGroup", oneOf("code", "RETAIL", "WHOLE")), "Industry Group is Retail or Wholesale"],
    [has("profileAnswer", oneOf("answer", "COMPANY:110", "company:120")), "No. of employees is 1..99 or 100..499"],
    [has("profileAnswer", oneOf("answer", "COMPANY:110", "LEADS:50")), "Answer is No. of employees: 1..99 or Channels: Mail"],
    [has("interaction", text("date", "t-30D..t")), "Interaction in the last 30 days"],
    [none("interaction", text("date", "-3M..")), "no Interaction from 3 months ago on"],
    [has("interaction", text("date", "2026-02-05|2026-02-06")), "Interaction on 5 Feb 2026 or 6 Feb 2026"],
    [
      has("interaction", text("date", "2026-01-01..2026-01-31"), is("attemptFailed", false)),
      "Interaction where Date is from 1 Jan 2026 to 31 Jan 2026 and Attempt Failed is No",
    ],
    [has("mailingGroup", text("code", "<>GOLD")), "a Mailing Group is not GOLD"],
    [none("mailingGroup", oneOf("code", "GOLD", "VIP")), "no Mailing Group is GOLD or VIP"],
    [none("mailingGroup"), "has no Mailing Group"],
    [has("interaction"), "has an Interaction"],
    [every("mailingGroup", is("code", "GOLD")), "every Mailing Group is GOLD"],
    [every("interaction", is("canceled", true)), "only Interactions where Canceled is Yes"],
    [count("interaction", 3, text("date", "t-1Y..t")), "at least 3 Interactions in the last year"],
    [count("purchase", 1, is("itemNo", "LAMP")), "at least 1 Purchase where Item No. is LAMP"],
    [{ kind: "member", of: "segment", no: "SM10001", is: true }, "on segment Increase sale (SM10001)"],
    [{ kind: "not", of: { kind: "member", of: "loggedSegment", no: "12", is: true } }, "was not on logged segment 12"],
  ];
  it.each(cases)("%j", (filter, words) => {
    expect(inWordsText(filter, names)).toBe(words);
  });
});

it("marks the values", () => {
  expect(inWords(oneOf("countryRegionCode", "GB", "DK"))).toEqual([
    { text: "Country/Region is ", strong: false },
    { text: "GB", strong: true },
    { text: " or ", strong: false },
    { text: "DK", strong: true },
  ]);
});
