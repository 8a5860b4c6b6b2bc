"use client";

import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { type ContactName, contactOption } from "@/components/contacts/contact-option";
import { Button } from "@/components/ui/button";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf, formatNumber } from "@/components/ui/format";
import type { Option } from "@/components/ui/option";
import { TextArea } from "@/components/ui/text-area";
import { TokenField } from "@/components/ui/token-field";
import type { AddLines } from "@/lib/segmentation/line-changes-schema";
import { countPasted, type ReportRow } from "./add-report";
import { contactsInFile } from "./contacts-in-file";

/** Contacts that one knows: chosen, and pasted as numbers and e-mail addresses. */
export function useContactsByHand() {
  const [chosen, setChosen] = useState<readonly Option[]>([]);
  const [pasted, setPasted] = useState("");
  const contactNos = chosen.map((option) => option.value);
  return {
    chosen,
    setChosen,
    pasted,
    setPasted,
    count: chosen.length + countPasted(pasted),
    contacts: (): AddLines["contacts"] => (pasted.trim() ? { pasted: [...contactNos, pasted].join("\n") } : { contactNos }),
    /** What was taken goes, what is to be mended stays. */
    leave: (texts: string) => {
      setChosen([]);
      setPasted(texts);
    },
  };
}

/** Contacts that fit what was typed. */
export type SearchContacts = (search: string) => Promise<readonly ContactName[]>;
type FieldsProps = { byHand: ReturnType<typeof useContactsByHand>; searchContacts: SearchContacts };

/** The two fields in which they are named. */
export function ContactsByHandFields({ byHand: { chosen, setChosen, pasted, setPasted }, searchContacts }: FieldsProps) {
  return (
    <>
      <TokenField
        label="Find contacts"
        value={chosen}
        onValueChange={setChosen}
        loadOptions={async (search) => (await searchContacts(search)).map(contactOption)}
        placeholder="name, number, e-mail or city"
      />
      <TextArea
        label="Or paste numbers and e-mail addresses"
        aside={pasted.trim() ? countOf(countPasted(pasted), "entry", "entries") : undefined}
        code
        rows={5}
        value={pasted}
        onChange={(event) => setPasted(event.target.value)}
        placeholder={"CT100202\njanice.galvin@contoso.com"}
        hint="Anything may stand between them: lines, commas, a column of a spreadsheet."
      />
      <FromFile onRead={(text) => setPasted([pasted.trim(), text].filter((part) => part !== "").join("\n"))} />
    </>
  );
}

const mostBytes = 2_000_000;

/** Puts what a file holds into the field, where it can be looked at before anything is done with it. */
function FromFile({ onRead }: { onRead: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const read = async (file: File) => {
    if (file.size > mostBytes) return setRefusal(`${file.name} is larger than 2 MB. Import it as contacts instead, onto this segment.`);
    const text = await file.text().catch(() => "\0");
    if (text.includes("\0")) return setRefusal(`${file.name} is no text. Save it as CSV, and choose that.`);
    const found = contactsInFile(text).trim();
    setRefusal(found === "" ? `${file.name} holds no number and no e-mail address.` : null);
    if (found !== "") onRead(found);
  };
  return (
    <div className="-mt-2">
      <Button icon={<FileUp aria-hidden />} onClick={() => input.current?.click()}>
        From a file…
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        aria-label="File of contacts"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.item(0);
          event.target.value = "";
          if (file) void read(file);
        }}
      />
      <ErrorMessage>{refusal}</ErrorMessage>
    </div>
  );
}

/** What was not taken, and the texts that it is about. */
export function ReportRows({ rows }: { rows: readonly ReportRow[] }) {
  return (
    <dl className="mt-1 grid gap-1.5">
      {rows.map((row) => (
        <div key={row.key}>
          <dt>{row.fact}</dt>
          {row.texts.length > 0 ? (
            <dd className="mono max-h-24 overflow-y-auto text-ink-2 [overflow-wrap:anywhere]">
              {row.texts.join(", ")}
              {row.more > 0 ? <span className="font-sans"> and {formatNumber(row.more)} more</span> : null}
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}
