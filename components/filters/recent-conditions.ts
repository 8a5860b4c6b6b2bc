import { z } from "zod";
import { sections } from "@/lib/filters/catalogue";
import { type CriteriaDraft, catalogueField, isSet } from "./criteria-draft";
import type { Suggestion } from "./find-conditions";

const storageKey = "winnow-recent-conditions";
const most = 6;

const optionSchema = z.object({ value: z.string().max(200), label: z.string().max(200) });
const recentSchema = z.object({
  section: z.enum([
    "contact",
    "profileAnswer",
    "mailingGroup",
    "interaction",
    "jobResponsibility",
    "industryGroup",
    "businessRelation",
    "purchase",
    "consent",
    "behaviour",
  ]),
  field: z.string().max(60),
  effect: z.discriminatedUnion("set", [
    z.object({ set: z.literal("value"), value: optionSchema }),
    z.object({ set: z.literal("text"), text: z.string().max(2048) }),
  ]),
});
export type RecentCondition = z.infer<typeof recentSchema>;

/** The conditions of a draft that a step was taken with: each chosen value and each expression by itself. */
export function conditionsOf(draft: CriteriaDraft): RecentCondition[] {
  return sections.flatMap((section) =>
    draft[section.key].fields.filter(isSet).flatMap((field): RecentCondition[] => {
      const at = { section: section.key, field: field.key };
      if (field.asText) return [{ ...at, effect: { set: "text", text: field.text.trim() } }];
      return field.chosen.map(({ value, label }) => ({ ...at, effect: { set: "value", value: { value, label } } }));
    }),
  );
}

/** The newest first, each once, and no more than fit. */
export function withRecent(before: readonly RecentCondition[], used: readonly RecentCondition[]): RecentCondition[] {
  return [...new Map([...used, ...before].map((condition) => [JSON.stringify(condition), condition])).values()].slice(0, most);
}

/** As the search box shows them; conditions on fields that are gone are left out. */
export function recentSuggestions(recent: readonly RecentCondition[]): Suggestion[] {
  return recent.flatMap((condition) => {
    const entry = catalogueField(condition.section, condition.field);
    if (!entry) return [];
    const { effect } = condition;
    const label = effect.set === "value" ? effect.value.label : `${entry.label}: ${effect.text}`;
    return [
      { value: `recent ${JSON.stringify(condition)}`, label, detail: effect.set === "value" ? entry.label : "as typed", ...condition },
    ];
  });
}

/** Reads what this browser kept; anything else that stands there counts as nothing. */
export function readRecent(storage: Storage): RecentCondition[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(storageKey) ?? "[]");
    return z.array(recentSchema).catch([]).parse(kept);
  } catch {
    return []; // not JSON: somebody else's, or cut off
  }
}

/** Keeps the conditions of a draft for the next time, in this browser only. */
export function keepRecent(storage: Storage, draft: CriteriaDraft): void {
  storage.setItem(storageKey, JSON.stringify(withRecent(readRecent(storage), conditionsOf(draft))));
}
