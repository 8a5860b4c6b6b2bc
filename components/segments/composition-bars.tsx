import Link from "next/link";
import { unreachableWhy } from "@/components/consent/consent-words";
import { formatNumber, formatShare } from "@/components/ui/format";
import type { Composition, CompositionBar, CompositionPart } from "@/lib/segmentation/composition";
import { channelNames } from "./channel-words";
import { type LinesAddress, linesHref } from "./lines-address";

const headings: Record<CompositionPart, string> = {
  type: "Kind",
  channel: "Channel",
  reach: "Reachable by their channel",
  country: "Country/Region",
  language: "Language",
  salesperson: "Salesperson",
  city: "City, the ten largest",
};
const reachWords: Record<string, string> = {
  ...unreachableWhy,
  reachable: "Yes",
  blocked: "No, blocked for privacy",
  no_channel: "No channel",
  no_email: "No e-mail address",
  no_phone: "No phone number",
  no_address: "No address",
};
const shown: readonly CompositionPart[] = ["type", "channel", "reach", "country", "language", "salesperson", "city"];
const mostBars = 12;

/** What the lines are made of, as small bar charts; a bar opens its lines where the lines can be chosen by it. */
export function CompositionBars({ composition: { parts, total, step }, path }: { composition: Composition; path: string }) {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,20rem),1fr))] gap-x-10 gap-y-7">
      {shown.map((part) => (
        <section key={part} aria-label={headings[part]}>
          <h3 className="mb-2 font-medium">{headings[part]}</h3>
          <ul className="grid gap-0.5">
            {parts[part].slice(0, mostBars).map((bar) => (
              <Bar key={bar.code ?? ""} bar={bar} words={wordsOf(part, bar)} total={total} href={hrefOf(part, bar, path, step)} />
            ))}
          </ul>
          {parts[part].length > mostBars ? (
            <p className="mt-1 text-xs text-ink-3">{`${formatNumber(parts[part].length - mostBars)} more with fewer lines`}</p>
          ) : null}
        </section>
      ))}
    </div>
  );
}

function Bar({ bar: { lines }, words, total, href }: { bar: CompositionBar; words: string; total: number; href: string | null }) {
  const content = (
    <>
      <span className="truncate" title={words}>
        {words}
      </span>
      <span className="num text-right">{formatNumber(lines)}</span>
      <span className="num w-10 text-right text-xs text-ink-3">{formatShare(lines / total)}</span>
      <i
        aria-hidden
        className="col-span-3 h-1.5 rounded-[2px] bg-kept-fill"
        style={{ width: `${Math.max(0.5, (lines / total) * 100)}%` }}
      />
    </>
  );
  const look = "grid grid-cols-[minmax(0,1fr)_auto_auto] items-baseline gap-x-2 gap-y-0.5 rounded-md px-1.5 py-1 -mx-1.5";
  return (
    <li>
      {href === null ? (
        <div className={look}>{content}</div>
      ) : (
        <Link href={href} prefetch={false} className={`${look} hover:bg-hover`}>
          {content}
        </Link>
      )}
    </li>
  );
}

function wordsOf(part: CompositionPart, { code, name }: CompositionBar): string {
  if (part === "type") return code === "company" ? "Companies" : "People";
  if (part === "reach") return reachWords[code ?? ""] ?? "";
  if (code === null) return "None";
  if (part === "channel") return Object.entries(channelNames).find(([channel]) => channel === code)?.[1] ?? code;
  return name ? `${name} (${code})` : code;
}

/** The lines of a bar, where the worksheet can choose by it. */
function hrefOf(part: CompositionPart, { code }: CompositionBar, path: string, step: number): string | null {
  const at = (choice: LinesAddress) => linesHref(path, choice, { step });
  switch (part) {
    case "type":
      return at({ type: code === "company" ? "company" : "person" });
    case "channel":
      return code === null || code === "hard_copy" || code === "email" || code === "phone" ? at({ channel: code ?? "none" }) : null;
    case "country":
      return at({ country: code ?? "" });
    case "language":
      return at({ language: code ?? "" });
    case "salesperson":
      return at({ salesperson: code ?? "" });
    default:
      return null;
  }
}
