"use client";

import { ArrowRight, Check, ChevronLeft, ChevronRight, Minus, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import type { Option } from "@/components/ui/option";
import { Select } from "@/components/ui/select";
import type { UploadAnalysis } from "@/lib/contacts/import/analyse-upload";
import { fieldsOf } from "@/lib/contacts/import/fields";

export type ColumnTableProps = {
  analysis: UploadAnalysis;
  columns: readonly (string | null)[];
  onChange: (index: number, field: string | null) => void;
};

/** Where each column of the file goes, beside its value in one of the first rows, and what is wrong with those rows. */
export function ColumnTable({ analysis, columns, onChange }: ColumnTableProps) {
  const [row, setRow] = useState(0);
  const rows = Math.max(1, analysis.rows.length);
  const options = [...fieldsOf(analysis.kind, analysis.names)].map(([value, { label }]): Option => ({ value, label }));
  return (
    <table aria-label="Columns of the file" className="w-full table-fixed border-separate border-spacing-0">
      <colgroup>
        <col className="w-[34px]" />
        <col className="w-[26%]" />
        <col className="w-[26%] max-sm:hidden" />
        <col className="w-[34px] max-sm:hidden" />
        <col className="w-[226px] max-sm:w-[52%]" />
        <col className="max-md:hidden" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className={headClass}>
            <span className="sr-only">State</span>
          </th>
          <th scope="col" className={headClass}>
            Column in the file
          </th>
          <th scope="col" className={`${headClass} max-sm:hidden`}>
            <span className="flex items-center gap-0.5">
              Row {row + 1} of {rows}
              <IconButton
                label="Row before"
                icon={<ChevronLeft className="icon-s" aria-hidden />}
                disabled={row === 0}
                onClick={() => setRow(row - 1)}
                className="size-6!"
              />
              <IconButton
                label="Next row"
                icon={<ChevronRight className="icon-s" aria-hidden />}
                disabled={row >= rows - 1}
                onClick={() => setRow(row + 1)}
                className="size-6!"
              />
            </span>
          </th>
          <th scope="col" className={`${headClass} max-sm:hidden`}>
            <span className="sr-only">goes to</span>
          </th>
          <th scope="col" className={headClass}>
            Field
          </th>
          <th scope="col" className={`${headClass} max-md:hidden`}>
            In the first rows
          </th>
        </tr>
      </thead>
      <tbody>
        {analysis.headings.map((heading, index) => {
          const field = columns[index] ?? null;
          const problems =
            field !== null && field === analysis.columns[index] ? analysis.problems.filter((problem) => problem.column === index) : [];
          const taken = field !== null && columns.some((other, at) => at !== index && other === field);
          const first = problems[0];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file have no other identity, and never move
            <tr key={index} className={field === null ? "text-ink-3" : undefined}>
              <td className={cellClass}>
                {field === null ? (
                  <Minus className="icon-s" aria-label="Not imported" />
                ) : first || taken ? (
                  <TriangleAlert className="icon-s text-warn" aria-label="Look at this" />
                ) : (
                  <Check className="icon-s text-accent" aria-label="Recognised" />
                )}
              </td>
              <th scope="row" className={`${cellClass} truncate text-left font-medium`} title={heading}>
                {heading || `Column ${index + 1}`}
              </th>
              <td className={`${cellClass} mono truncate max-sm:hidden`} title={analysis.rows[row]?.[index]}>
                {analysis.rows[row]?.[index]}
              </td>
              <td className={`${cellClass} text-ink-3 max-sm:hidden`}>
                <ArrowRight className="icon-s" aria-hidden />
              </td>
              <td className={cellClass}>
                <Select
                  label={`Field for ${heading || `column ${index + 1}`}`}
                  labelHidden
                  options={options}
                  placeholder="Not imported"
                  value={field}
                  onValueChange={(value) => onChange(index, value)}
                  size="control"
                />
              </td>
              <td className={`${cellClass} truncate max-md:hidden`} title={first?.reason}>
                {taken ? (
                  <span className="text-warn">Another column goes here too.</span>
                ) : first ? (
                  <span className="text-warn">
                    Row {first.row + 1}: {first.reason}
                  </span>
                ) : null}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const headClass =
  "sticky top-0 z-(--z-sticky) h-[30px] border-b border-line bg-sunken px-2.5 text-left text-xs font-medium whitespace-nowrap text-ink-3";
const cellClass = "h-10 border-b border-line-soft px-2.5";
