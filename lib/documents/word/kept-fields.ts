import { type Atom, fixed } from "./atoms";
import { isSafeLink } from "./contents";
import { type At, codeOf, codesIn, type Field, inside, kept, unsafe } from "./field-parts";
import { hole } from "./holes";
import { argumentText, readInstruction } from "./instruction";
import type { Inline } from "./model";

/** Stays as it is, unless something in it may not stay. */
export function keptField({ instruction, atoms }: Field, code: string, at: At): Inline[] {
  for (const inner of codesIn(atoms.flatMap(inside))) {
    if (unsafe.has(inner)) at.reading.problems.push({ code: "unsafe_field", field: inner, place: at.place });
    else if (!kept.has(inner)) at.reading.problems.push({ code: "unsupported_field", field: inner, place: at.place });
  }
  const target = code === "HYPERLINK" ? argumentText(readInstruction(instruction)?.[1]) : null;
  if (target !== null && !isSafeLink(target))
    at.reading.problems.push({ code: "unsafe_content", what: "unsafe_link", part: at.place.part, target });
  return fixed(withinLetter(atoms));
}

/** In one document of many letters, the number of pages is that of the letter, and a reference leads to its letter's bookmark. */
const inLetter = (instruction: string): string =>
  instruction
    .replace(/^(\s*)NUMPAGES\b/i, `$1${hole("pages")}`)
    .replace(/^(\s*(?:REF|PAGEREF|NOTEREF)\s+)([\p{L}\p{N}_]+)/iu, (_, code: string, name: string) => code + hole("anchor", name))
    .replace(/^(\s*HYPERLINK\b.*\\l\s+")([\p{L}\p{N}_]+)"/iu, (_, code: string, name: string) => `${code}${hole("anchor", name)}"`);

/** The same field, its instruction in one run. */
function withinLetter(atoms: readonly Atom[]): readonly Atom[] {
  const [only] = atoms;
  if (only?.kind === "simple") {
    const attributes = new Map(only.element.attributes).set("w:instr", inLetter(only.element.attributes.get("w:instr") ?? ""));
    return [{ ...only, element: { ...only.element, attributes } }];
  }
  const end = atoms.findIndex(({ kind }) => kind === "separate" || kind === "end");
  const instructions = atoms.slice(0, end).filter((atom) => atom.kind === "instruction");
  const text = inLetter(instructions.map((atom) => atom.text).join(""));
  return atoms.flatMap((atom): Atom[] => {
    if (atom.kind !== "instruction" || !instructions.includes(atom)) return [atom];
    return atom === instructions[0] ? [{ ...atom, text, element: { ...atom.element, children: [text] } }] : [];
  });
}

/** What the field showed when the template was saved. */
export function frozenField({ instruction, result, atoms }: Field, at: At): Inline[] {
  for (const field of codesIn(atoms.flatMap(inside))) {
    const code = unsafe.has(field) ? ("unsafe_field" as const) : ("unsupported_field" as const);
    at.reading.problems.push({ code, field: unsafe.has(field) ? field : codeOf(instruction), place: at.place });
  }
  return fixed(result.filter(({ kind }) => kind === "text" || kind === "mark"));
}
