import type { Words } from "@/lib/filters/words";

/** A filter in plain words, its values set in medium weight. */
export function WordsText({ words }: { words: Words }) {
  let at = 0;
  return words.map((part) => {
    const key = `${at}`;
    at += part.text.length + 1;
    return part.strong ? (
      <b key={key} className="font-medium text-ink">
        {part.text}
      </b>
    ) : (
      <span key={key}>{part.text}</span>
    );
  });
}
