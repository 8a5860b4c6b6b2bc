import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { parseImportAddress } from "@/components/imports/import-address";
import { ImportPlan } from "@/components/imports/import-plan";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { analyseUpload } from "@/lib/contacts/import/analyse-upload";
import { delimiterWords } from "@/lib/contacts/import/delimiter";
import { encodingWords } from "@/lib/contacts/import/encoding";
import { importMessage } from "@/lib/contacts/import/errors";
import { readQuery } from "@/lib/request/run-operation";
import { inWords } from "@/lib/uploads/errors";
import { uploadIdSchema } from "@/lib/uploads/schema";
import { startImportAction } from "../../actions";

export const metadata: Metadata = { title: "Columns of the file" };

const crumbs = [{ href: "/import", label: "Import" }];

export default async function UploadPage({ params, searchParams }: PageProps<"/import/uploads/[uploadId]">) {
  const uploadId = uploadIdSchema.safeParse((await params).uploadId);
  if (!uploadId.success) notFound();
  const address = parseImportAddress(await searchParams);
  const seen = await readQuery(analyseUpload, { uploadId: uploadId.data, ...address });
  if (!seen.ok) {
    return (
      <>
        <PageHeader title="This file cannot be imported" crumbs={crumbs} line />
        <div className="grid flex-1 place-content-center" role="alert">
          <EmptyState
            title="Nothing was imported"
            filled={0}
            actions={
              <ButtonLink href="/import" variant="primary">
                Choose another file
              </ButtonLink>
            }
          >
            {importMessage(seen.error)}
          </EmptyState>
        </div>
      </>
    );
  }
  const { fileName, size, dialect, lineEnd, headings, kind } = seen.value;
  const facts = [
    { label: "Encoding", value: encodingWords[dialect.encoding] },
    { label: "Delimiter", value: delimiterWords[dialect.delimiter] },
    { label: "Lines end with", value: lineEnd },
    { label: "Columns", value: headings.length },
    { label: "Size", value: inWords(size) },
  ];
  return (
    <>
      <PageHeader title={fileName} crumbs={crumbs} facts={facts} actions={<ButtonLink href="/import">Cancel</ButtonLink>} line />
      <ImportPlan key={`${kind} ${dialect.encoding} ${dialect.delimiter}`} analysis={seen.value} start={startImportAction} />
    </>
  );
}
