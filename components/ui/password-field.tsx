"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { TextField, type TextFieldProps } from "./text-field";

/** A password, with a button that shows it. `autoComplete` says whether it is a new one or the known one. */
export function PasswordField({
  autoComplete,
  ...rest
}: Omit<TextFieldProps, "type" | "trailing" | "code" | "wrong"> & { autoComplete: "new-password" | "current-password" }) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...rest}
      autoComplete={autoComplete}
      type={shown ? "text" : "password"}
      trailing={
        <button
          type="button"
          aria-pressed={shown}
          aria-label="Show password"
          className="grid size-6 place-items-center rounded-sm"
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff className="icon-s" aria-hidden /> : <Eye className="icon-s" aria-hidden />}
        </button>
      }
    />
  );
}
