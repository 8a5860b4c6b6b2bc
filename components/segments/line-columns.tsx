"use client";

import type { ReactNode } from "react";
import { ContactName, NotPicked } from "@/components/contact-cells/contact-name";
import { type AppColumns, createAppColumnHelper } from "@/components/data-table/app-table";
import { quietCell } from "@/components/data-table/cells";
import { ChangedDot } from "@/components/data-table/changed-dot";
import { formatNumber } from "@/components/ui/format";
import type { SegmentLineRow } from "@/lib/segmentation/line-types";
import type { LineField } from "@/lib/segmentation/lines-schema";
import type { LineColumn } from "./line-column-names";
import { EditableCell } from "./line-editing";
import { lineFieldWords, shownOnLine, valueIn } from "./line-fields";
import { layerWords } from "./line-words";

export type LineTableRow = SegmentLineRow & { currency: string };

const column = createAppColumnHelper<LineTableRow>();

/** A value that can be changed on the line: a dot when it was, lighter where it follows from elsewhere. */
function fieldColumn(
  id: LineColumn,
  field: LineField,
  width: number,
  look: { header?: string; hideBelow?: 800 | 1250; narrowWidth?: number } = {},
) {
  const { header = lineFieldWords[field].label, ...meta } = look;
  const right = field === "costLcy" || field === "durationMin";
  return column.accessor((line) => shownOnLine(line, field, line.currency), {
    id,
    header,
    enableSorting: id === "salesperson",
    meta: { width, ...(right && { align: "right" as const }), ...meta },
    cell: ({ row: { original } }) => (
      <EditableCell line={original} field={field}>
        <FieldValue line={original} field={field} />
      </EditableCell>
    ),
  });
}

function FieldValue({ line, field }: { line: LineTableRow; field: LineField }): ReactNode {
  const isChanged = line.changedHere.includes(field);
  const value = valueIn(line, field);
  const quiet = value === null || value === false;
  return (
    <span className={isChanged ? undefined : quiet ? "text-ink-3" : "text-ink-2"}>
      {isChanged ? <ChangedDot /> : null}
      {value === null && field !== "correspondenceType" ? "—" : capital(shownOnLine(line, field, line.currency))}
    </span>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const quietColumn = (id: LineColumn, header: string, width: number, value: (line: LineTableRow) => string | null, look: object = {}) =>
  column.accessor((line) => value(line) ?? "", { id, header, enableSorting: "sorts" in look, meta: { width, ...look }, cell: quietCell });

/** Every column of the segment lines, in the order they stand. The contact is always there. */
export const allColumns: AppColumns<LineTableRow> = column.columns([
  column.accessor("name", {
    header: "Contact",
    meta: { names: true },
    cell: ({ row: { original } }) => (
      <ContactName
        name={original.name}
        isCompany={original.type === "company"}
        under={original.type === "person" && original.companyNo !== null}
        before={original.layer > 1 ? <span className="mr-1.5 text-xs text-ink-3">{layerWords(original.layer)} </span> : null}
      >
        <NotPicked {...original} />
        {original.call?.done ? <span className="ml-1.5 text-xs text-ink-2">called</span> : null}
      </ContactName>
    ),
  }),
  column.accessor((line) => line.companyName ?? "", {
    id: "company",
    header: "Company",
    meta: { width: 158, hideBelow: 480, quietRepeats: true },
    cell: ({ row: { original } }) => <CompanyCell line={original} />,
  }),
  column.accessor("contactNo", { header: "Contact No.", meta: { width: 104 }, cell: quietCell }),
  quietColumn("companyNo", "Company No.", 104, (line) => line.companyNo),
  quietColumn("type", "Type", 92, (line) => (line.type === "company" ? "Company" : "Person")),
  quietColumn("jobTitle", "Job title", 150, (line) => line.jobTitle),
  quietColumn("address", "Address", 170, (line) => [line.address, line.address2].filter(Boolean).join(", ")),
  column.accessor((line) => line.city ?? "", { id: "city", header: "City", meta: { width: 104, hideBelow: 560 } }),
  column.accessor((line) => line.postCode ?? "", {
    id: "postCode",
    header: "Post Code",
    meta: { width: 104, hideBelow: 1000 },
    cell: quietCell,
  }),
  quietColumn("county", "County", 104, (line) => line.county),
  column.accessor((line) => line.countryRegionCode ?? "", {
    id: "country",
    header: "Country",
    meta: { width: 88, hideBelow: 640 },
    cell: quietCell,
  }),
  column.accessor((line) => line.email ?? "", {
    id: "email",
    header: "Email",
    meta: { width: 200, hideBelow: 1100 },
    cell: quietCell,
  }),
  quietColumn("phone", "Phone", 120, (line) => line.phoneNo),
  quietColumn("mobilePhone", "Mobile phone", 120, (line) => line.mobilePhoneNo),
  fieldColumn("description", "description", 180),
  fieldColumn("date", "date", 116),
  fieldColumn("time", "timeOfInteraction", 92),
  fieldColumn("channel", "correspondenceType", 104, { narrowWidth: 106 }),
  fieldColumn("salesperson", "salespersonCode", 138, { hideBelow: 800 }),
  fieldColumn("template", "interactionTemplateCode", 116),
  quietColumn("group", "Group", 104, (line) => line.interactionGroupCode),
  fieldColumn("language", "languageCode", 96),
  fieldColumn("campaign", "campaignNo", 104),
  fieldColumn("target", "campaignTarget", 80, { header: "Target" }),
  fieldColumn("response", "campaignResponse", 92, { header: "Response" }),
  fieldColumn("flow", "informationFlow", 104, { header: "Direction" }),
  fieldColumn("initiatedBy", "initiatedBy", 104),
  fieldColumn("cost", "costLcy", 96, { hideBelow: 1250 }),
  fieldColumn("duration", "durationMin", 92),
  fieldColumn("evaluation", "evaluation", 124),
  fieldColumn("attemptFailed", "attemptFailed", 116),
  fieldColumn("altAddress", "altAddressCode", 140),
  fieldColumn("subject", "subject", 180),
  quietColumn("document", "Document", 160, (line) => line.document?.fileName ?? null),
  quietColumn("personalText", "Personal text", 180, (line) => line.personalText),
  column.accessor("step", {
    header: "Step",
    enableSorting: false,
    meta: { width: 54, narrowWidth: 52, align: "right" },
    cell: ({ getValue }) => <span className="text-ink-3">{formatNumber(getValue())}</span>,
  }),
]);

/** A company stands once, with its own line; its people repeat it, which is quieter. */
function CompanyCell({ line }: { line: SegmentLineRow }) {
  if (line.type === "company") return null;
  return <span title={line.companyName ?? undefined}>{line.companyName}</span>;
}
