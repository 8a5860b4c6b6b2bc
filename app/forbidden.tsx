import type { Metadata } from "next";
import { PageForbidden } from "@/components/shell/page-forbidden";

export const metadata: Metadata = { title: "Not for your role" };

export default function Forbidden() {
  return (
    <main className="grid min-h-dvh">
      <PageForbidden />
    </main>
  );
}
