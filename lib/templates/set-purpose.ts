import { z } from "zod";
import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import type { ConsentError } from "@/lib/consent/errors";
import { purposeCodeSchema } from "@/lib/consent/schema";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";

export const setTemplatePurposeSchema = z.object({ code: z.string().trim().min(1).max(40), purposeCode: purposeCodeSchema });
export type SetTemplatePurpose = z.input<typeof setTemplatePurposeSchema>;

/** Says what interactions by a template are for, which decides whose consent they need. Refused when template or purpose is not there. */
export const setTemplatePurpose = operation({
  name: "template.setPurpose",
  needs: "setup",
  input: setTemplatePurposeSchema,
  run: (context, { code, purposeCode }): Promise<Result<null, ConsentError>> =>
    inTransaction<null, ConsentError>(context.db, async (tx) => {
      const before = await tx.interactionTemplate.findUnique({ where: { code }, select: { purposeCode: true } });
      if (!before) return err({ code: "template_not_found", templateCode: code });
      if ((await tx.purpose.count({ where: { code: purposeCode } })) === 0) return err({ code: "purpose_not_found", purposeCode });
      await tx.interactionTemplate.update({ where: { code }, data: { purposeCode, version: { increment: 1 } } });
      const detail = { before: before.purposeCode, after: purposeCode };
      await record(tx, context, { operation: "template.setPurpose", subjectKind: "template", subjectKey: code, detail });
      return ok(null);
    }),
});
