"use client";

import { TextField, type TextFieldProps } from "./text-field";

/** A calendar day; value and default are "YYYY-MM-DD", as the form sends it. The browser writes it the reader's way. */
export function DateField(props: Omit<TextFieldProps, "type" | "code" | "wrong" | "icon" | "trailing">) {
  return <TextField {...props} type="date" />;
}
