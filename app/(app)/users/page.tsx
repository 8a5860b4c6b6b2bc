import type { Metadata } from "next";
import { UsersPanel } from "@/components/access/users-panel";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { listSalespeople, listUsers } from "@/lib/users/queries";
import { addUserAction, changeUserAction, resetPasswordAction } from "./actions";

export const metadata: Metadata = { title: "Users" };

export default async function UsersPage() {
  const [context, users, salespeople] = await Promise.all([currentContext(), readQuery(listUsers, {}), readQuery(listSalespeople, {})]);
  return (
    <UsersPanel
      users={users}
      salespeople={salespeople.map(({ code, name }) => ({ value: code, label: name, hint: code }))}
      ownId={context.user.id}
      timeZone={context.timeZone}
      addAction={addUserAction}
      changeAction={changeUserAction}
      resetAction={resetPasswordAction}
    />
  );
}
