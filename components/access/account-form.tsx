"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/date-field";
import { ErrorMessage } from "@/components/ui/error-message";
import { formatDay } from "@/components/ui/format";
import { PageForm } from "@/components/ui/page-form";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import type { ActionState } from "@/lib/request/action-state";
import { AccountSection } from "./account-section";
import { noRefusal, showRefusal } from "./user-refusal";

type AccountFormProps = {
  name: string;
  workDate: string | null;
  today: string;
  action: (request: { name: string; workDate: string | null }) => Promise<ActionState<null>>;
};

/** One's own name and work date. */
export function AccountForm({ name: savedName, workDate: savedWorkDate, today, action }: AccountFormProps) {
  const [name, setName] = useState(savedName);
  const [workDate, setWorkDate] = useState(savedWorkDate ?? "");
  const [refusal, setRefusal] = useState(noRefusal);
  const [pending, startTransition] = useTransition();
  const { toast } = useToast();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    startTransition(async () => {
      const saved = await action({ name, workDate: workDate || null });
      setRefusal(saved.ok ? noRefusal : showRefusal(saved.error));
      if (saved.ok) toast({ text: workDate ? `Saved. Your work date is ${formatDay(workDate)}.` : "Saved. Your work date is today." });
    });
  };
  return (
    <AccountSection
      title="You"
      text="The work date is the day that new segments carry and that filters call w. It is today unless you choose another."
    >
      <PageForm onSubmit={submit} className="grid gap-3.5 sm:grid-cols-2">
        <TextField
          label="Name"
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={refusal.fields.name}
          required
          maxLength={100}
        />
        <DateField
          label="Work date"
          value={workDate}
          onChange={(event) => setWorkDate(event.currentTarget.value)}
          error={refusal.fields.workDate}
          hint={workDate ? "Empty it to follow today again." : `Today, ${formatDay(today)}`}
        />
        <ErrorMessage className="sm:col-span-2">{refusal.message}</ErrorMessage>
        <div>
          <Button type="submit" size="lg" pending={pending}>
            Save
          </Button>
        </div>
      </PageForm>
    </AccountSection>
  );
}
