"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useId, useState, useTransition } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorMessage } from "@/components/ui/error-message";
import type { Option } from "@/components/ui/option";
import { PageHeader } from "@/components/ui/page-header";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { type NamePart, salutationText } from "@/lib/documents/salutation";
import { partsOf, type SalutationName, salutationNames } from "@/lib/documents/salutation-parts";
import type { ActionState } from "@/lib/request/action-state";
import type { TemplateError } from "@/lib/templates/errors";
import type { FormulaRow, Formulas } from "@/lib/templates/salutation-formulas";
import type { DeleteFormula, SaveFormula } from "@/lib/templates/schema";
import { DeleteInDialog } from "./delete-in-dialog";
import { templateRefusal } from "./template-actions";

type SalutationsPanelProps = Formulas & {
  loadLookup: LoadLookup;
  /** Null for who may only read. */
  actions: {
    save: (request: SaveFormula) => Promise<ActionState<unknown, TemplateError>>;
    remove: (request: DeleteFormula) => Promise<ActionState<unknown, TemplateError>>;
  } | null;
};

/** Somebody to greet, so that a formula can be judged. */
const sample: Record<NamePart, string> = {
  job_title: "Dr.",
  first_name: "Maria",
  middle_name: "Louise",
  surname: "Lind",
  initials: "ML",
  company_name: "Lind & Sons",
};
/** As she is greeted. */
const greeted = (formula: string, names: readonly string[], whom: Partial<typeof sample> = sample): string =>
  salutationText({ text: formula, parts: partsOf(names) }, whom);
const tones = [
  { value: "formal", label: "Formal" },
  { value: "informal", label: "Informal" },
] as const;
const nameOptions: readonly Option<SalutationName>[] = salutationNames.map((value) => ({ value, label: value }));

const column = createAppColumnHelper<FormulaRow>();
const columns = column.columns([
  column.accessor((row) => greeted(row.formula, row.names), {
    id: "greeting",
    header: "Greeting",
    meta: { names: true },
    cell: ({ getValue }) => <span className="font-medium">{getValue()}</span>,
  }),
  column.accessor((row) => `${row.salutation} (${row.salutationCode})`, {
    id: "salutation",
    header: "Salutation",
    meta: { width: 210, hideBelow: 560 },
    cell: quietCell,
  }),
  column.accessor((row) => row.language ?? "Any language", { id: "language", header: "Language", meta: { width: 170 }, cell: quietCell }),
  column.accessor((row) => (row.salutationType === "formal" ? "Formal" : "Informal"), {
    id: "tone",
    header: "Tone",
    meta: { width: 100, hideBelow: 480 },
    cell: quietCell,
  }),
  column.accessor("formula", { header: "Formula", meta: { width: 240, hideBelow: 900 }, cell: quietCell }),
]);
const keyOf = (row: FormulaRow) => `${row.salutationCode} ${row.languageCode} ${row.salutationType}`;

