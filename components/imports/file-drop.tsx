"use client";

import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Note } from "@/components/ui/note";
import { ProgressBar } from "@/components/ui/progress-bar";
import { inWords } from "@/lib/uploads/errors";
import { maxUploadBytes } from "@/lib/uploads/limits";
import { NotSent, sendFile } from "./send-file";

type State =
  | { at: "waiting" }
  | { at: "sending"; file: File; sent: number }
  | { at: "stopped"; file: File; sentence: string; retry: boolean };

/** Takes a file by drop or choice, sends it, and goes on to its columns. */
export function FileDrop() {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const sending = useRef<AbortController>(null);
  const [state, setState] = useState<State>({ at: "waiting" });
  const [over, setOver] = useState(false);
  const choose = () => input.current?.click();
  useShortcut("N", choose, { label: "Choose a file to import" });
  useEffect(() => () => sending.current?.abort(), []);

  const send = async (file: File) => {
    const stop = new AbortController();
    sending.current = stop;
    setState({ at: "sending", file, sent: 0 });
    try {
      const uploadId = await sendFile(file, (sent) => setState({ at: "sending", file, sent }), stop.signal);
      router.push(`/import/uploads/${uploadId}`);
    } catch (error) {
      if (stop.signal.aborted) return;
      const { sentence, retry } = error instanceof NotSent ? error : { sentence: "The file did not arrive.", retry: true };
      setState({ at: "stopped", file, sentence, retry });
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files.item(0);
    if (file) void send(file);
  };
  const cancel = () => {
    sending.current?.abort();
    setState({ at: "waiting" });
  };

  return (
    <section
      aria-label="File to import"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classNames(
        "m-4 grid min-h-44 flex-none place-content-center justify-items-center gap-2 rounded-lg border border-dashed px-4 py-6 text-center",
        over ? "border-accent bg-accent-tint" : "border-line-strong bg-sunken",
      )}
    >
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        aria-label="File to import"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.item(0);
          event.target.value = "";
          if (file) void send(file);
        }}
      />
      {state.at === "sending" ? (
        <div className="w-[min(380px,80vw)]" aria-live="polite">
          <p className="truncate font-medium">{state.file.name}</p>
          <ProgressBar label={`Sending ${state.file.name}`} done={state.sent} total={state.file.size} className="my-2" />
          <p className="num text-ink-3">
            {inWords(state.sent)} of {inWords(state.file.size)}
          </p>
          <Button className="mt-3" onClick={cancel}>
            Cancel
          </Button>
        </div>
      ) : (
        <>
          <FileUp className="text-ink-3" aria-hidden />
          <p className="text-md font-semibold">Drop a CSV file here</p>
          <p className="max-w-[52ch] text-balance text-ink-2">
            Contacts or sales facts, with a header row. Comma, semicolon or tab, UTF-8, UTF-16 or Windows-1252: all are recognised.{" "}
            {inWords(maxUploadBytes)} at most.
          </p>
          <Button variant="primary" size="lg" keys="N" className="mt-2" onClick={choose}>
            Choose a file
          </Button>
          {state.at === "stopped" ? (
            <Note
              tone="bad"
              alert
              className="mt-3 text-left"
              title={`${state.file.name} did not arrive.`}
              actions={state.retry ? <Button onClick={() => void send(state.file)}>Send again</Button> : null}
            >
              {state.sentence}
            </Note>
          ) : null}
        </>
      )}
    </section>
  );
}
