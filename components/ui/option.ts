import type { ReactNode } from "react";

/** One choice of a select or picker. `hint` stands lighter at the right: a code, a kind, a number. */
export type Option<Value extends string = string> = {
  value: Value;
  label: string;
  hint?: string | undefined;
  disabled?: boolean | undefined;
};

/** What has a code and a name, as a choice. */
export const namedOption = (named: { code: string; name: string } | null | undefined): Option | null =>
  named ? { value: named.code, label: named.name, hint: named.code } : null;

/** Choices under a heading. */
export type OptionGroup = { label: string; options: readonly Option[] };

/** What a list of choices is called: after its field. */
export const choicesOf = (label: ReactNode): string => (typeof label === "string" ? `Choices of ${label}` : "Choices");
