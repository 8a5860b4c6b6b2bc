"use client";

import { Drawer } from "@/components/ui/drawer";
import { HeaderFacts } from "./header-facts";
import { HeaderForm, type HeaderFormProps } from "./header-form";

export type HeaderPanelProps = HeaderFormProps & { editable: boolean; onClose: () => void };

/** All facts of a segment, beside its lines: to change, or to read. */
export function HeaderPanel({ editable, onClose, ...form }: HeaderPanelProps) {
  return (
    <Drawer open onClose={onClose} label="All facts" heading="All facts">
      {editable ? <HeaderForm {...form} /> : <HeaderFacts header={form.segment.header} currency={form.currency} />}
    </Drawer>
  );
}
