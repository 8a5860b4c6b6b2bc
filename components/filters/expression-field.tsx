"use client";

import { Field as Base } from "@base-ui/react/field";
import { CircleAlert } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import { bareInput, boxSize, Field, fieldBox } from "@/components/ui/field";
import type { ExpressionError } from "@/lib/filters/expression-error";

export type ExpressionFieldProps = {
  label: ReactNode;
  labelHidden?: boolean | undefined;
  aside?: ReactNode | undefined;
  /** What the expression means, in words. */
  hint?: ReactNode | undefined;
  text: string;
  onChange: (text: string) => void;
  /** The wrong part gets a wavy line, the sentence stands below; the text stays as it is. */
  mistake: ExpressionError | null;
};

/** An expression as Business Central users type it, in mono. While it holds a mistake a copy of the text stands in its place and carries the mark. */
export function ExpressionField({ label, labelHidden, aside, hint, text, onChange, mistake }: ExpressionFieldProps) {
  const mirror = useRef<HTMLSpanElement>(null);
  const at = mistake ? Math.min(mistake.at, text.length) : text.length;
  const end = mistake ? Math.max(at + 1, at + mistake.length) : text.length;
  return (
    <Field
      label={label}
      labelHidden={labelHidden}
      aside={aside}
      hint={hint}
      error={mistake ? <MistakeWords mistake={mistake} /> : undefined}
    >
      <div className={classNames(fieldBox, boxSize.lg, mistake && "pr-2")}>
        <span
          className="relative block min-w-0 flex-1"
          onScrollCapture={(event) => {
            if (mirror.current && event.target instanceof HTMLInputElement) mirror.current.scrollLeft = event.target.scrollLeft;
          }}
        >
          <Base.Control
            value={text}
            onValueChange={(value) => onChange(value)}
            placeholder="any"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={2048}
            className={classNames(bareInput, text && "mono", mistake && "text-transparent caret-ink")}
          />
          <span
            ref={mirror}
            aria-hidden
            className="mono pointer-events-none absolute inset-0 flex items-center overflow-hidden whitespace-pre"
          >
            {mistake ? <span>{text.slice(0, at)}</span> : null}
            {mistake ? (
              <span className="text-danger underline decoration-danger decoration-wavy decoration-1 underline-offset-3">
                {text.slice(at, end) || "\u00a0"}
              </span>
            ) : null}
            {mistake ? <span>{text.slice(end)}</span> : null}
          </span>
        </span>
        {mistake ? <CircleAlert className="icon-s text-danger!" aria-hidden /> : null}
      </div>
    </Field>
  );
}

/** The sentence, with its example as one types it: in mono and never broken. */
function MistakeWords({ mistake: { message, example } }: { mistake: ExpressionError }) {
  const at = example === "" ? -1 : message.indexOf(example);
  if (at < 0) return message;
  return (
    <>
      {message.slice(0, at)}
      <code className="mono whitespace-nowrap">{example}</code>
      {message.slice(at + example.length)}
    </>
  );
}
