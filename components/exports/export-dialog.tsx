"use client";

import { Columns3 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { countOf, formatNumber } from "@/components/ui/format";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { ColumnChoice, ExportFormat } from "@/lib/exports/schema";

export type ExportDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  what: string;
  columns: readonly ColumnChoice[];
  /** The address of the file; no keys are all columns. */
  hrefOf: (format: ExportFormat, keys: readonly string[] | null) => string;
};

/** Which columns a file has, and in which format. */
export function ExportDialog({ open, onOpenChange, what, columns, hrefOf }: ExportDialogProps) {
  const [format, setFormat] = useState<ExportFormat>("csv");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const keys = columns.map(({ key }) => key).filter((key) => !left.has(key));
  const all = keys.length === columns.length;
  const toggle = (key: string, on: boolean) => {
    const next = new Set(left);
    if (on) next.delete(key);
    else next.add(key);
    setLeft(next);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Choose columns"
      subtitle={`of ${what}`}
      icon={<Columns3 aria-hidden />}
      size="lg"
      footer={
        <DialogFooter effect={`${formatNumber(keys.length)} of ${countOf(columns.length, "column")}`}>
          <Button variant="ghost" size="lg" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          {keys.length === 0 ? (
            <Button variant="primary" size="lg" disabled>
              Choose at least one column
            </Button>
          ) : (
            <ButtonLink
              variant="primary"
              size="lg"
              href={hrefOf(format, all ? null : keys)}
              download=""
              onClick={() => onOpenChange(false)}
            >
              Export {what}
            </ButtonLink>
          )}
        </DialogFooter>
      }
    >
      <div className="grid gap-4">
        <div className="flex flex-wrap items-center gap-3">
          <SegmentedControl
            label="Format"
            value={format}
            onValueChange={setFormat}
            options={[
              { value: "csv", label: "CSV" },
              { value: "xlsx", label: "Excel (XLSX)" },
            ]}
          />
          <Checkbox
            label="All columns"
            checked={all}
            half={!all && keys.length > 0}
            onCheckedChange={() => setLeft(all ? new Set(columns.map(({ key }) => key)) : new Set())}
          />
        </div>
        <fieldset className="grid grid-cols-3 gap-x-4 gap-y-1.5 max-sm:grid-cols-1">
          <legend className="mb-2 text-xs text-ink-3">Columns, in the order of the file</legend>
          {columns.map(({ key, title }) => (
            <Checkbox
              key={key}
              label={title}
              checked={!left.has(key)}
              onCheckedChange={(on) => toggle(key, on)}
              className="pointer-coarse:min-h-10"
            />
          ))}
        </fieldset>
      </div>
    </Dialog>
  );
}
