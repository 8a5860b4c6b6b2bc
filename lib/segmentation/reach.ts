import { Prisma, type Sql } from "@/lib/db/sql";

/** What decides whether a line can be reached, as SQL. */
export type ReachBasis = Record<"blocked" | "channel" | "unreachable" | "email" | "phoneNo" | "mobilePhoneNo" | "address" | "city", Sql>;

/** Whether a line can be reached by its channel, else the first reason why not that applies: one of `reaches`. */
export function reachOf({ blocked, channel, unreachable, email, phoneNo, mobilePhoneNo, address, city }: ReachBasis): Sql {
  return Prisma.sql`case
    when ${blocked} then 'blocked'
    when (${channel}) is null then 'no_channel'
    else coalesce(${unreachable}, case
      when (${channel}) = 'email' and ${email} is null then 'no_email'
      when (${channel}) = 'phone' and ${phoneNo} is null and ${mobilePhoneNo} is null then 'no_phone'
      when (${channel}) = 'hard_copy' and ${address} is null and ${city} is null then 'no_address'
      else 'reachable' end) end`;
}

/** The same over the columns of a line that consent was asked about (`withReach`), read under this alias. */
export function reachOfLine(alias: "line" | "effective"): Sql {
  const column = (name: string) => Prisma.raw(`${alias}.${name}`);
  return reachOf({
    blocked: column("blocked"),
    channel: column("correspondence_type"),
    unreachable: column("unreachable"),
    email: column("email"),
    phoneNo: column("phone_no"),
    mobilePhoneNo: column("mobile_phone_no"),
    address: column("address"),
    city: column("city"),
  });
}
