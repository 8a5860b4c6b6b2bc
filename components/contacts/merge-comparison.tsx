import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { formatNumber } from "@/components/ui/format";
import type { MergeSide } from "@/lib/contact-upkeep/find-merge-effect";

const facts: readonly { label: string; of: (side: MergeSide) => ReactNode; only?: MergeSide["type"] }[] = [
  { label: "No.", of: (side) => <span className="mono text-ink-3">{side.contactNo}</span> },
  { label: "Company", of: (side) => side.companyName, only: "person" },
  { label: "Job Title", of: (side) => side.jobTitle, only: "person" },
  { label: "Address", of: (side) => side.address },
  { label: "Email", of: (side) => side.email },
  { label: "Phone No.", of: (side) => side.phoneNo },
  { label: "Can be picked", of: (side) => (side.blocked ? "No, blocked" : side.excluded ? "Only where exclusion is ignored" : "Yes") },
  { label: "People", of: (side) => formatNumber(side.persons), only: "company" },
  { label: "Worksheets", of: (side) => formatNumber(side.segments) },
  { label: "Interactions", of: (side) => formatNumber(side.interactions) },
];

export type MergeComparisonProps = {
  sides: readonly MergeSide[];
  /** The columns by contact number, so that they keep their place when another one stays. */
  order: readonly string[];
  keep: string;
  onKeep: (contactNo: string) => void;
};

/** Contacts side by side in their main facts; the head says, and changes, which one stays. */
export function MergeComparison({ sides, order, keep, onKeep }: MergeComparisonProps) {
  const columns = order.flatMap((contactNo) => sides.find((side) => side.contactNo === contactNo) ?? []);
  const type = columns[0]?.type;
  return (
    <div className="overflow-x-auto rounded-lg border border-line-strong">
      <table aria-label="Side by side" className="w-full table-fixed border-separate border-spacing-0">
        <colgroup>
          <col className="w-28 max-sm:w-24" />
          {columns.map(({ contactNo }) => (
            <col key={contactNo} className="w-52 max-sm:w-32" />
          ))}
        </colgroup>
        <thead>
          <tr>
            <td className="border-b border-line bg-sunken" />
            {columns.map(({ contactNo, name }) => {
              const stays = contactNo === keep;
              return (
                <th
                  key={contactNo}
                  scope="col"
                  className={classNames("border-b border-l border-line p-0 text-left align-top", stays ? "bg-accent-tint" : "bg-sunken")}
                >
                  <label className="flex cursor-pointer gap-2 px-3 py-2 has-focus-visible:inset-ring-2 has-focus-visible:inset-ring-(--focus-color)">
                    <input
                      type="radio"
                      name="stays"
                      checked={stays}
                      onChange={() => onKeep(contactNo)}
                      aria-label={`${name}, ${contactNo}, stays`}
                      className="focus-own mt-px size-4 flex-none appearance-none rounded-full border border-field-line bg-field checked:border-[5px] checked:border-accent-solid"
                    />
                    <span className="min-w-0">
                      <span className="block font-medium [overflow-wrap:anywhere]">{name}</span>
                      <span className={classNames("block text-xs font-normal", stays ? "text-accent" : "text-ink-3")}>
                        {stays ? "stays" : "goes into it"}
                      </span>
                    </span>
                  </label>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {facts
            .filter(({ only }) => only === undefined || only === type)
            .map(({ label, of }) => (
              <tr key={label}>
                <th scope="row" className="border-t border-line-soft px-3 py-1.5 max-sm:px-2 text-left align-top font-normal text-ink-3">
                  {label}
                </th>
                {columns.map((side) => (
                  <td
                    key={side.contactNo}
                    className="num border-t border-l border-line-soft px-3 py-1.5 max-sm:px-2 align-top [overflow-wrap:anywhere]"
                  >
                    {of(side) ?? <span className="text-ink-3">—</span>}
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
