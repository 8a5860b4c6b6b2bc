"use client";

import { UserMinus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useTransition } from "react";
import { type MemberRow, MembersTable } from "@/components/contact-cells/members-table";
import { IconButton } from "@/components/ui/icon-button";
import { useToast } from "@/components/ui/toast";
import type { LiveActions } from "./live-actions";
import { liveRefusal, whenItCounts } from "./live-words";

export type LiveMembersTableProps = {
  segmentNo: string;
  rows: readonly MemberRow[];
  sort: { by: string; direction: "asc" | "desc" };
  /** Null where nobody can be left out. */
  changeByHand: LiveActions["changeByHand"] | null;
  empty: ReactNode;
};

/** The members of a live segment; each can be left out by hand. */
export function LiveMembersTable({ segmentNo, rows, sort, changeByHand, empty }: LiveMembersTableProps) {
  const router = useRouter();
  const { toast } = useToast();
  const [pending, start] = useTransition();
  const leaveOut = ({ contactNo, name }: Pick<MemberRow, "contactNo" | "name">, act: "add" | "remove") =>
    start(async () => {
      const answer = await changeByHand?.({ segmentNo, list: "exclude", act, contacts: { contactNos: [contactNo] } });
      if (!answer) return;
      if (!answer.ok) return toast({ text: liveRefusal(answer.error) });
      if (act === "add")
        toast({
          text: `${name} is left out${whenItCounts(answer.value.state)}.`,
          action: { label: "Undo", run: () => leaveOut({ contactNo, name }, "remove") },
        });
      router.refresh();
    });
  const trailing = changeByHand
    ? (row: MemberRow) => (
        <IconButton
          label={`Leave ${row.name} out`}
          icon={<UserMinus aria-hidden />}
          disabled={pending}
          onClick={() => leaveOut(row, "add")}
          className="size-6! opacity-0 focus-visible:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100"
        />
      )
    : undefined;
  return <MembersTable name="Members" rows={rows} sort={sort} trailing={trailing} empty={empty} columnChoice />;
}
