import { query } from "@/lib/access/operation";
import { suggestSalesperson } from "@/lib/logging/salespeople";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import type { Named } from "@/lib/segmentation/types";
import { zoneOfCountry } from "./local-time";
import type { PhoneNumbers } from "./numbers";
import { type CallTemplate, callTemplatesFor, readCallee } from "./read-callee";
import { type CallRefusal, findCalleeSchema } from "./schema";

/** What the dialog of a call begins with. */
export type Callee = {
  contactNo: string;
  name: string;
  companyName: string | null;
  jobTitle: string | null;
  /** Where the clock is the same all over the contact's country. */
  zone: string | null;
  /** The one that applies first. */
  numbers: PhoneNumbers;
  /** Why the contact must not be called at all. */
  refusal: CallRefusal | null;
  /** The one that is proposed first. */
  templates: CallTemplate[];
  /** Proposed in place of the template's. */
  description: string | null;
  salesperson: Named | null;
  campaign: Named | null;
  personalText: string | null;
  /** The call by which the line is done, or the last attempt. */
  call: { entryNo: number; done: boolean; by: string | null } | null;
  /** Now, in the workspace's time zone. */
  date: string;
  time: string;
};

/** What is proposed for a call to a contact, or from a line of a worksheet; null when there is no such contact or line. */
export const findCallee = query({
  name: "call.findCallee",
  needs: "read",
  input: findCalleeSchema,
  run: (context, asked): Promise<Callee | null> =>
    onSnapshot(context.db, async (tx) => {
      const found = await readCallee(tx, context, asked);
      if (!found.ok) return null;
      const { templateCode, countryRegionCode, salesperson, description, ...callee } = found.value;
      const templates = await callTemplatesFor(tx, found.value);
      const own = templates.find(({ code }) => code === templateCode);
      const time = context.now.toLocaleTimeString("en-GB", { timeZone: context.timeZone, hour: "2-digit", minute: "2-digit" });
      return {
        contactNo: callee.contactNo,
        name: callee.name,
        companyName: callee.companyName,
        jobTitle: callee.jobTitle,
        zone: zoneOfCountry(countryRegionCode, context.now),
        numbers: callee.numbers,
        refusal: callee.refusal,
        templates: own ? [own, ...templates.filter((template) => template !== own)] : templates,
        description: own ? description : null,
        salesperson: salesperson ?? (await suggestSalesperson(tx, null, context.user.salespersonCode)),
        campaign: callee.campaign,
        personalText: callee.personalText,
        call: callee.call,
        date: context.today,
        time,
      };
    }),
});
