/** The columns that can be shown beside the contact, in the order they stand, and those that are shown unless others were chosen. */
export const lineColumnNames = {
  company: "Company",
  contactNo: "Contact No.",
  companyNo: "Company No.",
  type: "Type",
  jobTitle: "Job title",
  address: "Address",
  city: "City",
  postCode: "Post Code",
  county: "County",
  country: "Country",
  email: "Email",
  phone: "Phone",
  mobilePhone: "Mobile phone",
  description: "Description",
  date: "Date",
  time: "Time",
  channel: "Channel",
  salesperson: "Salesperson",
  template: "Template",
  group: "Group",
  language: "Language",
  campaign: "Campaign",
  target: "Campaign target",
  response: "Campaign response",
  flow: "Direction",
  initiatedBy: "Initiated by",
  cost: "Cost",
  duration: "Duration",
  evaluation: "Evaluation",
  attemptFailed: "Attempt failed",
  altAddress: "Alternative address",
  subject: "Subject",
  document: "Document",
  personalText: "Personal text",
  step: "Step",
} as const;
export type LineColumn = keyof typeof lineColumnNames;

export const isLineColumn = (name: string): name is LineColumn => Object.hasOwn(lineColumnNames, name);
export const lineColumnList: readonly LineColumn[] = Object.keys(lineColumnNames).filter(isLineColumn);
export const usualColumns: readonly LineColumn[] = [
  "company",
  "city",
  "postCode",
  "country",
  "email",
  "channel",
  "salesperson",
  "cost",
  "step",
];

/** The columns that `columns=` of the address names, in their order; names that make no sense are left out. Null: the usual ones. */
export function chosenColumns(written: string | undefined): LineColumn[] | null {
  if (written === undefined) return null;
  const named = new Set(written.split(","));
  const chosen = lineColumnList.filter((name) => named.has(name));
  return chosen.length === 0 ? null : chosen;
}

/** How the address names these columns; null for the usual ones, which it need not name. */
export function writtenColumns(columns: readonly LineColumn[]): string | null {
  const inOrder = lineColumnList.filter((name) => columns.includes(name));
  return inOrder.join() === usualColumns.join() ? null : inOrder.join();
}
