"use client";

import { Columns3 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Popover } from "@/components/ui/popover";
import { chosenColumns, type LineColumn, lineColumnList, lineColumnNames, usualColumns, writtenColumns } from "./line-column-names";
import { type LinesAddress, linesHref } from "./lines-address";

/** *Columns* above the lines: which are shown, at once in the address. */
export function ColumnsMenu({ path, address }: { path: string; address: LinesAddress }) {
  const router = useRouter();
  const [, startChoose] = useTransition();
  const [shown, setShown] = useOptimistic<readonly LineColumn[]>(chosenColumns(address.columns) ?? usualColumns);
  const choose = (columns: readonly LineColumn[]) =>
    startChoose(() => {
      setShown(columns);
      router.replace(linesHref(path, address, { columns: writtenColumns(columns) }), { scroll: false });
    });
  return (
    <Popover
      label="Columns of the lines"
      trigger={
        <Button variant="ghost" icon={<Columns3 aria-hidden />}>
          Columns
        </Button>
      }
    >
      <div className="w-[26rem] max-w-full p-2.5">
        <fieldset className="columns-2 gap-4">
          <legend className="sr-only">Columns that are shown</legend>
          {lineColumnList.map((name) => (
            <Checkbox
              key={name}
              className="flex! min-h-6 w-full pointer-coarse:min-h-10"
              label={lineColumnNames[name]}
              checked={shown.includes(name)}
              onCheckedChange={(on) => choose(on ? [...shown, name] : shown.filter((each) => each !== name))}
            />
          ))}
        </fieldset>
        <Button variant="ghost" className="mt-2" disabled={address.columns === undefined} onClick={() => choose(usualColumns)}>
          Usual columns
        </Button>
      </div>
    </Popover>
  );
}
