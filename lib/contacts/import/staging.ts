import { Prisma, type Sql } from "@/lib/db/sql";

/** Where the rows of one import wait: `rows` as they were read, `seen` the contacts they are about. */
export type Staging = { rows: string; seen: string };

/** The names of an import's own tables. They are made of its id, which is checked, so they can stand in a statement. */
export function stagingOf(importId: string): Staging {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(importId)) throw new Error("this is not the id of an import");
  const name = importId.replaceAll("-", "");
  return { rows: `import_staging.row_${name}`, seen: `import_staging.seen_${name}` };
}

/** The statements that make both tables anew. Text is compared byte by byte here. */
export function createStaging({ rows, seen }: Staging, columns: readonly string[]): string {
  const text = ["refused_column", "refused_value", "refused_reason", ...columns].map((column) => `${column} text collate "C"`);
  return `
    drop table if exists ${rows}, ${seen};
    create unlogged table ${rows} (line_no integer not null, ${text.join(", ")});
    create unlogged table ${seen} (contact_id integer primary key, line_no integer not null);`;
}

export function dropStaging({ rows, seen }: Staging): string {
  return `drop table if exists ${rows}, ${seen}`;
}

/** A staging table's name as SQL. */
export function tableSql(name: string): Sql {
  return Prisma.raw(name);
}
