import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { AuthHeading } from "@/components/access/auth-heading";
import { JobWait } from "@/components/jobs/job-wait";
import { findJob } from "@/lib/jobs/queries";
import { readQuery } from "@/lib/request/run-operation";

export const metadata: Metadata = { title: "Loading the demo company" };

const searchSchema = z.object({ job: z.uuid() });

export default async function LoadingPage({ searchParams }: PageProps<"/setup/loading">) {
  const search = searchSchema.safeParse(await searchParams);
  const job = search.success ? await readQuery(findJob, { jobId: search.data.job }) : null;
  if (!job || job.state === "done") redirect("/segments");
  return (
    <>
      <AuthHeading title="The demo company is moving in.">
        533 contacts with their groups, answers and interactions; then its segments, step by step. It takes a few seconds.
      </AuthHeading>
      <JobWait className="mt-6" job={job} next="/segments" />
    </>
  );
}
