import type { Metadata } from "next";
import { PageForbidden } from "@/components/shell/page-forbidden";

export const metadata: Metadata = { title: "Not for your role" };

/** A page that one's role may not open, inside the shell. */
export default function AppForbidden() {
  return <PageForbidden />;
}
