import { rawText, type Scope, valueText } from "./letter-values";
import type { Condition, Operand, Operator } from "./model";
import { numberOf } from "./pictures";

/** Whether a condition holds: numbers are compared as numbers, everything else as text with case, as Word does. */
export function holds(condition: Condition, scope: Scope): boolean {
  if (condition.kind === "filled") return (valueText(condition.value, scope) !== "") !== condition.negated;
  const [left, right] = [operandText(condition.left, scope), operandText(condition.right, scope)];
  const [leftNumber, rightNumber] = [numberOf(left), numberOf(right)];
  if (leftNumber !== null && rightNumber !== null) return ordered(condition.operator, leftNumber - rightNumber);
  if (condition.operator === "=") return matches(left, right);
  if (condition.operator === "<>") return !matches(left, right);
  return ordered(condition.operator, left.localeCompare(right, scope.letter.language));
}

const operandText = (operand: Operand, scope: Scope): string =>
  operand
    .map((part) => {
      if (typeof part === "string") return part;
      return part.formats.length > 0 ? valueText(part, scope) : rawText(part.source, scope);
    })
    .join("");

function ordered(operator: Operator, difference: number): boolean {
  switch (operator) {
    case "=":
      return difference === 0;
    case "<>":
      return difference !== 0;
    case "<":
      return difference < 0;
    case ">":
      return difference > 0;
    case "<=":
      return difference <= 0;
    case ">=":
      return difference >= 0;
    default:
      return operator satisfies never;
  }
}

/** Whether text is like a pattern of Word's IF: `?` is one character, `*` any number. Never slower than text × pattern. */
function matches(text: string, pattern: string): boolean {
  let [at, from, star, starred] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[from] === "*") [star, starred, from] = [from, at, from + 1];
    else if (from < pattern.length && (pattern[from] === "?" || pattern[from] === text[at])) [at, from] = [at + 1, from + 1];
    else if (star >= 0) [starred, at, from] = [starred + 1, starred + 1, star + 1];
    else return false;
  }
  while (pattern[from] === "*") from++;
  return from === pattern.length;
}
