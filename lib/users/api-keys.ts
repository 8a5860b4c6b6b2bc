import { z } from "zod";
import { drawApiKey } from "@/lib/access/api-key";
import { operation, query } from "@/lib/access/operation";
import { type Role, roles, weakerRole } from "@/lib/access/rights";
import { record } from "@/lib/audit/record";
import { Prisma, type Sql } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok } from "@/lib/result";
import type { UserError } from "./errors";
import { apiKeyIdSchema, createApiKeySchema } from "./schema";

/** `secret` is answered this once; nobody can read it later. */
export type ApiKeyMade = { keyId: string; secret: string };

const mostKeys = 50;

/** Makes a key for oneself that ends after so many days. It may do what its role may, and never more than its owner. Refused with `too_many_keys`. */
export const createApiKey = operation({
  name: "apiKey.create",
  needs: "account.own",
  input: createApiKeySchema,
  run: (context, { name, role, days }) =>
    inTransaction<ApiKeyMade, UserError>(context.db, async (tx) => {
      const { user, now } = context;
      const standing = await tx.apiKey.count({ where: { userId: user.id, revokedAt: null, expiresAt: { gt: now } } });
      if (standing >= mostKeys) return err({ code: "too_many_keys", most: mostKeys });
      const { secret, prefix, hash } = drawApiKey();
      const expiresAt = new Date(now.getTime() + days * 86_400_000);
      const given = weakerRole(role, user.role);
      const { id } = await tx.apiKey.create({
        data: { userId: user.id, name, prefix, secretHash: hash, role: given, createdAt: now, expiresAt },
        select: { id: true },
      });
      const detail = { name, prefix, role: given, expiresAt };
      await record(tx, context, { operation: "apiKey.create", subjectKind: "user", subjectKey: user.id, detail });
      return ok({ keyId: id, secret });
    }),
});

/** Ends a key of one's own at once. Somebody else's is not found. */
export const revokeApiKey = operation({
  name: "apiKey.revoke",
  needs: "account.own",
  input: apiKeyIdSchema,
  run: (context, { keyId }) => revoke(context, keyId, context.user.id),
});

/** Ends anybody's key at once. */
export const revokeApiKeyOfUser = operation({
  name: "apiKey.revokeOfUser",
  needs: "users.manage",
  input: apiKeyIdSchema,
  run: (context, { keyId }) => revoke(context, keyId, null),
});

function revoke(
  context: Parameters<typeof record>[1] & { db: Parameters<typeof inTransaction>[0] },
  keyId: string,
  ownerId: string | null,
) {
  return inTransaction<null, UserError>(context.db, async (tx) => {
    const key = await tx.apiKey.findFirst({
      where: { id: keyId, revokedAt: null, ...(ownerId !== null && { userId: ownerId }) },
      select: { userId: true, name: true, prefix: true },
    });
    if (!key) return err({ code: "key_not_found" });
    await tx.apiKey.update({ where: { id: keyId }, data: { revokedAt: context.now } });
    const { userId, name, prefix } = key;
    await record(tx, context, { operation: "apiKey.revoke", subjectKind: "user", subjectKey: userId, detail: { name, prefix } });
    return ok(null);
  });
}

const rowSchema = z.object({
  keyId: z.string(),
  name: z.string(),
  prefix: z.string(),
  role: z.enum(roles),
  ownerName: z.string(),
  ownerRole: z.enum(roles),
  createdAt: z.date(),
  expiresAt: z.date(),
  lastUsedAt: z.date().nullable(),
});
/** A key that stands: neither revoked nor expired. `role` is what it may do now. */
export type ApiKeyRow = Omit<z.output<typeof rowSchema>, "ownerRole">;

/** One's own keys, the newest first. */
export const listOwnApiKeys = query({
  name: "apiKey.listOwn",
  needs: "account.own",
  input: z.object({}),
  run: ({ db, user, now }): Promise<ApiKeyRow[]> => readKeys(db, now, Prisma.sql`k.user_id = ${user.id}`),
});

/** Everybody's keys, the newest first. */
export const listApiKeys = query({
  name: "apiKey.list",
  needs: "users.manage",
  input: z.object({}),
  run: ({ db, now }): Promise<ApiKeyRow[]> => readKeys(db, now, Prisma.sql`true`),
});

async function readKeys(db: Parameters<typeof inTransaction>[0], now: Date, whose: Sql): Promise<ApiKeyRow[]> {
  const rows = await db.prisma.$queryRaw(Prisma.sql`
    select k.id::text as "keyId", k.name, k.prefix, k.role::text as role, u.name as "ownerName", u.role::text as "ownerRole",
      k.created_at as "createdAt", k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt"
    from api_key k join app_user u on u.id = k.user_id
    where k.revoked_at is null and k.expires_at > ${now} and ${whose} order by k.created_at desc, k.id`);
  return z
    .array(rowSchema)
    .parse(rows)
    .map(({ ownerRole, role, ...key }): ApiKeyRow => ({ ...key, role: weakerRole(role, ownerRole) satisfies Role }));
}
