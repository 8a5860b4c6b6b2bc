"use client";

import { type FormEvent, useId, useState, useTransition } from "react";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import type { Option } from "@/components/ui/option";
import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";
import type { TemplateLanguage } from "@/lib/templates/find-template";
import { type TemplateActions, templateRefusal } from "./template-actions";

type TemplateLanguageDialogProps = {
  code: string;
  /** The language to change; without one another is added. */
  language: TemplateLanguage | null;
  save: TemplateActions["saveLanguage"];
  loadLookup: LoadLookup;
  onClose: () => void;
};

/** A language of a template with what it says there beside its documents. */
export function TemplateLanguageDialog({ code, language, save, loadLookup, onClose }: TemplateLanguageDialogProps) {
  const formId = useId();
  const [chosen, setChosen] = useState<Option | null>(language && { value: language.code, label: language.name });
  const [description, setDescription] = useState(language?.description ?? "");
  const [subject, setSubject] = useState(language?.subject ?? "");
  const [sendAsAttachment, setSendAsAttachment] = useState(language?.sendAsAttachment ?? false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startSave] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    startSave(async () => {
      const refused = templateRefusal(
        await save({ code, languageCode: chosen?.value ?? "", description, subject, sendAsAttachment }).catch(() => null),
      );
      setRefusal(refused);
      if (refused === null) onClose();
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={language ? `Change ${language.name}` : "Add language"}
      keepOnOutsidePress
      footer={
        <DialogFooter effect={refusal ? <ErrorMessage>{refusal}</ErrorMessage> : undefined}>
          <Button variant="ghost" size="lg" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="primary" size="lg" pending={pending}>
            {language ? "Save language" : "Add language"}
          </Button>
        </DialogFooter>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-3.5">
        {language ? null : (
          <Combobox
            label="Language"
            value={chosen}
            onValueChange={setChosen}
            loadOptions={(search) => loadLookup("language", search)}
            required
          />
        )}
        <TextField
          label="Subject"
          hint="Of e-mails, and of letters that say it. Fields such as {{contact.firstName}} may stand in it."
          value={subject}
          onChange={(event) => setSubject(event.target.value)}
          maxLength={200}
        />
        <TextField label="Description" value={description} onChange={(event) => setDescription(event.target.value)} maxLength={100} />
        <Switch
          label="E-mail a Word document as a file"
          hint="Off: its words become the e-mail itself."
          checked={sendAsAttachment}
          onCheckedChange={setSendAsAttachment}
        />
      </form>
    </Dialog>
  );
}
