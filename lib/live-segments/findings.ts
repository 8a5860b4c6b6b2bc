import { findField } from "@/lib/filters/catalogue";
import { type FilterError, filterMessage } from "@/lib/filters/errors";
import { resolveFilter } from "@/lib/filters/resolve";
import type { FieldCondition, Filter, RelationCondition, RelationKey } from "@/lib/filters/schema";
import type { FilterClock } from "@/lib/filters/to-sql";
import { readValue } from "@/lib/filters/values";
import { nodesOf } from "./filter-nodes";
import type { Referred } from "./references";
import { longestName } from "./schema";
import type { Finding, FindingCode, LiveSegmentKind } from "./types";

/** How many levels of segments may stand below one another (T-43). */
export const deepestNesting = 10;
/** How often members may be looked up by one filter, those of segments below included: every time is a part of the same statement. */
export const mostLookUps = 200;

/** What is looked at: the definition, what is known of the segments it speaks of, and whether somebody else has the name. */
export type Checked = {
  segmentNo: string;
  kind: LiveSegmentKind;
  name: string;
  filter: Filter;
  clock: FilterClock;
  referred: readonly Referred[];
  cycle: string[] | null;
  /** How often members are looked up. */
  lookUps: number;
  nameTaken: boolean;
  /** Whether somebody is put in by hand. */
  includes: boolean;
  /** How many others are live, and how many may be; null where it takes no place: there is no limit, or it is live already. */
  places: { limit: number; current: number } | null;
};

/** All that *check for errors* finds without counting (T-61), in the order of the form. */
export function findingsOf(checked: Checked): Finding[] {
  return [
    ...ofName(checked),
    ...nodesOf(checked.filter).flatMap((node) => ofNode(checked, node)),
    ...ofWhole(checked),
    ...ofPlaces(checked),
  ];
}

const error = (code: FindingCode, path: string, message: string): Finding => ({ severity: "error", code, path, message });
const warning = (code: FindingCode, path: string, message: string): Finding => ({ severity: "warning", code, path, message });

function ofName({ name, nameTaken }: Checked): Finding[] {
  if (name.trim() === "") return [error("NAME_REQUIRED", "name", "The segment needs a name.")];
  if (name.length > longestName)
    return [error("NAME_TOO_LONG", "name", `The name has ${name.length} characters; at most ${longestName} are possible.`)];
  return nameTaken ? [warning("NAME_DUPLICATE", "name", `Another segment is called “${name}” too.`)] : [];
}

function ofWhole({ filter, cycle, lookUps, includes }: Checked): Finding[] {
  const found: Finding[] = [];
  if (lookUps > mostLookUps) {
    const counted = `With all that stand below, ${lookUps.toLocaleString("en-GB")} segments would be looked up, each as often as it is spoken of`;
    found.push(
      error("DEPTH_EXCEEDED", "", `${counted}; ${mostLookUps} are possible. Speak of fewer, or put their conditions into one segment.`),
    );
  }
  if (cycle) found.push(error("SEGMENT_CYCLE", "", `A segment cannot speak of itself: ${cycle.join(" → ")}.`));
  if (isEmpty(filter) && !includes) found.push(warning("EMPTY_FILTER", "", "There is no condition: everybody is in it."));
  return found;
}

const nearlyAll = 0.8;

function ofPlaces({ places }: Checked): Finding[] {
  if (!places) return [];
  const { limit, current } = places;
  if (current >= limit)
    return [
      error(
        "QUOTA_EXCEEDED",
        "",
        `${current} of ${limit} live segments there may be are live. Stop one, or ask an administrator for more.`,
      ),
    ];
  return current + 1 >= limit * nearlyAll
    ? [warning("QUOTA_NEAR", "", `It will be number ${current + 1} of the ${limit} live segments there may be.`)]
    : [];
}

/** Whether nothing in it is a condition on contacts. */
function isEmpty(filter: Filter): boolean {
  return filter.kind === "all" && filter.of.every(isEmpty);
}

