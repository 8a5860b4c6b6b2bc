"use client";

import { useState } from "react";
import type { ConsentActions } from "@/components/consent/consent-actions";
import { channelWords, eventWords, sourceWords, stateWords } from "@/components/consent/consent-words";
import { RecordConsentDialog } from "@/components/consent/record-consent-dialog";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { formatInstant } from "@/components/ui/format";
import { KeyValues } from "@/components/ui/key-values";
import type { ConsentEvent, ConsentState, ContactConsent } from "@/lib/consent/find-consent";
import { type Channel, channels } from "@/lib/consent/schema";
import { ContactSection } from "./contact-section";

type ConsentCardProps = {
  consent: ContactConsent;
  timeZone: string;
  /** Null for who may only look. */
  recordConsent: ConsentActions["recordConsent"] | null;
};

const eventsAtFirst = 3;

/** What a contact agreed to and refused: where each purpose stands on each channel, and everything that was ever said. */
export function ConsentCard({ consent, timeZone, recordConsent }: ConsentCardProps) {
  const [recording, setRecording] = useState(false);
  const { states, doNotContact, events, total } = consent;
  const purposes = [...Map.groupBy(states, ({ purpose }) => purpose.code).values()];
  return (
    <ContactSection
      title="Consent"
      trailing={
        recordConsent ? (
          <Button variant="ghost" onClick={() => setRecording(true)}>
            Record consent…
          </Button>
        ) : null
      }
    >
      {doNotContact.length > 0 ? <DoNotContact channelsLeft={doNotContact} /> : null}
      {purposes.map((ofPurpose) => (
        <Purpose key={ofPurpose[0]?.purpose.code} states={ofPurpose} />
      ))}
      <History events={events} total={total} timeZone={timeZone} />
      {recordConsent ? (
        <RecordConsentDialog
          open={recording}
          onOpenChange={setRecording}
          contactNos={[consent.contactNo]}
          purposes={purposes.flatMap(([state]) => (state ? [state.purpose] : []))}
          recordConsent={recordConsent}
        />
      ) : null}
    </ContactSection>
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
