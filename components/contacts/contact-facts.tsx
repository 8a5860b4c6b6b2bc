import { channelWords } from "@/components/consent/consent-words";
import { formatDay } from "@/components/ui/format";
import { type KeyValue, KeyValues } from "@/components/ui/key-values";
import { TextLink } from "@/components/ui/text-link";
import type { Contact } from "@/lib/contacts/find-contact";
import { ContactSection } from "./contact-section";
import { reachWords } from "./contact-words";
import { contactHref } from "./contacts-address";

const named = (value: { code: string; name: string } | null) => (value === null ? null : `${value.name} (${value.code})`);

/** Fields that hold something, and those that are always of interest. */
function filled(items: KeyValue[], always: readonly string[] = []): KeyValue[] {
  return items.filter(({ label, value }) => always.includes(label) || (value !== null && value !== ""));
}

/** The fields of a contact: who and where, how to reach, may we write, profile, groups, other addresses. */
export function ContactFacts({ contact }: { contact: Contact }) {
  const isPerson = contact.type === "person";
  return (
    <>
      <ContactSection title="General">
        <KeyValues
          items={filled(
            [
              { label: "Name 2", value: contact.name2 },
              { label: "Job Title", value: contact.jobTitle },
              {
                label: "Company",
                value:
                  isPerson && contact.companyNo ? (
                    <TextLink href={contactHref(contact.companyNo)} prefetch={false}>
                      {contact.companyName}
                    </TextLink>
                  ) : null,
              },
              { label: "Level", value: named(contact.organizationalLevel) },
              { label: "Salutation", value: named(contact.salutation) },
              { label: "Address", value: [contact.address, contact.address2].filter(Boolean).join(", ") },
              { label: "City", value: [contact.postCode, contact.city].filter(Boolean).join(" ") },
              { label: "County", value: contact.county },
              { label: "Country/Region", value: named(contact.countryRegion) },
              { label: "Territory", value: named(contact.territory) },
              { label: "Language", value: named(contact.language) },
              { label: "Salesperson", value: contact.salesperson?.name ?? null },
              { label: "Currency", value: contact.currencyCode },
              { label: "VAT Reg. No.", value: contact.vatRegistrationNo },
              { label: "Registration No.", value: contact.registrationNo },
              { label: "External ID", value: contact.externalId },
            ],
            ["Address", "City", "Country/Region", "Salesperson"],
          )}
        />
      </ContactSection>
      <ContactSection title="Communication">
        <KeyValues
          items={filled(
            [
              { label: "Email", value: contact.email },
              { label: "Email 2", value: contact.email2 },
              { label: "Phone No.", value: contact.phoneNo },
              { label: "Extension", value: contact.extensionNo },
              { label: "Mobile", value: contact.mobilePhoneNo },
              { label: "Fax No.", value: contact.faxNo },
              { label: "Home Page", value: contact.homePage },
              { label: "Channel", value: contact.correspondenceType ? channelWords[contact.correspondenceType] : "No preference" },
            ],
            ["Email", "Phone No."],
          )}
        />
      </ContactSection>
      <ContactSection title="May we write?">
        <KeyValues
          items={[
            { label: "Can be picked", value: reachWords(contact) },
            { label: "Exclude", value: contact.excludeFromSegment ? "Yes" : "No" },
            { label: "Privacy blocked", value: contact.privacyBlocked ? "Yes" : "No" },
            ...(contact.minor
              ? [
                  {
                    label: "Minor",
                    value: contact.parentalConsentReceived ? "Yes, with parental consent" : "Yes, without parental consent",
                  },
                ]
              : []),
          ]}
        />
      </ContactSection>
      <ContactProfile contact={contact} />
      <ContactAddresses contact={contact} />
    </>
  );
}

function ContactProfile({ contact: { answers } }: { contact: Contact }) {
  if (answers.length === 0) return null;
  const questionnaires = [...Map.groupBy(answers, (answer) => answer.questionnaire)];
  return (
    <ContactSection title="Profile">
      {questionnaires.map(([questionnaire, given]) => (
        <div key={questionnaire} className="mt-2.5 first:mt-0">
          <h3 className="mb-1.5 text-xs text-ink-3">{questionnaire}</h3>
          <KeyValues
            items={given.map(({ question, answers: chosen, automatic }) => ({
              label: question,
              value: (
                <>
                  {chosen.join(", ")}
                  {automatic ? <span className="ml-auto flex-none text-xs whitespace-nowrap text-ink-3">auto</span> : null}
                </>
              ),
            }))}
          />
        </div>
      ))}
    </ContactSection>
  );
}

function ContactAddresses({ contact: { alternativeAddresses } }: { contact: Contact }) {
  if (alternativeAddresses.length === 0) return null;
  return (
    <ContactSection title="Other addresses">
      <ul className="grid gap-2.5">
        {alternativeAddresses.map((address) => {
          const lines = [
            address.companyName,
            address.address,
            address.address2,
            [address.postCode, address.city].filter(Boolean).join(" "),
            address.countryRegionCode,
          ].filter(Boolean);
          const days = address.ranges.map(({ from, to }) => `${formatDay(from)} to ${to === null ? "further notice" : formatDay(to)}`);
          return (
            <li key={address.code}>
              <span className="mono text-ink-3">{address.code}</span>{" "}
              {address.active ? <span className="text-xs text-accent">holds today</span> : null}
              <div>{lines.length > 0 ? lines.join(", ") : <span className="text-ink-3">Empty</span>}</div>
              {days.length > 0 ? <div className="num text-xs text-ink-3">{days.join("; ")}</div> : null}
            </li>
          );
        })}
      </ul>
    </ContactSection>
  );
}
