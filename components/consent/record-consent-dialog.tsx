"use client";

import { useState } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { useToast } from "@/components/ui/toast";
import { useForm } from "@/components/ui/use-form";
import { type Channel, channels, type Heard, heardFrom, heardSchema } from "@/lib/consent/schema";
import { type ConsentActions, consentWords } from "./consent-actions";
import { channelWords, sourceWords } from "./consent-words";

type Said = Heard["said"];
type Named = { code: string; name: string };

const saidOptions: readonly { value: Said; label: string }[] = [
  { value: "given", label: "Consent given" },
  { value: "withdrawn", label: "Consent withdrawn" },
  { value: "do_not_contact", label: "Do not contact" },
  { value: "contact_again", label: "May be contacted again" },
];
const effects: Record<Said, string> = {
  given: "May be reached for this purpose.",
  withdrawn: "Not reached for this purpose any more.",
  do_not_contact: "Wins over every consent, for any purpose.",
  contact_again: "What was agreed for each purpose counts again.",
};

export type RecordConsentProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  contactNos: string[];
  purposes: readonly Named[];
  recordConsent: ConsentActions["recordConsent"];
  onRecorded?: () => void;
};

/** Writes down what somebody agreed to or refused, with where it was heard and in which words. */
export function RecordConsentDialog({ open, ...form }: RecordConsentProps) {
  return open ? <RecordConsent {...form} /> : null;
}

function RecordConsent({ onOpenChange, contactNos, purposes, recordConsent, onRecorded }: Omit<RecordConsentProps, "open">) {
  const [said, setSaid] = useState<Said>("given");
  const [purposeCode, setPurposeCode] = useState(purposes[0]?.code ?? "");
  const [chosen, setChosen] = useState<readonly Channel[]>(["email"]);
  const [source, setSource] = useState<(typeof heardFrom)[number]>("by_hand");
  const [wording, setWording] = useState("");
  const { refusals, pending, send } = useForm();
  const { toast } = useToast();
  const ofPurpose = said === "given" || said === "withdrawn";
  const submit = () => {
    const how = { channels: [...chosen], source, wording };
    const heard: Heard = ofPurpose ? { said, purposeCode, ...how } : { said, ...how };
    const onSaved = ({ contacts }: { contacts: number }) => {
      onOpenChange(false);
      toast({ lead: "Recorded", text: ` for ${countOf(contacts, "contact")}.` });
      onRecorded?.();
    };
    const save = (request: Heard) => recordConsent({ contactNos, heard: request });
    send({ schema: heardSchema, request: heard, save, words: consentWords, onSaved });
  };
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title="Record consent"
      size="md"
      keepOnOutsidePress
      footer={
        <RecordFooter
          effect={effects[said]}
          label={`Record for ${countOf(contactNos.length, "contact")}`}
          pending={pending}
          onRecord={submit}
          onCancel={() => onOpenChange(false)}
        />
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Select<Said> label="What was said" options={saidOptions} value={said} onValueChange={(value) => value && setSaid(value)} />
        {ofPurpose ? (
          <Select
            label="Purpose"
            options={purposes.map(({ code, name }) => ({ value: code, label: name, hint: code }))}
            value={purposeCode}
            onValueChange={(value) => value && setPurposeCode(value)}
          />
        ) : null}
        <Channels chosen={chosen} onChange={setChosen} refusal={refusals.channels} />
        <Select<(typeof heardFrom)[number]>
          label="Where from"
          options={heardFrom.map((value) => ({ value, label: sourceWords[value] }))}
          value={source}
          onValueChange={(value) => value && setSource(value)}
        />
        <TextArea
          className="sm:col-span-2"
          label="In which words"
          aside={said === "given" ? undefined : "optional"}
          hint="The exact words that were agreed to, or said. They are the proof."
          error={refusals.wording}
          value={wording}
          onChange={(event) => setWording(event.target.value)}
          maxLength={2_000}
        />
      </div>
      <ErrorMessage>{refusals.form}</ErrorMessage>
    </Dialog>
  );
}

type RecordFooterProps = { effect: string; label: string; pending: boolean; onRecord: () => void; onCancel: () => void };

/** Stands inside the dialog, where its key counts. */
function RecordFooter({ effect, label, pending, onRecord, onCancel }: RecordFooterProps) {
  useShortcut("Ctrl Enter", onRecord, { label, inFields: true, enabled: !pending });
  return (
    <DialogFooter effect={effect}>
      <Button variant="ghost" size="lg" onClick={onCancel}>
        Cancel
      </Button>
      <Button variant="primary" size="lg" keys="Ctrl Enter" pending={pending} onClick={onRecord}>
        {label}
      </Button>
    </DialogFooter>
  );
}

type ChannelsProps = { chosen: readonly Channel[]; onChange: (chosen: readonly Channel[]) => void; refusal: string | undefined };

function Channels({ chosen, onChange, refusal }: ChannelsProps) {
  return (
    <fieldset>
      <legend className="mb-1 text-xs font-medium text-ink-2">Channels</legend>
      <div className="flex h-control-lg flex-wrap items-center gap-x-4">
        {channels.map((channel) => (
          <Checkbox
            key={channel}
            label={channelWords[channel]}
            checked={chosen.includes(channel)}
            onCheckedChange={(checked) => onChange(checked ? [...chosen, channel] : chosen.filter((one) => one !== channel))}
          />
        ))}
      </div>
      <ErrorMessage>{refusal}</ErrorMessage>
    </fieldset>
  );
}
