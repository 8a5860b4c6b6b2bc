"use client";

import { Field as Base } from "@base-ui/react/field";
import { Lock } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { type BoxSize, bareInput, boxSize, Field, type FieldProps, fieldBox } from "./field";
import { WrongPart } from "./wrong-part";

export type TextFieldProps = FieldProps &
  Omit<ComponentProps<"input">, "size" | "className"> & {
    size?: BoxSize | undefined;
    icon?: ReactNode | undefined;
    /** At the right inside the box: a button that shows a password, a unit. */
    trailing?: ReactNode | undefined;
    /** Codes and expressions stand in the monospaced face. */
    code?: boolean | undefined;
    /** Where the mistake stands in the text, from 0; gets a wavy line. Only with `code`. */
    wrong?: { at: number; length: number };
  };

/** One line of text, with its label. Takes every attribute of an input. */
export function TextField({
  label,
  labelHidden,
  aside,
  hint,
  error,
  disabled,
  className,
  size = "lg",
  icon,
  trailing,
  code,
  wrong,
  ...input
}: TextFieldProps) {
  const control = <Base.Control {...input} className={classNames(bareInput, code && "mono")} />;
  return (
    <Field label={label} labelHidden={labelHidden} aside={aside} hint={hint} error={error} disabled={disabled} className={className}>
      <div className={classNames(fieldBox, boxSize[size])}>
        {icon}
        {wrong && code ? (
          <WrongPart text={String(input.value ?? "")} wrong={wrong}>
            {control}
          </WrongPart>
        ) : (
          control
        )}
        {trailing}
        {disabled ? <Lock className="icon-s" aria-hidden /> : null}
      </div>
    </Field>
  );
}