function ofNode(checked: Checked, { path, node, relation }: ReturnType<typeof nodesOf>[number]): Finding[] {
  switch (node.kind) {
    case "field":
      return [...notCompound(checked, path, relation), ...ofField(node, path, relation, checked.clock)];
    case "relation":
      if (relation)
        return [error("RELATION_MISSING", path, "Rows of a relation have no relations of their own. Put this beside it, not into it.")];
      return [...notCompound(checked, path, relation), ...ofFigure(node, path, checked.clock)];
    case "member":
      if (relation)
        return [
          error(
            "RELATION_MISSING",
            path,
            "Whether somebody is in a segment is asked of the contact. Put this beside the relation, not into it.",
          ),
        ];
      return node.of === "segment" ? ofMember(checked, path, node.no) : [];
    default:
      return [];
  }
}

function notCompound({ kind }: Checked, path: string, relation: RelationKey | null): Finding[] {
  return kind === "compound" && !relation
    ? [error("NOT_COMPOUND", path, "A compound segment speaks of other segments only. Put this condition into a dynamic one.")]
    : [];
}

function ofMember({ referred }: Checked, path: string, no: string): Finding[] {
  const found = referred.find(({ segmentNo }) => segmentNo === no.trim().toUpperCase());
  if (!found) return [error("SEGMENT_UNKNOWN", path, `There is no segment ${no}.`)];
  const name = found.name ? `${found.name} (${found.segmentNo})` : found.segmentNo;
  if (!["worksheet", "live", "live_editable"].includes(found.state)) return [error("SEGMENT_NOT_LIVE", path, `${name} is not live.`)];
  return found.depth > deepestNesting
    ? [error("DEPTH_EXCEEDED", path, `Below ${name} stand ${found.depth} levels of segments; ${deepestNesting} are possible.`)]
    : [];
}

/** Whether the field that is summed up exists, and can be. What is asked of the rows is told row by row. */
function ofFigure(condition: RelationCondition, path: string, clock: FilterClock): Finding[] {
  const resolved = resolveFilter({ ...condition, where: { kind: "all", of: [] } }, clock);
  return resolved.ok ? [] : [error(codeOf(resolved.error), path, filterMessage(resolved.error))];
}

function ofField(condition: FieldCondition, path: string, relation: RelationKey | null, clock: FilterClock): Finding[] {
  if (isBlank(condition)) {
    const label = findField(relation, condition.field)?.label ?? condition.field;
    return [error("VALUE_REQUIRED", path, `${label} is compared with nothing. Give a value, or ask whether it is empty.`)];
  }
  const inPlace: Filter = relation ? { kind: "relation", relation, match: "any", where: condition } : condition;
  const resolved = resolveFilter(inPlace, clock);
  if (!resolved.ok) return [error(codeOf(resolved.error), path, filterMessage(resolved.error))];
  return isUpsideDown(condition, relation, clock)
    ? [error("VALUE_RANGE", path, `${findField(relation, condition.field)?.label}: the first value lies after the second.`)]
    : [];
}

function isBlank(condition: FieldCondition): boolean {
  if (condition.op === "expression") return condition.text.trim() === "";
  const values = "values" in condition ? condition.values : "value" in condition ? [condition.value] : [];
  return values.some((value) => String(value).trim() === "");
}

/** Whether a *between* of numbers or days can hold for nobody. */
function isUpsideDown(condition: FieldCondition, relation: RelationKey | null, clock: FilterClock): boolean {
  const field = findField(relation, condition.field);
  if (condition.op !== "between" || !field) return false;
  const [low, high] = condition.values.map((value) => readValue(field, value, clock));
  if (!low?.ok || !high?.ok) return false;
  if (low.value.kind === "number" && high.value.kind === "number") return Number(low.value.number) > Number(high.value.number);
  return low.value.kind === "days" && high.value.kind === "days" && low.value.from > high.value.to;
}

function codeOf(refused: FilterError): FindingCode {
  switch (refused.code) {
    case "unknown_field":
      return "UNKNOWN_FIELD";
    case "operator_not_for_type":
      return "OPERATOR_NOT_ALLOWED";
    case "bad_value":
    case "unreadable_expression":
      return "VALUE_TYPE";
    case "placeholder_left":
      return "PLACEHOLDER_LEFT";
    case "relation_inside_relation":
      return "RELATION_MISSING";
    case "too_many_conditions":
      return "DEPTH_EXCEEDED";
    default:
      return refused satisfies never;
  }
}
