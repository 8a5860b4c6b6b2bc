import { vi } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { changeMailSetup } from "@/lib/delivery/mail-setup";
import { findDeliveryRun, findEntryDelivery } from "@/lib/delivery/queries";
import type { ChangeMailSetup, DeliveryState } from "@/lib/delivery/schema";
import type { DeliveryRun, EntryDelivery } from "@/lib/delivery/types";
import { givenWorksheet, log } from "../logging/support";
import { value } from "../segmentation/worksheet";

process.env.WINNOW_URL = "https://winnow.test"; // where unsubscribe links lead
process.env.WINNOW_SECRET = "a secret of thirty-two characters or more"; // what is sealed in the database is sealed with it

/** Sends by the server at this port. */
export async function givenMailSetup(context: OperationContext, port: number, more: Partial<ChangeMailSetup> = {}): Promise<void> {
  const setup = { host: "127.0.0.1", port, security: "none" as const, fromName: "Winnow, News", fromAddress: "news@winnow.test" };
  value(await changeMailSetup(context, { ...setup, ...more }));
}

/** Logs these contacts by e-mail and lets the messages go out; answers the number of the logged segment. */
export async function givenSending(
  context: OperationContext,
  contactNos: string[],
  at: string | null = null,
  counts: { countOpens?: boolean; countClicks?: boolean } = {},
): Promise<number> {
  const segmentNo = await givenWorksheet(context, contactNos, { interactionTemplateCode: "MAIL" });
  return value(await log(context, segmentNo, { send: { at, ...counts } })).entryNo;
}

export async function runOf(context: OperationContext, loggedSegmentEntryNo: number): Promise<DeliveryRun> {
  const run = await findDeliveryRun(context, { loggedSegmentEntryNo });
  if (!run) throw new Error(`nothing is sent for ${loggedSegmentEntryNo}`);
  return run;
}

/** Waits until the states of a run are these; states that are not named are not looked at. */
export async function untilCounts(
  context: OperationContext,
  entryNo: number,
  wanted: Partial<Record<DeliveryState, number>>,
): Promise<DeliveryRun> {
  return vi.waitFor(
    async () => {
      const run = await runOf(context, entryNo);
      for (const [state, count] of Object.entries(wanted))
        if (Reflect.get(run.counts, state) !== count) throw new Error(`${JSON.stringify(run.counts)} instead of ${JSON.stringify(wanted)}`);
      return run;
    },
    { timeout: 20_000, interval: 30 },
  );
}

/** What became of the message of one contact. */
export async function deliveryTo(context: OperationContext, loggedSegmentEntryNo: number, contactNo: string): Promise<EntryDelivery> {
  const entry = await context.db.prisma.interactionLogEntry.findFirstOrThrow({ where: { loggedSegmentEntryNo, contactNo } });
  const delivery = await findEntryDelivery(context, { entryNo: Number(entry.entryNo) });
  if (!delivery) throw new Error(`no delivery to ${contactNo}`);
  return delivery;
}
