"use client";

import { Phone } from "lucide-react";
import { useEffect, useRef, useState, useTransition } from "react";
import { type InteractionBefore, InteractionsBefore } from "@/components/contacts/interactions-before";
import { ShownPreview } from "@/components/documents/shown-preview";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-style";
import { ErrorMessage } from "@/components/ui/error-message";
import { formatInstant } from "@/components/ui/format";
import { Kbd } from "@/components/ui/kbd";
import { Note } from "@/components/ui/note";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { useToast } from "@/components/ui/toast";
import { type Refusals, refusalsOf } from "@/components/ui/use-form";
import { callRefusalWords } from "@/lib/calls/errors";
import type { Call } from "@/lib/calls/queries";
import { type CallResult, callResults, recordCallSchema } from "@/lib/calls/schema";
import type { Preview } from "@/lib/documents/preview";
import type { CallListActions } from "./call-actions";
import { dialHref, minutesOf, numberWords, type Outcome, refusalWords, resultWords, timeThere } from "./call-words";
import { OutcomeFields } from "./outcome-fields";
import { useCallClock } from "./use-call-clock";

export type CallDeskProps = {
  call: Call;
  before: readonly InteractionBefore[];
  /** What *Call again* proposes, as "2026-03-16T18:30". */
  inAnHour: string;
  /** As the server has it, so that server and browser say the same time. */
  now: Date;
  currency: string;
  timeZone: string;
  actions: CallListActions;
};

const renewMs = 180_000;

/** The call that one has: whom, what it is about, and what came of it. Everything works by keyboard. */
export function CallDesk({ call, before, inAnHour, now, currency, timeZone, actions }: CallDeskProps) {
  const { toast } = useToast();
  const [result, setResult] = useState<CallResult>(call.result ?? "reached");
  const [againAt, setAgainAt] = useState(inAnHour);
  const [number, setNumber] = useState(call.contactVia ?? call.numbers[0]?.number ?? null);
  const [outcome, setOutcome] = useState<Outcome>({
    evaluation: call.evaluation,
    comment: "",
    durationMin: call.attempts > 0 ? call.durationMin : null,
    costLcy: call.costLcy,
  });
  const [refusals, setRefusals] = useState<Refusals>({});
  const [pending, start] = useTransition();
  const clock = useCallClock(call.claimedAt);
  const lost = useLease(call.entryNo, actions.keep);
  const dial = useRef<HTMLAnchorElement>(null);
  const desk = useRef<HTMLElement>(null);
  useEffect(() => desk.current?.focus({ preventScroll: true }), []);

  const save = () => {
    const read = recordCallSchema.safeParse({
      entryNo: call.entryNo,
      result,
      againAt: result === "again" ? againAt : null,
      number,
      ...outcome,
      durationMin: minutesOf(outcome, clock.seconds, call.durationMin),
    });
    if (!read.success) return setRefusals(refusalsOf(read.error));
    start(async () => {
      const answer = await actions.record(read.data).catch(() => null);
      if (!answer?.ok) return setRefusals({ form: refusalWords(answer) });
      toast({
        lead: call.contactName,
        text: `: ${resultWords[result].toLowerCase()}.${answer.value.next === null ? " Nobody is left right now." : ""}`,
      });
    });
  };
  const move = (want: "next" | "previous", later = false) =>
    start(async () => {
      const { loggedSegmentEntryNo } = call;
      const asked = want === "next" ? { want, loggedSegmentEntryNo, later } : { want, loggedSegmentEntryNo };
      const answer = await actions.take(asked).catch(() => null);
      if (!answer?.ok) return setRefusals({ form: refusalWords(answer) });
    });
  const pause = () =>
    start(async () => {
      const answer = await actions.leave({ loggedSegmentEntryNo: call.loggedSegmentEntryNo }).catch(() => null);
      if (!answer?.ok) setRefusals({ form: refusalWords(answer) });
    });
  const keys = { group: "Call list", enabled: !pending };
  useShortcut("D", () => dial.current?.click(), { label: "Dial", ...keys });
  useShortcut("1", () => setResult("reached"), { label: resultWords.reached, ...keys });
  useShortcut("2", () => setResult("not_reached"), { label: resultWords.not_reached, ...keys });
  useShortcut("3", () => setResult("again"), { label: resultWords.again, ...keys });
  useShortcut("E", () => desk.current?.querySelector<HTMLElement>("[role=combobox]")?.focus(), { label: "Evaluate", ...keys });
  useShortcut("C", () => desk.current?.querySelector("textarea")?.focus(), { label: "Write a comment", ...keys });
  useShortcut("J", () => move("next"), { label: "Skip", ...keys });
  useShortcut("K", () => move("previous"), { label: "Previous", ...keys });
  useShortcut("L", () => move("next", true), { label: "Later: to the end of the list", ...keys });
  useShortcut("Ctrl Enter", save, { label: "Save and next", inFields: true, ...keys });

  return (
    <section
      ref={desk}
      tabIndex={-1}
      aria-label={`Call ${call.contactName}`}
      className="focus-own grid max-w-3xl gap-5 px-4 py-4 outline-none"
    >
      {lost ? <Note title="This call went back to the list.">Save it, or take another one.</Note> : null}
      <div>
        <h2 className="text-lg font-[610] tracking-[-0.011em]">{call.contactName}</h2>
        <p className="mt-0.5 text-ink-2">
          {[call.jobTitle, call.companyName === call.contactName ? null : call.companyName, call.city].filter(Boolean).join(", ") ||
            "Contact"}
        </p>
        <p className="mt-1 flex flex-wrap gap-x-3 text-xs text-ink-3">
          <TextLink href={`/contacts/${encodeURIComponent(call.contactNo)}`} prefetch={false} className="mono font-normal!">
            {call.contactNo}
          </TextLink>
          {call.zone ? <span className="num">{timeThere(call.zone, now)}</span> : null}
          {call.attempts > 0 ? <span>{calledWords(call, timeZone)}</span> : null}
        </p>
        <Numbers
          call={call}
          chosen={number}
          dial={dial}
          onDial={(dialled) => {
            setNumber(dialled);
            clock.start();
          }}
        />
      </div>
      <About call={call} previewEntry={actions.previewEntry} />
      <div className="grid gap-3.5 sm:grid-cols-2">
        <div className="sm:col-span-2">
          <SegmentedControl
            label="Result"
            block
            options={callResults.map((value) => ({ value, label: resultWords[value] }))}
            value={result}
            onValueChange={setResult}
          />
        </div>
        {result === "again" ? (
          <TextField
            className="sm:col-span-2"
            label="Call again at"
            type="datetime-local"
            hint={`Time of ${timeZone.replaceAll("_", " ")}. The contact stays on the list and comes first then.`}
            error={refusals.againAt}
            value={againAt}
            onChange={(event) => setAgainAt(event.target.value)}
          />
        ) : null}
        <OutcomeFields value={outcome} onChange={setOutcome} seconds={clock.seconds} usualMin={call.durationMin} currency={currency} />
      </div>
      <ErrorMessage>{refusals.form ?? refusals.number}</ErrorMessage>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="ghost" keys="K" disabled={pending} onClick={() => move("previous")}>
          Previous
        </Button>
        <Button variant="ghost" keys="J" disabled={pending} onClick={() => move("next")}>
          Skip
        </Button>
        <Button variant="ghost" keys="L" disabled={pending} onClick={() => move("next", true)}>
          Later
        </Button>
        <Button variant="ghost" disabled={pending} onClick={pause}>
          Pause
        </Button>
        <Button variant="primary" size="lg" keys="Ctrl Enter" pending={pending} onClick={save} className="ml-auto max-sm:w-full">
          Save and next
        </Button>
      </div>
      <section>
        <h3 className="mb-2 text-xs font-semibold text-ink-2">Before this</h3>
        {before.length > 0 ? <InteractionsBefore entries={before} /> : <p className="text-ink-3">No interaction yet.</p>}
      </section>
    </section>
  );
}

