/** Contact numbers and e-mail addresses as found in pasted text, each once, in the order of the text. */
export type PastedContacts = { contactNos: string[]; emails: string[] };

const betweenEntries = /[\r\n\t,;|]+/;
const betweenWords = /[\s"'`<>()[\]{}]+/;
const invisible = /[\u200b-\u200f\u2060\ufeff\u00ad]/g;

/**
 * Reads text that somebody pasted: numbers and e-mail addresses with anything between them. In *Anna Alt <anna@alder.example>*
 * only the address counts, and a *mailto:* before or a full stop after one is left away. Takes time in proportion to the
 * text's length, whatever it holds.
 */
export function readPastedContacts(text: string): PastedContacts {
  const contactNos = new Set<string>();
  const emails = new Map<string, string>();
  for (const entry of text.replace(invisible, "").split(betweenEntries)) {
    for (const word of wordsOf(entry)) {
      if (word.includes("@")) emails.set(word.toLowerCase(), emails.get(word.toLowerCase()) ?? word);
      else contactNos.add(word);
    }
  }
  return { contactNos: [...contactNos], emails: [...emails.values()] };
}

function wordsOf(entry: string): string[] {
  const opening = entry.indexOf("<");
  const closing = entry.indexOf(">", opening + 1);
  const addressed = opening >= 0 && closing > opening ? entry.slice(opening + 1, closing) : "";
  const words = (addressed.includes("@") ? addressed : entry).split(betweenWords);
  return words.map(withoutPunctuation).filter((word) => word !== "");
}

const punctuation = ".:!?*•";

function withoutPunctuation(word: string): string {
  let start = word.toLowerCase().startsWith("mailto:") ? "mailto:".length : 0;
  let end = word.length;
  while (start < end && punctuation.includes(word.charAt(start))) start++;
  while (end > start && punctuation.includes(word.charAt(end - 1))) end--;
  return word.slice(start, end);
}
