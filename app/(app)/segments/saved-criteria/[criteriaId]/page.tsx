import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { CriteriaActions } from "@/components/saved-criteria/criteria-actions";
import { CriteriaList } from "@/components/segments/criteria-list";
import { criteriaRows } from "@/components/segments/criteria-rows";
import { stepTime } from "@/components/segments/step-words";
import { ButtonLink } from "@/components/ui/button-link";
import { Chip } from "@/components/ui/chip";
import { countOf, formatInstant } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { hasRight } from "@/lib/access/rights";
import { describeCodes } from "@/lib/filters/queries";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { findSavedCriteria } from "@/lib/segmentation/find-saved-criteria";
import { changeSavedCriteriaAction, deleteSavedCriteriaAction, restoreSavedCriteriaAction } from "../actions";

export const metadata: Metadata = { title: "Saved criteria" };

const idSchema = z.coerce.number().int().min(1).max(2_147_483_647);

/** One set of saved criteria: its steps in words, and where it was used. */
export default async function SavedCriteriaPage({ params }: PageProps<"/segments/saved-criteria/[criteriaId]">) {
  const criteriaId = idSchema.safeParse((await params).criteriaId);
  if (!criteriaId.success) notFound();
  const { user, today, timeZone } = await currentContext();
  const criteria = await readQuery(findSavedCriteria, { criteriaId: criteriaId.data });
  if (!criteria) notFound();
  const filters = criteria.stack.flatMap((step) => ("filter" in step ? [step.filter] : []));
  const names = new Map(filters.length > 0 ? await readQuery(describeCodes, { filters: filters.slice(0, 500) }) : []);
  return (
    <>
      <PageHeader
        title={criteria.code}
        count={countOf(criteria.steps, "step")}
        crumbs={[
          { href: "/segments", label: "Segments" },
          { href: "/segments/saved-criteria", label: "Saved criteria" },
        ]}
        chips={<Chip>{criteria.shared ? "Shared" : "Private"}</Chip>}
        actions={
          <>
            <ButtonLink href={`/segments/saved-criteria/${criteria.criteriaId}/compare`}>Compare…</ButtonLink>
            {criteria.mayChange && hasRight(user.role, "segments.edit") ? (
              <CriteriaActions
                criteria={criteria}
                change={changeSavedCriteriaAction}
                remove={deleteSavedCriteriaAction}
                restore={restoreSavedCriteriaAction}
              />
            ) : null}
          </>
        }
        facts={[
          { label: "Description", value: criteria.description || "—" },
          { label: "Made by", value: `${criteria.createdByName}, ${formatInstant(criteria.createdAt, timeZone)}` },
        ]}
        line
      />
      <CriteriaList rows={criteriaRows(criteria.stack, names)} />
      <section aria-label="Where it was used" className="max-h-56 flex-none overflow-y-auto border-t border-line px-4 py-3">
        <h2 className="mb-1 font-semibold">Where it was used</h2>
        {criteria.used.length === 0 ? <p className="text-ink-3">Nowhere yet.</p> : null}
        <ul className="grid gap-1">
          {criteria.used.map(({ segmentNo, description, exists, userName, at }) => (
            <li key={`${segmentNo} ${at.getTime()}`}>
              {exists ? <TextLink href={`/segments/${encodeURIComponent(segmentNo)}`}>{description ?? segmentNo}</TextLink> : segmentNo}
              <span className="text-ink-3">
                {" "}
                {segmentNo} · {userName} · {stepTime(at, today, timeZone)}
                {exists ? "" : " · deleted since"}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
