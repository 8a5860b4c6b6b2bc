import type { Metadata } from "next";
import { GroupsPanel } from "@/components/templates/groups-panel";
import { hasRight } from "@/lib/access/rights";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { findCurrency } from "@/lib/setup/currency";
import { listInteractionGroups } from "@/lib/templates/interaction-groups";
import { deleteGroupAction, saveGroupAction } from "./actions";

export const metadata: Metadata = { title: "Interaction groups" };

/** What interactions are counted by. */
export default async function InteractionGroupsPage() {
  const { user } = await currentContext();
  const [groups, currency] = await Promise.all([readQuery(listInteractionGroups, {}), readQuery(findCurrency, {})]);
  return (
    <GroupsPanel
      groups={groups}
      currency={currency}
      actions={hasRight(user.role, "setup") ? { save: saveGroupAction, remove: deleteGroupAction } : null}
    />
  );
}
