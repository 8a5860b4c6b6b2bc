import type { ReactNode } from "react";
import { channelName, flowNames, initiatorNames } from "@/components/segments/channel-words";
import { formatDay, formatDuration, formatInstant, formatMoney } from "@/components/ui/format";
import { type KeyValue, KeyValues } from "@/components/ui/key-values";
import { TextLink } from "@/components/ui/text-link";
import type { LogEntry } from "@/lib/logging/types";
import type { Named } from "@/lib/segmentation/types";

/** The fields of one entry, by what they are about. Name and company are those of the time. */
export function EntryFacts({ entry, currency, timeZone }: { entry: LogEntry; currency: string; timeZone: string }) {
  const link = (href: string, words: string) => (
    <TextLink href={href} prefetch={false}>
      {words}
    </TextLink>
  );
  const named = (value: Named | null) => value && `${value.name} (${value.code})`;
  return (
    <div className="grid max-w-5xl grid-cols-2 gap-x-12 gap-y-8 px-4 py-6 max-md:grid-cols-1">
      <Part
        title="Contact"
        items={[
          {
            label: "Contact",
            value: entry.contactStands
              ? link(`/contacts/${encodeURIComponent(entry.contactNo)}`, entry.contactName)
              : `${entry.contactName}, deleted since`,
          },
          { label: "Contact No.", value: <span className="mono">{entry.contactNo}</span> },
          { label: "Company", value: entry.companyName },
          { label: "Contact via", value: entry.contactVia },
        ]}
      />
      <Part
        title="Interaction"
        items={[
          { label: "Date", value: `${formatDay(entry.date)}${entry.timeOfInteraction ? ` ${entry.timeOfInteraction}` : ""}` },
          { label: "Description", value: entry.description },
          { label: "Subject", value: entry.subject },
          { label: "Channel", value: entry.correspondenceType && channelName(entry.correspondenceType) },
          { label: "Language", value: named(entry.language) },
          { label: "Information flow", value: entry.informationFlow && flowNames[entry.informationFlow] },
          { label: "Initiated by", value: entry.initiatedBy && initiatorNames[entry.initiatedBy] },
          { label: "Document", value: entry.documentNo && [entry.documentType, entry.documentNo].filter(Boolean).join(" ") },
        ]}
      />
      <Part
        title="Template and cost"
        items={[
          {
            label: "Template",
            value: entry.template && link(`/interaction-templates/${encodeURIComponent(entry.template.code)}`, entry.template.name),
          },
          { label: "Group", value: named(entry.interactionGroup) },
          { label: "Cost", value: <span className="num">{formatMoney(entry.costLcy, currency)}</span> },
          { label: "Duration", value: <span className="num">{formatDuration(entry.durationMin)}</span> },
        ]}
      />
      <Part
        title="Where it belongs"
        items={[
          {
            label: "Logged segment",
            value:
              entry.loggedSegmentEntryNo &&
              link(
                `/logged-segments/${entry.loggedSegmentEntryNo}`,
                `${entry.loggedSegmentEntryNo}${entry.segmentNo ? `, ${entry.segmentNo}` : ""}`,
              ),
          },
          {
            label: "Campaign",
            value:
              entry.campaign &&
              link(`/campaigns/${encodeURIComponent(entry.campaign.code)}`, `${entry.campaign.code} ${entry.campaign.name}`),
          },
          {
            label: "Target, response",
            value: [entry.campaignTarget ? "Target" : null, entry.campaignResponse ? "Response" : null].filter(Boolean).join(", "),
          },
          { label: "Salesperson", value: named(entry.salesperson) },
          { label: "Recorded", value: `${formatInstant(entry.loggedAt, timeZone)}${entry.userName ? ` by ${entry.userName}` : ""}` },
        ]}
      />
    </div>
  );
}

function Part({ title, items }: { title: string; items: readonly KeyValue[] }): ReactNode {
  return (
    <section>
      <h2 className="mb-2.5 text-md font-semibold">{title}</h2>
      <KeyValues items={items} />
    </section>
  );
}
