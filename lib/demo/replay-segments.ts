import type { OperationContext } from "@/lib/access/operation";

export async function replayDemoSegments(_context: OperationContext): Promise<number> {
  return 0;
}