const calledWords = ({ attempts, calledByName, calledAt, result }: Call, timeZone: string) =>
  `called ${attempts === 1 ? "once" : `${attempts} times`}, last by ${calledByName ?? "somebody"} on ${formatInstant(calledAt, timeZone)}${result ? `: ${resultWords[result].toLowerCase()}` : ""}`;

type NumbersProps = { call: Call; chosen: string | null; dial: React.Ref<HTMLAnchorElement>; onDial: (number: string) => void };

/** Every number as a link that dials; the one that applies first. Nothing to dial where the contact must not be called. */
function Numbers({ call, chosen, dial, onDial }: NumbersProps) {
  if (call.refusal)
    return (
      <Note tone="bad" alert className="mt-3" title="Must not be called.">
        {callRefusalWords(call.refusal)}. Note what came of a call that was under way, or go on.
      </Note>
    );
  if (call.numbers.length === 0) return <p className="mt-3 text-warn">Neither the contact nor its company has a phone number.</p>;
  return (
    <ul aria-label="Numbers" className="mt-3 flex flex-wrap gap-2">
      {call.numbers.map(({ number, kind }, index) => (
        <li key={number}>
          <a
            ref={index === 0 ? dial : undefined}
            href={dialHref(number)}
            aria-current={number === chosen || undefined}
            onClick={() => onDial(number)}
            className={buttonClass({ size: "lg", variant: index === 0 ? "default" : "ghost" })}
          >
            <Phone aria-hidden />
            <span className="num">{number}</span>
            <span className="font-normal text-ink-3">{numberWords[kind]}</span>
            {index === 0 ? <Kbd>D</Kbd> : null}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** What the call is about: description, template, the word for this contact alone, and the document as a script. */
function About({ call, previewEntry }: { call: Call; previewEntry: CallListActions["previewEntry"] }) {
  const [script, setScript] = useState<Preview | null>(null);
  const { entryNo, hasDocument } = call;
  useEffect(() => {
    if (!hasDocument) return;
    let current = true;
    previewEntry(entryNo).then(
      (preview) => current && setScript(preview),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [entryNo, hasDocument, previewEntry]);
  return (
    <section className="grid gap-2">
      <h3 className="text-xs font-semibold text-ink-2">What it is about</h3>
      <p>
        {call.description}
        {call.template && call.template !== call.description ? <span className="text-ink-3">, {call.template}</span> : null}
      </p>
      {call.personalText ? <p className="border-l-2 border-line pl-3 whitespace-pre-wrap text-ink-2">{call.personalText}</p> : null}
      {call.comments.map(({ text, userName }) => (
        <p key={`${userName} ${text}`} className="border-l-2 border-line pl-3 whitespace-pre-wrap text-ink-2">
          <span className="text-ink-3">{userName}: </span>
          {text}
        </p>
      ))}
      {hasDocument ? script ? <ShownPreview preview={script} /> : <Skeleton className="w-56" /> : null}
    </section>
  );
}

/** Renews what one has while the page is open; true when it went back to the list. */
function useLease(entryNo: number, keep: CallListActions["keep"]): boolean {
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const timer = setInterval(() => {
      keep({ entryNo }).then(
        (answer) => setLost(!answer.ok && answer.error.code === "call_is_gone"),
        () => undefined, // the next time
      );
    }, renewMs);
    return () => clearInterval(timer);
  }, [entryNo, keep]);
  return lost;
}
