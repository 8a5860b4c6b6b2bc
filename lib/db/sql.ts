/** `Prisma.sql`, `join`, `raw` and `empty` for the other rooms; the generated client itself stays inside lib/db. */
export { Prisma } from "./generated/client";
export type Sql = import("./generated/client").Prisma.Sql;
