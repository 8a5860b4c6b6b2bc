import { z } from "zod";

/** What views add to the address of a list. `all` opens the list bare where a view opens by itself; `columns` names those shown, in order. */
export const viewParams = {
  view: z
    .string()
    .regex(/^(all|[1-9]\d{0,8})$/)
    .nullable()
    .default(null)
    .catch(null),
  columns: z
    .string()
    .regex(/^[\w,-]{1,400}$/)
    .nullable()
    .default(null)
    .catch(null),
};
export type ViewAddress = { view: string | null; columns: string | null };
