import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { initialsOf } from "./initials";

/** Makes the user a salesperson, under a free code made of the initials, unless one is linked already. */
export async function writeOwnSalesperson(tx: Transaction, user: { name: string; email: string; userId: string }): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    with unlinked as (
      select id from app_user where id = ${user.userId} and salesperson_code is null for update
    ), free as (
      select n, ${initialsOf(user.name)} || case when n = 1 then '' else n::text end as code from generate_series(1, 1000) n
    ), made as (
      insert into salesperson (code, name, email)
      select (select code from free where not exists (select from salesperson s where s.code = free.code) order by n limit 1), ${user.name}, ${user.email}
      from unlinked
      returning code
    )
    update app_user set salesperson_code = made.code from made where app_user.id = ${user.userId}`);
}
