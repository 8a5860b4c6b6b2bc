import type { ContactOrder } from "@/lib/contact-sets/contact-order";

const orders: Record<ContactOrder, string> = {
  contactNo: "number",
  name: "name",
  company: "company",
  city: "city",
  postCode: "post code",
  country: "country",
  email: "e-mail",
  salesperson: "salesperson",
};

/** The order of a file of contacts, as people read it. */
export function orderWords({ order, direction }: { order: ContactOrder; direction: "asc" | "desc" }): string {
  return `by ${orders[order]}${direction === "desc" ? ", descending" : ""}`;
}
