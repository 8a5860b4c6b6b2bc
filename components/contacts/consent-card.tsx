"use client";

import { useState, useTransition } from "react";
import { type ConsentActions, consentWords } from "@/components/consent/consent-actions";
import { channelWords, eventWords, sourceWords, stateWords } from "@/components/consent/consent-words";
import { RecordConsentDialog } from "@/components/consent/record-consent-dialog";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { ErrorMessage } from "@/components/ui/error-message";
import { formatInstant } from "@/components/ui/format";
import { KeyValues } from "@/components/ui/key-values";
import { Note } from "@/components/ui/note";
import type { ConsentEvent, ConsentState, ContactConsent } from "@/lib/consent/find-consent";
import { type Channel, channels } from "@/lib/consent/schema";
import { ContactSection } from "./contact-section";

type ConsentCardProps = {
  consent: ContactConsent;
  timeZone: string;
  /** Null for who may only look. */
  actions: Pick<ConsentActions, "recordConsent" | "trustAddresses"> | null;
};

const eventsAtFirst = 3;

/** What a contact agreed to and refused: where each purpose stands on each channel, and everything that was ever said. */
export function ConsentCard({ consent, timeZone, actions }: ConsentCardProps) {
  const [recording, setRecording] = useState(false);
  const { states, doNotContact, bounced, events, total } = consent;
  const purposes = [...Map.groupBy(states, ({ purpose }) => purpose.code).values()];
  return (
    <ContactSection
      title="Consent"
      trailing={
        actions ? (
          <Button variant="ghost" onClick={() => setRecording(true)}>
            Record consent…
          </Button>
        ) : null
      }
    >
      {doNotContact.length > 0 ? <DoNotContact channelsLeft={doNotContact} /> : null}
      {bounced.length > 0 ? (
        <Bounced contactNo={consent.contactNo} bounced={bounced} timeZone={timeZone} trust={actions?.trustAddresses ?? null} />
      ) : null}
      {purposes.map((ofPurpose) => (
        <Purpose key={ofPurpose[0]?.purpose.code} states={ofPurpose} />
      ))}
      <History events={events} total={total} timeZone={timeZone} />
      {actions ? (
        <RecordConsentDialog
          open={recording}
          onOpenChange={setRecording}
          contactNos={[consent.contactNo]}
          purposes={purposes.flatMap(([state]) => (state ? [state.purpose] : []))}
          recordConsent={actions.recordConsent}
        />
      ) : null}
    </ContactSection>
  );
}

type BouncedProps = {
  contactNo: string;
  bounced: ContactConsent["bounced"];
  timeZone: string;
  trust: ConsentActions["trustAddresses"] | null;
};

/** Addresses to which e-mails came back, and the way to write to them again. */
function Bounced({ contactNo, bounced, timeZone, trust }: BouncedProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const again = () =>
    start(async () => {
      const answer = await trust?.({ contactNo }).catch(() => null);
      setRefusal(answer?.ok ? null : consentWords(answer ?? null));
    });
  return (
    <Note
      tone="warn"
      title={`E-mails to ${bounced.length === 1 ? "this address" : "these addresses"} came back`}
      className="mb-2.5"
      actions={
        trust ? (
          <Button pending={pending} onClick={again}>
            Write to {bounced.length === 1 ? "it" : "them"} again
          </Button>
        ) : null
      }
    >
      {bounced.map(({ email, status, at }) => (
        <span key={email} className="block [overflow-wrap:anywhere]">
          {email}
          <span className="text-xs text-ink-3">{[" ", formatInstant(at, timeZone), status].filter(Boolean).join(" · ")}</span>
        </span>
      ))}
      <ErrorMessage>{refusal}</ErrorMessage>
    </Note>
  );
}

function DoNotContact({ channelsLeft }: { channelsLeft: readonly Channel[] }) {
  const altogether = channelsLeft.length === channels.length;
  return (
    <p className="mb-2.5">
      <Chip tone="error">
        {altogether ? "Do not contact at all" : `Do not contact by ${channelsLeft.map((channel) => channelWords[channel]).join(", ")}`}
      </Chip>
    </p>
  );
}

function Purpose({ states }: { states: readonly ConsentState[] }) {
  return (
    <div className="mt-2.5 first-of-type:mt-0">
      <h3 className="mb-1.5 text-xs text-ink-3">{states[0]?.purpose.name}</h3>
      <KeyValues
        items={states.map((state) => ({
          label: channelWords[state.channel],
          value: <span className={state.unreachable === null ? undefined : "text-warn"}>{stateWords(state)}</span>,
        }))}
      />
    </div>
  );
}

function History({ events, total, timeZone }: { events: readonly ConsentEvent[]; total: number; timeZone: string }) {
  const [all, setAll] = useState(false);
  if (events.length === 0) return <p className="mt-2.5 text-xs text-ink-3">Nothing was recorded yet.</p>;
  const shown = all ? events : events.slice(0, eventsAtFirst);
  return (
    <>
      <h3 className="mt-3.5 mb-1.5 text-xs text-ink-3">Recorded</h3>
      <ol className="grid gap-2" aria-label="Consent history">
        {shown.map((event) => (
          <li key={event.eventNo}>
            <div>{eventWords(event)}</div>
            <div className="text-xs text-ink-3">
              {[formatInstant(event.at, timeZone), sourceWords[event.source], event.by].filter(Boolean).join(" · ")}
            </div>
            {event.wording ? <q className="block text-xs text-pretty text-ink-2 [overflow-wrap:anywhere]">{event.wording}</q> : null}
          </li>
        ))}
      </ol>
      {events.length > shown.length ? (
        <Button variant="ghost" className="mt-2 -ml-2.5" onClick={() => setAll(true)}>
          {total > events.length ? `Show the newest ${events.length} of ${total}` : `Show all ${total}`}
        </Button>
      ) : null}
    </>
  );
}
