/** Lets the first through and then one in every `gapMs` milliseconds. */
export class Throttle {
  private last = Number.NEGATIVE_INFINITY;

  constructor(private readonly gapMs: number) {}

  /** Whether something may happen at `now`, in milliseconds; the gap starts anew when it may. */
  lets(now: number): boolean {
    if (now - this.last < this.gapMs) return false;
    this.last = now;
    return true;
  }
}
