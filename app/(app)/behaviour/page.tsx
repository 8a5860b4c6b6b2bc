import type { Metadata } from "next";
import { TypeList } from "@/components/behaviour/type-list";
import { hasRight } from "@/lib/access/rights";
import { listBehaviourTypes, mostCounted } from "@/lib/behaviour/types";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { keepBehaviourAction, saveBehaviourTypeAction } from "./actions";

export const metadata: Metadata = { title: "Behaviour" };

/** The types of what contacts do, with what each holds and how long it is kept. */
export default async function BehaviourPage() {
  const { user, timeZone } = await currentContext();
  const list = await readQuery(listBehaviourTypes, {});
  const actions = hasRight(user.role, "setup") ? { saveType: saveBehaviourTypeAction, keep: keepBehaviourAction } : null;
  return <TypeList list={list} mostCounted={mostCounted} timeZone={timeZone} actions={actions} />;
}
