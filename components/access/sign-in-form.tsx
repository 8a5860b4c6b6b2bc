"use client";

import { useActionState } from "react";
import { ErrorMessage } from "@/components/ui/error-message";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

/** What stays after a refused attempt: the e-mail address as typed, and why. */
export type SignInState = { email: string; message: string } | null;

type SignInFormProps = {
  /** Where to go afterwards, within Winnow. */
  from: string;
  action: (state: SignInState, form: FormData) => Promise<SignInState>;
};

/** E-mail address and password. Works without scripts too; a refusal keeps the e-mail address. */
export function SignInForm({ from, action }: SignInFormProps) {
  const [state, submit] = useActionState(action, null);
  return (
    <form action={submit} className="mt-6 grid gap-3.5">
      <input type="hidden" name="from" value={from} />
      <TextField
        key={state?.email}
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={state?.email ?? ""}
        autoFocus={!state}
        required
        maxLength={254}
      />
      <PasswordField label="Password" name="password" autoComplete="current-password" autoFocus={state !== null} required maxLength={128} />
      <ErrorMessage>{state?.message}</ErrorMessage>
      <SubmitButton size="lg" block pendingLabel="Signing in">
        Sign in
      </SubmitButton>
    </form>
  );
}
