import { ListFilter } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { Chip } from "@/components/ui/chip";
import { formatNumber } from "@/components/ui/format";
import { TextLink } from "@/components/ui/text-link";
import type { ContactSegment, ContactSegmentsPage } from "@/lib/contacts/contact-segments";
import { ContactSection } from "./contact-section";
import { contactHref } from "./contacts-address";
import { WhyOnSegment } from "./why-on-segment";

export type ContactSegmentsProps = {
  contactNo: string;
  page: ContactSegmentsPage;
  loadLookup: LoadLookup;
  /** What adds it to one; nothing for who may not. */
  addToSegment: ReactNode;
};

/** The segments a contact stands on, with their state and the step it came in with. */
export function ContactSegments({ contactNo, page: { segments, total, page, pageSize }, loadLookup, addToSegment }: ContactSegmentsProps) {
  const at = (next: number) => (next === 1 ? contactHref(contactNo) : `${contactHref(contactNo)}?segments=${next}`);
  const lastPage = Math.max(1, Math.ceil(total / pageSize));
  return (
    <ContactSection title="On segments" count={total} trailing={addToSegment}>
      {total === 0 ? <p className="text-ink-3">On no segment at the moment.</p> : null}
      <ul className="-mx-2">
        {segments.map((segment) => (
          <li key={segment.entryNo ?? segment.segmentNo}>
            <Link
              href={segment.entryNo === null ? `/segments/${encodeURIComponent(segment.segmentNo)}` : `/logged-segments/${segment.entryNo}`}
              prefetch={false}
              className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2 rounded-md px-2 py-1 hover:bg-hover"
            >
              <ListFilter className="icon-s text-ink-3" aria-hidden />
              <span className="truncate">{segment.description ?? segment.segmentNo}</span>
              <StateChip state={segment.state} />
              <span className="col-start-2 truncate text-xs text-ink-3">
                <span className="mono">{segment.segmentNo}</span>
                {cameWords(segment)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {lastPage > 1 ? (
        <nav aria-label="Pages of segments" className="num mt-2 flex gap-4 text-xs text-ink-3">
          {page > 1 ? (
            <TextLink href={at(page - 1)} scroll={false}>
              Newer
            </TextLink>
          ) : null}
          {`${formatNumber(page)} of ${formatNumber(lastPage)}`}
          {page < lastPage ? (
            <TextLink href={at(page + 1)} scroll={false}>
              Older
            </TextLink>
          ) : null}
        </nav>
      ) : null}
      <WhyOnSegment contactNo={contactNo} loadLookup={loadLookup} />
    </ContactSection>
  );
}

function StateChip({ state }: { state: ContactSegment["state"] }) {
  if (state === "logged") return <Chip tone="logged">Logged</Chip>;
  return state === "logging" ? <Chip tone="warn">Logging</Chip> : <Chip tone="draft">Draft</Chip>;
}

function cameWords({ cameAt, steps, lines }: ContactSegment): string {
  const came = cameAt === null || steps === null ? "" : `, came in with step ${cameAt} of ${steps}`;
  return lines > 1 ? `${came}, ${formatNumber(lines)} lines` : came;
}
