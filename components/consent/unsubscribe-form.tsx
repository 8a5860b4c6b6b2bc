import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button-style";
import type { RecipientLanguage } from "@/lib/consent/schema";
import type { UnsubscribeChoice, UnsubscribeState } from "@/lib/consent/unsubscribe";
import { unsubscribeWords } from "@/lib/consent/unsubscribe-words";

type UnsubscribeFormProps = Pick<UnsubscribeState, "standing" | "canUndo" | "address"> & {
  language: RecipientLanguage;
  /** As recipients know it. */
  purpose: string;
  /** What was pressed last. */
  done: UnsubscribeChoice | "too-often" | null;
};

/** Where a recipient stands, with buttons that need no script: they send a form to the link itself. */
export function UnsubscribeForm({ language, standing, canUndo, purpose, address, done }: UnsubscribeFormProps) {
  const words = unsubscribeWords(language);
  const subscribed = standing === "subscribed";
  const stands = {
    subscribed: words.subscribed,
    unsubscribed: words.unsubscribed,
    unsubscribed_from_all: (_: string, at: string | null) => words.unsubscribedFromAll(at),
  }[standing](purpose, address);
  return (
    <main lang={language}>
      <h1 className="text-2xl font-semibold tracking-[-0.025em] text-balance">{words.title}</h1>
      {done === "too-often" ? (
        <p role="alert" className="mt-2 text-md text-danger">
          {words.tooOften}
        </p>
      ) : null}
      <p role="status" className="mt-2 text-md text-pretty [overflow-wrap:anywhere]">
        {subscribed && done === "undo" ? `${words.backAgain} ` : ""}
        {stands}
      </p>
      <form method="post" className="mt-5 grid gap-2.5">
        {subscribed ? (
          <>
            <Choice value="purpose" primary>
              {words.purpose(purpose)}
            </Choice>
            <Choice value="everything">{words.everything}</Choice>
          </>
        ) : (
          <>
            {standing === "unsubscribed" ? <Choice value="everything">{words.everything}</Choice> : null}
            {canUndo ? <Choice value="undo">{words.undo}</Choice> : null}
          </>
        )}
      </form>
      <p className="mt-4 text-pretty text-ink-3">{subscribed ? words.explained : canUndo ? null : words.byHand}</p>
    </main>
  );
}

function Choice({ value, primary, children }: { value: UnsubscribeChoice; primary?: boolean; children: ReactNode }) {
  return (
    <button
      type="submit"
      name="choice"
      value={value}
      className={`${buttonClass({ variant: primary ? "primary" : "default", size: "lg", block: true })} h-auto min-h-control-lg py-1.5 text-pretty whitespace-normal!`}
    >
      {children}
    </button>
  );
}
