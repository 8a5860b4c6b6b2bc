import { parseContactsAddress } from "@/components/contacts/contacts-address";
import { exportContacts } from "@/lib/contacts/export-contacts";
import { exportAnswer } from "@/lib/request/export-answer";
import { routeHandler } from "@/lib/request/route-handler";
import { exportChoiceOf } from "../../export-choice";

/** The contacts of the list, all pages of it, as a file; the address is that of the list. */
export const GET = routeHandler("export", async (context, request) => {
  const params = new URL(request.url).searchParams;
  const { search, type, company, sort, direction } = parseContactsAddress(Object.fromEntries(params));
  return exportAnswer(
    await exportContacts(context, { search, type, companyNo: company, order: sort, direction, ...exportChoiceOf(params) }),
  );
});
