"use client";

import { useState } from "react";
import { NumberField, type NumberFieldProps } from "@/components/ui/number-field";

export type NumberOnLeaveProps = Omit<NumberFieldProps, "value" | "onValueChange" | "min" | "onBlur"> & {
  value: number | null;
  /** The field is left with another number than it came with. */
  onValue: (value: number) => void;
  /** The field is left as it was, or empty. */
  onLeave?: (() => void) | undefined;
};

/** A number from 0 on that is handed on when the field is left. */
export function NumberOnLeave({ value, onValue, onLeave, ...field }: NumberOnLeaveProps) {
  const [typed, setTyped] = useState(value);
  const leave = () => (typed === null || typed === value ? onLeave?.() : onValue(typed));
  return <NumberField {...field} min={0} value={typed} onValueChange={setTyped} onBlur={leave} />;
}
