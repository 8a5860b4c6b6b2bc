"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { ErrorMessage } from "@/components/ui/error-message";
import { FormDialog } from "@/components/ui/form-dialog";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { useForm } from "@/components/ui/use-form";
import type { Purpose } from "@/lib/consent/purposes";
import { type Channel, channels, savePurposeSchema } from "@/lib/consent/schema";
import { type ConsentActions, consentWords } from "./consent-actions";
import { channelWords } from "./consent-words";

const languages = { de: "In German", da: "In Danish", fr: "In French" } as const;
type Language = keyof typeof languages;
const languageKeys: readonly Language[] = ["de", "da", "fr"];

type PurposeDialogProps = { purpose: Purpose | null; savePurpose: ConsentActions["savePurpose"]; onClose: () => void };

/** A purpose, new or as it is: its names, and where it needs consent before anybody is reached. */
export function PurposeDialog({ purpose, savePurpose, onClose }: PurposeDialogProps) {
  const [code, setCode] = useState(purpose?.code ?? "");
  const [name, setName] = useState(purpose?.name ?? "");
  const [names, setNames] = useState<Partial<Record<Language, string>>>(purpose?.names ?? {});
  const [needsConsent, setNeedsConsent] = useState<readonly Channel[]>(purpose?.needsConsent ?? []);
  const { refusals, pending, send } = useForm();
  const { toast } = useToast();
  const submit = () => {
    const filled = Object.fromEntries(Object.entries(names).filter(([, text]) => text.trim() !== ""));
    const request = { code, name, names: filled, needsConsent: [...needsConsent], isNew: purpose === null };
    const onSaved = () => {
      toast({ text: "Saved. It holds for the next check and for everything that is sent from now on." });
      onClose();
    };
    send({ schema: savePurposeSchema, request, save: savePurpose, words: consentWords, onSaved });
  };
  return (
    <FormDialog
      title={purpose ? `Purpose ${purpose.code}` : "New purpose"}
      submitLabel="Save purpose"
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {purpose ? null : (
          <TextField label="Code" value={code} maxLength={20} error={refusals.code} onChange={(event) => setCode(event.target.value)} />
        )}
        <TextField
          className={purpose ? "sm:col-span-2" : undefined}
          label="Name"
          hint="Recipients read it on the page behind the unsubscribe link."
          value={name}
          maxLength={100}
          error={refusals.name}
          onChange={(event) => setName(event.target.value)}
        />
        <fieldset className="sm:col-span-2">
          <legend className="mb-1 text-xs font-medium text-ink-2">Needs consent before it goes out by</legend>
          <div className="flex flex-wrap gap-x-5 gap-y-2">
            {channels.map((channel) => (
              <Checkbox
                key={channel}
                label={channelWords[channel]}
                checked={needsConsent.includes(channel)}
                onCheckedChange={(checked) =>
                  setNeedsConsent(checked ? [...needsConsent, channel] : needsConsent.filter((one) => one !== channel))
                }
              />
            ))}
          </div>
          <p className="mt-1.5 text-xs text-pretty text-ink-3">On the other channels people are reached until they refuse.</p>
        </fieldset>
        {languageKeys.map((language) => (
          <TextField
            key={language}
            label={languages[language]}
            aside="optional"
            value={names[language] ?? ""}
            maxLength={100}
            onChange={(event) => setNames({ ...names, [language]: event.target.value })}
          />
        ))}
      </div>
      <ErrorMessage>{refusals.form}</ErrorMessage>
    </FormDialog>
  );
}
