"use client";

import { Copy, Download } from "lucide-react";
import { useState } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { DataTable } from "@/components/data-table/data-table";
import { ButtonLink } from "@/components/ui/button-link";
import { IconButton } from "@/components/ui/icon-button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useToast } from "@/components/ui/toast";
import { Toolbar } from "@/components/ui/toolbar";
import { fields, type NameLanguage } from "@/lib/documents/word/fields";

type Row = { name: string; inMail: string; inWord: string };

const column = createAppColumnHelper<Row>();
const columns = column.columns([
  column.accessor("inWord", { header: "In Word", meta: { names: true }, cell: ({ getValue }) => <Copied text={getValue()} /> }),
  column.accessor("inMail", {
    header: "In an e-mail or a subject",
    meta: { width: 320, narrowWidth: 190 },
    cell: ({ getValue }) => <Copied text={getValue()} />,
  }),
]);
const keyOf = (row: Row) => row.name;
const languages = [
  { value: "en", label: "English" },
  { value: "de", label: "Deutsch" },
  { value: "fr", label: "Français" },
  { value: "da", label: "Dansk" },
] as const;

/** Every field by its name in Word and in e-mails, to be copied, and as a data source for Word. Names of all languages are understood. */
export function FieldsTable() {
  const [language, setLanguage] = useState<NameLanguage>("en");
  const rows = fields.map(({ name, wordNames }): Row => ({ name, inMail: `{{${name}}}`, inWord: wordNames[language] }));
  return (
    <>
      <Toolbar label="Names">
        <SegmentedControl label="Language of the names in Word" value={language} onValueChange={setLanguage} options={languages} />
        <ButtonLink
          className="ml-auto"
          href={`/api/documents/fields?language=${language}`}
          download=""
          prefetch={false}
          icon={<Download aria-hidden />}
        >
          Data source for Word
        </ButtonLink>
      </Toolbar>
      <DataTable name="Fields" columns={columns} rows={rows} rowKey={keyOf} empty={null} />
    </>
  );
}

function Copied({ text }: { text: string }) {
  const { toast } = useToast();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast({ text: `${text} copied.` }),
      () => toast({ text: "The browser did not let it be copied. Select the name instead." }),
    );
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="mono min-w-0 truncate select-text">{text}</span>
      <IconButton label={`Copy ${text}`} icon={<Copy aria-hidden />} onClick={() => void copy()} />
    </span>
  );
}
