"use server";

import { revalidatePath } from "next/cache";
import { changeLiveLimits } from "@/lib/live-segments/limits";
import { runOperation } from "@/lib/request/run-operation";
import { changeCompanyDetails } from "@/lib/setup/company-details";

/** Changes what printed pages say about the own company. */
export async function changeCompanyDetailsAction(request: Parameters<typeof changeCompanyDetails>[1]) {
  const state = await runOperation(changeCompanyDetails, request);
  if (state.ok) revalidatePath("/", "layout"); // the sidebar shows the company's name
  return state;
}

/** Changes when unused live segments expire, and how many there may be. */
export async function changeLiveLimitsAction(request: Parameters<typeof changeLiveLimits>[1]) {
  const state = await runOperation(changeLiveLimits, request);
  if (state.ok) revalidatePath("/segments", "layout");
  return state;
}
