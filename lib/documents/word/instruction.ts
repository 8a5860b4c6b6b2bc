import type { Operator } from "./model";

/** One piece of a field's instruction: text with the run properties it has, or something else (a nested field, a break) as it is. */
export type Piece<T> = { readonly text: string; readonly properties: string } | { readonly other: T };

/** An argument or a switch (`\*`) of an instruction. */
export type Token<T> =
  | { readonly kind: "argument"; readonly pieces: readonly Piece<T>[]; readonly quoted: boolean }
  | { readonly kind: "switch"; readonly name: string }
  | { readonly kind: "operator"; readonly operator: Operator };

type Sign<T> = { readonly char: string; readonly properties: string } | { readonly other: T };

const opening = new Set(['"', "“", "”", "„"]);
const operators: readonly Operator[] = ["<=", ">=", "<>", "=", "<", ">"];

/**
 * Takes an instruction apart as Word does: arguments are words or stand in quotation marks, where `\"` and `\\` mean the sign itself; a
 * backslash with a letter or sign is a switch; outside quotes `= <> < > <= >=` are operators. Returns null when a quotation has no end.
 */
export function readInstruction<T>(pieces: readonly Piece<T>[]): readonly Token<T>[] | null {
  const signs = pieces.flatMap((piece): Sign<T>[] =>
    "other" in piece ? [piece] : Array.from(piece.text, (char) => ({ char, properties: piece.properties })),
  );
  const tokens: Token<T>[] = [];
  let at = 0;
  const charAt = (place: number): string => {
    const sign = signs[place];
    return sign && "char" in sign ? sign.char : "";
  };
  while (at < signs.length) {
    const char = charAt(at);
    const operator = operators.find((known) => known === `${char}${known.length === 2 ? charAt(at + 1) : ""}`);
    if (/^\s$/u.test(char)) at++;
    else if (char === "\\") {
      tokens.push({ kind: "switch", name: `\\${charAt(at + 1).toLowerCase()}` });
      at += 2;
    } else if (operator) {
      tokens.push({ kind: "operator", operator });
      at += operator.length;
    } else if (opening.has(char)) {
      const read = readQuoted(signs, at + 1);
      if (!read) return null;
      tokens.push({ kind: "argument", pieces: joined(read.signs), quoted: true });
      at = read.end;
    } else {
      const from = at;
      while (at < signs.length && !/^[\s"“”„\\=<>]$/u.test(charAt(at))) at++;
      tokens.push({ kind: "argument", pieces: joined(signs.slice(from, at)), quoted: false });
    }
  }
  return tokens;
}

function readQuoted<T>(signs: readonly Sign<T>[], from: number): { signs: Sign<T>[]; end: number } | null {
  const content: Sign<T>[] = [];
  for (let at = from; at < signs.length; at++) {
    const sign = signs[at];
    if (!sign) break;
    if ("char" in sign && opening.has(sign.char)) return { signs: content, end: at + 1 };
    const next = signs[at + 1];
    const escaped = "char" in sign && sign.char === "\\" && next && "char" in next && (next.char === "\\" || opening.has(next.char));
    content.push(escaped ? next : sign);
    if (escaped) at++;
  }
  return null;
}

function joined<T>(signs: readonly Sign<T>[]): Piece<T>[] {
  const pieces: Piece<T>[] = [];
  for (const sign of signs) {
    const last = pieces.at(-1);
    if ("other" in sign) pieces.push(sign);
    else if (last && "text" in last && last.properties === sign.properties)
      pieces[pieces.length - 1] = { ...last, text: last.text + sign.char };
    else pieces.push({ text: sign.char, properties: sign.properties });
  }
  return pieces;
}

/** The argument as text, or null where something else stands in it. */
export function argumentText<T>(token: Token<T> | undefined): string | null {
  if (token?.kind !== "argument") return null;
  const texts = token.pieces.map((piece) => ("text" in piece ? piece.text : null));
  return texts.includes(null) ? null : texts.join("");
}
