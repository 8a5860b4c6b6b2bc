import { Building2, History, User } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { MakePhoneCall } from "@/components/calls/make-phone-call";
import { ConsentCard } from "@/components/contacts/consent-card";
import { ContactAside } from "@/components/contacts/contact-aside";
import { ContactBehaviour } from "@/components/contacts/contact-behaviour";
import { ContactFacts } from "@/components/contacts/contact-facts";
import { ContactMenu } from "@/components/contacts/contact-menu";
import { ContactTimeline } from "@/components/contacts/contact-timeline";
import { relationWord } from "@/components/contacts/contact-words";
import { contactHref } from "@/components/contacts/contacts-address";
import { PinButton } from "@/components/habits/pin-button";
import { Visit } from "@/components/habits/visit";
import { LiveOfContact } from "@/components/live-segments/live-of-contact";
import { AddToSegmentDialog } from "@/components/segment-choice/add-to-segment";
import { Chip } from "@/components/ui/chip";
import { formatNumber } from "@/components/ui/format";
import { IconButtonLink } from "@/components/ui/icon-button";
import { PageHeader } from "@/components/ui/page-header";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { TextLink } from "@/components/ui/text-link";
import { hasRight } from "@/lib/access/rights";
import { listContactBehaviour, listContactBehaviourSchema } from "@/lib/behaviour/list-contact-behaviour";
import { findConsent } from "@/lib/consent/find-consent";
import { listContactSegments } from "@/lib/contacts/contact-segments";
import { findContact } from "@/lib/contacts/find-contact";
import { listContactInteractions } from "@/lib/contacts/list-contact-interactions";
import { listLiveOfContact } from "@/lib/live-segments/list-live-of-contact";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { findCurrency } from "@/lib/setup/currency";
import { addressPart } from "../../address-part";
import { phoneActions } from "../../calls/phone";
import { addLinesAction } from "../../segments/[segmentNo]/actions";
import { loadLookupAction } from "../../segments/actions";
import { changeByHandAction } from "../../segments/live-actions";
import { recordConsentAction, trustAddressesAction } from "../actions";
import { upkeep } from "../upkeep";

const nothing = { rows: [], next: null };
const addToSegment = { changeByHand: changeByHandAction, addLines: addLinesAction };
const consentActions = { recordConsent: recordConsentAction, trustAddresses: trustAddressesAction };
const searchSchema = z.object({
  after: z.coerce.number().int().min(1).nullable().default(null).catch(null),
  did: listContactBehaviourSchema.shape.after.catch(null),
  segments: z.coerce.number().int().min(1).max(1_000_000).default(1).catch(1),
});

export async function generateMetadata({ params }: PageProps<"/contacts/[contactNo]">): Promise<Metadata> {
  return { title: addressPart((await params).contactNo) };
}

