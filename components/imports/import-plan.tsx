"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { Select } from "@/components/ui/select";
import { TextLink } from "@/components/ui/text-link";
import type { UploadAnalysis } from "@/lib/contacts/import/analyse-upload";
import type { Matching } from "@/lib/contacts/import/contact-row";
import { type Delimiter, delimiters, delimiterWords } from "@/lib/contacts/import/delimiter";
import { type Encoding, encodings, encodingWords } from "@/lib/contacts/import/encoding";
import { type ImportError, importMessage } from "@/lib/contacts/import/errors";
import type { ImportKind } from "@/lib/contacts/import/fields";
import type { StartImport } from "@/lib/contacts/import/options";
import type { ImportStarted } from "@/lib/contacts/import/start-import";
import { type ActionState, isRequestError, requestMessage } from "@/lib/request/action-state";
import { ColumnTable } from "./column-table";
import { importHref } from "./import-address";
import { kindWords } from "./import-words";

export type ImportPlanProps = {
  analysis: UploadAnalysis;
  start: (request: StartImport) => Promise<ActionState<ImportStarted, ImportError>>;
};

const kinds: { value: ImportKind; label: string }[] = [
  { value: "contacts", label: kindWords.contacts },
  { value: "sales_facts", label: kindWords.sales_facts },
  { value: "behaviour", label: kindWords.behaviour },
];
const matchings: { value: Matching; label: string }[] = [
  { value: "email", label: "Number, external ID or e-mail" },
  { value: "external_id", label: "Number or external ID" },
  { value: "number", label: "Number" },
];
const knowns: { value: StartImport["options"]["known"]; label: string }[] = [
  { value: "update", label: "Update from the file" },
  { value: "skip", label: "Leave as they are" },
];

/** Columns, rules and the start of an import. How the file is read stands in the address, and the server looks again. */
export function ImportPlan({ analysis, start }: ImportPlanProps) {
  const router = useRouter();
  const { uploadId, kind, dialect } = analysis;
  const [columns, setColumns] = useState<readonly (string | null)[]>(analysis.columns);
  const [known, setKnown] = useState<StartImport["options"]["known"]>("update");
  const [matchBy, setMatchBy] = useState<Matching>("email");
  const [notation, setNotation] = useState({ dayOrder: dialect.dayOrder, decimal: dialect.decimal });
  const [refusal, setRefusal] = useState<{ sentence: string; again: boolean } | null>(null);
  const [starting, startStart] = useTransition();

  const read = (changes: { kind?: ImportKind; encoding?: Encoding; delimiter?: Delimiter }) =>
    router.replace(importHref(uploadId, { kind, encoding: dialect.encoding, delimiter: dialect.delimiter, ...changes }), { scroll: false });
  const begin = (again: boolean) =>
    startStart(async () => {
      const options = { ...dialect, ...notation, headings: analysis.headings, columns: [...columns], known, matchBy };
      const answer = await start({ uploadId, kind, options, again }).catch(() => null);
      if (answer === null)
        return setRefusal({ sentence: "The server cannot be reached. Nothing was started; press again in a moment.", again: false });
      if (answer.ok) return router.push(`/import/${answer.value.importId}`);
      const { error } = answer;
      setRefusal(
        isRequestError(error)
          ? { sentence: requestMessage(error), again: false }
          : { sentence: importMessage(error), again: error.code === "imported_before" },
      );
    });
  useShortcut("Ctrl Enter", () => begin(false), { label: "Start the import", inFields: true, enabled: !starting });
  const imported = columns.filter((column) => column !== null).length;

  return (
    <div className="min-h-0 flex-1 max-lg:overflow-y-auto lg:grid lg:grid-cols-[minmax(0,1fr)_340px]">
      <ScrollPane label="Columns and fields" className="max-lg:overflow-visible">
        <ColumnTable
          analysis={analysis}
          columns={columns}
          onChange={(index, field) => setColumns(columns.map((column, at) => (at === index ? field : column)))}
        />
      </ScrollPane>
      <ScrollPane label="Rules" className="bg-sunken max-lg:overflow-visible max-lg:border-t max-lg:border-line lg:border-l lg:border-line">
        <div className="grid gap-3.5 p-5">
          <h2 className="text-md font-semibold">Rules</h2>
          <Select label="The rows are" options={kinds} value={kind} onValueChange={(value) => value && read({ kind: value })} />
          {kind === "contacts" ? (
            <>
              <Select
                label="A contact is known by"
                options={matchings}
                value={matchBy}
                onValueChange={(value) => value && setMatchBy(value)}
                hint="Rows without these are known by name, with company or address."
              />
              <Select
                label="Known contacts"
                options={knowns}
                value={known}
                onValueChange={(value) => value && setKnown(value)}
                hint={
                  known === "update"
                    ? "Cells that hold something replace what is there; blank cells leave it."
                    : "Their rows count as unchanged."
                }
              />
            </>
          ) : (
            <Select
              label="Numbers"
              options={[
                { value: ".", label: "1,234.50" },
                { value: ",", label: "1.234,50" },
              ]}
              value={notation.decimal}
              onValueChange={(decimal) => decimal && setNotation({ ...notation, decimal })}
            />
          )}
          {kind !== "contacts" || columns.includes("consent_date") ? (
            <Select
              label="Dates such as 3/4/2026"
              options={[
                { value: "dmy", label: "Day first: 3 April" },
                { value: "mdy", label: "Month first: 4 March" },
              ]}
              value={notation.dayOrder}
              onValueChange={(dayOrder) => dayOrder && setNotation({ ...notation, dayOrder })}
            />
          ) : null}
          <h2 className="mt-1.5 text-md font-semibold">How the file is read</h2>
          <div className="grid grid-cols-2 gap-3">
            <Select
              label="Encoding"
              options={encodings.map((value) => ({ value, label: encodingWords[value] }))}
              value={dialect.encoding}
              onValueChange={(encoding) => encoding && read({ encoding })}
            />
            <Select
              label="Delimiter"
              options={delimiters.map((value) => ({ value, label: delimiterWords[value] }))}
              value={dialect.delimiter}
              onValueChange={(delimiter) => delimiter && read({ delimiter })}
            />
          </div>
          <p className="text-ink-2">
            Every row is created, updated, left unchanged or refused with its reason. Unknown codes and unreadable cells are refused, and
            listed so that they can be mended and imported again.
          </p>
          {kind === "contacts" ? (
            <p className="text-ink-2">
              Consent columns hold <i>agreed</i> or <i>refused</i> for a purpose and channel, <i>Do not</i> columns <i>yes</i> where a
              channel must not be used. A refusal that stands here stays, whatever the file says; a person lifts it on the contact.
            </p>
          ) : null}
          {kind === "behaviour" ? (
            <p className="text-ink-2">
              A row whose id is here already counts as unchanged. Of contacts that are not known yet it waits until they are. Properties are
              described under <TextLink href="/behaviour">Behaviour</TextLink>; a type may be new.
            </p>
          ) : null}
          {refusal ? (
            <Note
              tone="bad"
              alert
              title="Nothing was imported."
              actions={
                refusal.again ? (
                  <Button pending={starting} onClick={() => begin(true)}>
                    Count them again
                  </Button>
                ) : null
              }
            >
              {refusal.sentence}
            </Note>
          ) : null}
          <Button
            variant="primary"
            size="lg"
            block
            keys="Ctrl Enter"
            pending={starting}
            pendingLabel="Starting"
            onClick={() => begin(false)}
          >{`Import ${imported} of ${columns.length} columns`}</Button>
        </div>
      </ScrollPane>
    </div>
  );
}
