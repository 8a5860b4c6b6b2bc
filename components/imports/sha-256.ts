/**
 * SHA-256 (FIPS 180-4) over data that arrives in pieces. The browser's own hash takes a whole file at once, and only on
 * pages served over HTTPS.
 */
export class Sha256 {
  private readonly state = Uint32Array.from(initial);
  private readonly words = new Uint32Array(64);
  private rest = new Uint8Array(0);
  private length = 0;

  update(piece: Uint8Array): this {
    this.length += piece.length;
    let at = 0;
    if (this.rest.length > 0) {
      at = Math.min(blockBytes - this.rest.length, piece.length);
      const joined = new Uint8Array(this.rest.length + at);
      joined.set(this.rest);
      joined.set(piece.subarray(0, at), this.rest.length);
      this.rest = joined;
      if (joined.length < blockBytes) return this;
      this.block(joined, 0);
      this.rest = new Uint8Array(0);
    }
    for (; at + blockBytes <= piece.length; at += blockBytes) this.block(piece, at);
    this.rest = piece.slice(at);
    return this;
  }

  /** The hash of all pieces, in hexadecimal. Nothing can be added afterwards. */
  digest(): string {
    const padded = new Uint8Array(Math.ceil((this.rest.length + 9) / blockBytes) * blockBytes);
    padded.set(this.rest);
    padded[this.rest.length] = 0x80;
    new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(this.length) * 8n);
    for (let at = 0; at < padded.length; at += blockBytes) this.block(padded, at);
    return Array.from(this.state, (word) => word.toString(16).padStart(8, "0")).join("");
  }

  private block(bytes: Uint8Array, at: number): void {
    const { words, state } = this;
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, blockBytes);
    const word = (index: number) => words[index] ?? 0;
    for (let index = 0; index < 16; index += 1) words[index] = view.getUint32(index * 4);
    for (let index = 16; index < 64; index += 1) {
      const [w15, w2] = [word(index - 15), word(index - 2)];
      const s0 = turn(w15, 7) ^ turn(w15, 18) ^ (w15 >>> 3);
      const s1 = turn(w2, 17) ^ turn(w2, 19) ^ (w2 >>> 10);
      words[index] = word(index - 16) + s0 + word(index - 7) + s1;
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let index = 0; index < 64; index += 1) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + (rounds[index] ?? 0) + word(index)) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) + value;
  }
}

const blockBytes = 64;
const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by));

/** The first 32 bits of the fractional parts of the square and cube roots of the first primes, as the standard defines them. */
const primes = (() => {
  const found: number[] = [];
  for (let candidate = 2; found.length < 64; candidate += 1) if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
})();
const fraction = (value: number) => ((value - Math.floor(value)) * 2 ** 32) | 0;
const initial = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const rounds = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
