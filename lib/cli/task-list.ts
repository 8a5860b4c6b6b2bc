import { contactDeletionJob } from "@/lib/contact-upkeep/contact-deletion-job";
import { importJob } from "@/lib/contacts/import/import-job";
import { sendJob } from "@/lib/delivery/send-job";
import { demoLoadJob } from "@/lib/demo/demo-load-job";
import { forgetJob } from "@/lib/exports/kept-file";
import type { AnyJob } from "@/lib/jobs/define-job";
import { lettersJob } from "@/lib/letters/letters-job";
import { countJob } from "@/lib/live-segments/count-job";
import { goLiveJob } from "@/lib/live-segments/go-live-job";
import { cancelJob } from "@/lib/logging/cancel-job";
import { deletionJob } from "@/lib/logging/delete-canceled";
import { entriesJob } from "@/lib/logging/entries-job";
import { logJob } from "@/lib/logging/log-job";
import { groupJob } from "@/lib/mailing-groups/group-job";
import { scheduleJob } from "@/lib/schedules/schedule-job";
import { changeStackJob } from "@/lib/segmentation/change-stack-job";
import { previewJob } from "@/lib/segmentation/preview-job";

/** Every kind of job the worker can do. A subject's job stands here, or nobody does it. */
export const jobs: readonly AnyJob[] = [
  cancelJob,
  changeStackJob,
  contactDeletionJob,
  countJob,
  goLiveJob,
  deletionJob,
  demoLoadJob,
  entriesJob,
  forgetJob,
  groupJob,
  importJob,
  lettersJob,
  logJob,
  previewJob,
  scheduleJob,
  sendJob,
];
