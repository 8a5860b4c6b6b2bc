import Link from "next/link";
import type { ReactNode } from "react";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { Avatar } from "@/components/ui/avatar";
import { Chip } from "@/components/ui/chip";
import { formatDay, formatDuration, formatMoney, formatNumber } from "@/components/ui/format";
import { KeyValues } from "@/components/ui/key-values";
import { TextLink } from "@/components/ui/text-link";
import type { ContactSegmentsPage } from "@/lib/contacts/contact-segments";
import type { Contact } from "@/lib/contacts/find-contact";
import { ContactSection } from "./contact-section";
import { ContactSegments } from "./contact-segments";
import { contactHref } from "./contacts-address";

const groupKinds = {
  businessRelation: "Business relation",
  industryGroup: "Industry group",
  mailingGroup: "Mailing group",
  jobResponsibility: "Job responsibility",
  webSource: "Web source",
} as const;

export type ContactAsideProps = {
  contact: Contact;
  segments: ContactSegmentsPage;
  /** The live segments it is a member of: how many, and their list. */
  liveSegments: { count: number; list: ReactNode };
  currency: string;
  loadLookup: LoadLookup;
  addToSegment: ReactNode;
};

/** Around a contact: its people, the segments it stands on, groups, numbers. */
export function ContactAside({ contact, segments, liveSegments, currency, loadLookup, addToSegment }: ContactAsideProps) {
  const { people, groups, numbers } = contact;
  return (
    <>
      {people ? (
        <ContactSection
          title="People"
          count={people.total}
          trailing={
            people.total > people.persons.length ? (
              <TextLink href={`/contacts?company=${encodeURIComponent(contact.contactNo)}`}>All</TextLink>
            ) : null
          }
        >
          {people.total === 0 ? <p className="text-ink-3">Nobody works here yet.</p> : null}
          <ul className="-mx-2">
            {people.persons.map((person) => (
              <li key={person.contactNo}>
                <Link
                  href={contactHref(person.contactNo)}
                  prefetch={false}
                  className="flex min-h-7 items-center gap-2 rounded-md px-2 hover:bg-hover"
                >
                  <span aria-hidden>
                    <Avatar name={person.name} size="sm" tone="other" />
                  </span>
                  <span className="min-w-0 flex-1 truncate">{person.name}</span>
                  <span className="max-w-[45%] truncate text-ink-3">{person.jobTitle ?? person.city}</span>
                </Link>
              </li>
            ))}
          </ul>
        </ContactSection>
      ) : null}
      <ContactSegments contactNo={contact.contactNo} page={segments} loadLookup={loadLookup} addToSegment={addToSegment} />
      <ContactSection title="Live segments" count={liveSegments.count}>
        {liveSegments.list}
      </ContactSection>
      <ContactSection title="Groups" count={groups.length}>
        {groups.length === 0 ? <p className="text-ink-3">In no group.</p> : null}
        <ul className="flex flex-wrap gap-[5px]">
          {groups.map((group) => (
            <li key={`${group.kind} ${group.code}`}>
              <Chip>
                <span className="sr-only">
                  {groupKinds[group.kind]}
                  {group.ofCompany ? " of the company" : ""}:{" "}
                </span>
                <span title={`${groupKinds[group.kind]} ${group.code}${group.ofCompany ? ", of the company" : ""}`}>
                  {group.description}
                </span>
                {group.detail ? <span className="font-normal text-ink-3">{group.detail}</span> : null}
              </Chip>
            </li>
          ))}
        </ul>
      </ContactSection>
      <ContactSection title="Numbers">
        <KeyValues
          labelWidth={140}
          items={[
            { label: "Interactions", value: <span className="num ml-auto">{formatNumber(numbers.interactions)}</span> },
            { label: "Cost", value: <span className="num ml-auto">{formatMoney(numbers.costLcy, currency)}</span> },
            { label: "Duration", value: <span className="num ml-auto">{formatDuration(numbers.durationMin)}</span> },
            { label: "Last interaction", value: <span className="num ml-auto">{formatDay(numbers.lastInteraction)}</span> },
            { label: "Last attempt", value: <span className="num ml-auto">{formatDay(numbers.lastAttempt)}</span> },
            ...(numbers.facts > 0
              ? [
                  { label: "Purchases", value: <span className="num ml-auto">{formatNumber(numbers.facts)}</span> },
                  { label: "Sales", value: <span className="num ml-auto">{formatMoney(numbers.salesLcy, currency)}</span> },
                ]
              : []),
          ]}
        />
      </ContactSection>
    </>
  );
}
