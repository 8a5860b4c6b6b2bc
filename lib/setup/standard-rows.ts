/** What a company without any data starts with. Nothing here carries a document. */

export const numberSeries = [
  { code: "CONT", description: "Contacts", prefix: "CT", digits: 6 },
  { code: "SEGM", description: "Segments", prefix: "SM", digits: 5 },
  { code: "CAMP", description: "Campaigns", prefix: "CP", digits: 4 },
] as const;

export const salutations = [
  { code: "COMPANY", description: "Company" },
  { code: "F", description: "Female" },
  { code: "M", description: "Male" },
  { code: "UNISEX", description: "Unisex" },
];

const fullName = ["First Name", "Middle Name", "Surname"];

/** The greetings for any language. Placeholders %1 … stand for the names in order. */
export const salutationFormulas = [
  { code: "COMPANY", type: "formal", formula: "Dear Sirs,", names: [] },
  { code: "COMPANY", type: "informal", formula: "%1,", names: ["Company Name"] },
  { code: "F", type: "formal", formula: "Dear Ms. %1 %2 %3,", names: fullName },
  { code: "F", type: "informal", formula: "Hi %1,", names: ["First Name"] },
  { code: "M", type: "formal", formula: "Dear Mr. %1 %2 %3,", names: fullName },
  { code: "M", type: "informal", formula: "Hi %1,", names: ["First Name"] },
  { code: "UNISEX", type: "formal", formula: "Dear %1 %2 %3,", names: fullName },
  { code: "UNISEX", type: "informal", formula: "Hi %1,", names: ["First Name"] },
];

export const businessRelations = [
  { code: "CUST", description: "Customer" },
  { code: "VEND", description: "Vendor" },
  { code: "BANK", description: "Bank Account" },
  { code: "EMP", description: "Employee" },
  { code: "PROS", description: "Prospective Customer" },
];

export const interactionGroups = [
  { code: "LETTER", description: "Letters and e-mails" },
  { code: "PHONE", description: "Telephone conversations" },
  { code: "MEETING", description: "Meetings" },
];

export const interactionTemplates = [
  {
    code: "BUS",
    description: "Business letter",
    group: "LETTER",
    durationMin: 0,
    flow: "outbound",
    by: "us",
    channel: "hard_copy",
    ignoreContactChannel: true,
  },
  {
    code: "EMAIL",
    description: "E-mail",
    group: "LETTER",
    durationMin: 0,
    flow: "outbound",
    by: "us",
    channel: "email",
    ignoreContactChannel: true,
  },
  {
    code: "OUTGOING",
    description: "Outgoing phone call",
    group: "PHONE",
    durationMin: 15,
    flow: "outbound",
    by: "us",
    channel: "phone",
    ignoreContactChannel: true,
  },
  {
    code: "INCOME",
    description: "Incoming phone call",
    group: "PHONE",
    durationMin: 15,
    flow: "inbound",
    by: "them",
    channel: "phone",
    ignoreContactChannel: true,
  },
  {
    code: "ONSITE",
    description: "Visit at the contact's site",
    group: "MEETING",
    durationMin: 120,
    flow: "outbound",
    by: "us",
    channel: null,
    ignoreContactChannel: false,
  },
  {
    code: "INHOUSE",
    description: "Visit at our site",
    group: "MEETING",
    durationMin: 120,
    flow: "outbound",
    by: "us",
    channel: null,
    ignoreContactChannel: false,
  },
];
