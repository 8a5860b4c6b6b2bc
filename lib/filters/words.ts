/** A run of words; `strong` marks values. */
export type WordsPart = { text: string; strong: boolean };
export type Words = WordsPart[];

/** What codes are called, by `nameKey`. */
export type CodeNames = ReadonlyMap<string, string>;

/** The key of a code's name: the kind of look-up and the code in upper case. */
export function nameKey(kind: string, code: string): string {
  return `${kind}:${code.trim().toUpperCase()}`;
}

export const plain = (text: string): WordsPart => ({ text, strong: false });
export const strong = (text: string): WordsPart => ({ text, strong: true });

/** Runs one after another, a word between them and before the last one `last`. */
export function joinWords(runs: Words[], between: string, last = between): Words {
  return runs.flatMap((run, index) => (index === 0 ? run : [plain(index === runs.length - 1 ? last : between), ...run]));
}

/** Runs of the same weight made one. */
export function merged(words: Words): Words {
  const joined: Words = [];
  for (const part of words) {
    const before = joined.at(-1);
    if (before?.strong === part.strong) before.text += part.text;
    else if (part.text !== "") joined.push({ ...part });
  }
  return joined;
}
