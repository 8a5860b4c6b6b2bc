"use client";

import { useState, useTransition } from "react";
import { ErrorMessage } from "@/components/ui/error-message";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/toast";
import { type ConsentActions, consentWords } from "./consent-actions";

type Named = { code: string; name: string };
type TemplatePurposeProps = {
  code: string;
  purpose: Named;
  purposes: readonly Named[];
  setPurpose: ConsentActions["setTemplatePurpose"];
};

/** What interactions by a template are for; a choice holds at once. */
export function TemplatePurpose({ code, purpose, purposes, setPurpose }: TemplatePurposeProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const { toast } = useToast();
  const choose = (purposeCode: string | null) =>
    start(async () => {
      if (purposeCode === null || purposeCode === purpose.code) return;
      const answer = await setPurpose({ code, purposeCode }).catch(() => null);
      if (!answer?.ok) return setRefusal(consentWords(answer));
      setRefusal(null);
      toast({
        text: `Lines with this template need the consent for ${purposes.find((one) => one.code === purposeCode)?.name} from now on.`,
      });
    });
  return (
    <span className="min-w-0 flex-1">
      <Select
        label="Purpose"
        labelHidden
        size="control"
        disabled={pending}
        options={purposes.map(({ code: value, name }) => ({ value, label: name, hint: value }))}
        value={purpose.code}
        onValueChange={choose}
      />
      <ErrorMessage>{refusal}</ErrorMessage>
    </span>
  );
}
