import type { OperationContext } from "@/lib/access/operation";
import { findConsent } from "@/lib/consent/find-consent";
import { recordConsent } from "@/lib/consent/record-consent";
import type { Channel, Heard } from "@/lib/consent/schema";
import { unsubscribeLinks } from "@/lib/consent/unsubscribe-links";
import { inTransaction } from "@/lib/db/transaction";
import { ok } from "@/lib/result";
import { value } from "../segmentation/worksheet";

export const settings = { secret: "a secret of thirty-two characters, at least", url: new URL("https://winnow.example") };

/** Records the same of each contact, heard on the phone. */
export async function heard(
  context: OperationContext,
  contactNos: string[],
  said: Heard["said"],
  { channels = ["email"], purposeCode = "NEWS" }: { channels?: Channel[]; purposeCode?: string } = {},
): Promise<void> {
  const how = { channels, source: "phone" as const, wording: "You may write to me." };
  const what = said === "given" || said === "withdrawn" ? { said, purposeCode, ...how } : { said, ...how };
  value(await recordConsent(context, { contactNos, heard: what }));
}

/** Lets a purpose need consent on these channels. */
export async function needsConsent({ db }: OperationContext, channels: Channel[], code = "NEWS"): Promise<void> {
  await db.prisma.purpose.update({ where: { code }, data: { needsConsent: channels } });
}

/** Why the contact may not be reached; null when it may. */
export async function whyNot(context: OperationContext, contactNo: string, channel: Channel = "email", purposeCode = "NEWS") {
  const consent = await findConsent(context, { contactNo });
  const state = consent?.states.find((one) => one.channel === channel && one.purpose.code === purposeCode);
  if (!state) throw new Error(`no state of ${contactNo}`);
  return state.unreachable;
}

/** The token of the link that would be sent to a contact. */
export async function tokenFor({ db }: OperationContext, contactId: number, email: string, purposeCode = "NEWS"): Promise<string> {
  const links = value(
    await inTransaction<string[], never>(db, async (tx) => ok(await unsubscribeLinks(tx, [{ contactId, purposeCode, email }], settings))),
  );
  return new URL(links[0] ?? "").pathname.slice("/u/".length);
}
