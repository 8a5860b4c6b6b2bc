import { classNames } from "@/components/ui/class-names";
import { countOf, formatNumber } from "@/components/ui/format";
import type { CriteriaRow } from "./criteria-rows";

/** The criteria list: actions in medium weight, their filters indented below. */
export function CriteriaList({ rows }: { rows: readonly CriteriaRow[] }) {
  return (
    <div className="focus-inset min-h-0 flex-1 overflow-y-auto">
      <table
        aria-label="Criteria"
        className="w-full table-fixed border-separate border-spacing-0 [&_td]:h-row [&_td]:border-b [&_td]:border-line-soft [&_td]:px-2.5 [&_td]:py-1 max-sm:[&_td]:py-2.5 [&_td]:align-top [&_td]:text-pretty [&_th]:sticky [&_th]:top-0 [&_th]:h-[30px] [&_th]:border-b [&_th]:border-line [&_th]:bg-sunken [&_th]:px-2.5 [&_th]:text-left [&_th]:text-xs [&_th]:font-medium [&_th]:text-ink-3"
      >
        <colgroup>
          <col className="w-14 max-sm:w-11" />
          <col className="w-[220px] max-sm:w-32" />
          <col />
          <col className="w-28 max-sm:hidden" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className="text-right!">
              No.
            </th>
            <th scope="col">Action</th>
            <th scope="col">Filter</th>
            <th scope="col" className="text-right! max-sm:hidden">
              Filters
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.no} className={classNames(row.undone && "text-ink-3")}>
              <td className="num text-right text-ink-3">{formatNumber(row.no)}</td>
              {row.kind === "action" ? (
                <>
                  <td className="font-semibold">
                    {row.title}
                    {row.switchedOff ? <span className="font-normal text-ink-3"> (switched off)</span> : null}
                    {row.undone ? <span className="font-normal"> (gone back)</span> : null}
                  </td>
                  <td className="text-ink-3">{row.remarks}</td>
                  <td className="num text-right text-ink-3 max-sm:hidden">{row.filters > 0 ? countOf(row.filters, "filter") : null}</td>
                </>
              ) : (
                <>
                  <td className="pl-6! text-ink-2">{row.section}</td>
                  <td>{row.words}</td>
                  <td className="max-sm:hidden" />
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
