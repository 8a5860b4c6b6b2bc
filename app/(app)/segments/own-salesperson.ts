import "server-only";
import type { Option } from "@/components/ui/option";
import type { OperationContext } from "@/lib/access/operation";
import { listLookupValues } from "@/lib/filters/queries";

/** The signed-in person as a salesperson, or null when they are none. */
export async function readOwnSalesperson(context: OperationContext): Promise<Option | null> {
  const code = context.user.salespersonCode;
  if (code === null) return null;
  const values = await listLookupValues(context, { lookup: "salesperson", search: code });
  return { value: code, label: values.find((value) => value.code === code)?.description || code, hint: code };
}