/** How letters and e-mails greet: by the contact's salutation, in the language of the letter, formally or not. */
export function SalutationsPanel({ formulas, salutations, loadLookup, actions }: SalutationsPanelProps) {
  const [open, setOpen] = useState<FormulaRow | "new" | null>(null);
  useShortcut("N", () => setOpen("new"), { label: "New greeting", enabled: actions !== null });
  return (
    <>
      <PageHeader
        title="Salutations"
        count={formulas.length}
        line
        actions={
          actions ? (
            <Button variant="primary" keys="N" icon={<Plus aria-hidden />} onClick={() => setOpen("new")}>
              New greeting
            </Button>
          ) : null
        }
      />
      <p className="flex-none border-b border-line-soft px-4 py-2 text-xs text-pretty text-ink-3">
        As Maria Louise Lind of Lind &amp; Sons is greeted. A letter takes the greeting in its language, else the one for any language.
      </p>
      <DataTable
        name="Salutations"
        columns={columns}
        rows={formulas}
        rowKey={keyOf}
        onOpen={actions ? setOpen : undefined}
        openKey={open && open !== "new" ? keyOf(open) : null}
        empty={
          <EmptyState title="No greeting yet">Letters and e-mails greet each contact by its salutation and in its language.</EmptyState>
        }
      />
      {open && actions ? (
        <FormulaDialog
          formula={open === "new" ? null : open}
          salutations={salutations}
          loadLookup={loadLookup}
          actions={actions}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  );
}

type FormulaDialogProps = Pick<SalutationsPanelProps, "salutations" | "loadLookup"> & {
  formula: FormulaRow | null;
  actions: NonNullable<SalutationsPanelProps["actions"]>;
  onClose: () => void;
};

function FormulaDialog({ formula: row, salutations, loadLookup, actions, onClose }: FormulaDialogProps) {
  const formId = useId();
  const [salutationCode, setSalutation] = useState(row?.salutationCode ?? null);
  const [language, setLanguage] = useState<Option | null>(row?.language ? { value: row.languageCode, label: row.language } : null);
  const [tone, setTone] = useState<"formal" | "informal">(row?.salutationType ?? "formal");
  const [formula, setFormula] = useState(row?.formula ?? "");
  const [names, setNames] = useState<readonly SalutationName[]>([]);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startSave] = useTransition();
  const given = names.length > 0 ? names : (row?.names ?? []).flatMap((name) => salutationNames.find((known) => known === name) ?? []);
  const places = Math.min(5, Math.max(0, ...[...formula.matchAll(/%([1-5])/g)].map(([, at]) => Number(at))));
  const chosen = Array.from({ length: places }, (_, at) => given[at] ?? "Surname");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    startSave(async () => {
      const request = {
        salutationCode: salutationCode ?? "",
        languageCode: language?.value ?? "",
        salutationType: tone,
        formula,
        names: chosen,
      };
      const refused = templateRefusal(await actions.save(request).catch(() => null));
      setRefusal(refused);
      if (refused === null) onClose();
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={row ? "Change greeting" : "New greeting"}
      subtitle={row ? `${row.salutation}, ${row.language ?? "any language"}` : undefined}
      keepOnOutsidePress
      footer={
        <DialogFooter effect={refusal ? <ErrorMessage>{refusal}</ErrorMessage> : undefined}>
          {row ? (
            <DeleteInDialog
              what="this greeting"
              remove={() =>
                actions.remove({ salutationCode: row.salutationCode, languageCode: row.languageCode, salutationType: row.salutationType })
              }
              onDeleted={onClose}
            >
              Letters in its language take the greeting for any language, where there is one.
            </DeleteInDialog>
          ) : null}
          <Button variant="ghost" size="lg" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="primary" size="lg" pending={pending}>
            Save greeting
          </Button>
        </DialogFooter>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-3.5 sm:grid-cols-2">
        <Select
          label="Salutation"
          options={salutations.map(({ code, description }) => ({ value: code, label: description, hint: code }))}
          value={salutationCode}
          onValueChange={setSalutation}
          disabled={row !== null}
          required
        />
        <Combobox
          label="Language"
          placeholder="any language"
          value={language}
          onValueChange={setLanguage}
          disabled={row !== null}
          loadOptions={(search) => loadLookup("language", search)}
        />
        {row ? null : (
          <div className="sm:col-span-2">
            <SegmentedControl label="Tone" value={tone} onValueChange={setTone} options={tones} />
          </div>
        )}
        <TextField
          className="sm:col-span-2"
          label="Greeting"
          hint="%1 to %5 stand for what you choose below. One that a contact has not goes with the blank behind it."
          value={formula}
          onChange={(event) => setFormula(event.target.value)}
          required
          maxLength={100}
        />
        {chosen.map((name, at) => (
          <Select
            // biome-ignore lint/suspicious/noArrayIndexKey: a placeholder is its place
            key={at}
            label={`%${at + 1} stands for`}
            options={nameOptions}
            value={name}
            onValueChange={(next) => next && setNames(chosen.map((each, place) => (place === at ? next : each)))}
          />
        ))}
        <output className="text-ink-2 sm:col-span-2">
          <span className="block text-xs text-ink-3">With a middle name, and without</span>
          {greeted(formula, chosen)}
          <br />
          {greeted(formula, chosen, { ...sample, middle_name: "" })}
        </output>
      </form>
    </Dialog>
  );
}
