"use client";

import { ClipboardCheck } from "lucide-react";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { classNames } from "@/components/ui/class-names";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf, formatDay, formatNumber } from "@/components/ui/format";
import { TextArea } from "@/components/ui/text-area";
import { type PrintingError, printingMessage } from "@/lib/printing/errors";
import type { CoverSheets } from "@/lib/printing/list-cover-sheets";
import { remarks } from "@/lib/printing/schema";
import { type ActionState, isRequestError, requestMessage } from "@/lib/request/action-state";
import { AddressLines } from "./address-lines";
import paper from "./paper.module.css";
import type { PrintAddress } from "./print-address";
import { PrintBar } from "./print-bar";
import { PrintChoices } from "./print-choices";

export type CoverSheetsPageProps = {
  path: string;
  address: PrintAddress;
  sheets: CoverSheets;
  today: string;
  /** Null for who may not log. */
  log: ((request: { segmentNo: string; expected: number }) => Promise<ActionState<{ interactions: number }, PrintingError>>) | null;
};

/** One sheet for each contact; the remarks and the own text stand on all of them. Printing writes nothing; *Log* does. */
export function CoverSheetsPage({ path, address, sheets, today, log }: CoverSheetsPageProps) {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [text, setText] = useState("");
  const left = sheets.blocked > 0 ? ` ${countOf(sheets.blocked, "contact")} left out: blocked, or not to be reached by post.` : "";
  const mark = (remark: string, on: boolean) =>
    setMarked(new Set(on ? [...marked, remark] : [...marked].filter((each) => each !== remark)));
  return (
    <>
      <PrintBar
        title="Cover sheets"
        facts={`${sheets.description ?? "Segment"}, ${sheets.segmentNo}: ${countOf(sheets.sheets, "cover sheet")}, one for each contact.${left}`}
        parts={sheets.parts}
        path={path}
        address={address}
        actions={log && sheets.sheets > 0 ? <LogButton sheets={sheets} log={log} /> : null}
      >
        <PrintChoices path={path} address={address} />
        <fieldset className="mt-3 border-0">
          <legend className="mb-1.5 text-xs font-medium text-ink-2">Remarks</legend>
          <div className="flex flex-wrap gap-x-5 gap-y-2">
            {remarks.map((remark) => (
              <Checkbox key={remark} label={remark} checked={marked.has(remark)} onCheckedChange={(on) => mark(remark, on)} />
            ))}
          </div>
        </fieldset>
        <TextArea
          className="mt-3"
          label="Own text"
          rows={2}
          maxLength={1_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </PrintBar>
      {sheets.rows.map((sheet) => (
        <Sheet key={sheet.contactNo} sheet={sheet} company={sheets.company} today={today} marked={marked} text={text} />
      ))}
    </>
  );
}

function LogButton({ sheets, log }: { sheets: CoverSheets; log: NonNullable<CoverSheetsPageProps["log"]> }) {
  const [logged, setLogged] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const template = sheets.company.coverSheetTemplate;
  if (!template) return <span className="text-xs text-ink-3">To log them, choose a template under Company details.</span>;
  if (logged !== null) return <span role="status">{countOf(logged, "interaction")} logged</span>;
  const press = () =>
    start(async () => {
      const answer = await log({ segmentNo: sheets.segmentNo, expected: sheets.sheets }).catch(() => null);
      if (answer?.ok) return setLogged(answer.value.interactions);
      if (!answer) return setRefusal("The server could not be reached. Look in the interaction log whether it was done.");
      setRefusal(isRequestError(answer.error) ? requestMessage(answer.error) : printingMessage(answer.error));
    });
  return (
    <>
      <ErrorMessage>{refusal}</ErrorMessage>
      <Button
        icon={<ClipboardCheck aria-hidden />}
        title={`Records ${template.name} with each contact. The worksheet stays as it is.`}
        pending={pending}
        pendingLabel={`Logging ${formatNumber(sheets.sheets)}`}
        onClick={press}
      >
        Log {countOf(sheets.sheets, "interaction")}
      </Button>
    </>
  );
}

type SheetProps = Pick<CoverSheetsPageProps, "today"> & {
  sheet: CoverSheets["rows"][number];
  company: CoverSheets["company"];
  marked: ReadonlySet<string>;
  text: string;
};

function Sheet({ sheet, company, today, marked, text }: SheetProps) {
  const place = [company.postCode, company.city].filter(Boolean).join(" ");
  const own = [company.address, company.address2, place, company.country?.name, company.phoneNo, company.email, company.homePage];
  return (
    <section aria-label={`Cover sheet for ${sheet.contactNo}`} className={classNames(paper.paper, paper.cover)}>
      <div className="text-right">
        <p className="text-lg font-medium">{company.companyName}</p>
        {own.map((line, at) =>
          line ? <p key={["address", "address 2", "city", "country", "phone", "e-mail", "home page"][at]}>{line}</p> : null,
        )}
      </div>
      <address className="mt-[12mm] not-italic">
        <AddressLines lines={sheet.lines} />
      </address>
      <dl className="mt-[12mm] grid grid-cols-[35mm_1fr] gap-y-1">
        {[
          ["Date", formatDay(today)],
          ["Contact no.", sheet.contactNo],
          ["Phone no.", sheet.phoneNo],
          ["Fax no.", sheet.faxNo],
          ["E-mail", sheet.email],
        ].map(([name, value]) =>
          value ? (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <ul aria-label="Remarks" className="mt-[12mm] grid grid-cols-2 gap-y-2">
        {remarks.map((remark) => (
          <li key={remark} className="flex items-center gap-2">
            <span aria-hidden className="grid size-[4mm] place-items-center border border-current leading-none">
              {marked.has(remark) ? "×" : ""}
            </span>
            {remark}
            {marked.has(remark) ? <span className="sr-only">, marked</span> : null}
          </li>
        ))}
      </ul>
      {text ? <p className="mt-[10mm] whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</p> : null}
    </section>
  );
}
