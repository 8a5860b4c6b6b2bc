import type { Metadata } from "next";
import { SalutationsPanel } from "@/components/templates/salutations-panel";
import { hasRight } from "@/lib/access/rights";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { listSalutationFormulas } from "@/lib/templates/salutation-formulas";
import { loadLookupAction } from "../segments/actions";
import { deleteFormulaAction, saveFormulaAction } from "./actions";

export const metadata: Metadata = { title: "Salutations" };

/** How letters and e-mails greet, by salutation and language. */
export default async function SalutationsPage() {
  const { user } = await currentContext();
  const { formulas, salutations } = await readQuery(listSalutationFormulas, {});
  return (
    <SalutationsPanel
      formulas={formulas}
      salutations={salutations}
      loadLookup={loadLookupAction}
      actions={hasRight(user.role, "setup") ? { save: saveFormulaAction, remove: deleteFormulaAction } : null}
    />
  );
}
