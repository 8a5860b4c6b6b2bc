"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Shows nothing; asks for the page's numbers again while they move and somebody looks. */
export function RefreshWhile({ moving, everyMs = 1_500 }: { moving: boolean; everyMs?: number }) {
  const router = useRouter();
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => {
      if (!document.hidden) router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [moving, everyMs, router]);
  return null;
}
