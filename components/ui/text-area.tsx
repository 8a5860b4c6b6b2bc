"use client";

import { Field as Base } from "@base-ui/react/field";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { bareInput, Field, type FieldProps, fieldBox } from "./field";

export type TextAreaProps = FieldProps & Omit<ComponentProps<"textarea">, "className"> & { code?: boolean | undefined };

/** Several lines of text: a comment, pasted numbers. */
export function TextArea({ label, labelHidden, aside, hint, error, disabled, className, code, rows = 4, ...area }: TextAreaProps) {
  return (
    <Field label={label} labelHidden={labelHidden} aside={aside} hint={hint} error={error} disabled={disabled} className={className}>
      <div className={classNames(fieldBox, "px-2.5 py-1.5")}>
        <Base.Control render={<textarea {...area} rows={rows} className={classNames(bareInput, "resize-y", code && "mono")} />} />
      </div>
    </Field>
  );
}
