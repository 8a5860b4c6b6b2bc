import type { Option } from "@/components/ui/option";
import type { LookupKind } from "@/lib/filters/field-kinds";

/**
 * Asks for the codes of one table that fit what was typed, best first; `of` names the property whose choices are asked for. Values are codes, labels
 * what people call them.
 */
export type LoadLookup = (kind: LookupKind, search: string, of?: string) => Promise<readonly Option[]>;
