import type { Filter } from "@/lib/filters/schema";
import { filterToTree, type GroupNode, type RowNode } from "./tree";

/** A query to begin with. What is to be filled in is left open: those conditions say nothing until they have a value. */
export type QueryTemplate = { key: string; title: string; words: string; group: string; root: () => { root: GroupNode; next: number } };

/** A value that is to be filled in, inside the filter of a template. */
const open = "\u0000";

const field = (name: string, value: string = open): Filter => ({ kind: "field", field: name, op: "is", value });
const since = (name: string): Filter => ({ kind: "field", field: name, op: "greaterOrEqual", value: open });
const lastYear = (name: string): Filter => ({ kind: "field", field: name, op: "between", values: ["-1Y", "t"] });
const has = (relation: Extract<Filter, { kind: "relation" }>["relation"], match: "any" | "none", ...of: Filter[]): Filter => ({
  kind: "relation",
  relation,
  match,
  where: { kind: "all", of },
});
const all = (...of: Filter[]): Filter => ({ kind: "all", of });

const queries: readonly (Omit<QueryTemplate, "root"> & { filter: Filter })[] = [
  {
    key: "newsletter in",
    group: "Reach",
    title: "Newsletter subscribers in a country",
    words: "Who is in a mailing group, and lives in countries of your choice.",
    filter: all(field("countryRegionCode"), has("mailingGroup", "any", field("code"))),
  },
  {
    key: "may be mailed",
    group: "Reach",
    title: "May be reached by e-mail",
    words: "Who has an e-mail address and may be reached for a purpose.",
    filter: all(
      { kind: "field", field: "email", op: "isNotEmpty" },
      has("consent", "any", field("purposeCode"), field("channel", "email"), { kind: "field", field: "mayReach", op: "is", value: true }),
    ),
  },
  {
    key: "bought no letter",
    group: "Purchases",
    title: "Bought in the last year, but no letter since",
    words: "Customers of the last year who were not written to since a day of your choice.",
    filter: all(has("purchase", "any", lastYear("postingDate")), has("interaction", "none", field("interactionGroupCode"), since("date"))),
  },
  {
    key: "bought for more than",
    group: "Purchases",
    title: "Bought for more than an amount",
    words: "Who has a single purchase above an amount in the last year.",
    filter: all(has("purchase", "any", { kind: "field", field: "amountLcy", op: "greater", value: open }, lastYear("postingDate"))),
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
      where: all(lastYear("date"), field("interactionGroupCode")),
    }),
  },
  {
    key: "responded",
    group: "Interactions",
    title: "Responded to a campaign",
    words: "Who answered a campaign of your choice.",
    filter: all(has("interaction", "any", field("campaignNo"), { kind: "field", field: "campaignResponse", op: "is", value: true })),
  },
  {
    key: "answers",
    group: "Profile",
    title: "Gave an answer in a profile",
    words: "Persons with an answer of your choice in a profile questionnaire.",
    filter: all(field("type", "person"), has("profileAnswer", "any", field("answer"))),
  },
  {
    key: "responsible at",
    group: "Profile",
    title: "Responsible for something in an industry",
    words: "Persons by their job responsibility, at companies of an industry group.",
    filter: all(has("jobResponsibility", "any", field("code")), has("industryGroup", "any", field("code"))),
  },
  {
    key: "new",
    group: "Profile",
    title: "New in the last month",
    words: "Contacts that were created in the last month.",
    filter: all({ kind: "field", field: "createdAt", op: "between", values: ["-1M", "t"] }),
  },
];

/** The gallery of queries to begin with. */
export const queryTemplates: readonly QueryTemplate[] = queries.map(({ filter, ...rest }) => ({ ...rest, root: () => opened(filter) }));

/** The tree of a template, its open values missing. */
function opened(filter: Filter) {
  const { root, next } = filterToTree(filter);
  return { root: openedGroup(root), next };
}

function openedGroup(group: GroupNode): GroupNode {
  return {
    ...group,
    of: group.of.map((node) => {
      if (node.kind === "group") return openedGroup(node);
      if (node.kind === "relation") return { ...node, where: openedGroup(node.where) };
      return node.kind === "row" ? openedRow(node) : node;
    }),
  };
}

function openedRow(row: RowNode): RowNode {
  return {
    ...row,
    values:
      row.op === "is" || row.op === "in"
        ? row.values.filter((value) => value !== open)
        : row.values.map((value) => (value === open ? null : value)),
  };
}
