import type { CorrespondenceType, Evaluation, InformationFlow, Initiator } from "@/lib/segmentation/types";

/** Channels as people read them. */
export const channelNames: Record<CorrespondenceType, string> = { hard_copy: "Hard Copy", email: "Email", phone: "Phone" };
/** Directions of an interaction. */
export const flowNames: Record<InformationFlow, string> = { outbound: "Outbound", inbound: "Inbound" };
/** Who began an interaction. */
export const initiatorNames: Record<Initiator, string> = { us: "Us", them: "Them" };

/** How an interaction turned out. */
export const evaluationNames: Record<Evaluation, string> = {
  very_positive: "Very Positive",
  positive: "Positive",
  neutral: "Neutral",
  negative: "Negative",
  very_negative: "Very Negative",
};

/** The channel's name; a line without one goes out in no way and is only recorded. */
export function channelName(channel: CorrespondenceType | null): string {
  return channel === null ? "None" : channelNames[channel];
}
