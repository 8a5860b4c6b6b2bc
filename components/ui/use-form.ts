"use client";

import { useState, useTransition } from "react";
import type { z } from "zod";

/** What is wrong, by the path of its field; under `form` what concerns the whole. */
export type Refusals = Readonly<Record<string, string>>;

/** What a schema refuses, beside its fields: `name`, `rule.time`, `properties.2` for all that is wrong with the third. */
export function refusalsOf(error: z.ZodError): Refusals {
  return Object.fromEntries(error.issues.map(({ path, message }) => [path.slice(0, 2).join("."), message]));
}

type Answer<Value, Refusal> = { ok: true; value: Value } | { ok: false; error: Refusal };

export type FormRequest<Request, Value, Refusal> = {
  schema: z.ZodType<unknown, Request>;
  request: Request;
  save: (request: Request) => Promise<Answer<Value, Refusal>>;
  /** The sentence of what was refused, or of no answer at all. */
  words: (answer: { error: Refusal } | null) => string;
  onSaved: (value: Value) => void;
};

/** Sends a form once its schema lets it through. What is refused, here or by the server, is said, and what was typed stays. */
export function useForm() {
  const [refusals, setRefusals] = useState<Refusals>({});
  const [pending, start] = useTransition();
  const send = <Request, Value, Refusal>({ schema, request, save, words, onSaved }: FormRequest<Request, Value, Refusal>) => {
    const read = schema.safeParse(request);
    if (!read.success) return setRefusals(refusalsOf(read.error));
    start(async () => {
      const answer = await save(request).catch(() => null);
      if (!answer?.ok) return setRefusals({ form: words(answer) });
      onSaved(answer.value);
    });
  };
  return { refusals, pending, send };
}
