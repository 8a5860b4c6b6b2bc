"use client";

import { PageFault, type PageFaultProps } from "@/components/shell/page-fault";

export default function ErrorPage(props: PageFaultProps) {
  return (
    <main className="grid min-h-dvh">
      <PageFault {...props} />
    </main>
  );
}
