import type { KeyRefusal } from "@/lib/access/api-key";
import type { BehaviourError } from "@/lib/behaviour/errors";
import type { CallError } from "@/lib/calls/errors";
import type { ConsentError } from "@/lib/consent/errors";
import type { ContactUpkeepError } from "@/lib/contact-upkeep/errors";
import type { ImportError } from "@/lib/contacts/import/errors";
import type { DeliveryError } from "@/lib/delivery/errors";
import type { DocumentError } from "@/lib/documents/errors";
import type { FilterError } from "@/lib/filters/errors";
import type { HabitError } from "@/lib/habits/errors";
import type { LettersError } from "@/lib/letters/errors";
import type { LiveSegmentError } from "@/lib/live-segments/errors";
import type { LoggingError } from "@/lib/logging/errors";
import type { MailingGroupError } from "@/lib/mailing-groups/errors";
import type { PrintingError } from "@/lib/printing/errors";
import type { RequestError } from "@/lib/request/action-state";
import type { ScheduleError } from "@/lib/schedules/errors";
import type { CompanyDetailsError } from "@/lib/setup/errors";
import type { TemplateError } from "@/lib/templates/errors";
import type { UploadError } from "@/lib/uploads/errors";

/** What the API itself refuses, before any operation is asked. */
export type ApiRefusal =
  | KeyRefusal
  | "key_missing"
  | "no_such_address"
  | "method_not_served"
  | "not_found"
  | "body_not_json"
  | "body_unreadable"
  | "body_too_large"
  | "etag_needed"
  | "etag_unreadable"
  | "idempotency_key_unreadable"
  | "idempotency_key_reused"
  | "answer_lost";

export type ProblemCode =
  | ApiRefusal
  | "address_unreadable" // by the proxy, before the request gets here
  | (
      | RequestError
      | LoggingError
      | LiveSegmentError
      | CallError
      | FilterError
      | ConsentError
      | BehaviourError
      | ContactUpkeepError
      | ImportError
      | UploadError
      | HabitError
      | MailingGroupError
      | PrintingError
      | CompanyDetailsError
      | DocumentError
      | TemplateError
      | DeliveryError
      | LettersError
      | ScheduleError
    )["code"];

