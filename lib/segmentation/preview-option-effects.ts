import { z } from "zod";
import { query } from "@/lib/access/operation";
import { withEntireCompanies } from "@/lib/contact-sets/companies";
import { keepCommon, nobody, type SetExpression, subtract, together } from "@/lib/contact-sets/expressions";
import { contactsOf } from "@/lib/contact-sets/matched";
import { readSizes, sizesAsJson } from "@/lib/contact-sets/measure";
import { type SetPlan, setPlan, withClauses } from "@/lib/contact-sets/set-plan";
import { Prisma, type Sql } from "@/lib/db/sql";
import { askOn } from "@/lib/maintained-sets/definitions";
import { runCancelable } from "./cancelable";
import { type AddOptions, type Criteria, previewCriteriaSchema } from "./criteria-schema";
import { addStages } from "./criteria-sets";
import { setsOf } from "./layers";
import { matchedBy } from "./predicate";
import { readForPreview } from "./previewed-segment";
import type { OptionEffects } from "./stack-types";

const patienceMs = 2_000;
const addOptions = [
  "expandCompanies",
  "relatedCompanies",
  "ignoreExclusion",
  "allowExisting",
] as const satisfies readonly (keyof AddOptions)[];

/**
 * What each option of a criteria action does to its numbers, the other options as they are set. Null when it cannot be told: the filter is
 * refused, the segment is gone, counting takes more than two seconds, or a newer request of the same dialog took its place.
 */
export const previewOptionEffects = query({
  name: "segment.previewOptionEffects",
  needs: "read",
  input: previewCriteriaSchema,
  run: async (context, { segmentNo, dialogId, criteria, inPlaceOf }): Promise<OptionEffects | null> => {
    const counted = await runCancelable(context.db, `options ${context.user.id} ${dialogId}`, patienceMs, async (client) => {
      const segment = await readForPreview(client, segmentNo, inPlaceOf);
      const matched = await matchedBy(askOn(client), criteria.filter, context);
      if (!segment || !matched.ok) return null;
      const plan = setPlan();
      const sizes = effectSizes(criteria, plan.once(contactsOf(matched.value)), setsOf(segment.layers), plan);
      const sql: Sql = Prisma.sql`${withClauses(plan)} select ${sizesAsJson(sizes)} as sizes`;
      const { rows } = await client.query(sql.text, sql.values);
      return effectsOf(criteria, readSizes(sizes, z.array(z.object({ sizes: z.unknown() })).parse(rows)[0]?.sizes));
    });
    return counted.ok ? counted.value : null;
  },
});

/** The lines that would come or leave with each option on and off. */
function effectSizes(
  criteria: Criteria,
  found: SetExpression,
  layers: readonly SetExpression[],
  plan: SetPlan,
): Record<string, SetExpression> {
  if (criteria.kind !== "add") {
    const affected = (matching: SetExpression) =>
      together(layers.map((layer) => (criteria.kind === "reduce" ? keepCommon(layer, matching) : subtract(layer, matching))));
    return { "entireCompanies on": affected(withEntireCompanies(found, plan)), "entireCompanies off": affected(found) };
  }
  const [everyone = nobody()] = layers;
  const coming = (options: AddOptions) => {
    const { allowed } = addStages(found, options, plan);
    return options.allowExisting ? allowed : subtract(allowed, everyone);
  };
  const asSet = coming(criteria.options);
  const sizes: Record<string, SetExpression> = {};
  for (const option of addOptions) {
    const isOn = criteria.options[option];
    const other = coming({ ...criteria.options, [option]: !isOn });
    sizes[`${option} on`] = isOn ? asSet : other;
    sizes[`${option} off`] = isOn ? other : asSet;
  }
  return sizes;
}

function effectsOf(criteria: Criteria, sizes: Record<string, number>): OptionEffects {
  const effect = (option: string) => (sizes[`${option} on`] ?? 0) - (sizes[`${option} off`] ?? 0);
  if (criteria.kind !== "add") return { kind: criteria.kind, entireCompanies: effect("entireCompanies") };
  return {
    kind: "add",
    expandCompanies: effect("expandCompanies"),
    relatedCompanies: effect("relatedCompanies"),
    ignoreExclusion: effect("ignoreExclusion"),
    allowExisting: effect("allowExisting"),
  };
}
