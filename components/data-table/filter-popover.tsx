"use client";

import { ListFilter } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";

export type FilterPopoverProps = {
  /** Named for screen readers: "Filter the lines". */
  label: string;
  children: ReactNode;
};

/** *Filter* above a list; its choices stand inside and go into the address, each at once. */
export function FilterPopover({ label, children }: FilterPopoverProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" icon={<ListFilter aria-hidden />}>
          Filter
        </Button>
      }
    >
      {children}
    </Popover>
  );
}
