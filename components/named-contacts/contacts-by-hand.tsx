"use client";

import { useState } from "react";
import { type ContactName, contactOption } from "@/components/contacts/contact-option";
import { countOf, formatNumber } from "@/components/ui/format";
import type { Option } from "@/components/ui/option";
import { TextArea } from "@/components/ui/text-area";
import { TokenField } from "@/components/ui/token-field";
import type { AddLines } from "@/lib/segmentation/line-changes-schema";
import { countPasted, type ReportRow } from "./add-report";

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
    </>
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
