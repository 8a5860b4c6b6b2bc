import { correspondenceTypes, type FieldEntry } from "./field-kinds";
import type { RelationKey } from "./schema";

const evaluations = [
  { value: "very_positive", label: "Very Positive" },
  { value: "positive", label: "Positive" },
  { value: "neutral", label: "Neutral" },
  { value: "negative", label: "Negative" },
  { value: "very_negative", label: "Very Negative" },
];
const informationFlows = [
  { value: "outbound", label: "Outbound" },
  { value: "inbound", label: "Inbound" },
];
const initiators = [
  { value: "us", label: "Us" },
  { value: "them", label: "Them" },
];
const linkedTables = [
  { value: "customer", label: "Customer" },
  { value: "vendor", label: "Vendor" },
  { value: "bank_account", label: "Bank Account" },
  { value: "employee", label: "Employee" },
];

const deliveryStates = [
  { value: "waiting", label: "Waiting" },
  { value: "sending", label: "Sending" },
  { value: "delivered", label: "Delivered" },
  { value: "failed", label: "Failed" },
  { value: "skipped", label: "Not reached" },
  { value: "unknown", label: "Unknown" },
  { value: "bounced", label: "Bounced" },
];
const decisions = [
  { value: "given", label: "Consent given" },
  { value: "withdrawn", label: "Opted out" },
  { value: "none", label: "None yet" },
];
const unreachableOptions = [
  { value: "do_not_contact", label: "Do not contact" },
  { value: "opted_out", label: "Opted out" },
  { value: "address_suppressed", label: "Address opted out before" },
  { value: "no_consent", label: "No consent" },
  { value: "address_bounced", label: "E-mails came back" },
];

/** The fields of one row of each relation, those offered from the start first. */
export const relationFields: Record<RelationKey, readonly FieldEntry[]> = {
  profileAnswer: [
    { key: "questionnaireCode", label: "Questionnaire", type: "code", lookup: { kind: "questionnaire" }, offered: true },
    { key: "answer", label: "Answer", type: "code", lookup: { kind: "answer" }, offered: true }, // QUESTIONNAIRE:LINE, as LEADS:20
    { key: "lineNo", label: "Line No.", type: "int", offered: true },
    { key: "question", label: "Question (text)", type: "text" },
    { key: "answerText", label: "Answer (text)", type: "text" },
    { key: "lastUpdatedOn", label: "Last Date Updated", type: "date" },
  ],
  mailingGroup: [{ key: "code", label: "Mailing Group", type: "code", lookup: { kind: "mailingGroup" }, offered: true }],
  interaction: [
    { key: "date", label: "Date", type: "date", offered: true },
    { key: "segmentNo", label: "Segment No.", type: "code", lookup: { kind: "segment" }, offered: true },
    { key: "campaignNo", label: "Campaign", type: "code", lookup: { kind: "campaign" }, offered: true },
    { key: "evaluation", label: "Evaluation", type: "enum", options: evaluations, offered: true },
    { key: "interactionTemplateCode", label: "Interaction Template", type: "code", lookup: { kind: "template" }, offered: true },
    { key: "salespersonCode", label: "Salesperson", type: "code", lookup: { kind: "salesperson" }, offered: true },
    { key: "interactionGroupCode", label: "Interaction Group", type: "code", lookup: { kind: "interactionGroup" } },
    { key: "description", label: "Description", type: "text" },
    { key: "subject", label: "Subject", type: "text" },
    { key: "correspondenceType", label: "Correspondence Type", type: "enum", options: correspondenceTypes },
    { key: "informationFlow", label: "Information Flow", type: "enum", options: informationFlows },
    { key: "initiatedBy", label: "Initiated By", type: "enum", options: initiators },
    { key: "attemptFailed", label: "Attempt Failed", type: "bool" },
    { key: "campaignTarget", label: "Campaign Target", type: "bool" },
    { key: "campaignResponse", label: "Campaign Response", type: "bool" },
    { key: "deliveryState", label: "Delivery", type: "enum", options: deliveryStates },
    { key: "mailOpened", label: "E-mail Opened", type: "bool" },
    { key: "mailClicked", label: "E-mail Link Clicked", type: "bool" },
    { key: "mailBounced", label: "E-mail Bounced", type: "bool" },
    { key: "canceled", label: "Canceled", type: "bool" },
    { key: "postponed", label: "Postponed", type: "bool" },
    { key: "loggedSegmentEntryNo", label: "Logged Segment Entry No.", type: "int", lookup: { kind: "loggedSegment" } },
    { key: "campaignEntryNo", label: "Campaign Entry No.", type: "int" },
    { key: "entryNo", label: "Entry No.", type: "int" },
    { key: "languageCode", label: "Language", type: "code", lookup: { kind: "language" } },
    { key: "costLcy", label: "Cost", type: "decimal" },
    { key: "durationMin", label: "Duration (min)", type: "int" },
    { key: "contactNo", label: "Contact No. then", type: "code" },
    { key: "contactName", label: "Contact Name then", type: "text" },
    { key: "companyNo", label: "Company No. then", type: "code" },
    { key: "companyName", label: "Company Name then", type: "text" },
    { key: "contactVia", label: "Contact Via", type: "text" },
    { key: "documentType", label: "Document Type", type: "text" },
    { key: "documentNo", label: "Document No.", type: "code" },
    { key: "userId", label: "User ID", type: "text" },
    { key: "loggedAt", label: "Logged", type: "instant" },
  ],
  jobResponsibility: [{ key: "code", label: "Job Responsibility", type: "code", lookup: { kind: "jobResponsibility" }, offered: true }],
  industryGroup: [{ key: "code", label: "Industry Group", type: "code", lookup: { kind: "industryGroup" }, offered: true }],
  businessRelation: [
    { key: "code", label: "Business Relation", type: "code", lookup: { kind: "businessRelation" }, offered: true },
    { key: "linkToTable", label: "Link to Table", type: "enum", options: linkedTables },
    { key: "linkedNo", label: "Linked No.", type: "code" },
  ],
  // And a field for each property, named `kind.name` as `number.amount`.
  behaviour: [
    { key: "type", label: "Type", type: "code", lookup: { kind: "behaviourType" }, offered: true },
    { key: "occurredAt", label: "Occurred", type: "instant", offered: true },
    { key: "source", label: "Source", type: "code", lookup: { kind: "behaviourSource" }, offered: true },
  ],
  // A contact has one for each channel and purpose, whether or not anything was said.
  consent: [
    { key: "purposeCode", label: "Purpose", type: "code", lookup: { kind: "purpose" }, offered: true },
    { key: "channel", label: "Channel", type: "enum", options: correspondenceTypes, offered: true },
    { key: "mayReach", label: "May be reached", type: "bool", offered: true },
    { key: "decision", label: "Decision", type: "enum", options: decisions, offered: true },
    { key: "doNotContact", label: "Do not contact", type: "bool" },
    { key: "reason", label: "Reason why not", type: "enum", options: unreachableOptions },
    { key: "decidedAt", label: "Decided on", type: "instant" },
  ],
  purchase: [
    { key: "itemNo", label: "Item No.", type: "code", lookup: { kind: "item" }, offered: true },
    { key: "postingDate", label: "Posting Date", type: "date", offered: true },
    { key: "quantity", label: "Quantity", type: "decimal", offered: true },
    { key: "amountLcy", label: "Amount", type: "decimal", offered: true },
  ],
};
