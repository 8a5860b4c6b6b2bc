"use client";

import { Phone } from "lucide-react";
import { useState, useTransition } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { Callee } from "@/lib/calls/find-callee";
import type { PhoneActions } from "./call-actions";
import { refusalWords } from "./call-words";
import { PhoneCallDialog } from "./phone-call-dialog";

export type MakePhoneCallProps = {
  contactNo: string;
  /** The line of a worksheet from which it is made. */
  line?: { segmentNo: string; layer: number };
  currency: string;
  phone: PhoneActions;
  className?: string;
};

/** *Make Phone Call*: asks what is proposed, then opens the dialog. What was logged can be taken back at once. M does the same. */
export function MakePhoneCall({ contactNo, line, currency, phone, className }: MakePhoneCallProps) {
  const { toast } = useToast();
  const [callee, setCallee] = useState<Callee | null>(null);
  const [pending, start] = useTransition();
  const open = () =>
    start(async () => {
      const found = await phone.findCallee({ contactNo, line: line ?? null }).catch(() => undefined);
      if (found) setCallee(found);
      else toast({ text: found === null ? "This contact is not here any more. Reload the page." : refusalWords(null) });
    });
  useShortcut("M", open, { label: "Make Phone Call", enabled: !pending && callee === null });

  const takeBack = async (entryNo: number) => {
    const answer = await phone.cancel({ entryNos: [entryNo] }).catch(() => null);
    toast({ text: answer?.ok ? `Entry ${entryNo} canceled.` : refusalWords(answer) });
  };
  const logged = (entryNo: number, name: string) => {
    setCallee(null);
    toast({
      lead: "1 call logged",
      text: ` with ${name}: entry ${entryNo}.`,
      action: { label: "Undo", run: () => void takeBack(entryNo) },
    });
  };
  return (
    <>
      <Button icon={<Phone aria-hidden />} keys="M" pending={pending} onClick={open} {...(className && { className })}>
        Make Phone Call
      </Button>
      {callee ? (
        <PhoneCallDialog
          callee={callee}
          line={line ?? null}
          currency={currency}
          phone={phone}
          onLogged={(entryNo) => logged(entryNo, callee.name)}
          onClose={() => setCallee(null)}
        />
      ) : null}
    </>
  );
}
