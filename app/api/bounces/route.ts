import { takeBounces } from "@/lib/request/echoes-here";

/** Where mail servers report what came back. Who asks is told by a key. */
export async function POST(request: Request): Promise<Response> {
  return takeBounces(request);
}