export default async function ContactPage({ params, searchParams }: PageProps<"/contacts/[contactNo]">) {
  const contactNo = addressPart((await params).contactNo);
  const { after, did, segments: segmentsPage } = searchSchema.parse(await searchParams);
  const { user, timeZone } = await currentContext();
  const [contact, consent, page, segments, live, currency, behaviour] = await Promise.all([
    readQuery(findContact, { contactNo }),
    readQuery(findConsent, { contactNo }),
    readQuery(listContactInteractions, { contactNo, after }),
    readQuery(listContactSegments, { contactNo, page: segmentsPage }),
    readQuery(listLiveOfContact, { contactNo }),
    readQuery(findCurrency, {}),
    readQuery(listContactBehaviour, { contactNo, after: did }),
  ]);
  if (!contact || !consent) notFound();
  const isCompany = contact.type === "company";
  const phone = phoneActions(user.role, loadLookupAction);
  const relation = relationWord(contact);
  const isBlocked = contact.privacyBlocked || (contact.minor && !contact.parentalConsentReceived);
  return (
    <>
      <PageHeader
        title={contact.name}
        crumbs={[
          { href: "/contacts", label: "Contacts" },
          ...(!isCompany && contact.companyNo
            ? [{ href: contactHref(contact.companyNo), label: contact.companyName ?? contact.companyNo }]
            : []),
        ]}
        number={contact.contactNo}
        chips={
          <>
            <Chip icon={isCompany ? <Building2 aria-hidden /> : <User aria-hidden />}>{isCompany ? "Company" : "Person"}</Chip>
            {relation ? <Chip className="max-sm:hidden">{relation}</Chip> : null}
            {isBlocked ? <Chip tone="error">Blocked</Chip> : contact.excludeFromSegment ? <Chip tone="warn">Excluded</Chip> : null}
          </>
        }
        actions={
          <>
            <IconButtonLink href={`${contactHref(contactNo)}/history`} label="History" icon={<History aria-hidden />} />
            <PinButton pin={{ kind: "contact", key: contact.contactNo }} title={contact.name} />
            {phone && !isBlocked ? <MakePhoneCall contactNo={contact.contactNo} currency={currency} phone={phone} /> : null}
            {hasRight(user.role, "contacts.edit") ? (
              <ContactMenu contactNo={contact.contactNo} type={contact.type} actions={upkeep} />
            ) : null}
          </>
        }
        line
      />
      <Visit kind="contact" thingKey={contact.contactNo} />
      <div className="min-h-0 flex-1 overflow-y-auto lg:grid lg:grid-cols-[300px_minmax(0,1fr)_296px] lg:overflow-hidden">
        <ScrollPane label="Fields" className="bg-sunken max-lg:overflow-visible lg:border-r lg:border-line">
          <ContactFacts contact={contact} />
          <ConsentCard consent={consent} timeZone={timeZone} actions={hasRight(user.role, "consent.record") ? consentActions : null} />
        </ScrollPane>
        <ScrollPane label="Interactions" className="max-lg:overflow-visible max-lg:border-t max-lg:border-line">
          <h2 className="flex h-10 items-center gap-1.5 border-b border-line-soft px-4 font-medium">
            Interactions <span className="num text-xs font-normal text-ink-3">{formatNumber(contact.numbers.interactions)}</span>
            <TextLink
              href={`/interaction-log-entries?contact=${encodeURIComponent(contact.contactNo)}`}
              prefetch={false}
              className="ml-auto text-xs"
            >
              Open in the log
            </TextLink>
          </h2>
          <ContactTimeline interactions={page.interactions} aboutNo={contact.contactNo} currency={currency} />
          {after !== null || page.next !== null ? (
            <nav aria-label="Pages of interactions" className="flex gap-4 px-4 pb-4">
              {after !== null ? (
                <TextLink href={contactHref(contactNo)} scroll={false}>
                  Newest
                </TextLink>
              ) : null}
              {page.next !== null ? (
                <TextLink href={`${contactHref(contactNo)}?after=${page.next}`} scroll={false}>
                  Older
                </TextLink>
              ) : null}
            </nav>
          ) : null}
        </ScrollPane>
        <ScrollPane
          label="People, segments and numbers"
          className="max-lg:overflow-visible max-lg:border-t max-lg:border-line lg:border-l lg:border-line"
        >
          <ContactAside
            contact={contact}
            segments={segments}
            liveSegments={{ count: live?.length ?? 0, list: <LiveOfContact segments={live ?? []} timeZone={timeZone} /> }}
            currency={currency}
            loadLookup={loadLookupAction}
            addToSegment={
              hasRight(user.role, "segments.edit") ? (
                <AddToSegmentDialog contactNo={contactNo} name={contact.name} actions={addToSegment} loadLookup={loadLookupAction} />
              ) : null
            }
          />
          <ContactBehaviour contactNo={contactNo} page={behaviour ?? nothing} older={did !== null} timeZone={timeZone} />
        </ScrollPane>
      </div>
    </>
  );
}
