"use client";

import { useActionState, useEffect, useState } from "react";
import { ErrorMessage } from "@/components/ui/error-message";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { PasswordStrength } from "./password-strength";
import { type StartWith, StartWithChoice } from "./start-with-choice";

/** What stays after a refusal: what was typed, what is wrong where, and why as a whole. */
export type SetupFormState = {
  typed: { name: string; email: string; startWith: StartWith };
  wrong: { name?: string; email?: string; password?: string };
  message: string | null;
} | null;

type SetupFormProps = { token: string; action: (state: SetupFormState, form: FormData) => Promise<SetupFormState> };

const labels: Record<StartWith, string> = {
  demo: "Create administrator and load 533 contacts",
  contacts: "Create administrator and choose a file",
  nothing: "Create administrator",
};

/** The first administrator and what to start with: one page, one press. */
export function SetupForm({ token, action }: SetupFormProps) {
  const [state, submit] = useActionState(action, null);
  const [startWith, setStartWith] = useState<StartWith>("demo");
  const [password, setPassword] = useState("");
  const [timeZone, setTimeZone] = useState("");
  useEffect(() => setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  const { typed, wrong, message } = state ?? { typed: { name: "", email: "" }, wrong: {}, message: null };
  return (
    <form action={submit} className="mt-6 grid gap-3.5">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="timeZone" value={timeZone} />
      <TextField
        key={`name ${typed.name}`}
        label="Name"
        name="name"
        autoComplete="name"
        defaultValue={typed.name}
        error={wrong.name}
        autoFocus={!state}
        required
        maxLength={100}
      />
      <TextField
        key={`email ${typed.email}`}
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={typed.email}
        error={wrong.email}
        required
        maxLength={254}
      />
      <div>
        <PasswordField
          label="Password"
          aside="at least 12 characters"
          name="password"
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={wrong.password}
          required
          minLength={12}
          maxLength={128}
        />
        <PasswordStrength password={password} />
      </div>
      <StartWithChoice value={startWith} onChange={setStartWith} />
      <ErrorMessage>{message}</ErrorMessage>
      <SubmitButton size="lg" block className="h-10" pendingLabel="Creating administrator">
        {labels[startWith]}
      </SubmitButton>
    </form>
  );
}
