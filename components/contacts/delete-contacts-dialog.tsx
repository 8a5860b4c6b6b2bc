"use client";

import { useCallback, useEffect, useState, useTransition } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf, formatNumber } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { contactUpkeepMessage } from "@/lib/contact-upkeep/errors";
import type { ContactImpact } from "@/lib/contact-upkeep/find-impact";
import type { ContactFilter } from "@/lib/contacts/filter";
import { CountedFact, CountedFacts } from "./counted-facts";
import { TouchedWorksheets } from "./touched-worksheets";
import { type UpkeepActions, unreachableWords, upkeepWords } from "./upkeep-actions";

export type DeleteContactsProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  selection: ToDelete;
  actions: Pick<UpkeepActions, "deleteContacts" | "findImpact">;
  /** They are gone: deleted here, or by somebody else meanwhile. A worker takes care of many, under this job. */
  onGone: (jobId: string | null) => void;
};

/** Contacts by number, or all that match: `count` of them, null where nobody counted so far. */
type ToDelete = { contactNos: string[] } | { matching: ContactFilter; count: number | null };

/** Asks before contacts go for good, with exactly what goes with them and what stays. */
export function DeleteContactsDialog({ open, ...question }: DeleteContactsProps) {
  return open ? <DeleteQuestion {...question} /> : null;
}

function DeleteQuestion({ onOpenChange, selection, actions, onGone }: Omit<DeleteContactsProps, "open">) {
  const { toast } = useToast();
  const [impact, setImpact] = useState<ContactImpact | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [deleting, startDelete] = useTransition();
  const named = impact && impact.contacts - impact.persons;
  const selected = "contactNos" in selection ? selection.contactNos.length : (selection.count ?? named);
  const asked = JSON.stringify("contactNos" in selection ? selection : { matching: selection.matching });
  const look = useCallback(
    () => actions.findImpact(JSON.parse(asked)).then(setImpact, () => setRefusal(unreachableWords)),
    [actions, asked],
  );
  useEffect(() => {
    void look();
  }, [look]);

  const missing = selected !== null && named !== null ? selected - named : 0;
  const confirm = () =>
    startDelete(async () => {
      if (!impact) return;
      const which = "contactNos" in selection ? selection : { matching: selection.matching, count: selected ?? 0 };
      const answer = await actions.deleteContacts({ ...which, expected: impact.contacts }).catch(() => null);
      if (answer?.ok) {
        const jobId = answer.value.jobId ?? null;
        toast(
          jobId === null ? deletedWords(impact) : { lead: `${countOf(impact.contacts, "contact")} are being deleted`, text: goesOnWords },
        );
        return onGone(jobId);
      }
      setRefusal(answer === null ? unreachableWords : upkeepWords(answer.error));
      await look();
    });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (!open && missing !== 0 ? onGone(null) : onOpenChange(open))}
      title={impact?.names[0] && selected === 1 ? `Delete ${impact.names[0]}?` : `Delete ${contactsOf(selected)}?`}
      confirmLabel={`Delete ${contactsOf(impact?.contacts ?? selected)}`}
      danger
      pending={(impact === null && refusal === null) || deleting}
      refusal={missing !== 0 ? missingWords(missing, selection, selected ?? 0) : undefined}
      onConfirm={confirm}
    >
      {impact ? <Impact impact={impact} one={selected === 1} /> : <Skeleton className="w-3/5" />}
      {missing !== 0 ? null : <ErrorMessage>{refusal}</ErrorMessage>}
    </ConfirmDialog>
  );
}

function Impact({ impact, one }: { impact: ContactImpact; one: boolean }) {
  const { names, persons, personNames, segments, interactions, salesFacts } = impact;
  const named = impact.contacts - persons;
  return (
    <>
      {one ? null : <p className="mb-2.5">{namesOf(names, named)}</p>}
      <CountedFacts label="What it touches">
        {persons > 0 ? (
          <CountedFact
            count={persons}
            words={`${persons === 1 ? "person goes" : "persons go"} with ${one ? "the" : "their"} company: ${namesOf(personNames, persons)}`}
          />
        ) : null}
        <CountedFact
          count={segments.length}
          words={`${segments.length === 1 ? "worksheet loses" : "worksheets lose"} ${impact.contacts === 1 ? "it" : "them"}, at every step`}
        >
          {segments.length > 0 ? <TouchedWorksheets worksheets={segments} /> : null}
        </CountedFact>
        <CountedFact
          count={interactions}
          words={
            interactions === 1
              ? "interaction stays in the log, with the names of the time and what was sent"
              : "interactions stay in the log, with the names of the time and what was sent"
          }
        />
        <CountedFact count={salesFacts} words={salesFacts === 1 ? "sales fact goes" : "sales facts go"} />
      </CountedFacts>
      <p className="mt-3 font-medium text-ink">This cannot be undone.</p>
    </>
  );
}

/** "Anna Alt, Bea Bo and Carl Cy", "Anna Alt, Bea Bo, Carl Cy and 4 more". */
function namesOf(names: readonly string[], count: number): string {
  if (count > names.length) return `${names.join(", ")} and ${formatNumber(count - names.length)} more`;
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names.join("");
}

const goesOnWords = ". You can go on meanwhile; they leave every worksheet one after the other.";
const contactsOf = (count: number | null) => (count === null ? "all that match" : countOf(count, "contact"));

function missingWords(missing: number, selection: ToDelete, selected: number): string {
  if (!("contactNos" in selection)) return contactUpkeepMessage({ code: "matching_moved", selected, now: selected - missing });
  const { contactNos } = selection;
  if (contactNos.length === 1) return `There is no contact ${contactNos[0]} any more. Somebody deleted or merged it meanwhile.`;
  return `${formatNumber(missing)} of the ${formatNumber(contactNos.length)} ${missing === 1 ? "is" : "are"} not there any more: somebody deleted or merged them meanwhile. Nothing was deleted; select again.`;
}

function deletedWords({ contacts, persons, names, segments }: ContactImpact) {
  const named = contacts - persons;
  const who =
    named === 1
      ? `: ${names[0]}${persons > 0 ? ` and ${countOf(persons, "person")} of the company` : ""}`
      : persons > 0
        ? `, ${countOf(persons, "person")} of their companies among them`
        : "";
  const lists = segments.length > 0 ? ` ${countOf(segments.length, "worksheet")} changed.` : "";
  return { lead: `${countOf(contacts, "contact")} deleted`, tone: "removed" as const, text: `${who}.${lists}` };
}
