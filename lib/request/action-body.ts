type Parts = ReadonlyMap<string, string>;

const scalar = /^\$(?:\$.*|D[^\0]{0,40}|n-?\d{1,300}|u.*|N.*|I.*|-.*|T|H|K[0-9a-f]+)$/s;
const reference = /^\$[@QW]?([0-9a-f]{1,8})(?::(.+))?$/s;

/**
 * Whether the body of a server action can be read at all, before anything else reads it: JSON whose values are plain or refer
 * to what the body holds. The protocol knows more (streams, typed arrays); no action of ours takes that.
 *
 * @param parts the numbered parts of a form, or a text body as part "0"
 */
export function isReadableActionBody(parts: Parts): boolean {
  const models = new Map<string, unknown>();
  for (const [name, text] of parts) {
    const model = parseJson(text);
    if (model === unreadable) return false;
    models.set(name, model);
  }
  const root = models.get("0");
  return Array.isArray(root) && root.length <= 100 && [...models.values()].every((model) => holdsOnlyKnown(model, models));
}

const unreadable = Symbol("unreadable");

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return unreadable;
  }
}

function holdsOnlyKnown(model: unknown, models: ReadonlyMap<string, unknown>): boolean {
  const open = [model];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === "string" && value.startsWith("$") && !scalar.test(value) && !refersWithin(value, models)) return false;
    if (typeof value === "object" && value !== null) for (const part of Object.values(value)) open.push(part);
  }
  return true;
}

/** `$1` is a whole part, `$1:name:0` something inside of it; each step has to be there. */
function refersWithin(value: string, models: ReadonlyMap<string, unknown>, hops = 0): boolean {
  const [, id, path] = reference.exec(value) ?? [];
  if (id === undefined || hops > 20) return false;
  const name = String(Number.parseInt(id, 16));
  if (!models.has(name)) return false;
  let at = models.get(name);
  for (const step of path?.split(":") ?? []) {
    if (typeof at === "string" && at.startsWith("$")) return refersWithin(at, models, hops + 1);
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return false;
    at = Reflect.get(at, step);
  }
  return typeof at !== "string" || !at.startsWith("$") || scalar.test(at) || refersWithin(at, models, hops + 1);
}
