import type { Metadata } from "next";
import { z } from "zod";
import { ApplicationsTable } from "@/components/mailing-groups/applications-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { numberedPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { TextLink } from "@/components/ui/text-link";
import { hasRight } from "@/lib/access/rights";
import { listApplications } from "@/lib/mailing-groups/list-applications";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { mailingGroups } from "./mailing-groups";

export const metadata: Metadata = { title: "Mailing groups" };

const pageSize = 50;
const pageSchema = z.coerce.number().int().min(1).max(1_000_000).catch(1);

/** What was done to mailing groups from segments, and taking it back. */
export default async function MailingGroupsPage({ searchParams }: PageProps<"/mailing-groups">) {
  const page = pageSchema.parse((await searchParams).page);
  const { user, timeZone } = await currentContext();
  const { rows, total } = await readQuery(listApplications, { page, pageSize });
  return (
    <>
      <PageHeader title="Mailing groups applied" count={total} line />
      <ApplicationsTable
        rows={rows}
        timeZone={timeZone}
        undo={hasRight(user.role, "segments.edit") ? mailingGroups.undo : null}
        empty={
          <EmptyState title="No mailing group was applied yet" filled={0} actions={<TextLink href="/segments">Open the segments</TextLink>}>
            Export / Print on a worksheet puts everybody of a segment into a mailing group. It is written down here and can be undone.
          </EmptyState>
        }
      />
      <Pagination
        noun={total === 1 ? "application" : "applications"}
        {...numberedPages({ page, pageSize, shown: rows.length, total }, (next) => `/mailing-groups?page=${next}`)}
        keys={[]}
      />
    </>
  );
}
