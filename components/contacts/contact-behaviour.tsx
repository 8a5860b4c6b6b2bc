import { formatInstant } from "@/components/ui/format";
import { TextLink } from "@/components/ui/text-link";
import type { Did, DidProperty } from "@/lib/behaviour/list-contact-behaviour";
import { ContactSection } from "./contact-section";
import { contactHref } from "./contacts-address";

type ContactBehaviourProps = {
  contactNo: string;
  page: { rows: readonly Did[]; next: string | null };
  /** Whether this is a page behind the first. */
  older: boolean;
  timeZone: string;
};

/** What a contact did, newest first. */
export function ContactBehaviour({ contactNo, page: { rows, next }, older, timeZone }: ContactBehaviourProps) {
  const path = contactHref(contactNo);
  return (
    <ContactSection title="Behaviour">
      {rows.length === 0 ? (
        <p className="text-ink-3">
          {older ? "Nothing before that." : "Nothing was told: visits, clicks and orders stand here once other systems send them."}
        </p>
      ) : (
        <ol className="grid gap-2">
          {rows.map(({ entryNo, type, source, occurredAt, properties }) => (
            <li key={entryNo}>
              <div className="flex items-baseline gap-2">
                <span className="min-w-0 flex-1 truncate font-medium">{type}</span>
                <time dateTime={occurredAt.toISOString()} className="num flex-none text-xs text-ink-3">
                  {formatInstant(occurredAt, timeZone)}
                </time>
              </div>
              <div className="text-xs text-ink-3 [overflow-wrap:anywhere]">
                {properties
                  .map((property) => `${property.label} ${valueWords(property, timeZone)}`)
                  .concat(`from ${source}`)
                  .join(", ")}
              </div>
            </li>
          ))}
        </ol>
      )}
      {older || next !== null ? (
        <nav aria-label="Pages of behaviour" className="mt-2 flex gap-4 text-xs">
          {older ? (
            <TextLink href={path} scroll={false}>
              Newest
            </TextLink>
          ) : null}
          {next !== null ? (
            <TextLink href={`${path}?did=${next}`} scroll={false}>
              Older
            </TextLink>
          ) : null}
        </nav>
      ) : null}
    </ContactSection>
  );
}

function valueWords({ value }: DidProperty, timeZone: string): string {
  if (typeof value === "object") return formatInstant(value.at, timeZone);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" ? value.toLocaleString("en-GB", { maximumFractionDigits: 20 }) : value;
}
