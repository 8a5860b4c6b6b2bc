"use client";

import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";

/** Runs the check anew. */
export function CheckAgain() {
  const router = useRouter();
  const [pending, start] = useTransition();
  return (
    <Button variant="ghost" icon={<RefreshCw aria-hidden />} pending={pending} onClick={() => start(() => router.refresh())}>
      Check again
    </Button>
  );
}
