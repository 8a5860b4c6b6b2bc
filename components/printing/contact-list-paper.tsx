import { classNames } from "@/components/ui/class-names";
import { countOf, formatDay, formatMoney, formatNumber } from "@/components/ui/format";
import type { ContactList } from "@/lib/printing/list-contact-list";
import { AddressLines } from "./address-lines";
import paper from "./paper.module.css";

/** The contacts of a segment on paper, with what they cost, and totals of all at the end. */
export function ContactListPaper({ list, currency, last }: { list: ContactList; currency: string; last: boolean }) {
  const { rows, totals } = list;
  const number = "px-2 py-1.5 text-right align-top num whitespace-nowrap";
  return (
    <section aria-label="Contact list" className={classNames(paper.paper, paper.list)}>
      <h2 className="text-lg font-medium">{list.description ?? list.segmentNo}</h2>
      <p>
        Segment {list.segmentNo}, {formatDay(list.date)}, {countOf(list.total, "line")}
      </p>
      <table className="mt-4 w-full border-collapse text-left text-[9pt]">
        <thead className="border-b border-current">
          <tr>
            <th scope="col" className="py-1.5 pr-2 font-medium">
              Contact
            </th>
            <th scope="col" className="px-2 py-1.5 font-medium">
              Reached by
            </th>
            <th scope="col" className="px-2 py-1.5 font-medium">
              Salesperson
            </th>
            <th scope="col" className="px-2 py-1.5 text-right font-medium">
              Interactions
            </th>
            <th scope="col" className="px-2 py-1.5 text-right font-medium">
              Cost so far
            </th>
            <th scope="col" className="py-1.5 pl-2 text-right font-medium">
              Cost of line
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a contact may stand on several lines, and rows never move
            <tr key={at} className="border-b border-current/20">
              <th scope="row" className="py-1.5 pr-2 align-top font-normal">
                <span className="mono">{row.contactNo}</span>
                <AddressLines lines={row.lines} first="font-medium" />
              </th>
              <td className="px-2 py-1.5 align-top [overflow-wrap:anywhere]">
                <span className="block">{row.phoneNo}</span>
                <span className="block">{row.email}</span>
              </td>
              <td className="px-2 py-1.5 align-top">{row.salesperson ?? "—"}</td>
              <td className={number}>{formatNumber(row.interactions)}</td>
              <td className={number}>{formatMoney(row.costLcy, currency)}</td>
              <td className={classNames(number, "pr-0")}>{formatMoney(row.lineCostLcy, currency)}</td>
            </tr>
          ))}
          {last ? (
            <tr className="font-medium">
              <th scope="row" colSpan={3} className="py-1.5 pr-2 font-medium">
                All {countOf(list.total, "line")}
              </th>
              <td className={number}>{formatNumber(totals.interactions)}</td>
              <td className={number}>{formatMoney(totals.costLcy, currency)}</td>
              <td className={classNames(number, "pr-0")}>{formatMoney(totals.lineCostLcy, currency)}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  );
}