/** The HTTP status of every refusal there is. Those of 202 are none to the caller: work that goes on as a job. */
export const statusOf = {
  still_counting: 202,
  still_going_live: 202,
  still_replaying: 202,
  address_unreadable: 400,
  body_unreadable: 400,
  etag_unreadable: 400,
  idempotency_key_unreadable: 400,
  invalid_input: 400,
  key_expired: 401,
  key_missing: 401,
  key_revoked: 401,
  key_unknown: 401,
  user_disabled: 401,
  change_not_allowed_any_more: 403,
  comment_of_another: 403,
  criteria_of_somebody_else: 403,
  deletion_not_allowed_any_more: 403,
  entries_not_allowed_any_more: 403,
  not_allowed: 403,
  not_allowed_any_more: 403,
  application_not_found: 404,
  comment_not_found: 404,
  contact_not_found: 404,
  document_not_found: 404,
  criteria_not_found: 404,
  delivery_not_found: 404,
  entry_not_found: 404,
  formula_not_found: 404,
  group_not_found: 404,
  import_not_found: 404,
  language_not_found: 404,
  logged_segment_not_found: 404,
  no_such_address: 404,
  no_such_line: 404,
  no_such_part: 404,
  purpose_not_found: 404,
  run_not_found: 404,
  schedule_not_found: 404,
  template_not_found: 404,
  type_not_found: 404,
  not_found: 404,
  segment_not_found: 404,
  thing_not_found: 404,
  upload_not_found: 404,
  view_not_found: 404,
  method_not_served: 405,
  already_logged: 409,
  answer_lost: 409,
  busy: 409,
  call_is_gone: 409,
  call_is_taken: 409,
  campaign_entry_is_canceled: 409,
  canceled: 409,
  change_is_running: 409,
  changed_since: 409,
  conflict: 409,
  count_moved: 409,
  criteria_code_taken: 409,
  criteria_moved: 409,
  delivery_is_going: 409,
  delivery_is_known: 409,
  deletion_moved: 409,
  logged_segment_suppresses: 409,
  document_moved: 409,
  entry_is_canceled: 409,
  file_changed: 409,
  group_changed: 409,
  group_code_taken: 409,
  group_in_use: 409,
  group_moved: 409,
  group_taken: 409,
  purpose_taken: 409,
  type_taken: 409,
  kind_taken: 409,
  header_moved: 409,
  import_ended: 409,
  imported_before: 409,
  interactions_moved: 409,
  in_use: 409,
  invalid_transition: 409,
  line_is_done: 409,
  lines_to_repair: 409,
  logged_segment_is_canceled: 409,
  logged_segment_is_deleted: 409,
  mail_not_set_up: 409,
  must_not_be_called: 409,
  no_call_left: 409,
  matching_moved: 409,
  no_change_to_undo: 409,
  no_converter: 409,
  no_hard_copy: 409,
  nobody_reached: 409,
  not_draft: 409,
  not_logging: 409,
  nothing_canceled: 409,
  nothing_to_go_back_from: 409,
  nothing_to_go_forward_to: 409,
  nothing_to_log: 409,
  nothing_to_reuse: 409,
  nothing_to_send: 409,
  numbers_moved: 409,
  parts_missing: 409,
  password_sealed_elsewhere: 409,
  run_is_held: 409,
  schedule_is_held: 409,
  schedule_is_running: 409,
  segment_locked: 409,
  suppression_unreadable: 409,
  used_by_live_segments: 409,
  segment_no_taken: 409,
  set_by_environment: 409,
  sheets_moved: 409,
  step_moved: 409,
  still_logging: 409,
  superseded: 409,
  template_code_taken: 409,
  template_document_moved: 409,
  template_in_use: 409,
  template_moved: 409,
  too_many_pins: 409,
  too_many_views: 409,
  undo_gone: 409,
  undone_already: 409,
  upload_complete: 409,
  upload_incomplete: 409,
  view_name_taken: 409,
  body_too_large: 413,
  document_too_large: 413,
  file_too_large: 413,
  body_not_json: 415,
  address_missing: 422,
  bad_value: 422,
  campaign_needed: 422,
  suppresses_itself: 422,
  description_missing: 422,
  document_empty: 422,
  document_kind_refused: 422,
  encoding_wrong: 422,
  field_needed: 422,
  field_twice: 422,
  file_binary: 422,
  file_blank: 422,
  file_empty: 422,
  filter_refused: 422,
  has_errors: 422,
  header_only: 422,
  heading_twice: 422,
  idempotency_key_reused: 422,
  language_missing: 422,
  letters_too_large: 422,
  mail_refused: 422,
  manual_number_not_allowed: 422,
  merge_of_types: 422,
  merge_with_itself: 422,
  no_call_template: 422,
  no_cover_sheet_template: 422,
  no_pdf: 422,
  no_steps: 422,
  no_such_step: 422,
  no_time_left: 422,
  nobody_on_segment: 422,
  number_series_missing: 422,
  options_needed: 422,
  property_twice: 422,
  operator_not_for_type: 422,
  placeholder_left: 422,
  quote_not_closed: 422,
  record_too_long: 422,
  relation_inside_relation: 422,
  replay_refused: 422,
  salesperson_blocked: 422,
  salesperson_unknown: 422,
  segment_cycle: 422,
  segment_unreadable: 422,
  segments_not_live: 422,
  members_not_found: 422,
  step_of_other_kind: 422,
  template_missing: 422,
  template_needed: 422,
  template_unknown: 422,
  too_large: 422,
  too_many_columns: 422,
  too_many_conditions: 422,
  took_too_long: 422,
  unknown_code: 422,
  unknown_country: 422,
  unknown_field: 422,
  unknown_template: 422,
  unknown_value: 422,
  unreadable_expression: 422,
  wizard_action_refused: 422,
  word_refused: 422,
  wrong_hash: 422,
  wrong_length: 422,
  etag_needed: 428,
  fault: 500,
  too_slow: 503,
  unreachable: 503,
} as const satisfies Record<ProblemCode, number>;

const known: ReadonlyMap<string, number> = new Map(Object.entries(statusOf));

/** What each status says, in the words of a problem's `title`. */
export const titles: Record<number, string> = {
  400: "The request cannot be read",
  401: "No valid key",
  403: "Not allowed",
  404: "Not found",
  405: "Method not served here",
  409: "The state is another one now",
  412: "Somebody changed it meanwhile",
  413: "Too large",
  415: "Not JSON",
  422: "Cannot be carried out as asked",
  428: "If-Match needed",
  500: "A fault",
  503: "Not available right now",
};

/** Where each code is explained. */
const problemsPage = "/api-reference";

export type ProblemOptions = { more?: Record<string, unknown>; headers?: Record<string, string>; status?: number };

/**
 * A refusal as RFC 9457 problem details: `code` is the one that pages get, beside it stand the numbers and names the sentence in `detail` speaks of.
 */
export function problemDetails(
  code: string,
  detail: string,
  { more = {}, headers = {}, status = known.get(code) ?? 422 }: ProblemOptions = {},
): Response {
  const body = { ...more, type: `${problemsPage}#${code}`, title: titles[status] ?? "Refused", status, code, detail };
  return new Response(JSON.stringify(body, withBigints), {
    status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...headers },
  });
}

function withBigints(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}
