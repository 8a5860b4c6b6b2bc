import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { listContacts } from "@/lib/contacts/list-contacts";
import { listInteractionLogEntries } from "@/lib/logging/list-interaction-log-entries";
import { listLoggedSegments } from "@/lib/logging/list-logged-segments";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { listSegments } from "@/lib/segmentation/list-segments";
import { listTemplates } from "@/lib/templates/list-templates";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { givenSegment } from "../segmentation/worksheet";

let db: TestDatabase;
let context: OperationContext;
let segmentNo: string;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  segmentNo = await givenSegment(context);
});
afterAll(() => db.drop());

const hostile = [
  "name; drop table contact",
  "(select password from user_account limit 1)",
  "user.passwordHash",
  "case when (select count(*) from app_user) > 0 then name else city end",
  "1",
  "name desc, pg_sleep(9)",
  '"name"',
  "__proto__",
  "constructor",
];
const lists: Record<string, (more: object) => Promise<unknown>> = {
  contacts: (more: object) => listContacts(context, { ...more }),
  segments: (more: object) => listSegments(context, { ...more }),
  "segment lines": (more: object) => listSegmentLines(context, { segmentNo, ...more }),
  "logged segments": (more: object) => listLoggedSegments(context, { ...more }),
  "interaction log entries": (more: object) => listInteractionLogEntries(context, { ...more }),
  "interaction templates": (more: object) => listTemplates(context, { ...more }),
};

// As in Mautic's dynamic reports (CVE-2022-25775), where the order of a report was SQL, and in Strapi (CVE-2023-22894), where hidden
// columns could be sorted by and so be read bit by bit.
it.each(Object.entries(lists))("%s take no order and no direction but their own, and searches are text", async (_, list) => {
  const usual = await list({});
  for (const text of hostile) {
    for (const part of ["order", "sort", "direction"]) {
      const refused = z.instanceof(z.ZodError).safeParse(await list({ [part]: text }).catch((error: unknown) => error));
      if (!refused.success) expect(await list({ [part]: text }), `${part}: ${text}`).toEqual(usual); // as an address that was mistyped
    }
    await list({ search: `%' or ${text} --` });
  }
  expect(await db.prisma.contact.count()).toBe(9);
});
