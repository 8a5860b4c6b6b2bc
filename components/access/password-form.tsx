"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf } from "@/components/ui/format";
import { PageForm } from "@/components/ui/page-form";
import { PasswordField } from "@/components/ui/password-field";
import { useToast } from "@/components/ui/toast";
import type { ActionState } from "@/lib/request/action-state";
import type { UserError } from "@/lib/users/errors";
import { AccountSection } from "./account-section";
import { PasswordStrength } from "./password-strength";
import { noRefusal, showRefusal } from "./user-refusal";

type PasswordFormProps = {
  /** How many sessions beside this one a change ends. */
  otherSessions: number;
  /** For password keepers, which want to know whose password it is. */
  email: string;
  action: (request: { currentPassword: string; newPassword: string }) => Promise<ActionState<{ endedSessions: number }, UserError>>;
};

/** Another password of one's own. */
export function PasswordForm({ otherSessions, email, action }: PasswordFormProps) {
  const [currentPassword, setCurrentPassword] = useState("");
  const [newPassword, setNewPassword] = useState("");
  const [refusal, setRefusal] = useState(noRefusal);
  const [pending, startTransition] = useTransition();
  const { toast } = useToast();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    startTransition(async () => {
      const changed = await action({ currentPassword, newPassword });
      setRefusal(changed.ok ? noRefusal : showRefusal(changed.error));
      if (!changed.ok) return;
      setCurrentPassword("");
      setNewPassword("");
      toast({ text: `Your password is changed. ${countOf(changed.value.endedSessions, "other session")} ended.` });
    });
  };
  const effect = otherSessions > 0 ? `Changing it ends your ${countOf(otherSessions, "other session")}.` : "You have no other session.";
  return (
    <AccountSection title="Password" text={`At least 12 characters; four words do. ${effect}`}>
      <PageForm onSubmit={submit} className="grid gap-3.5 sm:grid-cols-2">
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField
          label="Current password"
          autoComplete="current-password"
          value={currentPassword}
          onChange={(event) => setCurrentPassword(event.currentTarget.value)}
          error={refusal.fields.currentPassword}
          required
          maxLength={200}
        />
        <div>
          <PasswordField
            label="New password"
            autoComplete="new-password"
            value={newPassword}
            onChange={(event) => setNewPassword(event.currentTarget.value)}
            error={refusal.fields.newPassword}
            required
            minLength={12}
            maxLength={128}
          />
          <PasswordStrength password={newPassword} />
        </div>
        <ErrorMessage className="sm:col-span-2">{refusal.message}</ErrorMessage>
        <div>
          <Button type="submit" size="lg" pending={pending}>
            Change password
          </Button>
        </div>
      </PageForm>
    </AccountSection>
  );
}
