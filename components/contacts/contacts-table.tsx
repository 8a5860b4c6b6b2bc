"use client";

import { Hand, Merge, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { ConsentActions } from "@/components/consent/consent-actions";
import { RecordConsentDialog } from "@/components/consent/record-consent-dialog";
import { ContactName, NotPicked } from "@/components/contact-cells/contact-name";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { BulkBar } from "@/components/data-table/bulk-bar";
import { codeCell, quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { nothingSelected, selectedCount } from "@/components/data-table/row-selection";
import { useRowSelection } from "@/components/data-table/use-row-selection";
import { PinButton } from "@/components/habits/pin-button";
import { FollowJob } from "@/components/jobs/follow-job";
import { Button } from "@/components/ui/button";
import { countOf, formatNumber } from "@/components/ui/format";
import { useToast } from "@/components/ui/toast";
import { contactsGoneSchema, mostAtOnce } from "@/lib/contact-upkeep/schema";
import type { ContactFilter } from "@/lib/contacts/filter";
import type { ContactRow } from "@/lib/contacts/list-contacts";
import { contactListOrders } from "@/lib/contacts/schema";
import type { JobRow } from "@/lib/jobs/schema";
import { contactHref } from "./contacts-address";
import { DeleteContactsDialog } from "./delete-contacts-dialog";
import { MergeContactsDialog } from "./merge-contacts-dialog";
import type { UpkeepActions } from "./upkeep-actions";

const column = createAppColumnHelper<ContactRow>();
const columns = column.columns([
  column.accessor("name", {
    header: "Name",
    meta: { names: true },
    cell: ({ row: { original } }) => (
      <ContactName
        name={original.name}
        isCompany={original.type === "company"}
        under={original.type === "person" && original.companyNo !== null}
      >
        <NotPicked {...original} />
      </ContactName>
    ),
  }),
  column.accessor("contactNo", {
    header: "No.",
    meta: { width: 100, hideBelow: 560 },
    cell: codeCell,
  }),
  column.accessor((row) => row.companyName ?? "", {
    id: "company",
    header: "Company",
    meta: { width: 190, hideBelow: 480 },
    cell: ({ row: { original } }) =>
      original.type === "company" ? null : (
        <span title={original.companyName ?? undefined} className="text-ink-3">
          {original.companyName}
        </span>
      ),
  }),
  column.accessor((row) => row.city ?? "", { id: "city", header: "City", meta: { width: 130, narrowWidth: 120 } }),
  column.accessor((row) => row.postCode ?? "", {
    id: "postCode",
    header: "Post Code",
    meta: { width: 96, hideBelow: 1100 },
    cell: quietCell,
  }),
  column.accessor((row) => row.countryRegionCode ?? "", {
    id: "country",
    header: "Country",
    meta: { width: 86, hideBelow: 720 },
    cell: quietCell,
  }),
  column.accessor((row) => row.email ?? "", {
    id: "email",
    header: "Email",
    meta: { width: 230, hideBelow: 900 },
    cell: quietCell,
  }),
  column.accessor((row) => row.phoneNo ?? "", {
    id: "phone",
    header: "Phone No.",
    enableSorting: false,
    meta: { width: 120, hideBelow: 1250 },
    cell: ({ getValue }) => <span className="num text-ink-2">{getValue()}</span>,
  }),
  column.accessor((row) => row.salespersonName ?? row.salespersonCode ?? "", {
    id: "salesperson",
    header: "Salesperson",
    meta: { width: 140, hideBelow: 1000 },
    cell: quietCell,
  }),
  column.accessor("contactNo", {
    id: "pin",
    header: "Pin",
    enableSorting: false,
    meta: { width: 44, hideBelow: 640, hiddenHeading: true },
    cell: ({ row: { original } }) => <PinButton inRow pin={{ kind: "contact", key: original.contactNo }} title={original.name} />,
  }),
]);

const href = (row: ContactRow) => contactHref(row.contactNo);
const key = (row: ContactRow) => row.contactNo;

const name = (row: ContactRow) => row.name;
/** How many contacts stand side by side and can still be compared. */
const mostMerged = 10;

export type ContactsTableProps = {
  contacts: readonly ContactRow[];
  /** How many match, on all pages. */
  total: number;
  /** More match than were counted. */
  orMore: boolean;
  /** What they match, to select them all. */
  matching: ContactFilter;
  sort: { by: string; direction: "asc" | "desc" };
  empty: ReactNode;
  /** Whose change lets go of the selection: search and choices. */
  scope: string;
  /** Null for who may not edit contacts. */
  upkeep: UpkeepActions | null;
  /** Null for who may not record consent. Without this and `upkeep` no row can be selected. */
  consent: { purposes: readonly { code: string; name: string }[]; record: ConsentActions["recordConsent"] } | null;
};

/** The contacts of one page; sorted by company unless asked otherwise, each company before its people. Of selected ones consent can be recorded; they can be merged and deleted. */
export function ContactsTable({ contacts, total, orMore, matching, sort, empty, scope, upkeep, consent }: ContactsTableProps) {
  const selection = useRowSelection(scope);
  const router = useRouter();
  const { toast } = useToast();
  const [asks, setAsks] = useState<"consent" | "merge" | "delete" | null>(null);
  const [deletionJob, setDeletionJob] = useState<string | null>(null);
  const letGo = (jobId: string | null) => {
    setAsks(null);
    setDeletionJob(jobId);
    selection.onChange(nothingSelected);
  };
  const onOver = (job: JobRow) => {
    setDeletionJob(null);
    toast(goneWords(job));
    router.refresh();
  };
  const selected = [...selection.value.keys];
  const count = selectedCount(selection.value, total);
  const close = (open: boolean) => (open ? undefined : setAsks(null));
  const tooMany = !selection.value.allMatching && count > mostAtOnce;
  return (
    <>
      {deletionJob ? <FollowJob jobId={deletionJob} onOver={onOver} /> : null}
      <DataTable
        name="Contacts"
        columns={columns}
        columnChoice
        rows={contacts}
        rowKey={key}
        rowHref={href}
        rowName={name}
        sort={{ keys: contactListOrders, ...sort }}
        selection={upkeep || consent ? { ...selection, canSelectAllMatching: upkeep !== null } : undefined}
        empty={empty}
      />
      {upkeep || consent ? (
        <BulkBar selection={selection.value} onChange={selection.onChange} total={total} orMore={orMore} pageOnly={upkeep === null}>
          {consent && selected.length > 0 ? (
            <Button variant="ghost" icon={<Hand aria-hidden />} onClick={() => setAsks("consent")}>
              Record consent
            </Button>
          ) : null}
          {upkeep && selected.length > 1 && selected.length <= mostMerged ? (
            <Button variant="ghost" icon={<Merge aria-hidden />} onClick={() => setAsks("merge")}>
              Merge
            </Button>
          ) : null}
          {upkeep ? (
            <Button variant="ghost" icon={<Trash2 aria-hidden />} disabled={tooMany} onClick={() => setAsks("delete")}>
              Delete
            </Button>
          ) : null}
          {tooMany ? <span className="text-ink-3">up to {formatNumber(mostAtOnce)} at once</span> : null}
        </BulkBar>
      ) : null}
      {consent ? (
        <RecordConsentDialog
          open={asks === "consent"}
          onOpenChange={close}
          contactNos={selected}
          purposes={consent.purposes}
          recordConsent={consent.record}
          onRecorded={() => letGo(null)}
        />
      ) : null}
      {upkeep ? (
        <>
          <MergeContactsDialog
            open={asks === "merge"}
            onOpenChange={close}
            contactNos={selected}
            type={contacts.find(({ contactNo }) => selection.value.keys.has(contactNo))?.type ?? "company"}
            actions={upkeep}
          />
          <DeleteContactsDialog
            open={asks === "delete"}
            onOpenChange={close}
            selection={selection.value.allMatching ? { matching, count: orMore ? null : count } : { contactNos: selected }}
            actions={upkeep}
            onGone={letGo}
          />
        </>
      ) : null}
    </>
  );
}

/** What a job came to that deleted contacts. */
function goneWords({ state, result, error }: JobRow) {
  const gone = contactsGoneSchema.safeParse(result).data;
  if (state !== "done" || !gone) return { text: error?.message ?? "The deletion was stopped before it ended. Those who are left stay." };
  const { contacts, stayed } = gone;
  const stay = `${countOf(stayed, "company", "companies")} ${stayed === 1 ? "stays" : "stay"}: somebody came to ${stayed === 1 ? "it" : "them"} meanwhile.`;
  return { lead: `${countOf(contacts, "contact")} deleted`, tone: "removed" as const, text: stayed > 0 ? `. ${stay}` : "." };
}
