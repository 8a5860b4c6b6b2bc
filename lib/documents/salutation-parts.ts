import type { NamePart } from "./salutation";

/** What a placeholder of a salutation formula can stand for, as the set-up writes it. */
export const salutationNames = ["Job Title", "First Name", "Middle Name", "Surname", "Initials", "Company Name"] as const;
export type SalutationName = (typeof salutationNames)[number];

const parts: Record<SalutationName, NamePart> = {
  "Job Title": "job_title",
  "First Name": "first_name",
  "Middle Name": "middle_name",
  Surname: "surname",
  Initials: "initials",
  "Company Name": "company_name",
};

/** The parts that a formula of the set-up names; null for a name that nobody knows. */
export function partsOf(names: readonly string[]): (NamePart | null)[] {
  return names.map((name) => {
    const known = salutationNames.find((each) => each === name);
    return known ? parts[known] : null;
  });
}
