import { countOf } from "@/components/ui/format";
import { TextLink } from "@/components/ui/text-link";
import type { HoldingWorksheet } from "@/lib/contact-upkeep/worksheets-holding";

/** Worksheets with how many of the contacts stand on each; a long list scrolls. */
export function TouchedWorksheets({ worksheets }: { worksheets: readonly HoldingWorksheet[] }) {
  return (
    <ul className="mt-1 grid max-h-36 gap-0.5 overflow-y-auto">
      {worksheets.map(({ segmentNo, description, contacts }) => (
        <li key={segmentNo} className="flex min-w-0 items-baseline gap-2">
          <TextLink href={`/segments/${encodeURIComponent(segmentNo)}`} className="min-w-0 truncate">
            <span className="mono">{segmentNo}</span> {description}
          </TextLink>
          <span className="num ml-auto flex-none text-ink-3">{countOf(contacts, "contact")}</span>
        </li>
      ))}
    </ul>
  );
}
