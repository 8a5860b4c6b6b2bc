"use client";

import { readTime } from "./read-time";
import { TextField, type TextFieldProps } from "./text-field";

export type TimeFieldProps = Omit<TextFieldProps, "type" | "code" | "wrong" | "icon" | "trailing" | "onChange"> & {
  /** What is typed, and "HH:MM" as soon as the field is left with a time in it. */
  onValueChange?: ((time: string) => void) | undefined;
};

/** A time of day in 24 hours, whatever the browser speaks; value and default are "HH:MM". */
export function TimeField({ onValueChange, onBlur, ...field }: TimeFieldProps) {
  return (
    <TextField
      placeholder="hh:mm"
      maxLength={5}
      autoComplete="off"
      {...field}
      onChange={({ target }) => onValueChange?.(target.value)}
      onBlur={(event) => {
        const time = readTime(event.target.value);
        if (time !== event.target.value) {
          event.target.value = time;
          onValueChange?.(time);
        }
        onBlur?.(event);
      }}
    />
  );
}
