import type { Metadata } from "next";
import { type ContactsAddress, contactsHref, parseContactsAddress } from "@/components/contacts/contacts-address";
import { ContactsTable } from "@/components/contacts/contacts-table";
import { ExportMenu } from "@/components/exports/export-menu";
import { ViewTabs } from "@/components/habits/view-tabs";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChip } from "@/components/ui/filter-chip";
import { countOf, formatNumber } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { keyedPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TextLink } from "@/components/ui/text-link";
import { Toolbar } from "@/components/ui/toolbar";
import { hasRight } from "@/lib/access/rights";
import { listPurposeNames } from "@/lib/consent/purposes";
import { contactListExportColumns } from "@/lib/contacts/export-columns";
import { listContacts } from "@/lib/contacts/list-contacts";
import { choicesOf } from "@/lib/exports/columns";
import { findOverview } from "@/lib/overview/queries";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { openList } from "../open-list";
import { recordConsentAction } from "./actions";
import { upkeep } from "./upkeep";

export const metadata: Metadata = { title: "Contacts" };

async function countContacts({ search, type, company }: ContactsAddress): Promise<number> {
  const { matching } = await readQuery(listContacts, { search, type, companyNo: company, limit: 1 });
  return matching?.count ?? (await readQuery(findOverview, {})).contacts;
}

export default async function ContactsPage({ searchParams }: PageProps<"/contacts">) {
  const { address, tabsAddress, viewTabs } = await openList(await searchParams, {
    list: "contacts",
    parse: parseContactsAddress,
    href: (of) => contactsHref(of, {}),
    count: countContacts,
  });
  const { search, type, company, sort, direction, after, before, last } = address;
  const { user } = await currentContext();
  const [page, overview, purposes] = await Promise.all([
    readQuery(listContacts, { search, type, companyNo: company, order: sort, direction, after, before, last: last !== null }),
    readQuery(findOverview, {}),
    readQuery(listPurposeNames, {}),
  ]);
  const { contacts, matching, next, previous, offset } = page;
  const total = matching?.count ?? overview.contacts;
  const all = matching === null;
  return (
    <>
      <PageHeader
        title="Contacts"
        count={formatNumber(overview.contacts)}
        actions={hasRight(user.role, "contacts.import") ? <ButtonLink href="/import">Import contacts</ButtonLink> : null}
      />
      <ViewTabs
        {...viewTabs}
        label="Contacts by type"
        tabs={[
          { href: contactsHref(tabsAddress, { type: null }), label: "All", current: type === null },
          { href: contactsHref(tabsAddress, { type: "company" }), label: "Companies", current: type === "company" },
          { href: contactsHref(tabsAddress, { type: "person" }), label: "Persons", current: type === "person" },
        ]}
      />
      <Toolbar
        label="Find and filter"
        trailing={
          hasRight(user.role, "export") && total > 0 ? (
            <ExportMenu
              what={all ? countOf(total, "contact") : `${countOf(total, "contact")}${matching.orMore ? " and more" : ""} found`}
              href={contactsHref(address, {}).replace("/contacts", "/api/contacts/export")}
              columns={choicesOf(contactListExportColumns)}
            />
          ) : null
        }
      >
        <SearchField label="Find a contact" resets={["after", "before", "last"]} />
        {company ? <FilterChip field="Company" removeHref={contactsHref(address, { company: null })}>{`is ${company}`}</FilterChip> : null}
      </Toolbar>
      <ContactsTable
        contacts={contacts}
        total={total}
        orMore={matching?.orMore ?? false}
        matching={{ search, type, companyNo: company }}
        scope={JSON.stringify([search, type, company])}
        upkeep={hasRight(user.role, "contacts.edit") ? upkeep : null}
        consent={hasRight(user.role, "consent.record") ? { purposes, record: recordConsentAction } : null}
        sort={{ by: sort, direction }}
        empty={
          all ? (
            <EmptyState
              title="No contacts yet"
              actions={
                hasRight(user.role, "contacts.import") ? (
                  <ButtonLink href="/import" variant="primary">
                    Import contacts
                  </ButtonLink>
                ) : null
              }
            >
              Companies and people stand here. They come from a file.
            </EmptyState>
          ) : (
            <EmptyState title="Nobody fits" filled={0} actions={<TextLink href="/contacts">Show all contacts</TextLink>}>
              {search
                ? `Nobody is found by “${search}”. Number, name, company, e-mail and city are searched.`
                : "There is no such contact."}
            </EmptyState>
          )
        }
      />
      <Pagination
        noun={matching?.orMore ? "contacts and more" : total === 1 ? "contact" : "contacts"}
        {...keyedPages({ offset, shown: contacts.length, total, previous, next }, (place) => contactsHref(address, place))}
        keys={[["↑ ↓", "move"], ["Enter", "open"], ...(hasRight(user.role, "consent.record") ? [["X", "select"] as const] : [])]}
      />
    </>
  );
}
