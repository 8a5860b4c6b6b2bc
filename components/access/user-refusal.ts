import { isRequestError, type RequestError, requestMessage } from "@/lib/request/action-state";
import { type UserError, userMessage } from "@/lib/users/errors";

/** What a form shows of a refusal: sentences at the fields they belong to, the rest as one sentence. */
export type ShownRefusal = { fields: Readonly<Record<string, string>>; message: string | null };

export const noRefusal: ShownRefusal = { fields: {}, message: null };

/** Sorts a refusal about users out for a form. */
export function showRefusal(error: UserError | RequestError): ShownRefusal {
  if (error.code === "invalid_input")
    return { fields: Object.fromEntries(error.issues.toReversed().map(({ path, message }) => [path, message])), message: null };
  if (isRequestError(error)) return { fields: {}, message: requestMessage(error) };
  if (error.code === "email_taken") return { fields: { email: userMessage(error) }, message: null };
  if (error.code === "wrong_current_password") return { fields: { currentPassword: userMessage(error) }, message: null };
  return { fields: {}, message: userMessage(error) };
}
