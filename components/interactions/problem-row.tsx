"use client";

import { AtSign, Ban, FileX, Hand, History, MailX, Phone, ShieldBan, UserX } from "lucide-react";
import { type ReactNode, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf, formatNumber } from "@/components/ui/format";
import { Popover } from "@/components/ui/popover";
import { TextLink } from "@/components/ui/text-link";
import { useToast } from "@/components/ui/toast";
import type { LineProblem, RepairLines } from "@/lib/logging/schema";
import type { FoundProblem } from "@/lib/logging/types";
import type { Named } from "@/lib/segmentation/types";
import { CheckRow } from "./check-list";
import type { LogActions } from "./log-actions";
import { problemDetail, problemTitle } from "./problem-words";
import { refusalWords, unreachableWords } from "./refusal-words";

const icons: Record<LineProblem, ReactNode> = {
  no_template: <FileX aria-hidden />,
  no_salesperson: <UserX aria-hidden />,
  blocked_salesperson: <Ban aria-hidden />,
  privacy_blocked: <UserX aria-hidden />,
  minor: <UserX aria-hidden />,
  do_not_contact: <Hand aria-hidden />,
  opted_out: <Hand aria-hidden />,
  address_suppressed: <Hand aria-hidden />,
  no_consent: <Hand aria-hidden />,
  address_bounced: <MailX aria-hidden />,
  suppressed: <ShieldBan aria-hidden />,
  called_already: <Phone aria-hidden />,
  recent_interaction: <History aria-hidden />,
  excluded: <Ban aria-hidden />,
  unreadable_email: <MailX aria-hidden />,
  shared_email: <AtSign aria-hidden />,
  no_document: <FileX aria-hidden />,
};

export type ProblemRowProps = {
  segmentNo: string;
  version: number;
  found: FoundProblem;
  tone: "danger" | "removed" | "warn";
  /** Who may repair is offered to. */
  editable: boolean;
  suggestedSalesperson: Named | null;
  /** The salesperson is set on the header, from which the lines have it. */
  onHeader: boolean;
  salespeople: readonly Named[];
  repairLines: LogActions["repairLines"];
};

type Repair =
  | { repair: "salesperson"; problem: "no_salesperson" | "blocked_salesperson"; salespersonCode: string; on: "header" | "lines" }
  | { repair: "channel"; problem: "unreadable_email"; correspondenceType: "hard_copy" }
  | { repair: "template"; problem: "no_template" }
  | { repair: "remove"; problem: LineProblem };

/** One problem of lines: what it is, who they are, a way to look at them, and the one obvious repair. */
export function ProblemRow({
  segmentNo,
  version,
  found,
  tone,
  editable,
  suggestedSalesperson,
  onHeader,
  salespeople,
  repairLines,
}: ProblemRowProps) {
  const [pending, startRepair] = useTransition();
  const [refusal, setRefusal] = useState<string | null>(null);
  const { toast } = useToast();
  const { problem, count } = found;
  const noun = tone === "removed" ? "contact" : "line";
  const repair = (chosen: Repair, done: string) =>
    startRepair(async () => {
      setRefusal(null);
      const request: RepairLines = { ...chosen, segmentNo, version };
      const answer = await repairLines(request).catch(() => null);
      if (answer?.ok) toast({ lead: countOf(answer.value.repaired, "line"), text: ` ${done}.` });
      else setRefusal(answer === null ? unreachableWords : refusalWords(answer.error));
    });
  return (
    <CheckRow
      icon={icons[problem]}
      tone={tone}
      title={problemTitle(problem, count)}
      detail={
        <>
          {problemDetail(found)}
          {refusal ? <ErrorMessage>{refusal}</ErrorMessage> : null}
        </>
      }
      actions={
        <>
          <TextLink href={`/segments/${encodeURIComponent(segmentNo)}/log/${problem.replaceAll("_", "-")}`} prefetch={false}>
            {count === 1 ? `Show ${noun}` : `Show ${formatNumber(count)} ${noun}s`}
          </TextLink>
          {editable ? (
            <RepairButtons
              problem={problem}
              count={count}
              pending={pending}
              suggested={suggestedSalesperson}
              onHeader={onHeader}
              salespeople={salespeople}
              onRepair={repair}
            />
          ) : null}
        </>
      }
    />
  );
}

type RepairButtonsProps = {
  problem: LineProblem;
  count: number;
  pending: boolean;
  suggested: Named | null;
  onHeader: boolean;
  salespeople: readonly Named[];
  onRepair: (repair: Repair, done: string) => void;
};

function RepairButtons({ problem, count, pending, suggested, onHeader, salespeople, onRepair }: RepairButtonsProps) {
  switch (problem) {
    case "no_salesperson":
    case "blocked_salesperson": {
      const set = (code: string, name: string) =>
        onRepair(
          { repair: "salesperson", problem, salespersonCode: code, on: onHeader ? "header" : "lines" },
          `now ${count === 1 ? "has" : "have"} ${name}`,
        );
      return (
        <>
          {suggested ? (
            <Button pending={pending} onClick={() => set(suggested.code, suggested.name)}>
              Set {suggested.name}
            </Button>
          ) : null}
          <Popover
            label="Choose a salesperson"
            trigger={
              <Button variant={suggested ? "ghost" : "default"} disabled={pending}>
                {suggested ? "Another…" : "Choose salesperson…"}
              </Button>
            }
          >
            <div className="w-64 max-w-full p-2.5">
              <Combobox
                label="Salesperson"
                placeholder="Choose"
                options={salespeople.map(({ code, name }) => ({ value: code, label: name, hint: code }))}
                onValueChange={(option) => option && set(option.value, option.label)}
              />
            </div>
          </Popover>
        </>
      );
    }
    case "no_template":
      return (
        <Button
          pending={pending}
          onClick={() => onRepair({ repair: "template", problem }, `${count === 1 ? "has" : "have"} the template of the segment again`)}
        >
          Give {count === 1 ? "it" : "them"} the segment’s template
        </Button>
      );
    case "unreadable_email":
      return (
        <Button
          pending={pending}
          onClick={() =>
            onRepair(
              { repair: "channel", problem, correspondenceType: "hard_copy" },
              count === 1 ? "goes by Hard Copy now" : "go by Hard Copy now",
            )
          }
        >
          Make {count === 1 ? "it" : "them"} Hard Copy
        </Button>
      );
    case "recent_interaction":
    case "excluded":
      return (
        <Button
          pending={pending}
          onClick={() => onRepair({ repair: "remove", problem }, "removed; Go Back on the worksheet brings them back")}
        >
          Remove {countOf(count, "line")}
        </Button>
      );
    case "privacy_blocked":
    case "minor":
    case "do_not_contact":
    case "opted_out":
    case "address_suppressed":
    case "no_consent":
    case "address_bounced":
    case "suppressed":
    case "called_already":
    case "shared_email":
    case "no_document":
      return null;
    default:
      return problem satisfies never;
  }
}
