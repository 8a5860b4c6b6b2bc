import type { Metadata } from "next";
import { ApiKeyList } from "@/components/access/api-key-list";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { listApiKeys } from "@/lib/users/api-keys";
import { revokeApiKeyOfUserAction } from "../actions";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage() {
  const [{ timeZone }, keys] = await Promise.all([currentContext(), readQuery(listApiKeys, {})]);
  const empty = (
    <EmptyState title="Nobody has a key">Whoever lets a program call the REST API makes a key for it under Your account.</EmptyState>
  );
  return (
    <>
      <PageHeader title="API keys" crumbs={[{ href: "/users", label: "Users" }]} count={keys.length} line />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-5">
        <div className="max-w-[760px]">
          <ApiKeyList keys={keys} timeZone={timeZone} withOwner revokeAction={revokeApiKeyOfUserAction} empty={empty} />
        </div>
      </div>
    </>
  );
}
