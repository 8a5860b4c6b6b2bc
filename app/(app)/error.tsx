"use client";

import { PageFault, type PageFaultProps } from "@/components/shell/page-fault";

/** A page that failed leaves the shell standing. */
export default function AppErrorPage(props: PageFaultProps) {
  return <PageFault {...props} />;
}
