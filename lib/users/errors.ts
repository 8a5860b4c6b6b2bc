/** Why a change to users, or to one's own account, is not made. */
export type UserError =
  | { code: "user_not_found" }
  | { code: "email_taken"; email: string }
  | { code: "last_administrator"; name: string }
  | { code: "salesperson_not_found"; salespersonCode: string }
  | { code: "wrong_current_password" }
  | { code: "key_not_found" }
  | { code: "too_many_keys"; most: number };

export type SetupError = { code: "setup_link_wrong" } | { code: "set_up_already" };

/** The sentence of a refusal about users. */
export function userMessage(error: UserError): string {
  switch (error.code) {
    case "user_not_found":
      return "This user does not exist any more.";
    case "email_taken":
      return `Somebody else has the e-mail address ${error.email} already.`;
    case "last_administrator":
      return `${error.name} is the only administrator. Make somebody else an administrator first.`;
    case "salesperson_not_found":
      return `There is no salesperson ${error.salespersonCode}.`;
    case "wrong_current_password":
      return "The current password is not right. Nothing was changed.";
    case "key_not_found":
      return "This key does not stand any more. It was revoked, or it has expired.";
    case "too_many_keys":
      return `You have ${error.most} keys that stand, which is the most. Revoke one that is not used any more.`;
    default:
      return error satisfies never;
  }
}

/** The sentence of a set-up link that cannot be used. */
export function setupMessage(error: SetupError): string {
  switch (error.code) {
    case "setup_link_wrong":
      return "This set-up link is not the newest one. Each start of Winnow prints a new link in its terminal; open that one.";
    case "set_up_already":
      return "Winnow has its administrator already. Sign in, or ask the administrator for a user of your own.";
    default:
      return error satisfies never;
  }
}
