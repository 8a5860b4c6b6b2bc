"use client";

import { Check, Paperclip, Send } from "lucide-react";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { ErrorMessage } from "@/components/ui/error-message";
import { formatBytes, formatInstant } from "@/components/ui/format";
import { KeyValues } from "@/components/ui/key-values";
import { Note } from "@/components/ui/note";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { linkClass } from "@/components/ui/text-link";
import { useToast } from "@/components/ui/toast";
import { reasonWords } from "@/lib/delivery/errors";
import type { EntryDelivery } from "@/lib/delivery/types";
import type { DeliveryActions } from "./delivery-actions";
import { refusalWords } from "./refusal-words";
import { echoWords, stateWords } from "./state-words";

export type SentMailProps = {
  delivery: EntryDelivery;
  timeZone: string;
  editable: boolean;
  actions: Pick<DeliveryActions, "sendAgain" | "settle">;
};

/** What became of the e-mail of an entry, exactly what was sent, and the ways to send it again. */
export function SentMail({ delivery, timeZone, editable, actions }: SentMailProps) {
  const { entryNo, loggedSegmentEntryNo, state, reason, answer, attempts, deliveredAt, messageId, dueAt, sent } = delivery;
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const { toast } = useToast();
  const act = (ask: () => ReturnType<DeliveryActions["sendAgain" | "settle"]>, said: string) =>
    start(async () => {
      const answered = await ask().catch(() => null);
      setRefusal(answered?.ok ? null : refusalWords(answered));
      if (answered?.ok) toast({ text: said });
    });
  const again = () => actions.sendAgain({ loggedSegmentEntryNo, which: { entryNos: [entryNo] } });
  const over = state === "delivered" || state === "failed" || state === "skipped" || state === "bounced";
  const wasTaken = state === "delivered" || state === "bounced";
  return (
    <section aria-labelledby="sent-mail" className="max-w-5xl border-t border-line px-4 py-6">
      <div className="mb-3 flex flex-wrap items-center gap-2.5">
        <h2 id="sent-mail" className="text-md font-semibold">
          E-mail
        </h2>
        <Chip tone={stateWords[state].tone}>{stateWords[state].name}</Chip>
        {editable && over ? (
          <Button
            className="ml-auto"
            icon={<Send aria-hidden />}
            pending={pending}
            onClick={() => act(again, wasTaken ? "It goes out once more." : "It is tried again.")}
          >
            {wasTaken ? "Send again" : "Try again"}
          </Button>
        ) : null}
      </div>
      {state === "unknown" ? (
        <Note
          tone="warn"
          title="It is not known whether this message arrived."
          className="mb-4"
          actions={
            editable ? (
              <>
                <Button
                  icon={<Check aria-hidden />}
                  pending={pending}
                  onClick={() => act(() => actions.settle({ entryNo, as: "delivered" }), "It counts as delivered.")}
                >
                  It arrived
                </Button>
                <Button
                  icon={<Send aria-hidden />}
                  pending={pending}
                  onClick={() => act(() => actions.settle({ entryNo, as: "again" }), "It is sent again.")}
                >
                  Send it again
                </Button>
              </>
            ) : null
          }
        >
          All of it was handed to the mail server, and the connection ended before its answer. Look for the Message-ID in the server's log,
          or ask the recipient.
        </Note>
      ) : null}
      <ErrorMessage className="mb-3">{refusal}</ErrorMessage>
      <KeyValues
        items={[
          ...(reason ? [{ label: "Why", value: reasonWords(reason) }] : []),
          ...(answer ? [{ label: "Server's answer", value: answer }] : []),
          ...(deliveredAt ? [{ label: "Delivered", value: formatInstant(deliveredAt, timeZone) }] : []),
          ...(state === "waiting" ? [{ label: "Goes out", value: `${formatInstant(dueAt, timeZone)} or later` }] : []),
          ...(attempts > 1 ? [{ label: "Attempts", value: String(attempts) }] : []),
          ...(messageId
            ? [{ label: "Message-ID", value: <span className="mono min-w-0 [overflow-wrap:anywhere]">{messageId}</span> }]
            : []),
          ...(sent
            ? [
                { label: "From", value: sent.sender },
                { label: "To", value: sent.recipient },
                ...(sent.replyTo ? [{ label: "Answers to", value: sent.replyTo }] : []),
                { label: "Subject", value: sent.subject },
              ]
            : []),
        ]}
      />
      <Echoes delivery={delivery} timeZone={timeZone} />
      {sent ? <Message entryNo={entryNo} sent={sent} wasSent={wasTaken} /> : null}
    </section>
  );
}

/** What came back of the message. Nothing where nothing did and nothing is counted. */
function Echoes({ delivery: { echoes, counting, state }, timeZone }: Pick<SentMailProps, "delivery" | "timeZone">) {
  const counts = counting.opens || counting.clicks;
  if (echoes.length === 0 && !(counts && state === "delivered")) return null;
  return (
    <>
      <h3 className="mt-6 mb-2 font-semibold">What came back</h3>
      {echoes.length === 0 ? <p className="text-ink-2">Nothing yet.</p> : null}
      <ol aria-label="What came back" className="grid gap-1.5">
        {echoes.map(({ kind, target, byMachine, words, at }) => (
          <li key={`${kind} ${target} ${at.toISOString()} ${words}`} className="flex flex-wrap items-baseline gap-x-3">
            <span className={byMachine ? "text-ink-3" : "font-medium"}>{echoWords[kind].name}</span>
            {target || words ? <span className="min-w-0 text-ink-2 [overflow-wrap:anywhere]">{target ?? words}</span> : null}
            <span className="ml-auto text-xs text-ink-3">
              {byMachine ? "by a program, not counted · " : ""}
              {formatInstant(at, timeZone)}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** The message itself, in a frame in which nothing runs and nothing is fetched. */
function Message({ entryNo, sent, wasSent }: { entryNo: number; sent: NonNullable<EntryDelivery["sent"]>; wasSent: boolean }) {
  const [as, setAs] = useState<"html" | "text">(sent.html === null ? "text" : "html");
  return (
    <>
      <div className="mt-6 mb-2 flex items-center gap-3">
        <h3 className="font-semibold">{wasSent ? "What was sent" : "What goes out"}</h3>
        {sent.html === null ? null : (
          <SegmentedControl
            label="How the message is shown"
            options={[
              { value: "html", label: "As written" },
              { value: "text", label: "Text" },
            ]}
            value={as}
            onValueChange={setAs}
          />
        )}
      </div>
      {as === "html" && sent.html !== null ? (
        // White, as most programs show it, whatever the theme here.
        <iframe title="The message" sandbox="" srcDoc={sent.html} className="h-80 w-full rounded-lg border border-line bg-white" />
      ) : (
        <pre className="overflow-x-auto rounded-lg border border-line bg-sunken px-4 py-3 font-sans whitespace-pre-wrap">{sent.text}</pre>
      )}
      {sent.attachments.length > 0 ? (
        <ul aria-label="Attachments" className="mt-3 grid gap-1">
          {sent.attachments.map(({ position, fileName, sizeBytes }) => (
            <li key={position} className="flex items-center gap-2">
              <Paperclip aria-hidden />
              <a className={linkClass} href={`/api/interaction-log-entries/${entryNo}/sent-files/${position}`} download>
                {fileName}
              </a>
              <span className="num text-ink-3">{formatBytes(sizeBytes)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
