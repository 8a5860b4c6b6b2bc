import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { CompanyForm } from "@/components/setup/company-form";
import { LiveLimitsForm } from "@/components/setup/live-limits-form";
import { PageHeader } from "@/components/ui/page-header";
import { hasRight } from "@/lib/access/rights";
import { findLiveLimits } from "@/lib/live-segments/limits";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { findCompanyDetails } from "@/lib/setup/company-details";
import { loadLookupAction } from "../segments/actions";
import { changeCompanyDetailsAction, changeLiveLimitsAction } from "./actions";

export const metadata: Metadata = { title: "Company details" };

/** The own company, as cover sheets show it, and the limits of live segments. */
export default async function CompanyPage() {
  const { user } = await currentContext();
  if (!hasRight(user.role, "setup")) forbidden();
  const [details, limits] = await Promise.all([readQuery(findCompanyDetails, {}), readQuery(findLiveLimits, {})]);
  return (
    <>
      <PageHeader title="Company details" line />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-5">
        <CompanyForm details={details} change={changeCompanyDetailsAction} loadLookup={loadLookupAction} />
        <LiveLimitsForm limits={limits} change={changeLiveLimitsAction} />
      </div>
    </>
  );
}
