"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { FilterPopover } from "@/components/data-table/filter-popover";
import { DateField } from "@/components/ui/date-field";
import { FilterChip } from "@/components/ui/filter-chip";
import { formatDay } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import { kindWords, type SubjectKind, subjectKinds } from "@/lib/history/schema";
import { type AuditAddress, auditHref } from "./audit-address";

export type AuditFilterProps = { address: AuditAddress; people: readonly { id: string; name: string }[] };

const kinds = subjectKinds.map((value) => ({ value, label: kindWords[value] }));
const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** *Filter* above the audit trail: person, kind of record and days, each at once in the address. */
export function AuditFilter({ address, people }: AuditFilterProps) {
  const router = useRouter();
  const [, startFilter] = useTransition();
  const set = (changes: Partial<AuditAddress>) => startFilter(() => router.replace(auditHref(address, changes), { scroll: false }));
  const day = (label: string, name: "from" | "to") => (
    <DateField
      label={label}
      defaultValue={address[name] ?? ""}
      onBlur={(event) => {
        const { value } = event.currentTarget;
        if (value !== (address[name] ?? "")) set({ [name]: isDay(value) ? value : null });
      }}
    />
  );
  return (
    <FilterPopover label="Filter the audit trail">
      <div className="grid w-72 max-w-full gap-3 p-2.5">
        <Select
          label="Person"
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          placeholder="anybody"
          value={address.person}
          onValueChange={(person) => set({ person })}
        />
        <Select<SubjectKind>
          label="Kind of record"
          options={kinds}
          placeholder="any"
          value={address.kind}
          onValueChange={(kind) => set({ kind })}
        />
        <div className="grid grid-cols-2 gap-2">
          {day("From", "from")}
          {day("To", "to")}
        </div>
      </div>
    </FilterPopover>
  );
}

/** The choices that are on, each with a way to take it away. */
export function AuditFilterChips({ address, people }: AuditFilterProps) {
  const { person, kind, from, to } = address;
  return (
    <>
      {person ? (
        <FilterChip field="Person" removeHref={auditHref(address, { person: null })}>
          {`is ${people.find(({ id }) => id === person)?.name ?? "somebody who is gone"}`}
        </FilterChip>
      ) : null}
      {kind ? (
        <FilterChip field="Kind" removeHref={auditHref(address, { kind: null })}>
          {`is ${kindWords[kind]}`}
        </FilterChip>
      ) : null}
      {from ? (
        <FilterChip field="From" removeHref={auditHref(address, { from: null })}>
          {formatDay(from)}
        </FilterChip>
      ) : null}
      {to ? (
        <FilterChip field="To" removeHref={auditHref(address, { to: null })}>
          {formatDay(to)}
        </FilterChip>
      ) : null}
    </>
  );
}
