import { formatDay, formatMoney } from "@/components/ui/format";
import { KeyValues } from "@/components/ui/key-values";
import type { SegmentHeader } from "@/lib/segmentation/types";
import { channelName, flowNames, initiatorNames } from "./channel-words";

/** All facts of a segment, to read. */
export function HeaderFacts({ header, currency }: { header: SegmentHeader; currency: string }) {
  const items = [
    { label: "Description", value: header.description },
    { label: "Date", value: formatDay(header.date) },
    { label: "Salesperson", value: header.salesperson?.name },
    { label: "Suppression segments", value: header.suppression.map(({ name }) => name).join(", ") },
    { label: "Campaign", value: header.campaign && `${header.campaign.code} ${header.campaign.name}` },
    { label: "Target", value: header.campaignTarget ? "Yes" : "No" },
    { label: "Response", value: header.campaignResponse ? "Yes" : "No" },
    { label: "Template", value: header.interactionTemplate && `${header.interactionTemplate.code} ${header.interactionTemplate.name}` },
    { label: "Interaction group", value: header.interactionGroup?.name },
    { label: "Language", value: header.language?.name },
    { label: "Channel", value: header.correspondenceType && channelName(header.correspondenceType) },
    { label: "Same for everyone", value: header.ignoreContactCorresType ? "Yes" : "No" },
    { label: "Information flow", value: header.informationFlow && flowNames[header.informationFlow] },
    { label: "Initiated by", value: header.initiatedBy && initiatorNames[header.initiatedBy] },
    { label: "Cost each", value: formatMoney(header.unitCostLcy, currency) },
    { label: "Duration each", value: `${header.unitDurationMin} min` },
  ];
  return <KeyValues items={items} className="px-4 py-3.5" />;
}
