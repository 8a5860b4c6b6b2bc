import { z } from "zod";
import { suppressionSchema } from "@/lib/consent/schema";

const line = (most: number) =>
  z
    .string()
    .overwrite((typed) => typed.replaceAll("\0", "").trim())
    .max(most)
    .transform((typed) => typed || null)
    .nullable()
    .default(null);

export const companyDetailsSchema = z.object({
  companyName: z.string().trim().min(1, "The company needs a name.").max(100),
  address: line(100),
  address2: line(50),
  postCode: line(20),
  city: line(50),
  countryRegionCode: line(30),
  phoneNo: line(40),
  email: line(254),
  homePage: line(255),
  coverSheetTemplateCode: line(30),
  callTemplateCode: line(30),
  /** Segments whose members nobody reaches, whatever segment is logged. */
  suppression: suppressionSchema.default([]),
});
export type ChangeCompanyDetails = z.input<typeof companyDetailsSchema>;
