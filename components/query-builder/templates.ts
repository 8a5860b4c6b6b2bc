import type { AskedOperator, Filter } from "@/lib/filters/schema";

/** A query to begin with. What is to be filled in stands in its filter as placeholders. */
export type QueryTemplate = { key: string; title: string; words: string; group: string; filter: Filter };

const ask = (field: string, name: string, hint: string, as: AskedOperator = "is"): Filter => ({
  kind: "field",
  field,
  op: "ask",
  as,
  name,
  hint,
});
const is = (field: string, value: string | boolean): Filter => ({ kind: "field", field, op: "is", value });
const lastYear = (name: string): Filter => ({ kind: "field", field: name, op: "between", values: ["-1Y", "t"] });
const has = (relation: Extract<Filter, { kind: "relation" }>["relation"], match: "any" | "none", ...of: Filter[]): Filter => ({
  kind: "relation",
  relation,
  match,
  where: { kind: "all", of },
});
const all = (...of: Filter[]): Filter => ({ kind: "all", of });

/** The gallery of queries to begin with. */
export const queryTemplates: readonly QueryTemplate[] = [
  {
    key: "newsletter in",
    group: "Reach",
    title: "Newsletter subscribers in a country",
    words: "Who is in a mailing group, and lives in countries of your choice.",
    filter: all(
      ask("countryRegionCode", "Countries", "Where they live."),
      has("mailingGroup", "any", ask("code", "Mailing group", "The newsletter.")),
    ),
  },
  {
    key: "may be mailed",
    group: "Reach",
    title: "May be reached by e-mail",
    words: "Who has an e-mail address and may be reached for a purpose.",
    filter: all(
      { kind: "field", field: "email", op: "isNotEmpty" },
      has("consent", "any", ask("purposeCode", "Purpose", "What they are written for."), is("channel", "email"), is("mayReach", true)),
    ),
  },
  {
    key: "bought no letter",
    group: "Purchases",
    title: "Bought in the last year, but no letter since",
    words: "Customers of the last year who were not written to since a day of your choice.",
    filter: all(
      has("purchase", "any", lastYear("postingDate")),
      has(
        "interaction",
        "none",
        ask("interactionGroupCode", "Kind of letter", "The interaction group that letters are logged under."),
        ask("date", "Since", "The first day on which a letter counts.", "greaterOrEqual"),
      ),
    ),
  },
  {
    key: "bought for more than",
    group: "Purchases",
    title: "Bought for more than an amount",
    words: "Who has a single purchase above an amount in the last year.",
    filter: all(
      has("purchase", "any", ask("amountLcy", "Amount", "What a single purchase has to be above.", "greater"), lastYear("postingDate")),
    ),
  },
  {
    key: "stopped buying",
    group: "Purchases",
    title: "Bought before, but not in the last year",
    words: "Who has purchases, none of them in the last year.",
    filter: all(has("purchase", "any"), has("purchase", "none", lastYear("postingDate"))),
  },
  {
    key: "not heard of",
    group: "Interactions",
    title: "Not in touch for half a year",
    words: "Nobody talked or wrote to them in the last six months.",
    filter: all(has("interaction", "none", { kind: "field", field: "date", op: "between", values: ["-6M", "t"] })),
  },
  {
    key: "often",
    group: "Interactions",
    title: "Three interactions or more in the last year",
    words: "Who was in touch at least three times, with a kind of interaction of your choice.",
    filter: all({
      kind: "relation",
      relation: "interaction",
      match: "count",
      count: { op: "greaterOrEqual", value: 3 },
      where: all(lastYear("date"), ask("interactionGroupCode", "Kind of interaction", "Calls, letters, meetings.")),
    }),
  },
  {
    key: "responded",
    group: "Interactions",
    title: "Responded to a campaign",
    words: "Who answered a campaign of your choice.",
    filter: all(has("interaction", "any", ask("campaignNo", "Campaign", "The one that was answered."), is("campaignResponse", true))),
  },
  {
    key: "answers",
    group: "Profile",
    title: "Gave an answer in a profile",
    words: "Persons with an answer of your choice in a profile questionnaire.",
    filter: all(is("type", "person"), has("profileAnswer", "any", ask("answer", "Answers", "One of them is enough."))),
  },
  {
    key: "responsible at",
    group: "Profile",
    title: "Responsible for something in an industry",
    words: "Persons by their job responsibility, at companies of an industry group.",
    filter: all(
      has("jobResponsibility", "any", ask("code", "Responsible for", "Their job responsibility.")),
      has("industryGroup", "any", ask("code", "Industry", "What their company does.")),
    ),
  },
  {
    key: "new",
    group: "Profile",
    title: "New in the last month",
    words: "Contacts that were created in the last month.",
    filter: all({ kind: "field", field: "createdAt", op: "between", values: ["-1M", "t"] }),
  },
  {
    key: "anniversary",
    group: "Profile",
    title: "Created on this day, years ago",
    words: "Contacts whose day of creation comes round in the next week.",
    filter: all({ kind: "field", field: "createdAt", op: "anniversary", values: ["t", "7D"] }),
  },
];
