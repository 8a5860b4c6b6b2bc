import type { Metadata } from "next";
import { PurposeList } from "@/components/consent/purpose-list";
import { hasRight } from "@/lib/access/rights";
import { listPurposes } from "@/lib/consent/purposes";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { savePurposeAction } from "./actions";

export const metadata: Metadata = { title: "Consent purposes" };

/** What people are written to about, and where that needs their consent first. */
export default async function PurposesPage() {
  const { user } = await currentContext();
  const purposes = await readQuery(listPurposes, {});
  return <PurposeList purposes={purposes} savePurpose={hasRight(user.role, "setup") ? savePurposeAction : null} />;
}
