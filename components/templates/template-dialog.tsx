"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState, useTransition } from "react";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { formatMoney } from "@/components/ui/format";
import { NumberField } from "@/components/ui/number-field";
import type { Option } from "@/components/ui/option";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";
import type { Template } from "@/lib/templates/find-template";
import type { CreateTemplate } from "@/lib/templates/schema";
import { allowedActions, defaultDocumentOf } from "@/lib/templates/wizard-rules";
import { type TemplateActions, templateRefusal } from "./template-actions";
import { channels, flows, initiators, wizardActionNames } from "./template-words";

export type TemplateDialogProps = {
  /** The template to change; without one a new one is made. */
  template: Template | null;
  currency: string;
  actions: Pick<TemplateActions, "create" | "change">;
  loadLookup: LoadLookup;
  onClose: () => void;
};

type Values = CreateTemplate["values"];
const empty: Values = {
  description: "",
  interactionGroupCode: "",
  unitCostLcy: 0,
  unitDurationMin: 0,
  informationFlow: "outbound",
  initiatedBy: "us",
  correspondenceType: "email",
  ignoreContactCorresType: false,
  campaignNo: null,
  campaignTarget: false,
  campaignResponse: false,
  languageCode: null,
  wizardAction: null,
};
const valuesOf = ({ group, campaign, language, ignoresContact, ...template }: Template): Values => ({
  ...empty,
  description: template.description,
  interactionGroupCode: group.code,
  unitCostLcy: template.unitCostLcy,
  unitDurationMin: template.unitDurationMin,
  informationFlow: template.informationFlow,
  initiatedBy: template.initiatedBy,
  correspondenceType: template.correspondenceType,
  ignoreContactCorresType: ignoresContact,
  campaignNo: campaign?.code ?? null,
  campaignTarget: template.campaignTarget,
  campaignResponse: template.campaignResponse,
  languageCode: language?.code ?? null,
  wizardAction: template.wizardAction,
});
const optionsOf = <Value extends string>(names: Record<Value, string>): Option<Value>[] =>
  (Object.keys(names) as Value[]).map((value) => ({ value, label: names[value] }));
const named = (of: { code: string; name: string } | null): Option | null => of && { value: of.code, label: of.name, hint: of.code };

