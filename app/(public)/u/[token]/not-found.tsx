import { unsubscribeWords } from "@/lib/consent/unsubscribe-words";
import { addressLanguage } from "@/lib/request/unsubscribe-here";

/** A link that was never made, or not copied whole: the same for everybody, whatever is missing. */
export default async function UnknownLink() {
  const language = await addressLanguage();
  const words = unsubscribeWords(language);
  return (
    <main lang={language}>
      <h1 className="text-2xl font-semibold tracking-[-0.025em] text-balance">{words.unknownTitle}</h1>
      <p className="mt-2 text-md text-pretty text-ink-2">{words.unknown}</p>
    </main>
  );
}
