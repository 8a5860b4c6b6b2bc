import { findField } from "@/lib/filters/catalogue";
import { formatExpression } from "@/lib/filters/format-expression";
import type { Filter } from "@/lib/filters/schema";
import type { CompositionBar, CompositionPart } from "./composition";

/** The contact's field behind a part. A line's channel is no field of the contact, nor is whether it can be reached by it. */
const fields: Record<CompositionPart, string | null> = {
  type: "type",
  channel: null,
  reach: null,
  country: "countryRegionCode",
  language: "languageCode",
  salesperson: "salespersonCode",
  city: "city",
};

type Bar = Pick<CompositionBar, "code" | "ofContacts">;

/**
 * The filter that finds exactly the contacts of a bar's lines, for *Reduce* and *Refine*. Null where there is none: for channel and reach, which
 * belong to lines, where header, template, address or a change on the line makes the line differ from its contact, and for a city with a wildcard in it.
 */
export function filterOfBar(part: CompositionPart, { code, ofContacts }: Bar): Filter | null {
  const field = fields[part];
  if (field === null || !ofContacts) return null;
  return said(field, code === null ? { kind: "field", field, op: "isEmpty" } : { kind: "field", field, op: "is", value: code });
}

/** The same for all lines beside those of the bars that are shown. */
export function filterOfOthers(part: CompositionPart, shown: readonly Bar[]): Filter | null {
  const field = fields[part];
  if (field === null || shown.some(({ ofContacts }) => !ofContacts)) return null;
  const values = shown.flatMap(({ code }) => (code === null ? [] : [code]));
  const text = written(field, {
    kind: "all",
    of: [
      ...(values.length > 0 ? [{ kind: "field", field, op: "notIn", values } satisfies Filter] : []),
      ...(values.length < shown.length ? [{ kind: "field", field, op: "isNotEmpty" } satisfies Filter] : []),
    ],
  });
  return text === null ? null : { kind: "field", field, op: "expression", text };
}

/** A filter that the dialogs could not write down would come out as another one. */
function said(field: string, filter: Filter): Filter | null {
  return written(field, filter) === null ? null : filter;
}

function written(key: string, filter: Filter): string | null {
  const field = findField(null, key);
  return field ? formatExpression(filter, field) : null;
}