/** Makes or changes a template: everything it presets but what it says. What was typed stays when it is refused. */
export function TemplateDialog({ template, currency, actions, loadLookup, onClose }: TemplateDialogProps) {
  const router = useRouter();
  const formId = useId();
  const [code, setCode] = useState(template?.code ?? "");
  const [values, setValues] = useState<Values>(template ? valuesOf(template) : empty);
  const [group, setGroup] = useState(named(template?.group ?? null));
  const [campaign, setCampaign] = useState(named(template?.campaign ?? null));
  const [language, setLanguage] = useState(named(template?.language ?? null));
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startSave] = useTransition();
  const set = (changes: Partial<Values>) => setValues((before) => ({ ...before, ...changes }));
  const inLanguage = template?.languages.find((each) => each.code === values.languageCode);
  const allowed = allowedActions(defaultDocumentOf(values.languageCode === null ? null : { kind: inLanguage?.document?.kind ?? null }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    startSave(async () => {
      const answer = await (template
        ? actions.change({ code: template.code, version: template.version, values })
        : actions.create({ code, values })
      ).catch(() => null);
      const refused = templateRefusal(answer);
      setRefusal(refused);
      if (refused !== null || !answer?.ok) return;
      onClose();
      if (!template) router.push(`/interaction-templates/${encodeURIComponent(answer.value.code)}`);
    });
  };
  const footer = (
    <DialogFooter
      effect={refusal ? <ErrorMessage>{refusal}</ErrorMessage> : template ? "Segments that have it already keep their presets." : undefined}
    >
      <Button variant="ghost" size="lg" onClick={onClose}>
        Cancel
      </Button>
      <Button type="submit" form={formId} variant="primary" size="lg" pending={pending}>
        {template ? "Save template" : "Make template"}
      </Button>
    </DialogFooter>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={template ? `Change ${template.description}` : "New interaction template"}
      size="lg"
      footer={footer}
      keepOnOutsidePress
    >
      <form id={formId} onSubmit={submit} className="grid gap-3.5 sm:grid-cols-2">
        <TextField
          label="Description"
          value={values.description}
          onChange={(event) => set({ description: event.target.value })}
          required
          maxLength={100}
        />
        <TextField
          label="Code"
          value={code}
          onChange={(event) => setCode(event.target.value.toUpperCase())}
          disabled={template !== null}
          required
          maxLength={20}
          code
        />
        <Combobox
          label="Interaction group"
          value={group}
          onValueChange={(option) => {
            setGroup(option);
            set({ interactionGroupCode: option?.value ?? "" });
          }}
          loadOptions={(search) => loadLookup("interactionGroup", search)}
        />
        <Select
          label="Channel"
          options={optionsOf(channels)}
          value={values.correspondenceType}
          placeholder="none"
          onValueChange={(correspondenceType) => set({ correspondenceType })}
        />
        <Select
          label="Information flow"
          options={optionsOf(flows)}
          value={values.informationFlow}
          placeholder="none"
          onValueChange={(informationFlow) => set({ informationFlow })}
        />
        <Select
          label="Initiated by"
          options={optionsOf(initiators)}
          value={values.initiatedBy}
          placeholder="none"
          onValueChange={(initiatedBy) => set({ initiatedBy })}
        />
        <NumberField
          label="Unit cost"
          unitBefore={formatMoney(0, currency).replace(/[\d.,\s]/gu, "")}
          fractionDigits={2}
          min={0}
          value={values.unitCostLcy}
          onValueChange={(cost) => set({ unitCostLcy: cost ?? 0 })}
        />
        <NumberField
          label="Unit duration"
          unitAfter="min"
          fractionDigits={0}
          min={0}
          value={values.unitDurationMin}
          onValueChange={(minutes) => set({ unitDurationMin: minutes ?? 0 })}
        />
        <Combobox
          label="Default language"
          hint={language && !inLanguage ? "Becomes a language of the template." : "For contacts whose language the template has not."}
          value={language}
          placeholder="none"
          onValueChange={(option) => {
            setLanguage(option);
            set({ languageCode: option?.value ?? null });
          }}
          loadOptions={(search) => loadLookup("language", search)}
        />
        <Select
          label="Wizard action"
          hint="What happens to the document when one interaction is created."
          options={optionsOf(wizardActionNames).map((option) => ({ ...option, disabled: !allowed.includes(option.value) }))}
          value={values.wizardAction}
          placeholder="none"
          onValueChange={(wizardAction) => set({ wizardAction })}
        />
        <Switch
          className="sm:col-span-2"
          label="Same channel for everyone"
          hint="Off: each contact’s own channel counts, and the template’s where a contact has none."
          checked={values.ignoreContactCorresType}
          onCheckedChange={(ignoreContactCorresType) => set({ ignoreContactCorresType })}
        />
        <Combobox
          className="sm:col-span-2"
          label="Campaign"
          value={campaign}
          placeholder="none"
          onValueChange={(option) => {
            setCampaign(option);
            set({ campaignNo: option?.value ?? null, ...(option === null && { campaignTarget: false, campaignResponse: false }) });
          }}
          loadOptions={(search) => loadLookup("campaign", search)}
        />
        <Switch
          label="Campaign target"
          disabled={values.campaignNo === null}
          checked={values.campaignTarget}
          onCheckedChange={(campaignTarget) => set({ campaignTarget })}
        />
        <Switch
          label="Campaign response"
          disabled={values.campaignNo === null}
          checked={values.campaignResponse}
          onCheckedChange={(campaignResponse) => set({ campaignResponse })}
        />
      </form>
    </Dialog>
  );
}
