"use client";

import { useRouter } from "next/navigation";
import { useShortcut } from "./use-shortcut";

/** Keys that go to a page, placed by a server component: `<GoShortcut keys="N" href="/segments/new" label="New segment" />`. */
export function GoShortcut({ keys, href, label, group }: { keys: string; href: string; label: string; group?: string | undefined }) {
  const router = useRouter();
  useShortcut(keys, () => router.push(href), { label, group });
  return null;
}
