import { z } from "zod";
import { apiKeyDays } from "@/lib/access/api-key-rule";
import { newPasswordSchema } from "@/lib/access/password-rule";
import { roles } from "@/lib/access/rights";
import { emailSchema } from "@/lib/access/sign-in";

export const nameSchema = z.string().trim().min(1, "A name is needed, such as Helena Ray.").max(100, "A name has at most 100 characters.");

const salespersonSchema = z
  .string()
  .trim()
  .max(20)
  .transform((code) => code || null)
  .nullable();
const userIdSchema = z.string().min(1).max(64);

export const startWith = ["demo", "contacts", "nothing"] as const;

export const firstAdministratorSchema = z.object({
  token: z.string().min(1).max(200),
  name: nameSchema,
  email: emailSchema,
  password: newPasswordSchema,
  timeZone: z.string().max(64).optional(),
});
export type FirstAdministrator = z.infer<typeof firstAdministratorSchema>;

export const addUserSchema = z.object({ name: nameSchema, email: emailSchema, role: z.enum(roles), salespersonCode: salespersonSchema });

export const changeUserSchema = z.object({
  userId: userIdSchema,
  name: nameSchema.optional(),
  role: z.enum(roles).optional(),
  salespersonCode: salespersonSchema.optional(),
  disabled: z.boolean().optional(),
});

export const resetPasswordSchema = z.object({ userId: userIdSchema });

export const changeAccountSchema = z.object({
  name: nameSchema,
  workDate: z.iso.date("A date such as 2026-03-16, or nothing for today.").nullable(),
});

export const changePasswordSchema = z.object({
  currentPassword: z.string().min(1, "The current password is needed.").max(200),
  newPassword: newPasswordSchema,
  keepSessionId: userIdSchema,
});

export const endSessionSchema = z.object({ sessionId: userIdSchema });

export const createApiKeySchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, "A name is needed that says what the key is for, such as Nightly import.")
    .max(100, "A name has at most 100 characters."),
  role: z.enum(roles),
  days: z.literal(apiKeyDays),
});
export const apiKeyIdSchema = z.object({ keyId: z.uuid("This is not the number of a key.") });
