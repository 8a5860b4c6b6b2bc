"use server";

import { revalidatePath } from "next/cache";
import { makeLetters } from "@/lib/letters/make-letters";
import { runOperation } from "@/lib/request/run-operation";

/** Begins to make the letters of a logged segment; the page goes on to show the progress. */
export async function makeLettersAction(request: Parameters<typeof makeLetters>[1]) {
  const state = await runOperation(makeLetters, request);
  revalidatePath("/logged-segments", "layout");
  return state;
}
