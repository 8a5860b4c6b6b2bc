import { Archive, Mail, MessageSquareText, PhoneIncoming, PhoneOutgoing, Send } from "lucide-react";
import { channelWords } from "@/components/consent/consent-words";
import { classNames } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDay, formatMoney } from "@/components/ui/format";
import { TextLink } from "@/components/ui/text-link";
import type { ContactInteraction } from "@/lib/contacts/list-contact-interactions";
import { evaluationWords } from "./contact-words";
import { contactHref } from "./contacts-address";

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** What happened with a contact, newest first, under its months. `aboutNo` is the contact whose page it is. */
export function ContactTimeline({
  interactions,
  aboutNo,
  currency,
}: {
  interactions: readonly ContactInteraction[];
  aboutNo: string;
  currency: string;
}) {
  if (interactions.length === 0) {
    return (
      <EmptyState title="Nothing happened yet" level={3}>
        Interactions stand here once a segment with this contact is logged.
      </EmptyState>
    );
  }
  const byMonth = [...Map.groupBy(interactions, ({ date }) => date.slice(0, 7))];
  return (
    <div className="px-4 pb-4">
      {byMonth.map(([month, entries]) => (
        <section key={month} aria-label={monthWords(month)}>
          <h3 className="pt-3.5 pb-2 text-xs font-medium text-ink-3">{monthWords(month)}</h3>
          <ol>
            {entries.map((entry, index) => (
              <li key={entry.entryNo} className="relative flex gap-3 pb-3.5">
                {index < entries.length - 1 ? <span aria-hidden className="absolute top-6 bottom-0 left-[11px] w-px bg-line" /> : null}
                <span className="grid size-[23px] flex-none place-items-center rounded-full text-ink-3 inset-ring inset-ring-line [&>.lucide]:icon-xs">
                  <EntryIcon entry={entry} />
                </span>
                <div className="min-w-0 flex-1 pt-[3px]">
                  <div className={classNames("[overflow-wrap:anywhere]", entry.canceled && "text-ink-3 line-through")}>
                    <TextLink href={`/interaction-log-entries/${entry.entryNo}`} prefetch={false}>
                      {entry.description}
                    </TextLink>
                    {entry.segment ? (
                      <>
                        {" "}
                        with{" "}
                        <TextLink href={`/logged-segments/${entry.segment.entryNo}`} prefetch={false}>
                          {entry.segment.description}
                        </TextLink>
                      </>
                    ) : null}
                  </div>
                  <div className="mt-px text-ink-3">
                    {entry.contactNo !== aboutNo ? (
                      <>
                        <TextLink href={contactHref(entry.contactNo)} prefetch={false} className="font-normal underline">
                          {entry.contactName}
                        </TextLink>
                        ,{" "}
                      </>
                    ) : null}
                    {factsOf(entry, currency)}
                  </div>
                </div>
                <time dateTime={entry.date} className="num flex-none pt-[3px] whitespace-nowrap text-ink-3">
                  {formatDay(entry.date)}
                </time>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function factsOf(entry: ContactInteraction, currency: string): string {
  const flow = entry.informationFlow === "inbound" ? "Inbound" : entry.informationFlow === "outbound" ? "Outbound" : null;
  const facts = [
    entry.template,
    entry.correspondenceType ? channelWords[entry.correspondenceType] : null,
    flow,
    formatMoney(entry.costLcy, currency),
    entry.salespersonName,
    entry.evaluation ? evaluationWords[entry.evaluation] : null,
    entry.attemptFailed ? "attempt failed" : null,
    entry.canceled ? "canceled" : null,
  ];
  return facts.filter((fact) => fact !== null).join(", ");
}

function EntryIcon({ entry: { segment, correspondenceType, informationFlow } }: { entry: ContactInteraction }) {
  if (segment) return <Archive aria-hidden />;
  if (correspondenceType === "email") return <Send aria-hidden />;
  if (correspondenceType === "hard_copy") return <Mail aria-hidden />;
  if (correspondenceType === "phone") return informationFlow === "inbound" ? <PhoneIncoming aria-hidden /> : <PhoneOutgoing aria-hidden />;
  return <MessageSquareText aria-hidden />;
}

function monthWords(month: string): string {
  const [year, number] = month.split("-");
  return `${months[Number(number) - 1] ?? ""} ${year ?? ""}`;
}
