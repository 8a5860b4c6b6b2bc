import { z } from "zod";
import { Visit } from "@/components/habits/visit";
import { liveTabs } from "@/components/live-segments/live-tabs";
import { LiveWorkspace } from "@/components/live-segments/live-workspace";
import { UsedInList } from "@/components/live-segments/used-in-list";
import { VersionsList } from "@/components/live-segments/versions-list";
import type { OwnTemplates } from "@/components/query-builder/gallery-types";
import { stepTime } from "@/components/segments/step-words";
import { ScrollPane } from "@/components/ui/scroll-pane";
import type { RawSearch } from "@/components/ui/search-params";
import { hasRight } from "@/lib/access/rights";
import { describeCodes } from "@/lib/filters/queries";
import { findJobOf } from "@/lib/jobs/queries";
import { listVersions } from "@/lib/live-segments/list-versions";
import type { LiveSegment } from "@/lib/live-segments/types";
import { findOverview } from "@/lib/overview/queries";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { loadLookupAction, searchContactsAction, searchValuesAction } from "../actions";
import {
  archiveLiveSegmentAction,
  changeByHandAction,
  checkDraftAction,
  copyLiveSegmentAction,
  deleteLiveSegmentAction,
  discardEditAction,
  editLiveAction,
  goLiveAction,
  keepLiveSegmentAction,
  publishAction,
  restoreLiveSegmentAction,
  saveAsWorksheetAction,
  saveDraftAction,
  stopSegmentAction,
} from "../live-actions";
import { LiveInsights } from "./live-insights";
import { LiveMembers } from "./live-members";

const searchSchema = z.object({ tab: z.enum(liveTabs).default("definition").catch("definition") });

type LiveViewProps = { segment: LiveSegment; search: RawSearch; templates: OwnTemplates };

/** The page of a live segment. */
export async function LiveView({ segment, search, templates }: LiveViewProps) {
  const { segmentNo } = segment;
  const { tab } = searchSchema.parse(search);
  const { user, now, today, workDate, timeZone } = await currentContext();
  const filters = [segment.working?.filter, segment.published?.filter].filter((filter) => filter !== undefined);
  const mayEdit = hasRight(user.role, "segments.edit");
  const [versions, names, { contacts }, newest] = await Promise.all([
    readQuery(listVersions, { segmentNo }),
    readQuery(describeCodes, { filters }),
    readQuery(findOverview, {}),
    readQuery(findJobOf, { subjectKind: "segment", subjectKey: segmentNo }),
  ]);
  const when = (at: Date) => stepTime(at, today, timeZone);
  return (
    <>
      <Visit kind="segment" thingKey={segmentNo} />
      <LiveWorkspace
        segment={segment}
        tab={tab}
        everybody={contacts}
        names={names}
        versions={versions.length}
        job={newest}
        mayEdit={mayEdit}
        clock={{ now, today, workDate, timeZone, user: { id: user.id, salespersonCode: user.salespersonCode } }}
        actions={actions}
        reads={reads}
        templates={templates}
      >
        {tab === "members" ? <LiveMembers segment={segment} search={search} role={user.role} when={when} /> : null}
        {tab === "insights" ? <LiveInsights segment={segment} search={search} role={user.role} when={when} /> : null}
        {tab === "versions" ? (
          <ScrollPane label="Versions" className="px-4 py-3">
            <VersionsList versions={versions} published={segment.published?.versionNo ?? null} when={when} />
          </ScrollPane>
        ) : null}
        {tab === "used" ? (
          <ScrollPane label="Used in">
            <UsedInList dependants={segment.dependants} />
          </ScrollPane>
        ) : null}
      </LiveWorkspace>
    </>
  );
}

const actions = {
  saveDraft: saveDraftAction,
  goLive: goLiveAction,
  publish: publishAction,
  editLive: editLiveAction,
  discardEdit: discardEditAction,
  keep: keepLiveSegmentAction,
  stop: stopSegmentAction,
  remove: deleteLiveSegmentAction,
  toWorksheet: saveAsWorksheetAction,
  changeByHand: changeByHandAction,
  archive: archiveLiveSegmentAction,
  restore: restoreLiveSegmentAction,
  copy: copyLiveSegmentAction,
  check: checkDraftAction,
};
const reads = { loadLookup: loadLookupAction, searchValues: searchValuesAction, searchContacts: searchContactsAction };
