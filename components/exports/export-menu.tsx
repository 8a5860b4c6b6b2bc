"use client";

import { Columns3, Download, FileSpreadsheet, Mail, Printer, StickyNote, TableProperties, UsersRound } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuGroup, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import type { ColumnChoice } from "@/lib/exports/schema";
import { ExportDialog } from "./export-dialog";

export type ExportMenuProps = {
  /** What is taken out: "the 203 lines". */
  what: string;
  /** The address of the file, with the filter of the page. */
  href: string;
  columns: readonly ColumnChoice[];
  /** The segment whose contacts can be printed. */
  printSegment?: string | null | undefined;
  /** Opens the dialog that gives a mailing group to the contacts. */
  onMailingGroup?: (() => void) | undefined;
};

/** Everything that leads out of a list: files, pages to print, and a mailing group for those who are on it. */
export function ExportMenu({ what, href, columns, printSegment, onMailingGroup }: ExportMenuProps) {
  const [choosing, setChoosing] = useState(false);
  const print = printSegment ? `/print/segments/${encodeURIComponent(printSegment)}` : null;
  return (
    <>
      <Menu trigger={<IconButton label="Export / Print" icon={<Download aria-hidden />} />}>
        <MenuGroup label={`Export ${what}`}>
          <MenuLink icon={<TableProperties aria-hidden />} href={href} download="">
            CSV
          </MenuLink>
          <MenuLink icon={<FileSpreadsheet aria-hidden />} href={withParams(href, { format: "xlsx" })} download="">
            Excel (XLSX)
          </MenuLink>
          <MenuItem icon={<Columns3 aria-hidden />} onSelect={() => setChoosing(true)}>
            Choose columns…
          </MenuItem>
        </MenuGroup>
        {print ? (
          <>
            <MenuSeparator />
            <MenuGroup label="Print">
              <MenuLink icon={<Printer aria-hidden />} href={`${print}/contact-list`} newTab>
                Contact list
              </MenuLink>
              <MenuLink icon={<Mail aria-hidden />} href={`${print}/labels`} newTab>
                Labels
              </MenuLink>
              <MenuLink icon={<StickyNote aria-hidden />} href={`${print}/cover-sheets`} newTab>
                Cover sheets
              </MenuLink>
            </MenuGroup>
          </>
        ) : null}
        {onMailingGroup ? (
          <>
            <MenuSeparator />
            <MenuItem icon={<UsersRound aria-hidden />} onSelect={onMailingGroup}>
              Apply mailing group…
            </MenuItem>
          </>
        ) : null}
      </Menu>
      <ExportDialog
        open={choosing}
        onOpenChange={setChoosing}
        what={what}
        columns={columns}
        hrefOf={(format, keys) => withParams(href, { format, columns: keys?.join(",") ?? null })}
      />
    </>
  );
}

/** The address with these parameters; null leaves one out. */
function withParams(href: string, params: Record<string, string | null>): string {
  const [path, search] = href.split("?");
  const all = new URLSearchParams(search);
  for (const [name, value] of Object.entries(params)) if (value !== null) all.set(name, value);
  return all.size > 0 ? `${path}?${all}` : `${path}`;
}
