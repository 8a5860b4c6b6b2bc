import type { Metadata } from "next";
import { FieldsTable } from "@/components/documents/fields-table";
import { PageHeader } from "@/components/ui/page-header";
import { fields } from "@/lib/documents/word/fields";
import { currentContext } from "@/lib/request/current-context";

export const metadata: Metadata = { title: "Fields" };

/** What letters, e-mails and subjects can say of each contact. */
export default async function FieldsPage() {
  await currentContext();
  return (
    <>
      <PageHeader title="Fields" count={fields.length} crumbs={[{ href: "/interaction-templates", label: "Interaction templates" }]} line />
      <FieldsTable />
    </>
  );
}
