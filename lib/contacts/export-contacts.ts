import { query } from "@/lib/access/operation";
import { orderBy } from "@/lib/contact-sets/contact-order";
import { Prisma } from "@/lib/db/sql";
import { chosenColumns } from "@/lib/exports/columns";
import { type ExportFile, openExport } from "@/lib/exports/open-export";
import { contactListExportColumns } from "./export-columns";
import { orderWords } from "./export-words";
import { contactPredicate } from "./filter";
import { exportContactsSchema } from "./schema";

/** The contacts of the list, all pages of it, as a file that the import reads again. */
export const exportContacts = query({
  name: "contact.export",
  needs: "export",
  input: exportContactsSchema,
  run: (context, { format, columns, ...list }): Promise<ExportFile> => {
    const predicate = contactPredicate(list);
    const { search, type, companyNo } = list;
    const filter = [
      search ? `found by “${search}”` : null,
      type ? `Type is ${type === "company" ? "Company" : "Person"}` : null,
      companyNo ? `Company is ${companyNo}` : null,
      orderWords(list),
    ];
    return openExport(context, {
      operation: "contact.export",
      kind: "contacts",
      subject: { kind: "contacts", key: companyNo ?? "" },
      title: "Contacts",
      filterWords: filter.filter((part) => part !== null).join("; "),
      format,
      columns: chosenColumns(contactListExportColumns, columns),
      from: Prisma.sql`from contact where ${predicate ?? Prisma.sql`true`} order by ${orderBy(list.order, list.direction)}`,
      inIndexOrder: predicate === null,
    });
  },
});
