/** What an operation answers: a value, or a refusal the person can act on. What nobody can act on is thrown. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };

/** The value of an operation that was carried out. */
export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** A refusal: nothing was changed. `error` carries a code and the data its sentence needs. */
export function err<E>(error: E): { ok: false; error: E } {
  return { ok: false, error };
}
