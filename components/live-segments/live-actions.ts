import type { LiveSegmentError } from "@/lib/live-segments/errors";
import type { ChangeByHand, ChangeLife, CreateLiveSegment, SaveDraft } from "@/lib/live-segments/schema";
import type { ChangedByHand, Finding, WentLive } from "@/lib/live-segments/types";
import type { ActionState } from "@/lib/request/action-state";
import type { SegmentationError } from "@/lib/segmentation/errors";

type Answer<T> = Promise<ActionState<T, LiveSegmentError>>;

export type CreateLiveAction = (request: CreateLiveSegment) => Answer<{ segmentNo: string }>;

/** What the page of a live segment can do. */
export type LiveActions = {
  saveDraft: (request: SaveDraft) => Answer<{ rowVersion: number; unknown: string[] }>;
  goLive: (request: ChangeLife) => Answer<WentLive>;
  publish: (request: ChangeLife) => Answer<WentLive>;
  editLive: (request: ChangeLife) => Answer<{ rowVersion: number }>;
  discardEdit: (request: ChangeLife) => Answer<{ rowVersion: number }>;
  keep: (request: { segmentNo: string }) => Answer<{ segmentNo: string }>;
  stop: (request: ChangeLife) => Answer<{ rowVersion: number }>;
  remove: (request: ChangeLife) => Answer<{ segmentNo: string }>;
  changeByHand: (request: ChangeByHand) => Answer<ChangedByHand>;
  archive: (request: ChangeLife) => Answer<{ rowVersion: number }>;
  restore: (request: ChangeLife) => Answer<{ rowVersion: number }>;
  /** A worksheet of the members as they are now. */
  toWorksheet: (request: { segmentNo: string }) => Promise<ActionState<{ segmentNo: string; lines: number }, SegmentationError>>;
  copy: (request: { segmentNo: string }) => Answer<{ segmentNo: string }>;
  check: (request: { segmentNo: string }) => Promise<Finding[] | null>;
};
