"use client";

import { ChevronDown, ChevronUp, Columns3 } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";
import { linkClass } from "@/components/ui/text-link";
import { type ChoosableColumn, columnsAddress, columnsParam, moveColumn, toggleColumn } from "./chosen-columns";

export type ColumnMenuProps = {
  columns: readonly ChoosableColumn[];
  /** Those shown, in order. */
  shown: readonly string[];
  /** Whether they are other ones than usual. */
  chosen: boolean;
};

/** Which columns a table shows and in which order; each choice is in the address at once. */
export function ColumnMenu({ columns, shown, chosen }: ColumnMenuProps) {
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const [, start] = useTransition();
  const set = (next: readonly string[] | null) => {
    const params = new URLSearchParams(search);
    const param = next && columnsAddress(columns, next);
    if (param) params.set(columnsParam, param);
    else params.delete(columnsParam);
    start(() => router.replace(params.size > 0 ? `${path}?${params}` : path, { scroll: false }));
  };
  const left = columns.filter(({ id }) => !shown.includes(id));
  const ordered = [...shown.flatMap((id) => columns.find((column) => column.id === id) ?? []), ...left];
  return (
    <Popover
      label="Columns"
      align="end"
      trigger={
        <IconButton label="Columns" tooltipSide="top" icon={<Columns3 aria-hidden className="icon-s" />} on={chosen} className="size-6!" />
      }
    >
      <ul className="grid max-h-96 w-64 max-w-full gap-px overflow-y-auto p-1.5">
        {ordered.map(({ id, label, names }) => {
          const at = shown.indexOf(id);
          return (
            <li key={id} className="flex min-h-7 items-center gap-1 pl-1.5">
              <span className="min-w-0 flex-1">
                <Checkbox label={label} checked={at >= 0} disabled={names} onCheckedChange={() => set(toggleColumn(columns, shown, id))} />
              </span>
              {at >= 0 ? (
                <>
                  <IconButton
                    label={`${label} further to the left`}
                    icon={<ChevronUp aria-hidden className="icon-s" />}
                    disabled={at === 0}
                    onClick={() => set(moveColumn(shown, id, -1))}
                    className="size-6!"
                  />
                  <IconButton
                    label={`${label} further to the right`}
                    icon={<ChevronDown aria-hidden className="icon-s" />}
                    disabled={at === shown.length - 1}
                    onClick={() => set(moveColumn(shown, id, 1))}
                    className="size-6!"
                  />
                </>
              ) : null}
            </li>
          );
        })}
      </ul>
      {chosen ? (
        <p className="border-t border-line-soft px-3 py-2">
          <button type="button" className={linkClass} onClick={() => set(null)}>
            The usual columns
          </button>
        </p>
      ) : null}
    </Popover>
  );
}
