/** How long a key to the REST API may live, in days. */
export const apiKeyDays = [7, 30, 90, 365] as const;
export type ApiKeyDays = (typeof apiKeyDays)[number];
