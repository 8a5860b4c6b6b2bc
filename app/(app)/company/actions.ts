"use server";

import { revalidatePath } from "next/cache";
import { runOperation } from "@/lib/request/run-operation";
import { changeCompanyDetails } from "@/lib/setup/company-details";

/** Changes what printed pages say about the own company. */
export async function changeCompanyDetailsAction(request: Parameters<typeof changeCompanyDetails>[1]) {
  const state = await runOperation(changeCompanyDetails, request);
  if (state.ok) revalidatePath("/", "layout"); // the sidebar shows the company's name
  return state;
}
