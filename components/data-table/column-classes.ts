import type { ColumnLook, HideBelow } from "./app-table";

// Whole class names, so that the stylesheet's scan finds them.
const hidden: Record<HideBelow, string> = {
  480: "@max-[480px]:hidden",
  560: "@max-[560px]:hidden",
  640: "@max-[640px]:hidden",
  720: "@max-[720px]:hidden",
  800: "@max-[800px]:hidden",
  900: "@max-[900px]:hidden",
  1000: "@max-[1000px]:hidden",
  1100: "@max-[1100px]:hidden",
  1250: "@max-[1250px]:hidden",
  1400: "@max-[1400px]:hidden",
};

/** The class that leaves a column out on narrow tables, for its col, heading and cells. */
export function hiddenClass(hideBelow: HideBelow | undefined): string {
  return hideBelow ? hidden[hideBelow] : "";
}

/** The class that puts numbers at the right. */
export function alignClass(look: ColumnLook | undefined): string {
  return look?.align === "right" ? "num text-right" : "";
}
