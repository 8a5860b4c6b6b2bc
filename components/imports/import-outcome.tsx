import { Download } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { countOf, formatNumber } from "@/components/ui/format";
import type { ImportRow } from "@/lib/contacts/import/queries";

type Reason = { reason: string; columnName: string | null; count: number; example: string | null; lines: number[] };

const kinds = [
  { key: "created", label: "Created", fill: "bg-added-fill" },
  { key: "updated", label: "Updated", fill: "bg-kept-fill" },
  { key: "unchanged", label: "Unchanged", fill: "bg-track" },
  { key: "refused", label: "Refused", fill: "bg-removed-fill" },
] as const;

/** What became of every row: the four numbers that add up to the rows of the file, and the reasons of refusal. */
export function ImportOutcome({ row, reasons }: { row: ImportRow; reasons: readonly Reason[] }) {
  return (
    <div className="p-5">
      <h2 className="text-md font-semibold">Every row is one of these</h2>
      <div aria-hidden className="my-3.5 flex h-3 overflow-hidden rounded-[3px] bg-track">
        {kinds.map(({ key, fill }) =>
          row[key] > 0 ? <i key={key} className={`${fill} min-w-0.5`} style={{ flexGrow: row[key], flexBasis: 0 }} /> : null,
        )}
      </div>
      <dl>
        {kinds.map(({ key, label, fill }) => (
          <div key={key} className="flex h-8 items-center border-b border-line-soft">
            <dt className="flex flex-1 items-center gap-2">
              <span aria-hidden className={`size-2.5 rounded-[2px] ${fill}`} />
              {label}
            </dt>
            <dd className="num text-md font-medium">{formatNumber(row[key])}</dd>
          </div>
        ))}
        <div className="flex h-8 items-center font-semibold">
          <dt className="flex-1">Rows in the file</dt>
          <dd className="num text-md">{formatNumber(row.rowsRead)}</dd>
        </div>
      </dl>
      {row.companiesCreated > 0 ? (
        <p className="mt-2 text-ink-2">
          {countOf(row.companiesCreated, "company was", "companies were")} made for people whose company was not known.
        </p>
      ) : null}
      {reasons.length > 0 ? (
        <>
          <h3 className="mt-5 mb-1.5 text-xs font-semibold text-ink-2">Refused, by reason</h3>
          <ul>
            {reasons.map(({ reason, columnName, count, example, lines }) => (
              <li key={`${columnName} ${reason}`} className="grid grid-cols-[44px_minmax(0,1fr)] gap-2 border-b border-line-soft py-[7px]">
                <span className="num text-right">{formatNumber(count)}</span>
                <span className="min-w-0 [overflow-wrap:anywhere]">
                  {columnName ? `${columnName}: ` : ""}
                  {reason}
                  <small className="block truncate text-xs text-ink-3">{`${lines.length === 1 ? "line" : "lines"} ${lines.map((line) => formatNumber(line)).join(", ")}${count > lines.length ? " …" : ""}${example ? `: “${example}”` : ""}`}</small>
                </span>
              </li>
            ))}
          </ul>
          <ButtonLink
            href={`/api/imports/${row.importId}/refused-rows`}
            download=""
            icon={<Download aria-hidden />}
            className="mt-3"
          >{`${countOf(row.refused, "refused row")} as CSV`}</ButtonLink>
        </>
      ) : null}
    </div>
  );
}
