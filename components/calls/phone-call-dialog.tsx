"use client";

import { Phone } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-style";
import { Combobox } from "@/components/ui/combobox";
import { DateField } from "@/components/ui/date-field";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { Note } from "@/components/ui/note";
import { namedOption, type Option } from "@/components/ui/option";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { TextField } from "@/components/ui/text-field";
import { TimeField } from "@/components/ui/time-field";
import { useForm } from "@/components/ui/use-form";
import { callRefusalWords } from "@/lib/calls/errors";
import type { Callee } from "@/lib/calls/find-callee";
import { logCallSchema } from "@/lib/calls/schema";
import type { PhoneActions } from "./call-actions";
import { dialHref, firstNumber, minutesOf, numberWords, type Outcome, refusalWords, resultWords, timeThere } from "./call-words";
import { OutcomeFields } from "./outcome-fields";
import { useCallClock } from "./use-call-clock";

type PhoneCallDialogProps = {
  callee: Callee;
  line: { segmentNo: string; layer: number } | null;
  currency: string;
  phone: PhoneActions;
  onLogged: (entryNo: number) => void;
  onClose: () => void;
};

/** A phone call from the number to *Finish*, which records it at once. */
export function PhoneCallDialog({ callee, line, currency, phone, onLogged, onClose }: PhoneCallDialogProps) {
  const [usual] = callee.templates;
  const [number, setNumber] = useState(
    () => firstNumber(callee.numbers, typeof window !== "undefined" && window.matchMedia("(pointer: coarse)").matches)?.number ?? "",
  );
  const [reached, setReached] = useState(true);
  const [template, setTemplate] = useState(usual ?? null);
  const [description, setDescription] = useState<string | null>(callee.description);
  const [outcome, setOutcome] = useState<Outcome>({ evaluation: null, comment: "", durationMin: null, costLcy: usual?.costLcy ?? 0 });
  const [salesperson, setSalesperson] = useState(namedOption(callee.salesperson));
  const [campaign, setCampaign] = useState(namedOption(callee.campaign));
  const [day, setDay] = useState({ date: callee.date, time: callee.time });
  const { refusals, pending, send } = useForm();
  const clock = useCallClock(null);
  const dial = useRef<HTMLAnchorElement>(null);
  const refusal = callee.refusal ?? template?.unreachable ?? null;
  const isDone = callee.call?.done ?? false;

  const choose = (option: Option | null) => {
    const chosen = callee.templates.find(({ code }) => code === option?.value) ?? null;
    setTemplate(chosen);
    if (!chosen) return;
    setOutcome({ ...outcome, costLcy: chosen.costLcy });
    if (chosen !== usual) setDescription(null);
  };
  const finish = () => {
    const request = {
      contactNo: callee.contactNo,
      line,
      number,
      interactionTemplateCode: template?.code ?? "",
      description: description ?? template?.name ?? "",
      ...day,
      salespersonCode: salesperson?.value ?? "",
      campaignNo: campaign?.value ?? null,
      reached,
      ...outcome,
      durationMin: minutesOf(outcome, clock.seconds, template?.durationMin ?? 0),
    };
    const onSaved = ({ entryNo }: { entryNo: number }) => onLogged(entryNo);
    send({ schema: logCallSchema, request, save: phone.logCall, words: refusalWords, onSaved });
  };
  const dialOnEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.ctrlKey || refusal) return;
    event.preventDefault();
    dial.current?.click();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Call ${callee.name}`}
      subtitle={[callee.jobTitle, callee.companyName === callee.name ? null : callee.companyName].filter(Boolean).join(", ")}
      icon={<Phone aria-hidden />}
      size="md"
      keepOnOutsidePress
      footer={<CallFooter pending={pending} disabled={refusal !== null || isDone} onFinish={finish} onCancel={onClose} />}
    >
      <div className="grid gap-3.5 sm:grid-cols-2">
        {refusal ? (
          <Note tone="bad" className="sm:col-span-2" title={`${callee.name} must not be called.`}>
            {callRefusalWords(refusal)}.
          </Note>
        ) : null}
        {isDone && callee.call ? (
          <Note className="sm:col-span-2" title="Done already.">
            {callee.name} was reached from this line{callee.call.by ? ` by ${callee.call.by}` : ""}: entry {callee.call.entryNo}. Cancel
            that entry to call again.
          </Note>
        ) : null}
        <div className="flex items-start gap-2 sm:col-span-2">
          <TextField
            className="flex-1"
            label="Number"
            type="tel"
            aside={callee.zone ? <span className="num">{timeThere(callee.zone, new Date())}</span> : undefined}
            error={refusals.number}
            value={number}
            onChange={(event) => setNumber(event.target.value)}
            onKeyDown={dialOnEnter}
            maxLength={80}
          />
          <a
            ref={dial}
            href={refusal || !/\d/.test(number) ? undefined : dialHref(number)}
            aria-disabled={refusal !== null || undefined}
            onClick={clock.start}
            className={`${buttonClass({ size: "lg" })} mt-5`}
          >
            <Phone aria-hidden /> Dial
          </a>
        </div>
        <Numbers callee={callee} chosen={number} onChoose={setNumber} />
        <div className="sm:col-span-2">
          <SegmentedControl
            label="Result"
            block
            options={[
              { value: "reached", label: resultWords.reached },
              { value: "not_reached", label: resultWords.not_reached },
            ]}
            value={reached ? "reached" : "not_reached"}
            onValueChange={(result) => setReached(result === "reached")}
          />
        </div>
        <OutcomeFields
          value={outcome}
          onChange={setOutcome}
          seconds={clock.seconds}
          usualMin={template?.durationMin ?? 0}
          currency={currency}
        />
        <TextField
          label="Description"
          error={refusals.description}
          value={description ?? template?.name ?? ""}
          onChange={(event) => setDescription(event.target.value)}
          maxLength={100}
        />
        <Combobox
          label="Template"
          error={refusals.interactionTemplateCode && "Choose one: the interaction takes its group and direction from it."}
          options={callee.templates.map(({ code, name }) => ({ value: code, label: name, hint: code }))}
          value={namedOption(template)}
          onValueChange={choose}
        />
        <Combobox
          label="Campaign"
          placeholder="None"
          value={campaign}
          onValueChange={setCampaign}
          loadOptions={(search) => phone.loadLookup("campaign", search)}
        />
        <Combobox
          label="Salesperson"
          error={refusals.salespersonCode && "A call needs a salesperson."}
          value={salesperson}
          onValueChange={setSalesperson}
          loadOptions={(search) => phone.loadLookup("salesperson", search)}
        />
        <DateField label="Date" error={refusals.date} value={day.date} onChange={(event) => setDay({ ...day, date: event.target.value })} />
        <TimeField label="Time" error={refusals.time} value={day.time} onValueChange={(time) => setDay({ ...day, time })} />
      </div>
      <ErrorMessage className="mt-3">{refusals.form}</ErrorMessage>
    </Dialog>
  );
}

/** The numbers there are, to take another one with a press. */
function Numbers({ callee, chosen, onChoose }: { callee: Callee; chosen: string; onChoose: (number: string) => void }) {
  if (callee.numbers.length === 0)
    return <p className="text-ink-2 sm:col-span-2">Neither the contact nor its company has a number. Type one.</p>;
  return (
    <ul aria-label="Numbers" className="-mt-1.5 flex flex-wrap gap-1.5 sm:col-span-2">
      {callee.numbers.map(({ number, kind }) => (
        <li key={number}>
          <Button variant="ghost" on={number === chosen} aria-pressed={number === chosen} onClick={() => onChoose(number)}>
            <span className="num">{number}</span> <span className="font-normal text-ink-2">{numberWords[kind]}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

type CallFooterProps = { pending: boolean; disabled: boolean; onFinish: () => void; onCancel: () => void };

/** Stands inside the dialog, where its key counts. */
function CallFooter({ pending, disabled, onFinish, onCancel }: CallFooterProps) {
  useShortcut("Ctrl Enter", onFinish, { label: "Finish", inFields: true, enabled: !pending && !disabled });
  return (
    <DialogFooter effect="Finish logs 1 interaction now.">
      <Button variant="ghost" size="lg" onClick={onCancel}>
        Cancel
      </Button>
      <Button variant="primary" size="lg" keys="Ctrl Enter" pending={pending} disabled={disabled} onClick={onFinish}>
        Finish
      </Button>
    </DialogFooter>
  );
}
