import { Skeleton } from "@/components/ui/skeleton";

const widths = ["w-3/5", "w-2/5", "w-1/2"] as const;

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name} ${index}`);

/** A table that is on its way: rows at their final height, in three widths. */
export function TableSkeleton({
  label,
  rows = 14,
  columns = 5,
}: {
  label: string;
  rows?: number | undefined;
  columns?: number | undefined;
}) {
  return (
    <div role="status" aria-label={label} className="min-h-0 flex-1 overflow-hidden">
      <div className="h-[30px] border-b border-line bg-sunken" />
      {numbered("row", rows).map((rowKey, row) => (
        <div key={rowKey} className="flex h-row items-center gap-2.5 border-b border-line-soft px-4">
          {numbered("column", columns).map((columnKey, column) => (
            <span key={columnKey} className={column === 0 ? "flex-[2]" : "flex-1 max-sm:hidden"}>
              <Skeleton className={widths[(row + column) % 3] ?? "w-1/2"} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
