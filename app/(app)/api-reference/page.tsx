import type { Metadata } from "next";
import { ApiReference } from "@/components/api-reference/api-reference";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { listProblemCodes, openApiDocument } from "@/lib/api/openapi";
import { listReference } from "@/lib/api/reference";
import { currentContext } from "@/lib/request/current-context";

export const metadata: Metadata = { title: "API reference" };

export default async function ApiReferencePage() {
  await currentContext(); // whoever is signed in may read it
  const document = openApiDocument();
  const facts = [{ label: "Version", value: "1" }];
  const link = <TextLink href="/api/v1/openapi.json">OpenAPI 3.1 document</TextLink>;
  return (
    <>
      <PageHeader title="API reference" facts={facts} factsTrailing={link} line />
      <ApiReference groups={listReference(document)} schemas={document.components.schemas} problems={listProblemCodes()} />
    </>
  );
}
