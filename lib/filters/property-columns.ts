import { Prisma } from "@/lib/db/sql";
import { type Column, column, named } from "./columns";
import { readPropertyKey } from "./properties";

/**
 * Where a property of behaviour lies in `r.properties`: text, numbers and yes or no as themselves, moments as `{"at": …}`. A value of another kind
 * than is asked for counts as none, so that no row stops a statement.
 */
export function propertyColumn(key: string): Column | undefined {
  const property = readPropertyKey(key);
  if (!property) return undefined;
  const held = Prisma.sql`r.properties -> ${property.name}::text`;
  const text = Prisma.sql`(r.properties ->> ${property.name}::text)`;
  switch (property.kind) {
    case "text":
    case "choice":
      return { ...named(""), sql: text };
    case "number":
      return { ...column("", "numeric"), sql: Prisma.sql`(case when jsonb_typeof(${held}) = 'number' then ${text}::numeric end)` };
    case "moment":
      return { ...column("", "instant"), sql: Prisma.sql`((${held} ->> 'at')::timestamptz)` };
    case "flag":
      return { ...column("", "boolean"), sql: Prisma.sql`(case ${held} when 'true'::jsonb then true when 'false'::jsonb then false end)` };
    default:
      return property.kind satisfies never;
  }
}
