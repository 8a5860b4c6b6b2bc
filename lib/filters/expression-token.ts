import { err, ok, type Result } from "@/lib/result";
import type { CatalogueField } from "./catalogue";
import type { FilterClock } from "./clock";
import type { OperandProblem } from "./expression-error";

/**
 * What `%me` or `%user` stands for: in a field that holds salespeople the user's salesperson, in *User ID* the user. Any leading part will do
 * (`%m`). Text that is no token comes back as it is. `%company` and tokens an administrator would add are refused with the reason.
 */
export function resolveToken(text: string, field: CatalogueField, clock: FilterClock): Result<string, OperandProblem> {
  const name = /^%([a-z]+)$/i.exec(text)?.[1]?.toLowerCase();
  if (name === undefined) return ok(text);
  if ("company".startsWith(name))
    return refused("There is one company here, so %company stands for nothing. Type the company's name.", "'Alder Foods'");
  if (/^my(c|i|v)/.test(name))
    return refused(
      `${text} is a personal list of Business Central and not known here. Type the values, for example 10000|20000.`,
      "10000|20000",
    );
  if (!"me".startsWith(name) && !"user".startsWith(name))
    return refused(`${text} is no known word. Type %me, or quote it: '${text}'.`, "%me");
  if (field.key !== "userId" && field.lookup?.kind !== "salesperson")
    return refused(`%me stands for you, and ${field.label} does not hold people. Quote it: '${text}'.`, `'${text}'`);
  if (!clock.user) return refused("Nobody is signed in here, so %me stands for nobody. Type the code.", "JO");
  const code = field.key === "userId" ? clock.user.id : clock.user.salespersonCode;
  return code === null ? refused("You are linked to no salesperson, so %me stands for nobody. Type the code.", "JO") : ok(code);
}

function refused(message: string, example: string): { ok: false; error: OperandProblem } {
  return err({ code: "unknown_token", expected: "a value", message, example });
}
