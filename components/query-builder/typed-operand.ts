import type { CatalogueField } from "@/lib/filters/catalogue";
import { type Claim, claimOf } from "@/lib/filters/claims";
import { listOperand } from "./operators";
import type { Operand } from "./tree";

/** What was typed behind a field's name, `>1000` or `-1Y..t`, as one condition with fields to edit; as the expression it is where it says more. */
export function typedOperand(text: string, field: CatalogueField): Operand {
  const expression: Operand = { op: "expression", values: [text] };
  const claim = claimOf({ kind: "field", field: field.key, op: "expression", text }, field);
  return (claim && operandOf(claim)) ?? expression;
}

function operandOf(claim: Claim): Operand | null {
  switch (claim.kind) {
    case "values":
      return listOperand(claim.values, claim.negated);
    case "empty":
      return { op: claim.negated ? "isNotEmpty" : "isEmpty", values: [] };
    case "pattern":
      return { op: claim.negated ? "notLike" : "like", values: [claim.pattern] };
    case "range":
      if (claim.from !== null && claim.to !== null) return { op: claim.negated ? "notBetween" : "between", values: [claim.from, claim.to] };
      return claim.from !== null ? { op: "greaterOrEqual", values: [claim.from] } : { op: "lessOrEqual", values: [claim.to] };
    case "yearly":
      return { op: "anniversary", values: [claim.from, claim.to] };
    case "beyond":
      return { op: claim.side, values: [claim.value] };
    case "any":
    case "all":
      return null;
    default:
      return claim satisfies never;
  }
}
