import type { Metadata } from "next";
import { PageMissing } from "@/components/shell/page-missing";

export const metadata: Metadata = { title: "Nothing here" };

/** A record that does not exist, inside the shell. */
export default function AppNotFound() {
  return <PageMissing />;
}
