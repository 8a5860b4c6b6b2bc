import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ChangedContactsTable } from "@/components/segments/changed-contacts-table";
import { stepVerbs } from "@/components/segments/step-words";
import { formatNumber } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { onwardPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { readQuery } from "@/lib/request/run-operation";
import { findSegment } from "@/lib/segmentation/find-segment";
import { listStepChanges } from "@/lib/segmentation/list-step-changes";
import { addressPart } from "../../../../address-part";

export const metadata: Metadata = { title: "Who came and left" };

const searchSchema = z.object({
  change: z.enum(["came", "left"]).catch("came"),
  after: z.string().max(4_000).nullable().default(null).catch(null),
});
const stepSchema = z.coerce.number().int().min(1);

/** Who came with a step, or left with it. */
export default async function StepChangesPage({ params, searchParams }: PageProps<"/segments/[segmentNo]/criteria/[step]">) {
  const { step: writtenStep, ...written } = await params;
  const segmentNo = addressPart(written.segmentNo);
  const number = stepSchema.safeParse(writtenStep);
  const { change, after } = searchSchema.parse(await searchParams);
  if (!number.success) notFound();
  const [segment, page] = await Promise.all([
    readQuery(findSegment, { segmentNo }),
    readQuery(listStepChanges, { segmentNo, step: number.data, change, after, limit: 100 }),
  ]);
  const step = segment?.steps.find((each) => each.step === number.data);
  if (!segment || !step || !page) notFound();
  const path = `/segments/${encodeURIComponent(segmentNo)}`;
  const here = `${path}/criteria/${step.step}`;
  return (
    <>
      <PageHeader
        title={`${stepVerbs[step.kind]}, step ${step.step}`}
        crumbs={[
          { href: "/segments", label: "Segments" },
          { href: path, label: segment.header.description ?? segmentNo },
          { href: `${path}/criteria`, label: "Criteria" },
        ]}
        count={formatNumber(step.numbers.after)}
      />
      <Tabs
        label="Who"
        tabs={[
          { href: `${here}?change=came`, label: "Came", count: step.numbers.added, current: change === "came" },
          { href: `${here}?change=left`, label: "Left", count: step.numbers.removed, current: change === "left" },
        ]}
      />
      <ChangedContactsTable contacts={page.contacts} />
      <Pagination
        noun={page.total === 1 ? "contact" : "contacts"}
        from={after === null ? 1 : null}
        to={after === null ? page.contacts.length : null}
        {...onwardPages({ after, next: page.next, total: page.total }, (key) =>
          key === null ? `${here}?change=${change}` : `${here}?change=${change}&after=${encodeURIComponent(key)}`,
        )}
      />
    </>
  );
}
