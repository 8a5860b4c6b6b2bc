import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { Visit } from "@/components/habits/visit";
import { lineFilterOf, linesHref, parseLinesAddress } from "@/components/segments/lines-address";
import { Worksheet } from "@/components/segments/worksheet";
import { hasRight } from "@/lib/access/rights";
import { choicesOf } from "@/lib/exports/columns";
import { findLiveSegment } from "@/lib/live-segments/find-live-segment";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { countKinds } from "@/lib/segmentation/count-kinds";
import { exportColumns } from "@/lib/segmentation/export-columns";
import { findSegment } from "@/lib/segmentation/find-segment";
import type { SegmentLinesPage } from "@/lib/segmentation/line-types";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { findCurrency } from "@/lib/setup/currency";
import { addressPart } from "../../address-part";
import { phoneActions } from "../../calls/phone";
import { documentReads } from "../../documents/documents";
import { mailingGroups } from "../../mailing-groups/mailing-groups";
import { loadLookupAction, searchContactsAction, searchValuesAction } from "../actions";
import { countNumbers } from "../numbers";
import { ownTemplates } from "../own-templates";
import { searchSavedCriteriaAction } from "../saved-criteria/actions";
import {
  addLinesAction,
  applyCriteriaAction,
  changeLinesAction,
  changeSegmentDocumentAction,
  changeStackAction,
  countDuplicatesAction,
  deleteSegmentAction,
  goBackAction,
  goForwardAction,
  goToStepAction,
  loadCodeNamesAction,
  loadLineAction,
  loadSegmentDocumentsAction,
  loadStepChangesAction,
  previewLineAction,
  previewStackChangeAction,
  removeDuplicatesAction,
  removeLinesAction,
  removeMatchingLinesAction,
  saveCriteriaAction,
  undoLineChangesAction,
  undoStackChangeAction,
  updateSegmentHeaderAction,
} from "./actions";

import { LiveView } from "./live-view";

const linesOnPage = 100;

export async function generateMetadata({ params }: PageProps<"/segments/[segmentNo]">): Promise<Metadata> {
  return { title: addressPart((await params).segmentNo) };
}

export default async function SegmentPage({ params, searchParams }: PageProps<"/segments/[segmentNo]">) {
  const segmentNo = addressPart((await params).segmentNo);
  const search = await searchParams;
  const address = parseLinesAddress(search);
  const { after = null, before = null, at = null, last, step = null } = address;
  const context = await currentContext();
  const place = before !== null ? { before } : after !== null ? { after } : at !== null ? { goTo: at } : { last: last !== undefined };
  const path = `/segments/${encodeURIComponent(segmentNo)}`;
  const lines = {
    segmentNo,
    step,
    order: address.sort ?? "company",
    direction: address.direction ?? "asc",
    limit: linesOnPage,
    lines: lineFilterOf(address),
  } as const;
  const [segment, currency, templates, page] = await Promise.all([
    readQuery(findSegment, { segmentNo }),
    readQuery(findCurrency, {}),
    ownTemplates(context.user.role),
    readQuery(listSegmentLines, { ...lines, ...place }),
  ]);
  if (!segment) {
    const live = await readQuery(findLiveSegment, { segmentNo });
    if (!live) notFound();
    return <LiveView segment={live} search={search} templates={templates} />;
  }
  // The step of the address is gone: an undone one was dropped by a new action.
  if (!page) redirect(linesHref(path, address, { step: null }));
  // A link to a line names no page: the lines before it say where its page begins.
  const { line } = address;
  const isAnywhere = after === null && before === null && at === null && last === undefined;
  if (line !== undefined && isAnywhere && !holds(page, line)) {
    const found = await readQuery(listSegmentLines, { ...lines, lines: { ...lines.lines, search: line } });
    const above = holds(found, line) ? (await readQuery(listSegmentLines, { ...lines, before: line }))?.lines.at(-1) : undefined;
    if (above) redirect(linesHref(path, address, { after: above.contactNo, line }));
  }
  const { user, now, today, workDate, timeZone } = context;
  const isDraft = segment.header.state === "draft";
  return (
    <>
      <Visit kind="segment" thingKey={segmentNo} />
      <Worksheet
        segment={segment}
        page={page}
        kinds={readQuery(countKinds, { segmentNo, step })} // counted while the page is on its way
        numbers={address.show === "numbers" ? countNumbers(segmentNo, step, address) : null}
        address={address}
        editable={isDraft && hasRight(user.role, "segments.edit")}
        canLog={isDraft && hasRight(user.role, "segments.log")}
        exportColumns={hasRight(user.role, "export") ? choicesOf(exportColumns) : null}
        clock={{ now, today, workDate, timeZone, user: { id: user.id, salespersonCode: user.salespersonCode } }}
        currency={currency}
        actions={actions}
        phone={isDraft ? phoneActions(user.role, loadLookupAction) : null}
        mailingGroups={mailingGroups}
        reads={{ ...reads, templates }}
      />
    </>
  );
}

function holds(page: SegmentLinesPage | null, contactNo: string): boolean {
  return page?.lines.some((line) => line.contactNo === contactNo) ?? false;
}

const actions = {
  applyCriteria: applyCriteriaAction,
  goBack: goBackAction,
  goForward: goForwardAction,
  goToStep: goToStepAction,
  addLines: addLinesAction,
  removeLines: removeLinesAction,
  removeMatchingLines: removeMatchingLinesAction,
  removeDuplicates: removeDuplicatesAction,
  updateHeader: updateSegmentHeaderAction,
  changeLines: changeLinesAction,
  undoLineChanges: undoLineChangesAction,
  deleteSegment: deleteSegmentAction,
  changeDocument: changeSegmentDocumentAction,
  previewStackChange: previewStackChangeAction,
  changeStack: changeStackAction,
  undoStackChange: undoStackChangeAction,
  saveCriteria: saveCriteriaAction,
};
const reads = {
  loadLookup: loadLookupAction,
  searchContacts: searchContactsAction,
  searchValues: searchValuesAction,
  loadStepChanges: loadStepChangesAction,
  countDuplicates: countDuplicatesAction,
  loadLine: loadLineAction,
  documents: { ...documentReads, searchContacts: searchContactsAction },
  loadDocuments: loadSegmentDocumentsAction,
  previewLine: previewLineAction,
  searchSavedCriteria: searchSavedCriteriaAction,
  loadCodeNames: loadCodeNamesAction,
};
