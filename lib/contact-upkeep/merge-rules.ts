import type { z } from "zod";
import { err, ok, type Result } from "@/lib/result";
import type { ContactUpkeepError } from "./errors";
import type { NamedContact } from "./named-contacts";
import type { mergeContactsSchema } from "./schema";

/** Who stays and who goes. */
export type MergeParties = { kept: NamedContact; gone: NamedContact[] };

/** A contact is not merged with itself. */
export function refusesItself({ keep, contactNos }: z.output<typeof mergeContactsSchema>): Result<null, ContactUpkeepError> {
  return contactNos.includes(keep) ? err({ code: "merge_with_itself", contactNo: keep }) : ok(null);
}

/** Tells the one that stays from those that go. Companies merge with companies only, people with people. */
export function mergeParties(keep: string, named: readonly NamedContact[]): Result<MergeParties, ContactUpkeepError> {
  const kept = named.find(({ contactNo }) => contactNo === keep);
  if (!kept) return err({ code: "contact_not_found", contactNo: keep });
  const gone = named.filter((contact) => contact !== kept);
  const other = gone.find(({ type }) => type !== kept.type);
  if (other) return err({ code: "merge_of_types", keep, keepType: kept.type, contactNo: other.contactNo });
  return ok({ kept, gone });
}
