import type { DeletionActions } from "@/components/interactions/entry-actions";
import type { RawSearch } from "@/components/ui/search-params";
import type { LoggedSegment } from "@/lib/logging/types";

/** What each part of the page of a logged segment is given. */
export type TabProps = {
  logged: LoggedSegment;
  path: string;
  search: RawSearch;
  editable: boolean;
  canExport: boolean;
  deletion: DeletionActions | null;
  currency: string;
};
